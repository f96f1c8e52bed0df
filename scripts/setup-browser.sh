#!/bin/sh
# Makes sure that there is a Chromium for the browser tests. GOUJI_CHROMIUM names another one.
set -eu
. "$(dirname "$0")/browser.sh"

# Whether packages can be installed here.
can_install() {
	[ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1
}

install_packages() {
	DEBIAN_FRONTEND=noninteractive apt-get -o Acquire::Retries=1 -o Acquire::http::Timeout=20 -o DPkg::Lock::Timeout=60 \
		install -q -y --no-install-recommends --no-remove "$@" >&2
}

if [ -z "$(find_browser)" ] && can_install; then
	echo "set-up: installing Chromium for the browser tests" >&2
	apt-get update -q >&2
	install_packages chromium fonts-noto-cjk || true
fi
if [ -z "$(find_browser)" ]; then
	echo "set-up: no Chromium was found for the browser tests. Install chromium (Debian: apt-get install chromium" >&2
	echo "fonts-noto-cjk) or name one: GOUJI_CHROMIUM=/path/to/chromium make test" >&2
	exit 1
fi

# The same engine without windows: only beside the very same version of Debian's browser, which stays as it is. Where
# it cannot be had, the whole browser runs the tests; it is asked for once.
tried=target/headless-shell.tried
if [ -z "${GOUJI_CHROMIUM:-}" ] && [ "$(find_test_browser)" = "$(find_browser)" ] && [ ! -e "$tried" ] && can_install; then
	mkdir -p target && : >"$tried"
	version=$(dpkg-query -W -f '${Version}' chromium 2>/dev/null || true)
	if [ -n "$version" ]; then
		echo "set-up: installing the browser's engine without windows, for faster browser tests" >&2
		{ install_packages "chromium-headless-shell=$version" 2>/dev/null ||
			{ apt-get -o Acquire::http::Timeout=20 update -q && install_packages "chromium-headless-shell=$version"; }; } >/dev/null 2>&1 ||
			echo "set-up: it cannot be had here; the whole browser runs the tests" >&2
	fi
fi
