# Needs Python 3.11 to 3.13, make and a network to the package registries; everything else is fetched into .venv/.
#   make run     the service with England's data: pages, and the first answers in the terminal
#   make test    all checks and tests
#   make setup   the environment alone: .venv/bin/graphsvc is the command
#   make lint, make bench, make bench-large, make lock, make audit

PYTHON ?= $(shell for python in python3.11 python3.12 python3.13 python3 python; do \
	$$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null && echo $$python && break; done)
BIN = .venv/bin
# The locks name everything, so nothing is left to resolve: pip 23, which Python 3.11 brings, takes the newest release of a
# package that is asked for with an extra (pydantic[email]) and then refuses it because the lock has the one before.
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps
COMPLETE = $(BIN)/python -m pip check --disable-pip-version-check > .venv/check.log || { cat .venv/check.log >&2; exit 1; }
# What the environment was made from, kept in it; it is brought up to date when any of this differs.
MADE_FROM = $$(echo "$(CURDIR)" | cat - requirements/runtime.txt requirements/setup.txt pyproject.toml | cksum)
TOOLS_FROM = $$(echo "$(MADE_FROM)" | cat - requirements/dev.txt | cksum)

.PHONY: run setup tools test lint bench bench-large lock audit
.NOTPARALLEL:

run: setup
	@exec $(BIN)/graphsvc serve --first-answers

setup:
	@if [ "$$(cat .venv/made-from 2>/dev/null)" != "$(MADE_FROM)" ]; then \
		if [ -z "$(PYTHON)" ]; then echo "graphsvc needs Python 3.11, 3.12 or 3.13; or say make PYTHON=/path/to/python" >&2; exit 1; fi; \
		echo "Making the environment in .venv (the first time; about half a minute)"; \
		rm -f .venv/made-from; \
		$(PYTHON) -m venv .venv && \
		$(PIP) --require-hashes -r requirements/runtime.txt -r requirements/setup.txt && \
		$(PIP) --no-build-isolation -e . && { $(COMPLETE); } && \
		echo "$(MADE_FROM)" > .venv/made-from; \
	fi

# What only developers need: linters, tests, benchmarks.
tools: setup
	@if [ "$$(cat .venv/tools-from 2>/dev/null)" != "$(TOOLS_FROM)" ]; then \
		echo "Adding the tools for tests to .venv (the first time; about half a minute)"; \
		$(PIP) --require-hashes -r requirements/dev.txt && { $(COMPLETE); } && \
		echo "$(TOOLS_FROM)" > .venv/tools-from; \
	fi

# Two at a time: most of a test's time is waiting for a server or a browser. A file stays together, with its server.
test: lint
	@CHROMIUM="$$(sh scripts/chromium.sh)" && SOFFICE="$$(sh scripts/libreoffice.sh)" && export CHROMIUM SOFFICE && \
		$(BIN)/python -m pytest -n 2 --dist loadfile

lint: tools
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: tools
	$(BIN)/python -m benchmarks --service

# Four sizes, up to 2 million partnerships, beside Cypher, NetworkX and rustworkx: about an hour, 10 GB of memory.
bench-large: tools
	$(BIN)/python -m benchmarks --size england --size small --size medium --size large --write docs/performance.md

# Asks a public service for known faults of what is locked: see docs/security.md. In an environment of its own.
audit: setup
	@test -x .venv/audit/bin/pip-audit || { $(BIN)/python -m venv .venv/audit && \
		.venv/audit/bin/python -m pip install --quiet --disable-pip-version-check "pip-audit>=2.9,<3"; }
	.venv/audit/bin/pip-audit --strict --require-hashes --disable-pip --requirement requirements/runtime.txt

# The locks serve Python 3.11 to 3.13 on every platform: versions and hashes, no addresses.
LOCK = $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
	--no-annotate --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"
# Not through `tools`: a package that was just named is in no lock yet.
lock:
	@test -x $(BIN)/uv || $(MAKE) tools
	$(LOCK) pyproject.toml --extra setup --extra dev --output-file requirements/dev.txt
	$(LOCK) pyproject.toml --constraint requirements/dev.txt --output-file requirements/runtime.txt
	printf "hatchling\neditables\n" | $(LOCK) - --constraint requirements/dev.txt --output-file requirements/setup.txt
