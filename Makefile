# `make` alone lists what there is.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
# Some tests wait for another process or for time; each worker takes in all tests before it begins.
WORKERS ?= $(shell $(PYTHON) -c 'import os; print(3 * os.cpu_count() // 2)')

# Stamps: what is in .venv, as of which locks. `setup` puts in everything, `try` only what runs.
HAS_PYTHON := $(VENV)/pyvenv.cfg
HAS_RUN := $(VENV)/.installed-run
HAS_ALL := $(VENV)/.installed-all

.PHONY: help
help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 16

.PHONY: setup
setup: $(HAS_ALL) ## .venv with the locked dependencies, for running and developing

.PHONY: try
try: $(HAS_RUN) ## open the bot on its own web chat, with a small example neighbourhood; needs no token
	@exec $(BIN)/python -m bot try

# Thousands of databases are made and thrown away: in memory, where there is room for it.
ROOM = $(shell [ "$$(df --output=avail -k /dev/shm 2> /dev/null | tail -n 1)" -gt 4000000 ] 2> /dev/null && echo /dev/shm)
test soak: export TMPDIR := $(or $(ROOM),$(TMPDIR),/tmp)
# A hundred processes read the same modules: they are compiled once, whatever the shell says.
test soak: export PYTHONDONTWRITEBYTECODE :=

.PHONY: test
test: $(HAS_ALL) ## all tests but the long ones; ARGS="-k word" chooses, WORKERS=0 keeps to one process
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

.PHONY: soak
soak: $(HAS_ALL) ## the long tests
	@$(BIN)/python -m pytest -m soak $(ARGS)

.PHONY: check
check: check-format check-lint check-types check-imports check-wheel ## formatting, lint, types, imports, and that the wheel builds and starts
	@echo "check: all good"

.PHONY: check-format
check-format: $(HAS_ALL)
	@echo "== formatting"
	$(BIN)/ruff format --check .

.PHONY: check-lint
check-lint: $(HAS_ALL)
	@echo "== lint"
	$(BIN)/ruff check .

.PHONY: check-types
check-types: $(HAS_ALL)
	@echo "== types"
	$(BIN)/mypy

# Without `site`, Python sees the standard library and this folder, and none of .venv.
.PHONY: check-imports
check-imports: $(HAS_ALL)
	@echo "== imports"
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -S -B -c "$$LOAD_CONVERSATIONS"

define LOAD_CONVERSATIONS
import importlib, pkgutil, conversations
names = [m.name for m in pkgutil.walk_packages(conversations.__path__, "conversations.")]
for name in names:
    importlib.import_module(name)
print(f"conversations: {len(names)} modules load with the standard library alone")
endef
export LOAD_CONVERSATIONS

# As somebody would who has the wheel and not the repository: an empty folder, a fresh environment,
# only the run dependencies, none of our variables.
.PHONY: check-wheel
check-wheel: $(HAS_ALL)
	@echo "== the wheel, from an empty folder"
	folder="$$(mktemp -d)"
	trap 'rm -rf "$$folder"' EXIT
	$(PIP) wheel --quiet --no-deps --no-build-isolation --wheel-dir "$$folder/dist" .
	wheel="$$(echo "$$folder"/dist/*.whl)"
	$(BIN)/python -c "$$LOOK_INTO_WHEEL" "$$wheel"
	$(BIN)/python -m venv "$$folder/venv"
	"$$folder/venv/bin/python" -m pip --disable-pip-version-check install --quiet --require-hashes -r requirements.lock
	"$$folder/venv/bin/python" -m pip --disable-pip-version-check install --quiet --no-deps --no-index "$$wheel"
	"$$folder/venv/bin/python" -m pip --disable-pip-version-check check
	mkdir "$$folder/empty"
	cd "$$folder/empty"
	unset TELEGRAM_TOKEN TELEGRAM_WEBHOOK_URL DATABASE_URL DATA_DIR PROGRAMME_FILE SMTP_URL IMAP_URL SMS_URL
	../venv/bin/buurtstem --help > /dev/null
	../venv/bin/buurtstem check

define LOOK_INTO_WHEEL
import sys, zipfile
names = zipfile.ZipFile(sys.argv[1]).namelist()
top = {name.split("/")[0] for name in names if ".dist-info/" not in name}
assert top == {"bot", "conversations", "storage"}, f"in the wheel: {sorted(top)}"
assert "bot/programme.example.toml" in names, "the wheel has no programme.example.toml"
assert any(name.endswith(".ftl") for name in names), "the wheel has no texts"
assert any(name.startswith("storage/migrations/") for name in names), "the wheel has no migrations"
print(f"{len(names)} files in the wheel")
endef
export LOOK_INTO_WHEEL

.PHONY: format
format: $(HAS_ALL) ## put formatting and the order of imports right
	@$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

.PHONY: bench
bench: $(HAS_ALL) ## the benchmark table, beside its peers in the same run
	@$(BIN)/python -m tests.bench $(ARGS)

# The locks carry hashes and no addresses: pip installs them from wherever this machine's pip looks.
COMPILE = UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile pyproject.toml --quiet --universal \
  --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-build-options $(ARGS)

.PHONY: lock
lock: $(HAS_PYTHON) ## bring both locks in line with pyproject.toml; ARGS=--upgrade takes newer versions
	@$(PIP) install --quiet 'uv~=0.13'
	$(COMPILE) --output-file requirements.lock
	$(COMPILE) --group dev --constraints requirements.lock --output-file requirements-dev.lock
	if grep -nE '://|index-url|find-links' requirements.lock requirements-dev.lock; then
	  echo "an address got into a lock" >&2
	  exit 1
	fi

.PHONY: clean
clean: ## remove .venv, caches and what was built; data stays
	@rm -rf $(VENV) build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find bot conversations storage tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(HAS_PYTHON):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=...")'
	echo "making $(VENV)"
	$(PYTHON) -m venv $(VENV)

$(HAS_RUN): requirements.lock | $(HAS_PYTHON)
	@echo "installing what running needs (requirements.lock)"
	$(PIP) install --quiet --require-hashes -r requirements.lock
	touch $@

$(HAS_ALL): requirements-dev.lock requirements.lock pyproject.toml | $(HAS_PYTHON)
	@echo "installing what running and developing need (requirements-dev.lock)"
	$(PIP) install --quiet --require-hashes -r requirements-dev.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	touch $(HAS_RUN) $@
