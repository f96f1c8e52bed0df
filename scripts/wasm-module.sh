#!/bin/sh
# Builds one wasm module of the page: scripts/wasm-module.sh NAME FEATURES writes www/generated/NAME.
# Each module has a target directory of its own: the same crate with other features has the same file name, and one
# module would be built anew each time that the other one was.
set -eu
name=$1
features=$2
# Addresses in messages: the same everywhere, and without the builder's own paths.
cargo_home=${CARGO_HOME:-$HOME/.cargo}
# Without reference types and several results: browsers before Chromium 96, Firefox 79 and Safari 15 know neither.
# The smallest code calls a function for each character of a text: what is no larger than a few instructions is put into
# its callers, in both modules alike, because the one file holds what they share once (docs/DECISIONS.md, Speed).
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="--remap-path-prefix=$cargo_home/registry/src= --remap-path-prefix=$PWD=gouji \
-Ctarget-feature=-reference-types,-multivalue -Cllvm-args=-inline-threshold=30"
log=target/wasm-$name.log
mkdir -p target
status=0
# The kind of library that a module is made from is asked for here alone: named in Cargo.toml, every native release
# build would link it as well, for nobody.
scripts/wasm-cargo rustc --quiet --profile wasm --lib --crate-type cdylib --target-dir "target/wasm-$name" \
	--target wasm32-unknown-unknown --no-default-features --features "$features" 2>"$log" || status=$?
cat "$log" >&2
[ "$status" -eq 0 ] || exit "$status"
# A compiler of tomorrow may warn of more: whoever only builds the page is not stopped by that.
if [ "${WARNINGS:-}" = deny ] && grep -v jobserver "$log" | grep -q '^warning'; then
	echo "wasm-module: the compiler warns of the $name module" >&2
	exit 1
fi
module=target/wasm-$name/wasm32-unknown-unknown/wasm/gouji.wasm
stamp=www/generated/$name/stamp
# The bindings depend on the module and on the tools that write them.
sum=$(cat "$module" Cargo.lock scripts/bind/src/main.rs scripts/lower-wasm.mjs scripts/memory-words.mjs | cksum)
if [ -f "$stamp" ] && [ "$sum" = "$(cat "$stamp")" ]; then exit 0; fi
"${CARGO:-cargo}" run --quiet --package gouji-bind -- "$module" gouji "www/generated/$name"
scripts/setup-node.sh
node scripts/lower-wasm.mjs "www/generated/$name/gouji_bg.wasm"
echo "$sum" >"$stamp"
