# Everything that a developer or an operator types. Needs Python 3.11 or newer and nothing else.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo run test check bench format lock train

demo: .venv/.runtime  ## the bot, a Telegram on this machine and a chat page: no token, no internet service
	@$(BIN)/python -m bot demo

run: .venv/.runtime  ## the bot on the real Telegram: BOT_TOKEN in .env
	@$(BIN)/python -m bot run

train: .venv/.runtime  ## fits the confidence anew and rebuilds the search model after entries changed
	$(BIN)/python -m knowledge fit benchmarks/questions/dev.jsonl benchmarks/questions/oos_dev.jsonl

test: .venv/.dev  ## all tests; browser tests where Debian's chromium is installed
	$(BIN)/python -m pytest

check: .venv/.dev  ## format, lint, types, floor plan, knowledge base
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m knowledge check
	$(BIN)/python -m pytest -q -n 0 tests/test_docs.py

bench: .venv/.dev  ## the tables of docs/pengukuran.md
	$(BIN)/python -m knowledge bench benchmarks/questions/dev.jsonl benchmarks/questions/oos_dev.jsonl \
	  benchmarks/questions/examiner.jsonl benchmarks/questions/examiner_off_topic.jsonl
	$(BIN)/python -m benchmarks

format: .venv/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock:  ## pins all dependencies again (needs uv)
	uv pip compile pyproject.toml -o requirements.txt $(LOCK)
	uv pip compile pyproject.toml --group dev -o requirements-dev.txt $(LOCK)
LOCK := --upgrade --universal --generate-hashes --python-version 3.11 --no-header --no-annotate --quiet

.venv/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Bolehkah needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) --version 2>&1). Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@echo "Making .venv ..."
	@$(PYTHON) -m venv .venv || { echo "Python's venv is missing. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@touch $@

.venv/.runtime: requirements.txt | .venv/.python
	@echo "Installing pinned dependencies ..."
	@$(BIN)/python -m pip install --disable-pip-version-check --require-hashes --progress-bar on -r requirements.txt
	@touch $@

.venv/.dev: requirements-dev.txt | .venv/.python
	@echo "Installing pinned dependencies of development ..."
	@$(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes -r requirements-dev.txt
	@touch $@ .venv/.runtime
