# The two commands: `make demo` and `make test`. docs/operations.md tells the rest.
PORT ?= 8000
ARGS ?=
PYTHON_IN_VENV = .venv/bin/python

.PHONY: setup setup-test demo demo-reset test lint format lock bench accessibility

setup:
	@scripts/setup.sh run

setup-test:
	@scripts/setup.sh test

demo: setup
	@PORT=$(PORT) scripts/demo.sh

demo-reset: setup
	@$(PYTHON_IN_VENV) manage.py demo_reset
	@$(PYTHON_IN_VENV) manage.py demo
	@echo "Alles ist wie am Anfang. Mit „make demo“ starten Sie die Anwendung."

test: setup-test
	@$(PYTHON_IN_VENV) -m pytest -n 2 $(ARGS)

lint: setup-test
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/lint-imports
	.venv/bin/mypy
	.venv/bin/djlint --lint templates --quiet
	$(PYTHON_IN_VENV) manage.py makemigrations --check --dry-run

format: setup-test
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

bench: setup-test
	@$(PYTHON_IN_VENV) -m tests.bench $(ARGS)

# Checks every page, the main job by keyboard and every kind of document, and writes what the statement rests on.
accessibility: setup-test
	@$(PYTHON_IN_VENV) -m tests.accessibility $(ARGS)

# Locks with hashes and without any registry address.
lock:
	uv pip compile --generate-hashes --no-emit-index-url --no-annotate --python-version 3.11 requirements.in -o requirements.txt
	uv pip compile --generate-hashes --no-emit-index-url --no-annotate --python-version 3.11 requirements-s3.in -o requirements-s3.txt
	uv pip compile --generate-hashes --no-emit-index-url --no-annotate --python-version 3.11 requirements-dev.in -o requirements-dev.txt
	for tool in audit dast; do uv pip compile --generate-hashes --no-emit-index-url --no-annotate --python-version 3.11 \
		scripts/tools/$$tool.in -o scripts/tools/$$tool.txt; done
	npm install --package-lock-only --ignore-scripts
