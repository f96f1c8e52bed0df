# Sourced: each function prints the path of an installed browser, or nothing.

# The first program of these names that is installed.
first_installed() {
	for name in "$@"; do
		[ -n "$name" ] && command -v "$name" 2>/dev/null && return 0
	done
	return 0
}

# A whole Chromium or Chrome, which can also load extensions.
find_browser() {
	first_installed "${GOUJI_CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable
}

# What runs the tests: the same engine without the browser's own windows, which takes a third less time for the same
# pages, or a whole browser where there is none.
find_test_browser() {
	first_installed "${GOUJI_CHROMIUM:-}" chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable
}
