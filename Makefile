# The first two targets are all a newcomer needs; `make help` lists the rest.
PYTHON ?= python3.11
ifeq ($(shell command -v $(PYTHON) 2>/dev/null),)
PYTHON := python3
endif
VENV := .venv
BIN := $(VENV)/bin
DEMO := .demo
Q ?= who is Microsoft negotiating with?

.DEFAULT_GOAL := help
.PHONY: help ask test slow gate baseline check lint types architecture wheel clean

help: ## what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

ask: $(DEMO)/.ready ## make ask Q="...": answer a question from the sample corpus
	@$(BIN)/newsdesk --config $(DEMO)/config.toml --data-dir $(DEMO)/library ask -- "$$Q" || [ $$? -eq 10 ] # 10: no answer

export Q
# Settings of one's own are not for the demo, the tests and the checks.
$(foreach name,$(filter NEWSDESK_%,$(.VARIABLES)),$(eval unexport $(name)))

test: $(VENV)/.ready ## the tests, but for those that take seconds each
	$(BIN)/python -m pytest -q -m "not slow"

slow: $(VENV)/.ready ## the tests that take seconds each: kills, full disks, torn files, hostile inputs
	$(BIN)/python -m pytest -q -m slow

# What a change of the answers may cost, in shares; with 0.01 more for the models on other processors.
GATE := passage_hit@5=0.01 right=0.02 short_right=0.02 attribution_right=0.05 false_answers=0.03 any_gold_cited=0.02 leaning=0
BASELINE := bench/sample_dev.baseline.jsonl
EVALUATE := $(BIN)/newsdesk --config $(DEMO)/config.toml --data-dir $(DEMO)/gate evaluate

gate: $(VENV)/.ready ## the sample's dev half, asked anew: no worse than the committed baseline
	@rm -rf $(DEMO)/gate && mkdir -p $(DEMO) && touch $(DEMO)/config.toml
	$(EVALUATE) run corpus/questions/sample.jsonl --articles corpus/articles --split dev --parallel 2 --name gate
	$(EVALUATE) gate gate --baseline $(BASELINE) $(foreach limit,$(GATE),--max-drop $(limit))

baseline: ## take what `make gate` got as the baseline that later changes are held against
	$(EVALUATE) baseline gate -o $(BASELINE) $(foreach limit,$(GATE),--metric $(firstword $(subst =, ,$(limit))))

check: lint types architecture ask test slow gate wheel ## everything that must hold before a change lands

lint: $(VENV)/.ready
	$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: $(VENV)/.ready
	$(BIN)/mypy

architecture: $(VENV)/.ready
	$(BIN)/lint-imports

wheel: $(VENV)/.ready ## build the wheel, install it outside the clone, ingest and ask
	$(BIN)/python tools/check_wheel.py

clean: ## remove what make has made (not your library)
	rm -rf $(VENV) $(DEMO) dist build

$(VENV)/.ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "newsdesk needs Python 3.11 or newer; found: $$($(PYTHON) --version). Name another with make PYTHON=..." >&2; exit 1; }
	@echo "Installing newsdesk into $(VENV) (once; one to two minutes) ..." >&2
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

# The demo has a library and a configuration of its own: the user's are neither read nor written.
$(DEMO)/.ready: $(VENV)/.ready $(shell find corpus/articles -name '*.md' 2>/dev/null)
	@mkdir -p $(DEMO) && touch $(DEMO)/config.toml
	@echo "Reading the sample corpus (once) ..." >&2
	@$(BIN)/newsdesk --config $(DEMO)/config.toml --data-dir $(DEMO)/library ingest --sample 1>&2
	@touch $@
