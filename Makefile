# LynxBench. `make help` lists what there is.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
PIP     = $(PYTHON) -m pip --python $(BIN)/python --disable-pip-version-check
EXTRAS ?=
WORKERS ?= $(shell n=$$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN); echo $$((n < 4 ? n : 4)))
SERVE  ?= 1
PORT   ?= 8000
comma  := ,

.PHONY: help setup demo test lint types layers generated workflows check site properdocs bench lock clean

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

# pip installs into the environment from outside (--python), so that no package python3-venv is needed.
$(VENV)/.ready: requirements.txt pyproject.toml
	@echo "[setup] creating $(VENV) and installing the locked requirements (about a minute)"
	@test -x $(BIN)/python || $(PYTHON) -m venv --without-pip $(VENV)
	@$(PIP) install --progress-bar on --require-hashes -r requirements.txt
	@$(PIP) install --quiet --no-deps --editable .
	@touch $@

setup: $(VENV)/.ready ## make .venv with what demo and test need; EXTRAS=openvino,torch adds runtimes
ifneq ($(strip $(EXTRAS)),)
	@echo "[setup] adding $(EXTRAS)"
	@$(PIP) install --progress-bar on --editable '.[$(EXTRAS)]'
endif

demo: setup ## measure the embedded workload, check it, build the site, serve it (SERVE=0: do not serve)
	@$(BIN)/lynx demo --port $(PORT) $(if $(filter 0,$(SERVE)),--no-serve)

test: setup ## every test, the browser's included
	@$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist worksteal $(ARGS)

lint: setup ## ruff
	@$(BIN)/ruff check .

types: setup ## mypy, strict
	@$(BIN)/mypy

layers: setup ## the import layering
	@$(BIN)/lint-imports

generated: setup ## whether schema, field table, commands and defects are current
	@$(BIN)/python -m lynxschema.generate --check
	@$(BIN)/python -m lynxschema.generate.command_page --check
	@$(BIN)/python -m tests.check.defects --check

workflows: setup ## whether the workflows are of their schema and safe
	@$(BIN)/zizmor --offline --quiet --pedantic .github action.yml
	@$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	@$(BIN)/check-jsonschema --builtin-schema vendor.github-actions action.yml
	@$(BIN)/check-jsonschema --builtin-schema vendor.gitlab-ci --data-transform gitlab-ci templates/*.gitlab-ci.yml

check: setup ## accept or reject what is under submissions/
	@$(BIN)/lynx check submissions

site: setup ## build the site into site/
	@$(BIN)/lynx build --strict

properdocs: setup ## build it with ProperDocs too, which goes on where MkDocs 1 ends, into build/properdocs
	@$(BIN)/properdocs build --strict --quiet --site-dir build/properdocs

bench: setup ## print every figure of benchmarks/
	@for figure in benchmarks/[a-z]*.py; do \
	  name=$$(basename $$figure .py); echo "== $$name"; $(BIN)/python -m benchmarks.$$name || exit 1; done

lock: ## renew requirements.txt (needs uv)
	uv pip compile pyproject.toml --extra onnxruntime --extra site --extra dev --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --custom-compile-command 'make lock' --output-file requirements.txt

clean: ## remove what was built
	rm -rf $(VENV) site build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
