# Sourced: find_browser prints the path of an installed Chromium or Chrome, or nothing.
find_browser() {
	for name in "${GOUJI_CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
		[ -n "$name" ] && command -v "$name" 2>/dev/null && return 0
	done
	return 0
}
