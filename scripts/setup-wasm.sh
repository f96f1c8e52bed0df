#!/bin/sh
# Makes sure that some installed Rust compiler has the standard library for wasm32-unknown-unknown, in this order:
#   1. it is there already;
#   2. rustup downloads it (with a time limit: where its server is out of reach it would hang for minutes);
#   3. on Debian and as root: the distribution's compiler with its matching sources builds it, once.
# scripts/wasm-cargo then runs the cargo that goes with it.
set -eu
target=wasm32-unknown-unknown

has_target() { # compiler
	set -- "$("$1" --print sysroot 2>/dev/null)/lib/rustlib/$target/lib"
	ls "$1"/libstd-*.rlib >/dev/null 2>&1
}

say() { echo "set-up: $*" >&2; }

command -v cargo >/dev/null 2>&1 || {
	needed=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
	say "cargo is missing. Install Rust $needed or later (https://rustup.rs or your distribution's packages)."
	exit 1
}

if has_target rustc; then exit 0; fi
if [ -x /usr/bin/rustc ] && has_target /usr/bin/rustc; then exit 0; fi

if command -v rustup >/dev/null 2>&1 && [ -z "${GOUJI_NO_RUSTUP:-}" ]; then
	say "adding the Rust target $target with rustup"
	if timeout 90 rustup target add "$target" >&2 && has_target rustc; then exit 0; fi
	say "rustup could not fetch $target"
fi

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
	say "the Rust target $target is missing. With a connection: rustup target add $target."
	say "On Debian, run this once as root: it then builds the target from the distribution's own packages."
	exit 1
fi

say "building the standard library for $target from Debian's packages (once, about two minutes)"
apt-get update -q >&2
DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends rustc-web cargo-web rust-web-src lld-22 >&2 || {
	say "the packages rustc-web cargo-web rust-web-src lld-22 could not be installed"
	exit 1
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/src"
printf '[package]\nname = "empty"\nversion = "0.0.0"\nedition = "2021"\n[workspace]\n' >"$work/Cargo.toml"
: >"$work/src/lib.rs"
sysroot=$(/usr/bin/rustc --print sysroot)
# A copied library beside one of the same name from elsewhere would give E0464, so it starts from nothing.
rm -rf "$sysroot/lib/rustlib/$target"
(cd "$work" && PATH="/usr/bin:$PATH" RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 CARGO_TARGET_DIR="$work/target" \
	/usr/bin/cargo build -q --release -Zbuild-std=std,panic_abort,test --target "$target" >&2) || {
	say "the standard library for $target did not build with $(/usr/bin/rustc --version)"
	exit 1
}
mkdir -p "$sysroot/lib/rustlib/$target/lib"
cp "$work/target/$target/release/deps/"*.rlib "$work/target/$target/release/deps/"*.rmeta \
	"$sysroot/lib/rustlib/$target/lib/"
rm -f "$sysroot/lib/rustlib/$target/lib/"libempty-*
has_target /usr/bin/rustc
