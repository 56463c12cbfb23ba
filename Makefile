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
mode = $(if $(MODE),--mode '$(MODE)')
order = $(unit) $(if $(DATE),--tanggal '$(DATE)') $(if $(SISIP),--sisip '$(SISIP)') $(if $(SKIP),--lewati)

.DEFAULT_GOAL := help
.PHONY: plan issue reissue register verify diff log trend ekspedisi rekap git-setup
.PHONY: help letters build periods test check-code format lint types bench golden docs lock clean

help:  ## daftar perintah ini
	@echo "Pakai: make <perintah> [PERIOD=2025S1] [UNIT=<unit>]"
	@sed -nE 's/^([a-z -]+):.*## (.*)/  \1|\2/p' Makefile | while IFS='|' read -r name text; do printf '%-12s %s\n' "  $$name" "$$text"; done

letters: KIND = surat-hasil
letters: build  ## surat hasil setiap unit: make letters PERIOD=2025S1 [UNIT=...] [WHY=1] [JOBS=2]

build: $(READY)  ## dokumen jenis apa pun: make build KIND=surat-hasil PERIOD=2025S1
	@$(RUN) build '$(KIND)' '$(PERIOD)' $(unit) $(why) $(jobs) $(mode)

plan issue reissue: KIND = surat-hasil

plan: $(READY)  ## rencana terbit: make plan PERIOD=2025S1 [UNIT=...] [DATE=2025-07-02] [SKIP=1]
	@$(RUN) plan '$(KIND)' '$(PERIOD)' $(order)

issue: $(READY)  ## terbitkan: make issue PERIOD=2025S1 [UNIT=...] [DATE=...] [SISIP=21] [SKIP=1] [YES=1]
	@$(RUN) issue '$(KIND)' '$(PERIOD)' $(order) $(if $(YES),--yes)

reissue: $(READY)  ## terbitkan ulang: make reissue PERIOD=2025S1 UNIT=... REASON='...' [NEW=1 DATE=...]
	@$(RUN) reissue '$(KIND)' '$(PERIOD)' $(order) --alasan '$(REASON)' $(if $(NEW),--nomor-baru)

register: $(READY)  ## buku agenda: nomor, celah, yang keliru
	@$(RUN) register

verify: $(READY)  ## keaslian: make verify [FILE=surat.docx] [NUMBER=21]; tanpa itu seluruh arsip
	@$(RUN) verify $(if $(FILE),'$(FILE)') $(if $(NUMBER),'$(NUMBER)')

diff: $(READY)  ## beda dua periode: make diff FROM=2024S2 PERIOD=2025S1 [UNIT=...]
	@$(RUN) diff '$(FROM)' '$(PERIOD)' $(if $(UNIT),'$(UNIT)')

log: $(READY)  ## semua surat sebuah unit: make log UNIT=...
	@$(RUN) log '$(UNIT)'

trend: $(READY)  ## naik turunnya IKM setiap unit: make trend PERIOD=2025S1
	@$(RUN) trend '$(PERIOD)'

ekspedisi rekap: $(READY)  ## daftar pengiriman, atau rekap hasil, sebagai Excel: make rekap PERIOD=2025S1
	@$(RUN) $@ '$(PERIOD)'

git-setup: $(READY)  ## git diff dan git log -p menampilkan .docx sebagai teks
	@$(RUN) git-setup

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
