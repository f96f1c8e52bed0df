# Everything starts from a fresh clone: each target does the set-up that it needs, and none of it twice.
#
#   make serve   the page at http://localhost:8137
#   make test    formatting, lints, types, licences, all tests, the page in a real browser
#   make dist    the page as one HTML file, the JavaScript module and the command line, in dist/
#   make real    the checks on real reports, where ../shared holds them; make real-pages: the marks on pages of portals
#   make test-browsers  the page in old and other browsers, docs/BROWSERS.md
#   make test-package  the packed archives of npm and cargo
#   make bench-page  from opening the page to a first report checked; make bench-paste: its longest task after a paste
#   make bench   benchmarks; make bench-wasm: of the page's core; make bench-instructions: counted by valgrind;
#                make bench-peers: beside other libraries, docs/PERFORMANCE.md
#   make locate-study  how often the wrong cells are found
#   make district-study  how often the mistake in a district's summary is named
#   make many-rate  reports a second and memory, COUNT=20000; make many-duckdb: docs/MANY.md in DuckDB
#   make coverage  how much of the core the tests run
#   make fuzz    every reader, the checks and the writers on mutated input, SECONDS=60 each: fuzz/README.md
#   make differential  the program beside the page's modules on FILES="…": the same Outcome
#   make variations  every two and every three traits of layouts together, every trait in every format, every change of
#                every report: five thousand documents, some minutes
#   make format  formats all sources

PORT ?= 8137
CARGO ?= cargo
# "deny": a warning of the compiler about a wasm module fails its build.
WARNINGS ?=

.PHONY: serve test dist real real-pages test-browsers test-package bench-page bench-paste bench bench-wasm bench-instructions bench-peers locate-study coverage fuzz differential variations district-study many-rate many-duckdb format setup wasm types page lint check-rust check-web test-rust test-rust-built test-browser run-browser clean

serve: page
	node scripts/serve.mjs dist $(PORT)

# Two lanes side by side, each with what it needs in its order; what runs in a browser has the machine to itself. The
# modules are linked on one core for minutes: the other lane gives way, so that both end together.
test:
	@$(MAKE) --no-print-directory -j2 WARNINGS=deny lane-rust lane-page
	@$(MAKE) --no-print-directory run-browser
	@echo "gouji: all checks passed (formatting, lints, types, licences, tests, browser)"

.PHONY: lane-rust lane-page
lane-rust:
	@nice $(MAKE) --no-print-directory check-sources
	@nice $(MAKE) --no-print-directory test-rust-built
	@nice $(MAKE) --no-print-directory test-rust
lane-page:
	@$(MAKE) --no-print-directory page
	@$(MAKE) --no-print-directory check-web
	@$(MAKE) --no-print-directory setup-browser
	@$(MAKE) --no-print-directory setup-editors

# Set-up: each script looks first whether anything is missing.
setup: setup-wasm setup-node

.PHONY: setup-wasm setup-node setup-browser setup-editors test-editors serve-cms
setup-wasm:
	@scripts/setup-wasm.sh
setup-node:
	@scripts/setup-node.sh
setup-browser:
	@scripts/setup-browser.sh
# Editors of other people, for the tests of the adapters only.
setup-editors:
	@node scripts/setup-editors.mjs

# The page: wasm modules, their types, then TypeScript to one HTML file.
# The core checks and reads texts; the second module only reads office documents and PDF, and is loaded on demand.
wasm: setup-wasm setup-node
	WARNINGS=$(WARNINGS) scripts/wasm-modules.sh

page: wasm setup-node
	node scripts/build.mjs

dist: page
	$(CARGO) build --quiet --release --bin gouji
	@mkdir -p dist/bin && cp target/release/gouji dist/bin/
	cd dist && npm pack --silent ./package
	node scripts/sbom.mjs dist
	node scripts/sizes.mjs dist

lint: check-rust check-web

# All features at once: the boundary to JavaScript is linted natively with everything else. What only a module without
# some feature would warn of is an error where that module is built. The solver of benches/mip is linted where it runs.
LINTED := --package gouji --package gouji-bind --all-features
check-rust: check-sources
	$(CARGO) clippy --quiet $(LINTED) --all-targets -- -D warnings

.PHONY: check-sources
check-sources:
	$(CARGO) fmt --all --check
	node scripts/licences.mjs

check-web: wasm setup-node
	node_modules/.bin/tsc --noEmit
	node_modules/.bin/biome ci --error-on-warnings .

# The linter is a compiler with more to say: by it the tests are compiled, instead of everything once to be linted and
# once to be run. What cargo clippy hands to it is handed here; "make lint" alone only checks, which is quicker. Its jobs are
# its own: a recipe cannot pass on the slots of make that it was not given.
LINTER = MAKEFLAGS= RUSTC_WORKSPACE_WRAPPER=$$(rustc --print sysroot)/bin/clippy-driver CLIPPY_ARGS=-Dwarnings__CLIPPY_HACKERY__
test-rust-built:
	$(LINTER) $(CARGO) test --quiet --no-run $(LINTED) --all-targets

test-rust:
	$(LINTER) $(CARGO) test --quiet $(LINTED)

test-browser: page setup-browser setup-editors
	@$(MAKE) --no-print-directory run-browser

# The tests in the browser, of the page as it was built.
run-browser:
	node_modules/.bin/playwright test

# The adapters alone, each in its real editor.
test-editors: page setup-browser setup-editors
	node_modules/.bin/playwright test tests/e2e/editors.spec.ts tests/e2e/gate.spec.ts

# The example pages of examples/cms, to try them by hand: http://localhost:8137/ckeditor4.html and the others.
serve-cms: page setup-editors
	@rm -rf target/cms && mkdir -p target/cms && cp examples/cms/* target/cms/ && cp www/example.html target/cms/gouji-example.html
	@cp -r dist target/cms/gouji && cp -r target/editors target/cms/editors
	node scripts/serve.mjs target/cms $(PORT)

# The page, the website and the classic script in every browser that can be had: old Chromiums, Firefox, WebKit. Minutes.
test-browsers: page setup-browser
	@scripts/setup-browsers.sh
	node --experimental-websocket tests/browsers/run.mjs
	node tests/browsers/extension.mjs
	GOUJI_EVERY=1 node_modules/.bin/playwright test tests/e2e/everyone.spec.ts tests/e2e/batch-files.spec.ts tests/e2e/pair.spec.ts

# The packed archives: npm's in Vite and webpack, the crate's with its documentation. Some minutes; the short part is in test.
test-package: page setup-browser
	cd tests/package && { cmp -s package-lock.json node_modules/.gouji-lock || { npm ci --ignore-scripts --no-audit --no-fund --silent && cp package-lock.json node_modules/.gouji-lock; }; }
	node tests/package/run.mjs
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --quiet --no-deps
	$(CARGO) package --quiet --allow-dirty

# From opening the page to a first report checked.
bench-page: page setup-browser
	node scripts/bench-page.mjs

# How much of the core the tests run, by region, line and function; needs cargo-llvm-cov and rustup's llvm-tools. Minutes.
coverage:
	@$(CARGO) llvm-cov --version >/dev/null 2>&1 || { echo "make coverage: cargo install cargo-llvm-cov; rustup component add llvm-tools" >&2; exit 1; }
	$(CARGO) llvm-cov --quiet --summary-only --ignore-filename-regex '/(tests|benches|examples)/'

# Every target of fuzz/ for SECONDS each; TARGETS="pdf html" for some. Needs cargo-fuzz and a nightly compiler.
fuzz:
	scripts/fuzz.sh $(or $(SECONDS),60) $(TARGETS)

# Outcomes of the native program beside those of the page's modules, on the repository's reports or FILES="…".
differential: wasm
	$(CARGO) build --quiet --bin gouji
	node scripts/differential.mjs target/debug/gouji $(or $(FILES),tests/reports fuzz/corpus)

# Real reports are not part of the repository: their tests run where they are found.
real:
	@if [ -d ../shared/reports ]; then $(CARGO) test --test all -- real:: --include-ignored --nocapture --test-threads 1; \
	else echo "make real: ../shared/reports is not here, nothing to check"; fi

# The marks of the bookmark and the extension on saved pages of real portals; GOUJI_PAGES=FOLDER: further pages.
real-pages: page setup-browser
	@if [ -d ../shared/reports ]; then GOUJI_REAL=../shared node_modules/.bin/playwright test tests/e2e/real.spec.ts; \
	else echo "make real-pages: ../shared/reports is not here, nothing to check"; fi

bench:
	$(CARGO) bench --quiet --bench locate --bench narrative --bench large
	$(CARGO) clippy --quiet --package gouji-mip -- -D warnings
	$(CARGO) run --quiet --release --package gouji-mip

# How many instructions a report of each format takes, beside benches/instructions/counts.txt: steady on a busy machine.
# RECORD=--record writes that file anew.
bench-instructions:
	$(CARGO) build --quiet --release --bin gouji
	GOUJI=target/release/gouji $(CARGO) test --quiet --bench instructions -- $(RECORD)

# gouji's wasm beside cheerio, mammoth, SheetJS and pdf.js on the same files; writes docs/PERFORMANCE.md.
bench-peers: wasm setup-node bench-instructions
	cd benches/peers && { [ -d node_modules ] || npm ci --ignore-scripts --no-audit --no-fund --silent; }
	node benches/peers/run.mjs --write docs/PERFORMANCE.md

# The page's core on tables that are wrong in every way: none may take more than 50 ms.
bench-wasm: wasm
	node scripts/time-wasm.mjs

# The longest task of the page from a paste to the lit page; FILES="…" for other reports than its example.
bench-paste: page
	node scripts/time-paste.mjs $(FILES)

# How often the wrong cells are found: every cell of 200 reports, 10,000 reports with 2 to 5 wrong cells. Some minutes.
locate-study:
	$(CARGO) test --quiet --release --lib locate::tests::figures::study -- --ignored --nocapture

# Reports a second and memory on generated reports, and the commands of docs/MANY.md in DuckDB (from PyPI).
many-rate:
	scripts/many.sh rate $(or $(COUNT),1000)
many-duckdb:
	scripts/many.sh duckdb 1000

# How often the mistake in the summary of a district of sixty is named: 500 districts with one, 500 with two.
district-study:
	$(CARGO) test --quiet --release --test all -- district:: --ignored --nocapture

# Documents in which every two and every three traits of layouts occur together, 2,000 of each and more; prints how many
# cells were exact, unread, wrong.
variations:
	GOUJI_CASES=12 $(CARGO) test --quiet --release --test all -- variations:: --include-ignored --nocapture
	GOUJI_CASES=12 $(CARGO) test --quiet --release --test all -- traits:: carriers:: metamorphic:: narrative::

format: setup-node
	$(CARGO) fmt --all
	node_modules/.bin/biome check --write .

clean:
	rm -rf dist www/generated
