# Everything a newcomer runs. Each target sets up what it needs in .venv (and, for the tests,
# the programs they use); a second run starts at once.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
RUNNABLE := .venv/.runnable
VALIDATOR := node_modules/.ready
EXAMPLE := examples/dudley_childrens_2021_22
COUNCIL := examples/six_directorates

# A test process for each core, at most four: each holds half a gigabyte. A process takes the tests
# in their order, so the tests of a file share what the file prepares.
SPREAD := --numprocesses logical --maxprocesses 4 --dist worksteal

.PHONY: help
help:  ## Say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: demo
demo: $(RUNNABLE)  ## Build, fill and return the example workbook, and fill a council's own, in demo/
	@bash $(EXAMPLE)/demo.sh demo
	@bash examples/own_workbook/demo.sh demo/own_workbook

.PHONY: demo-council
demo-council: $(RUNNABLE)  ## Consolidate six directorates' workbooks, in demo/council/
	@bash $(COUNCIL)/demo.sh demo/council

.PHONY: test
test: $(READY) programs  ## Run all tests (ARGS="-m 'not slow'" leaves out the slowest)
	@$(BIN)/python -m pytest $(SPREAD) $(ARGS)

.PHONY: crosscheck
crosscheck: $(READY) programs  ## Check the rules' three forms against each other, in full
	@KPIBOOK_CROSSCHECK=full $(BIN)/python -m pytest tests/crosscheck $(ARGS)

.PHONY: lint
lint: $(READY)  ## Check style, types and import layers
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

.PHONY: bench
bench: $(READY)  ## Compare cost with what people would use instead
	@bash tools/setup.sh locked bench
	@$(BIN)/python -m benchmarks

.PHONY: evil
evil: $(READY)  ## Open every hostile workbook of the generator, full size, within time and memory
	@$(BIN)/python -m benchmarks.evil
	@$(BIN)/python -m benchmarks.mutations 60

.PHONY: golden
golden: $(READY) programs  ## Rewrite tests/golden/ from today's output: read the diff
	@KPIBOOK_GOLDEN=rewrite $(BIN)/python -m pytest -q $(ARGS)
	@git --no-pager diff --stat -- tests/golden
	@git status --short -- tests/golden

.PHONY: docs
docs: $(READY)  ## Rewrite the pages of commands and findings from the source
	@$(BIN)/python tools/findings.py docs/findings.md
	@$(BIN)/python tools/words.py docs/words.md
	@KPIBOOK_GOLDEN=rewrite $(BIN)/python -m pytest -q tests/cli/test_reference.py
	@git --no-pager diff --stat -- docs

.PHONY: pictures
pictures: $(READY) programs  ## Draw the pictures of the pages from the example's report
	@bash tools/pictures.sh

.PHONY: template
template: $(READY)  ## Rebuild the workbook templates from their build script
	@$(BIN)/python workbook_templates/build.py

.PHONY: addin
addin: $(READY)  ## Rebuild the Excel add-in that ships, from its text
	@$(BIN)/kpibook addin build -o src/kpibook/addin/kpibook.xlam
	@$(BIN)/python tools/ribbon.py docs/ribbon.html

.PHONY: lock
lock: $(READY)  ## Renew requirements/ and the SBOM (ARGS=--upgrade takes the newest versions)
	@bash tools/setup.sh locked lock
	@bash tools/lock.sh $(ARGS)
	@git --no-pager diff --stat -- requirements

.PHONY: release
release: $(READY)  ## Build the wheel and what goes with it from the last commit, in dist/
	@bash tools/release.sh dist $(BIN)/python

.PHONY: clean
clean:  ## Delete everything that make has made
	rm -rf .venv node_modules demo dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
	rm -rf .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# What the targets above stand on.

# The examples run with what kpibook itself needs; everything else needs the development tools.
$(RUNNABLE): pyproject.toml requirements/runtime.txt requirements/report.txt requirements/wheel.txt
	@PYTHON=$(PYTHON) bash tools/setup.sh runnable
	@touch $@

$(READY): pyproject.toml requirements/dev.txt
	@PYTHON=$(PYTHON) bash tools/setup.sh ready
	@touch $@ $(RUNNABLE)

.PHONY: programs
programs:
	@bash tools/setup.sh programs
	@$(MAKE) --no-print-directory --silent $(VALIDATOR)

$(VALIDATOR): package.json package-lock.json
	@bash tools/setup.sh validator
	@if [ -x node_modules/.bin/ooxml-validator ]; then touch $@; fi
