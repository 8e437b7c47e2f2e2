# Every target sets up what it needs. PYTHON names another interpreter: make test PYTHON=python3.12

PYTHON ?= python3
PY := .venv/bin/python

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test lint types bench docs samples lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: .venv/.stamp .venv/.assets ## show what the program does, on the samples
	$(PY) -m tools.demo

test: .venv/.stamp .venv/.assets ## all checks: style, types, layers, then the tests
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/pytest -n 2

lint: .venv/.stamp ## style and layers only
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/lint-imports

types: .venv/.stamp ## types only
	.venv/bin/mypy

bench: .venv/.stamp .venv/.assets ## measure speed, beside programs that it installs for that
	.venv/bin/uv pip install -q --group bench --python $(PY)
	$(PY) -m bench.run

docs: .venv/.stamp ## write the generated pages of docs/
	$(PY) -m tools.build_docs

samples: .venv/.stamp ## write samples/ again
	$(PY) -m tools.build_samples

lock: .venv/.stamp ## choose versions anew for the dependencies in pyproject.toml
	.venv/bin/uv pip compile -q --upgrade --universal --generate-hashes --no-emit-index-url \
	  --python-version 3.11 --group dev pyproject.toml -o requirements.lock

clean: ## remove all that the other targets made, except what is kept in git
	rm -rf .venv node_modules src/mingzhang/publisher/assets .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/.stamp: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "mingzhang needs Python 3.11 or newer; try: make PYTHON=python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || \
	  { echo "Python cannot make .venv without ensurepip: install the Debian package python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	.venv/bin/pip install -q uv
	.venv/bin/uv pip sync -q --require-hashes requirements.lock --python .venv/bin/python
	.venv/bin/uv pip install -q --no-deps -e . --python .venv/bin/python
	@touch $@

# Fonts and the chart engine, which the package carries; they come from npm's registry.
.venv/.assets: package-lock.json tools/assets.py .venv/.stamp
	$(PY) -m tools.assets
	@touch $@
