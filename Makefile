# Newsroom's own commands. `make demo` and `make test` need Python 3.11 or later and make, nothing else.

PORT ?= 8000
HOST ?= 127.0.0.1
WORKERS ?= 2
THREADS ?= 4
BENCH_ARTICLES ?= 100000
BENCH_SCALE ?= 1000000
# Tools of development that only npm has.
NODE_TOOLS ?= .node

# The newest Python that is here and that really starts (a version manager's shim may not).
PYTHON ?= $(shell for p in python3.14 python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin

.PHONY: demo serve test check messages bench bench-scale pages requirements resolve format clean

demo: export LANGUAGE_CODE ?= en-gb
demo: .venv/runtime
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py collectstatic --noinput --verbosity 0
	@SITE_URL=http://$(HOST):$(PORT) $(BIN)/python manage.py load_demo
	@nice $(BIN)/python manage.py make_renditions >/dev/null 2>&1 &
	@$(MAKE) --no-print-directory serve

serve: .venv/runtime
	@echo "The paper: http://$(HOST):$(PORT)/   The desk: http://$(HOST):$(PORT)/admin/   (Ctrl-C stops)"
	@SITE_URL=http://$(HOST):$(PORT) $(BIN)/gunicorn newsroom.wsgi --bind $(HOST):$(PORT) --workers $(WORKERS) --threads $(THREADS) \
		--worker-class newsroom.gunicorn_worker.Worker --log-level warning

test: .venv/dev
	@tests/run

check: .venv/dev
	@tests/check

# Bring the German catalogue up to date: new strings in, lost ones out, compiled. It says which have no words yet.
messages: .venv/dev
	@command -v xgettext >/dev/null || { echo "GNU gettext is needed (Debian: apt install gettext)."; exit 2; }
	@$(BIN)/python -m tests.messages --write

bench: .venv/dev
	@BENCH_ARTICLES=$(BENCH_ARTICLES) $(BIN)/python -m tests.bench.run

bench-scale: .venv/dev
	@BENCH_SCALE=$(BENCH_SCALE) $(BIN)/python -m tests.bench.scale

pages: .venv/dev $(NODE_TOOLS)/ready
	@bash .ci/demo $(BIN)/python -m tests.pages

format: .venv/dev
	$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format .
	$(BIN)/djade --target-version 5.2 $$(git ls-files 'templates/*.html')

# Pin every requirement with its hashes again (needs no network address in any file).
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url
requirements: .venv/dev
	$(COMPILE) $(UPGRADE) pyproject.toml --output-file requirements/runtime.txt
	$(COMPILE) $(UPGRADE) pyproject.toml --extra s3 --constraint requirements/runtime.txt --output-file requirements/container.txt
	$(COMPILE) $(UPGRADE) pyproject.toml --extra s3 --group dev --constraint requirements/container.txt --output-file requirements/dev.txt

# Every supported Python finds a built package for each pinned requirement.
resolve: .venv/dev
	@for v in 3.11 3.12 3.13 3.14; do \
		$(BIN)/uv pip compile --quiet --python-version $$v --python-platform linux --only-binary :all: --no-header --no-emit-index-url \
			--constraint requirements/runtime.txt pyproject.toml --output-file /dev/null && echo "Python $$v: resolved" || exit 1; done

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 to 3.14 is needed, with its venv module (Debian: apt install python3-venv)."; exit 2; }
	@$(PYTHON) -m venv .venv

.venv/runtime: requirements/runtime.txt | .venv/bin/python
	@echo "Installing what Newsroom needs …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/runtime.txt
	@touch .venv/runtime

.venv/dev: requirements/dev.txt | .venv/bin/python
	@echo "Installing what its developers need …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/dev.txt
	@touch .venv/dev .venv/runtime

# What npm has comes by exact version; a stamp holds the versions it stands for, so others are fetched at once.
CHECKERS := axe-core@4.14.1 html-validate@10.17.0
LIGHTHOUSE := lighthouse@13.5.0 node@22.22.0
NPM_INSTALL := npm install --silent --no-save --no-package-lock --no-audit --no-fund --prefix $(NODE_TOOLS)
again_if_not = $(if $(filter-out $(shell cat $(NODE_TOOLS)/$1 2>/dev/null),$2),again)

# The rules of accessibility and of HTML, with the system's Node. npm takes out what it is not asked for: Lighthouse comes again when it is wanted.
$(NODE_TOOLS)/ready: $(call again_if_not,ready,$(CHECKERS))
	@command -v npm >/dev/null || { echo "npm is needed (Debian: apt install nodejs npm): it holds the checkers of pages."; exit 2; }
	@mkdir -p $(NODE_TOOLS) && rm -f $(NODE_TOOLS)/lighthouse
	@$(NPM_INSTALL) $(CHECKERS)
	@echo "$(CHECKERS)" >$@

# Lighthouse needs a newer Node than systems have, and brings it: node_modules/.bin/node.
$(NODE_TOOLS)/lighthouse: $(NODE_TOOLS)/ready $(call again_if_not,lighthouse,$(LIGHTHOUSE))
	@$(NPM_INSTALL) $(CHECKERS) $(LIGHTHOUSE)
	@echo "$(LIGHTHOUSE)" >$@

.PHONY: again
again:

clean:
	rm -rf .venv .node var .pytest_cache .mypy_cache .ruff_cache
