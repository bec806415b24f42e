# Everything a newcomer or the build server runs. Each target makes what it needs: Python 3.11 or newer, pip, git and
# make are enough; no root, no system Graphviz, no fonts.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
EXAMPLE := catalogs/everything-store
INVENTORY := $(BIN)/inventory
PAGES = -m inventory.generated.pages
MESSAGES = -m inventory.generated.messages
SCHEMAS = -m inventory.generated.schemas

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test check format lint types contracts drift real bench-scan bench-classification bench-rules bench-lineage docs messages pictures clean

help: ## What there is to make
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1	\2/p' $(MAKEFILE_LIST) | expand -t 14

demo: $(READY) ## Draw the map of an example retailer and ask it two questions
	@mkdir -p build
	@$(INVENTORY) scan -p $(EXAMPLE)
	@printf '\n$$ inventory gaps\n\n'
	@$(INVENTORY) gaps -p $(EXAMPLE)
	@printf '\n$$ inventory where user.financial.credit_card\n\n'
	@$(INVENTORY) where user.financial.credit_card -p $(EXAMPLE)
	@$(INVENTORY) map -p $(EXAMPLE) -o build/everything-store.svg
	@$(INVENTORY) map -p $(EXAMPLE) -o build/everything-store.png
	@printf '\nThe picture: build/everything-store.svg (and .png). The map itself: $(EXAMPLE)/.inventory/map.duckdb\n'

test: $(READY) ## Run the tests; with COVERAGE=1 their branch coverage too, which takes half as long again
ifdef COVERAGE
	@$(BIN)/coverage erase
	@$(BIN)/coverage run -m pytest -n auto $(TESTS)
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report $(if $(TESTS),--fail-under=0)
else
	@$(BIN)/pytest -n auto $(TESTS)
endif

check: format lint types contracts drift ## Format, lint, types, import contracts, drift (`make -k check`: all at once)

format: $(READY)
	$(BIN)/ruff format --check .
lint: $(READY)
	$(BIN)/ruff check .
types: $(READY)
	$(BIN)/mypy
contracts: $(READY)
	$(BIN)/lint-imports --no-logo
drift: $(READY)
	$(BIN)/python $(SCHEMAS) --check
	$(BIN)/python $(PAGES) --check
	$(BIN)/python $(MESSAGES) --check

real: $(READY) ## Scan what others wrote, from published packages (downloads them)
	$(BIN)/pytest tests/real

bench-scan: $(READY) ## Measure scans of ten times the example, and how quickly help comes
	$(BIN)/python tests/bench/scan.py
bench-classification: $(READY) ## Measure the classification by name, on FILES annotated as tests/bench/classification.py says
	$(BIN)/python tests/bench/classification.py $(FILES)
bench-rules: $(READY) ## Measure all rules on a million columns, and the report of 50,000 findings
	$(BIN)/python tests/bench/rules.py

bench-lineage: $(READY) ## Measure lineage beside what others publish (downloads them); CORPORA=folder adds their cases
	$(BIN)/python tests/bench/lineage.py --write docs/benchmarks.md $(if $(CORPORA),--corpora $(CORPORA))

docs: $(READY) pictures ## Write the generated pages and schemas anew, and draw the pictures
	$(BIN)/python $(SCHEMAS)
	$(BIN)/python $(PAGES)
	$(BIN)/python tests/e2e/tutorial.py

messages: $(READY) ## Add new messages to the catalogs of other languages, and drop those that are gone
	$(BIN)/python $(MESSAGES)

pictures: $(READY) ## Draw the pictures of the README and the pages
	@mkdir -p build docs/pictures
	$(INVENTORY) scan -p $(EXAMPLE) -o build/scan.txt
	$(INVENTORY) map -p $(EXAMPLE) -o docs/pictures/estate.png
	$(INVENTORY) map -p $(EXAMPLE) --focus payments.cards --category user.financial.credit_card -o docs/pictures/cards.png
	$(INVENTORY) map -p $(EXAMPLE) --reach user.behavior.purchase_history -o docs/pictures/reach.png
	$(INVENTORY) map -p $(EXAMPLE) --system orders -o docs/pictures/datasets.png

clean: ## Remove all that was made, the environment too
	rm -rf build .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage .coverage.*
	rm -rf *.egg-info catalogs/*/.inventory
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment is made once, and again when the packages it holds are stated anew.
$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	|| { echo "inventory needs Python 3.11 or newer; name one with: make PYTHON=python3.12 ..." >&2; exit 1; }
	@echo "Setting up .venv: this downloads some packages, once."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@
