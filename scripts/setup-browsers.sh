#!/bin/sh
# Brings the other engines for make test-browsers, where that can be done: Debian's Firefox and WebKitGTK. What is not
# there is left out of the table and named in it; old Chromiums come from npm (tests/browsers/fetch.mjs).
set -eu
missing=
command -v firefox-esr >/dev/null 2>&1 || missing="$missing firefox-esr"
command -v WebKitWebDriver >/dev/null 2>&1 || missing="$missing webkit2gtk-driver"
[ -n "${DISPLAY:-}" ] || command -v Xvfb >/dev/null 2>&1 || missing="$missing xvfb"
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
	echo "set-up: installing$missing for the tests of browsers" >&2
	apt-get update -q >&2
	# Word splitting is wanted.
	# shellcheck disable=SC2086
	DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing >&2 || true
else
	echo "set-up: not here, and left out:$missing" >&2
fi
