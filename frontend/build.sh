#!/bin/sh
# Builds the page into dist/, doing only what is needed: packages when the lock file is newer than the
# last installation, the page when a source is newer than the last build. Maven calls it in generate-resources.
set -eu
cd "$(dirname "$0")"

REQUIRE_LIB=1 . ../build/require.sh

missing() {
  echo "The page cannot be built: $1" >&2
  echo "Install $node_wanted with npm ($node_sources), and run the build again." >&2
  exit 1
}

command -v node >/dev/null 2>&1 || missing "node was not found."
command -v npm >/dev/null 2>&1 || missing "npm was not found."
node_is_new_enough || missing "Node $(node --version) is too old."

stamp=node_modules/.installed
if [ ! -f "$stamp" ] || [ package-lock.json -nt "$stamp" ]; then
  echo "Installing the page's packages (once; the lock file changed) ..."
  npm ci --ignore-scripts --prefer-offline --no-audit --no-fund --loglevel=error
  touch "$stamp"
fi

# Folders count too: a removed file changes nothing but its folder.
if [ ! -f dist/index.html ] ||
  [ -n "$(find src public index.html package.json package-lock.json tsconfig.json vite.config.ts -newer dist/index.html -print | head -n 1)" ]; then
  echo "Building the page ..."
  npm run --silent build
  # Maven only ever adds to what it copied before; files of an older build have other names.
  rm -rf target/classes/META-INF/hornbook/web
fi
