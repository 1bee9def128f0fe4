#!/bin/sh
# Builds the page. Replaced by the real build with the page itself.
set -e
cd "$(dirname "$0")"
mkdir -p dist
