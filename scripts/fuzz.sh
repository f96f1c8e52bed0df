#!/bin/sh
# Fuzzes every target of fuzz/ in turn: scripts/fuzz.sh SECONDS-EACH [TARGET…]. Seeds are the committed corpora and the
# repository's own reports, fixtures and labelled sentences; what a run adds stays in target/fuzz. Prints for each
# target executions, edges covered and findings; exit status 1 where there is a finding. Needs cargo-fuzz and nightly.
set -eu
cd "$(dirname "$0")/.."
seconds=$1
shift
work=${GOUJI_FUZZ:-target/fuzz}
cargo +nightly fuzz --version >/dev/null 2>&1 ||
  { echo "make fuzz: cargo install cargo-fuzz; rustup toolchain install nightly" >&2; exit 1; }
# The code has no unsafe: without a sanitizer it runs several times as fast; overflow and debug assertions stay on.
[ -n "${GOUJI_FUZZ_BUILT:-}" ] || cargo +nightly fuzz build --sanitizer none
binaries=${GOUJI_FUZZ_BUILT:-fuzz/target/$(rustc -vV | sed -n 's/^host: //p')/release}
all=$(sed -n 's/^name = "\(.*\)"$/\1/p' fuzz/Cargo.toml | tail -n +2)

seed() {
  from=$1
  shift
  for target in "$@"; do
    mkdir -p "$work/corpus/$target"
    cp -n "$from" "$work/corpus/$target/$(basename "$from")"
  done
}
for file in tests/reports/* tests/fixtures/*/*; do
  case $file in
    *.findings) ;;
    *.html) seed "$file" html any ;;
    *.md) seed "$file" markdown any ;;
    *.txt) seed "$file" text csv narrative any ;;
    *.docx | *.xlsx | *.odt | *.ods) seed "$file" package zip ;;
    *.doc | *.xls) seed "$file" compound ;;
    *.rtf) seed "$file" rtf ;;
    *.pdf) seed "$file" pdf ;;
  esac
done
for list in tests/narrative/*.txt; do
  mkdir -p "$work/corpus/narrative" "$work/lines"
  rm -f "$work/lines/"*
  grep -v '^[#@]' "$list" | sed 's/^[a-z+-]* [0-9sth]*[+=] //; s/{\([^=}]*\)=[^}]*}/\1/g' |
    split -l 4 - "$work/lines/$(basename "$list" .txt)-"
  cp -n "$work/lines/"* "$work/corpus/narrative/"
done

found=0
for target in ${*:-$all}; do
  mkdir -p "$work/corpus/$target" "$work/artifacts/$target"
  if [ -d "fuzz/corpus/$target" ]; then cp -n "fuzz/corpus/$target"/* "$work/corpus/$target/"; fi
  log=$work/$target.log
  status=0
  "$binaries/$target" "$work/corpus/$target" -artifact_prefix="$work/artifacts/$target/" -max_total_time="$seconds" \
    -max_len="${GOUJI_FUZZ_LENGTH:-65536}" -rss_limit_mb=600 -timeout=10 -print_final_stats=1 >"$log" 2>&1 || status=$?
  executed=$(sed -n 's/^stat::number_of_executed_units: //p' "$log")
  edges=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$log" | tail -1)
  echo "$target: ${executed:-0} executions, ${edges:-0} edges, status $status"
  if [ "$status" -ne 0 ]; then
    found=1
    grep -a -m1 -A3 'panicked at\|ERROR: libFuzzer' "$log" || true
  fi
done
exit $found
