#!/bin/sh
# Builds the wasm modules of the page: writes www/generated/core, www/generated/documents and www/generated/rules.
# Both are the library's sources with other features (scripts/modules), built by one call of cargo: side by side, and
# what they depend on once.
set -eu
# Addresses in messages: the same everywhere, and without the builder's own paths.
cargo_home=${CARGO_HOME:-$HOME/.cargo}
# Without reference types and several results: browsers before Chromium 96, Firefox 79 and Safari 15 know neither.
# The smallest code calls a function for each character of a text: what is no larger than a few instructions is put into
# its callers, in both modules alike, because the one file holds what they share once (docs/DECISIONS.md, Speed).
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="--remap-path-prefix=$cargo_home/registry/src= --remap-path-prefix=$PWD=gouji \
--remap-path-prefix=scripts/modules/core/../../../src=src --remap-path-prefix=scripts/modules/documents/../../../src=src \
-Ctarget-feature=-reference-types,-multivalue -Cllvm-args=-inline-threshold=30"
target=target/modules
log=target/modules.log
mkdir -p target
# The tool that writes the bindings is built meanwhile: each module is one long step on one core.
"${CARGO:-cargo}" build --quiet --package gouji-bind &
bind=$!
status=0
scripts/wasm-cargo build --quiet --profile wasm --package gouji-core --package gouji-documents --target-dir "$target" \
	--target wasm32-unknown-unknown 2>"$log" || status=$?
cat "$log" >&2
wait "$bind"
[ "$status" -eq 0 ] || exit "$status"
# A compiler of tomorrow may warn of more: whoever only builds the page is not stopped by that.
if [ "${WARNINGS:-}" = deny ] && grep -v jobserver "$log" | grep -q '^warning'; then
	echo "wasm-modules: the compiler warns of a module" >&2
	exit 1
fi

bindings() { # module
	built=$target/wasm32-unknown-unknown/wasm/gouji_$1.wasm
	stamp=www/generated/$1/stamp
	# The bindings depend on the module and on the tools that write them.
	sum=$(cat "$built" Cargo.lock scripts/bind/src/main.rs scripts/lower-wasm.mjs scripts/memory-words.mjs | cksum)
	if [ -f "$stamp" ] && [ "$sum" = "$(cat "$stamp")" ]; then return 0; fi
	"${CARGO_TARGET_DIR:-target}/debug/gouji-bind" "$built" gouji "www/generated/$1"
	node scripts/lower-wasm.mjs "www/generated/$1/gouji_bg.wasm"
	echo "$sum" >"$stamp"
}
scripts/setup-node.sh
bindings documents &
documents=$!
bindings core
wait "$documents"
node scripts/rules.mjs
