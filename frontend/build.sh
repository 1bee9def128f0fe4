#!/bin/sh
# Builds the page into dist/, doing only what is needed: packages when the lock file is newer than the
# last installation, the page when a source is newer than the last build. Maven calls it in generate-resources.
set -eu
cd "$(dirname "$0")"

missing() {
  echo "The page cannot be built: $1" >&2
  echo "Install Node.js 20.19 or newer with npm (https://nodejs.org, or your system's packages), and run the build again." >&2
  exit 1
}

command -v node >/dev/null 2>&1 || missing "node was not found."
command -v npm >/dev/null 2>&1 || missing "npm was not found."
node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
  missing "Node.js $(node --version) is too old."

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
