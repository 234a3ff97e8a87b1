# What there is to do here. `make run` on a fresh machine is the shortest way in; it needs Python 3.11 or newer, and make.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
EMBEDDED := sqlite+aiosqlite:///pentagraph.db

# Compiled modules are kept even if the environment says otherwise: tests start a hundred processes, and each would compile all.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help setup run test fast check lock assets clients fuzz bench attack kills

help:
	@echo "make setup    .venv with the locked packages, and GraphiQL's files where npm is installed"
	@echo "make run      a server on http://127.0.0.1:8000 over pentagraph.db, with the demo, readable without a key; PORT=8001"
	@echo "make test     the whole suite; parts that need PostgreSQL, Chromium or node are skipped where it is absent"
	@echo "make fast     the tests that need no PostgreSQL, Chromium, node or server, in about a minute on two cores"
	@echo "make check    lint, types, import directions, words, golden schema"
	@echo "make lock     requirements.lock, and deploy's part of it, anew from pyproject.toml"
	@echo "make assets   the files of GraphiQL and Swagger UI, by npm or from the CDN"
	@echo "make clients  the npm packages of tests/clients"
	@echo "make fuzz     schemathesis on both databases, with more requests than the suite has time for: EXAMPLES=20"
	@echo "make attack   hostile requests at a server of its own on this machine, and what others notice; a few minutes"
	@echo "make kills    a server killed fifty times on each database while data arrives: all that it acknowledged is there"
	@echo "make bench    the measurements of bench/, which docs/performance.md reports"

setup: $(VENV)/.complete

$(VENV)/.complete: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || \
		{ echo "This Python has no ensurepip: install its venv package (Debian: apt install python3-venv)"; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m gateway.pages.asset_download || true
	@touch $@

run: setup
	$(BIN)/pentagraph demo --if-empty --database $(EMBEDDED)
	$(BIN)/pentagraph serve --demo --database $(EMBEDDED) --port $(PORT)

test: setup
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

fast: setup
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal -m "not slow and not browser and not node and not postgres and not server"

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell
	$(BIN)/python docs/check_words.py
	$(BIN)/pentagraph schema | diff -u schema/graph.graphql - || \
		{ echo "schema/graph.graphql is not the graph's schema; if the change is meant: pentagraph schema > schema/graph.graphql"; exit 1; }

lock: setup
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
		--custom-compile-command "make lock" --group dev --output-file requirements.lock pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
		--custom-compile-command "make lock" --constraint requirements.lock --output-file deploy/requirements.lock pyproject.toml

assets: setup
	$(BIN)/python -m gateway.pages.asset_download

clients:
	npm --prefix tests/clients ci --no-audit --no-fund

fuzz: setup
	PENTAGRAPH_SCHEMATHESIS_EXAMPLES=$(or $(EXAMPLES),20) $(BIN)/python -m pytest tests/contracts/test_schemathesis.py

attack: setup
	$(BIN)/python -m bench.attack

kills: setup
	$(BIN)/python -m bench.kills --kills $(or $(KILLS),50)
	$(BIN)/python -m bench.kills --kills $(or $(KILLS),50) --postgres

bench: setup
	if command -v npm; then npm --prefix bench ci --no-audit --no-fund; fi
	$(BIN)/python -m bench.read
	$(BIN)/python -m bench.load
	$(BIN)/python -m bench.history
	$(BIN)/python -m bench.rest
