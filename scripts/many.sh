#!/bin/sh
# Many generated reports: how many a second, how much memory, and what DuckDB reads of the result.
#   scripts/many.sh rate [COUNT]     reports a second on one core and on all, and memory for COUNT and a tenth of it
#   scripts/many.sh duckdb [COUNT]   the commands of docs/MANY.md in DuckDB, on the result for COUNT reports
set -eu
what=${1:-rate}
count=${2:-1000}
place=target/many
mkdir -p "$place"
gouji=target/release/gouji
[ -x "$gouji" ] || cargo build --quiet --release --bin gouji

reports() {
	[ -f "$place/$1.json" ] ||
		GOUJI_COUNT=$1 GOUJI_REPORTS=$PWD/$place/$1 cargo test --quiet --test all -- --ignored scale::reports
}

# One run under the kernel's own accounting: seconds and the most memory at a time.
run() {
	python3 - "$@" <<-'PYTHON'
		import os, resource, subprocess, sys, time
		cores, command = sys.argv[1], sys.argv[2:]
		begun = time.time()
		child = subprocess.Popen(["taskset", "-c", cores, *command], stdout=open("target/many/out.jsonl", "w"))
		child.wait()
		spent = time.time() - begun
		usage = resource.getrusage(resource.RUSAGE_CHILDREN)
		lines = sum(1 for _ in open("target/many/out.jsonl"))
		print(f"{lines} reports on cores {cores}: {spent:.1f} s, {lines / spent:.0f} a second by the clock, "
		      f"{lines / usage.ru_utime:.0f} a second of one core's work, at most {usage.ru_maxrss // 1024} MB")
	PYTHON
}

case $what in
rate)
	for each in $((count / 10)) "$count"; do
		reports "$each"
		run 0 "$gouji" check "$place/$each" --format jsonl
		run 0-1 "$gouji" check "$place/$each" --format jsonl
	done
	;;
duckdb)
	reports "$count"
	"$gouji" check "$place/$count" --format jsonl >"$place/结果.jsonl" || true
	"$gouji" check "$place/$count" -o "$place/结果.parquet" || true
	[ -d "$place/python" ] || python3 -m venv "$place/python"
	"$place/python/bin/python" -c 'import duckdb' 2>/dev/null ||
		"$place/python/bin/pip" install --quiet --disable-pip-version-check duckdb==2.0.1
	"$place/python/bin/python" scripts/many-duckdb.py docs/MANY.md "$place" "$place/$count.json"
	;;
esac
