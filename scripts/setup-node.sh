#!/bin/sh
# Installs the page's packages exactly as package-lock.json names them, when that file has changed since.
set -eu
command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 || {
	echo "set-up: Node.js 20 or later with npm is missing (https://nodejs.org or your distribution's packages)." >&2
	exit 1
}
node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 20 ? 0 : 1)' || {
	echo "set-up: Node.js $(node --version) is too old, version 20 or later is needed." >&2
	exit 1
}
stamp=node_modules/.gouji-lock
if cmp -s package-lock.json "$stamp"; then exit 0; fi
echo "set-up: installing the page's packages" >&2
npm ci --no-audit --no-fund --loglevel=error >&2
cp package-lock.json "$stamp"
