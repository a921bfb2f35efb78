# The two commands that a new machine needs are `make build` and `make test`.
# Each target sets up .venv by itself from the locked, hashed requirements; a second call
# installs nothing.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HOME_DIR ?= data
export TALLYBOOK_HOME := $(abspath $(HOME_DIR))
export DAGSTER_HOME := $(TALLYBOOK_HOME)/dagster
# pip's version notice and its cache are no concern of a reader of this output.
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: build test check gates dev clean lock
.DEFAULT_GOAL := build

build: $(VENV)/run.stamp ## build the warehouse, offline, on the editions that ship with the project
	@$(BIN)/tallybook build

test: $(VENV)/dev.stamp ## run the tests
	@$(BIN)/python -m pytest -q -n auto --dist loadscope

check: gates test ## every gate, then the tests

gates: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sqlfluff lint sql --processes 2

dev: $(VENV)/run.stamp ## the Dagster UI on the same home
	@$(BIN)/python -m pipelines.history
	@$(BIN)/python -W ignore -m dagster dev -m pipelines.definitions

clean: ## remove what was made at run time and the environment
	rm -rf $(VENV) $(HOME_DIR) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

lock: ## resolve the dependencies anew (needs uv); names no index
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	    --extra build pyproject.toml -o requirements.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	    --extra build --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Tallybook needs Python 3.11 or newer; $(PYTHON) is %d.%d. Call make with PYTHON=python3.12, say." % sys.version_info[:2])'
	@$(PYTHON) -m venv $(VENV)

# Hashes are demanded of everything that comes from the index; the project itself is put
# in place without a build environment, so nothing else is asked for.
$(VENV)/run.stamp: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing Tallybook into $(VENV) ..."
	@$(PIP) install --require-hashes --no-deps -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/run.stamp
	@echo "Installing the tools of the tests into $(VENV) ..."
	@$(PIP) install --require-hashes --no-deps -r requirements-dev.lock
	@touch $@
