# `make` lists what it can do. The environment is made by itself, from hash-locked files, when a target first needs it.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
RUN := $(PY) -m pipeline
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev
unit = $(if $(UNIT),--unit '$(UNIT)')
why = $(if $(WHY),--why)
jobs = $(if $(JOBS),--jobs $(JOBS))

.DEFAULT_GOAL := help
.PHONY: help letters build periods test check-code format lint types bench golden docs lock clean

help:  ## daftar perintah ini
	@echo "Pakai: make <perintah> [PERIOD=2025S1] [UNIT=<unit>]"
	@sed -nE 's/^([a-z-]+):.*## (.*)/  \1|\2/p' Makefile | while IFS='|' read -r name text; do printf '%-12s %s\n' "  $$name" "$$text"; done

letters: KIND = surat-hasil
letters: build  ## surat hasil setiap unit: make letters PERIOD=2025S1 [UNIT=...] [WHY=1] [JOBS=2]

.PHONY: reports
reports: KIND = laporan-tindak-lanjut
reports: build  ## laporan tindak lanjut setiap unit: make reports PERIOD=2024S1

build: $(READY)  ## dokumen jenis apa pun: make build KIND=surat-hasil PERIOD=2025S1
	@$(RUN) build '$(KIND)' '$(PERIOD)' $(unit) $(why) $(jobs)

test: $(READY_DEV)  ## semua uji
	@$(PY) -m pytest -n auto --dist worksteal

check-code: format-check lint types  ## format, lint, dan tipe, seperti CI

.PHONY: format-check
format-check: $(READY_DEV)
	@$(PY) -m ruff format --check .

format: $(READY_DEV)  ## rapikan kode
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .

lint: $(READY_DEV)  ## periksa gaya kode
	@$(PY) -m ruff check .

types: $(READY_DEV)  ## periksa tipe
	@$(PY) -m mypy

bench: $(READY_DEV)  ## ukur kecepatan, sebagai rasio, ke build/bench.json
	@$(PY) tests/bench.py

golden: $(READY_DEV)  ## tulis ulang berkas acuan uji, lalu periksa dengan git diff
	@$(PY) -m pytest -q -n auto --update-golden

lock: $(READY_DEV)  ## kunci ulang pustaka: versi dan hash (perlu uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q -o requirements.lock
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q -o requirements-dev.lock

clean:  ## hapus yang dibuat; build/ dapat dibuat lagi
	rm -rf build .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(READY): requirements.lock
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@echo "Menyiapkan pustaka (sekali saja) ..." >&2
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(READY_DEV): requirements-dev.lock
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@echo "Menyiapkan pustaka uji (sekali saja) ..." >&2
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@ $(READY)
