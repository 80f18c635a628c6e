# The same commands as `python3 run.py …`, for those whose fingers know make.
PYTHON ?= python3
VENV_PYTHON = $(or $(VECHE_VENV),.venv)/bin/python
LOCK = uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
       --custom-compile-command "make lock"

.PHONY: run test lint format lock

run:
	@$(PYTHON) run.py

test:
	@$(PYTHON) run.py test

lint:
	@$(PYTHON) run.py test --lint-only

format:
	@$(VENV_PYTHON) -m ruff format .
	@$(VENV_PYTHON) -m ruff check --fix .

# Needs uv. Both locks are read by pip, hold hashes, and name no place to download from.
lock:
	@$(LOCK) pyproject.toml -o requirements.lock
	@$(LOCK) --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock
