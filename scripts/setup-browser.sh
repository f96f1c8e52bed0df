#!/bin/sh
# Makes sure that there is a Chromium for the browser tests. GOUJI_CHROMIUM names another one.
set -eu
. "$(dirname "$0")/browser.sh"
if [ -n "$(find_browser)" ]; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
	echo "set-up: installing Chromium for the browser tests" >&2
	apt-get update -q >&2
	DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends chromium fonts-noto-cjk >&2 || true
fi
if [ -z "$(find_browser)" ]; then
	echo "set-up: no Chromium was found for the browser tests. Install chromium (Debian: apt-get install chromium" >&2
	echo "fonts-noto-cjk) or name one: GOUJI_CHROMIUM=/path/to/chromium make test" >&2
	exit 1
fi
