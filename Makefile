# Every command that a person or CI uses. `make` alone lists them.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := $(CURDIR)/.venv/bin
NPM := $(BIN)/python $(CURDIR)/ops/npm.py
export PATH := $(BIN):$(PATH)
# Hundreds of processes of the tests read the program: each part is compiled once, whatever the caller prefers.
export PYTHONDONTWRITEBYTECODE :=

FONTS := src/gridward/kernel/documents/fonts/ready

.PHONY: help setup fonts demo test test-python test-browser test-flows test-histories test-web dev lint soak bench bench-large burden docs tour lock

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

setup: .venv/ready web/node_modules/ready web/apps/field/dist/index.html $(FONTS) ## install everything into .venv and build the screens

fonts: ## fetch the fonts of printed documents again, after one was installed
	$(BIN)/python ops/fonts.py

demo: setup ## load the fictional street and serve it on http://127.0.0.1:8000, printing sign-ins
	@$(BIN)/gridward demo

test: setup ops/.packages ## all tests: Python, real Chromium, whole installations, histories of phones, web; two at a time
	@$(MAKE) --no-print-directory --keep-going --jobs 2 test-python test-browser test-flows test-histories test-web

test-python: setup ops/.packages
	$(BIN)/python -m pytest -m "not e2e and not histories" --ignore tests/flows $(PYTEST)

test-flows: setup ops/.packages # whole installations: served, killed, backed up, upgraded; for whoever of the two is free first
	GRIDWARD_HOME=$(CURDIR)/var/test-flows $(BIN)/python -m pytest tests/flows $(PYTEST)

test-histories: setup # apart from the others, which take as long
	GRIDWARD_HOME=$(CURDIR)/var/test-histories $(BIN)/python -m pytest -m histories tests/exchange/sync $(PYTEST)

test-browser: setup ops/.packages # one street for all, so in one order: what failed fails again
	GRIDWARD_HOME=$(CURDIR)/var/test-browser $(BIN)/python -m pytest -m e2e -p no:randomly tests/e2e $(PYTEST)

test-web: setup
	cd web && $(NPM) run test

dev: setup ## serve with the screens rebuilt on change (Vite on http://127.0.0.1:5173)
	@$(BIN)/python ops/dev.py

lint: setup ## formats, types, import contracts, migrations, web
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/python ops/check_migrations.py
	cd web && $(NPM) run lint

soak: setup ## 100,000 histories of phones with a bad network, 500 of phones at gates (hours)
	GRIDWARD_HISTORIES=100000 $(BIN)/python -m pytest tests/exchange/sync/test_simulation.py -p no:randomly -q --timeout=0
	GRIDWARD_GATE_HISTORIES=500 $(BIN)/python -m pytest tests/exchange/gates/test_simulation.py -p no:randomly -q --timeout=0

bench: setup ops/.packages ## measurements beside their baselines
	$(BIN)/python -m bench

bench-large: setup ## questions among 100,000,000 passages (hours, 60 GB)
	$(BIN)/python -m bench.bench_passages --stored 100000000
	$(BIN)/python -m bench.bench_tracing --passages 100000000

burden: setup ops/.packages ## taps and typed characters of a worker's most frequent acts
	$(BIN)/python -m bench.bench_phone --burden

docs: setup ## build the documentation into var/docs
	$(BIN)/python ops/privacy_docs.py
	$(BIN)/sphinx-build -q -W docs var/docs

tour: setup ops/.packages ## drive Chromium through every screen, pictures in var/tour, those of the phone in var/tour/field
	$(BIN)/python -m pytest tests/e2e/test_tour.py tests/e2e/field/test_field_tour.py -q -p no:randomly --tour

lock: ## make the lock files anew (needs a network)
	$(BIN)/uv pip compile -q --generate-hashes --universal --extra dev --python-version 3.11 --no-emit-index-url --no-emit-find-links --no-header pyproject.toml -o requirements.lock
	cd web && $(NPM) install --package-lock-only --ignore-scripts
	$(BIN)/python ops/plain_lock.py

.venv/ready: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install -q --require-hashes -r requirements.lock
	$(BIN)/pip install -q --no-deps --no-build-isolation -e .
	@touch $@

web/node_modules/ready: web/package-lock.json .venv/ready
	cd web && $(NPM) ci --ignore-scripts --no-audit --no-fund
	@touch $@

$(FONTS): ops/fonts.py web/node_modules/ready
	$(BIN)/python ops/fonts.py
	@touch $@

WEB_SOURCES := $(shell find web -name node_modules -prune -o -name dist -prune -o -type f -print 2>/dev/null)
web/apps/field/dist/index.html: $(WEB_SOURCES) web/node_modules/ready
	cd web && $(NPM) run build
	@touch $@

ops/.packages: ops/packages.sh
	sh ops/packages.sh
	@touch $@
