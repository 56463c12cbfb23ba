# `make` lists what it can do. The environment is made by itself, from hash-locked files, when a target first needs it.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
RUN := $(PY) -m pipeline
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev
unit = $(if $(UNIT),--unit "$$UNIT")
why = $(if $(WHY),--why)
need = $(foreach one,$(1),$(if $(filter command,$(origin $(one))),,$(error sebutkan $(one)=..., lihat `make help`)))
jobs = $(if $(JOBS),--jobs $(JOBS))
mode = $(if $(MODE),--mode '$(MODE)')
order = $(unit) $(if $(DATE),--tanggal '$(DATE)') $(if $(SISIP),--sisip '$(SISIP)') $(if $(SKIP),--lewati) $(if $(PDF),--pdf)

ifeq ($(wildcard pipeline/__main__.py),)
# A workspace of its own (make init): the program is the installed `skm`.
RUN := $(or $(wildcard $(VENV)/bin/skm),skm)
hidden := /READY_DEV/d;
endif

.DEFAULT_GOAL := help
.PHONY: plan issue reissue register verify diff log trend expedition ekspedisi recap rekap git-setup
.PHONY: help letters build check fuzz mutated faults messages test check-code format lint types bench mutants golden lock clean

help:  ## daftar perintah ini
	@echo "Pakai: make <perintah> [PERIOD=2025S1] [UNIT=<unit>]"
	@sed -nE '$(hidden)s/^([a-z -]+):.*## (.*)/  \1|\2/p' Makefile | while IFS='|' read -r name text; do printf '%-24s %s\n' "  $$name" "$$text"; done

letters: KIND = surat-hasil
letters: build  ## surat hasil setiap unit: make letters PERIOD=2025S1 [UNIT=...] [MODE=srikandi] [WHY=1] [JOBS=2]

.PHONY: reports
reports: KIND = laporan-tindak-lanjut
reports: build  ## laporan tindak lanjut setiap unit: make reports PERIOD=2024S1

build: $(READY)  ## dokumen jenis apa pun: make build KIND=surat-hasil PERIOD=2025S1
	$(if $(KIND),,$(error sebutkan KIND=..., yaitu sebuah folder di templates/))
	@$(RUN) build '$(KIND)' '$(PERIOD)' $(unit) $(why) $(jobs) $(mode)

plan issue reissue pdf: KIND = surat-hasil

.PHONY: pdf
pdf: $(READY)  ## dokumen sebagai PDF, draf pun: make pdf PERIOD=2025S1 [KIND=...] [UNIT=...]; perlu LibreOffice
	@$(RUN) pdf '$(KIND)' '$(PERIOD)' $(unit)

plan: $(READY)  ## rencana terbit: make plan PERIOD=2025S1 [KIND=...] [UNIT=...] [DATE=2025-07-02] [SKIP=1]
	@$(RUN) plan '$(KIND)' '$(PERIOD)' $(order)

issue: $(READY)  ## terbitkan: make issue PERIOD=2025S1 [KIND=...] [UNIT=...] [DATE=...] [SISIP=21] [SKIP=1] [PDF=1] [YES=1]
	@$(RUN) issue '$(KIND)' '$(PERIOD)' $(order) $(if $(YES),--yes)

reissue: $(READY)  ## terbitkan ulang: make reissue PERIOD=2025S1 UNIT=... REASON='...' [KIND=...] [NEW=1 DATE=...]
	$(call need,UNIT REASON)
	@$(RUN) reissue '$(KIND)' '$(PERIOD)' $(order) --alasan "$$REASON" $(if $(NEW),--nomor-baru)

register: $(READY)  ## buku agenda: nomor, celah, yang keliru
	@$(RUN) register

verify: $(READY)  ## keaslian: make verify [FILE=surat.docx] [NUMBER=21]; tanpa itu seluruh arsip
	@$(RUN) verify $(if $(FILE),"$$FILE") $(if $(NUMBER),"$$NUMBER")

diff: $(READY)  ## beda dua periode: make diff FROM=2024S2 PERIOD=2025S1 [UNIT=...]
	$(call need,FROM PERIOD)
	@$(RUN) diff '$(FROM)' '$(PERIOD)' $(if $(UNIT),"$$UNIT")

log: $(READY)  ## semua surat sebuah unit, atau sebuah institusi: make log UNIT=...
	$(call need,UNIT)
	@$(RUN) log "$$UNIT"

trend: $(READY)  ## naik turunnya IKM setiap unit: make trend PERIOD=2025S1
	@$(RUN) trend '$(PERIOD)'

recap rekap: $(READY)  ## rekapitulasi hasil semua unit, Excel dan Word: make recap PERIOD=2025S1
	@$(RUN) rekap '$(PERIOD)'

.PHONY: process olah
process olah: $(READY)  ## olah data setiap unit sebagai Excel berumus: make olah PERIOD=2025S1 [UNIT=...]
	@$(RUN) olah '$(PERIOD)' $(unit)

expedition ekspedisi: $(READY)  ## daftar pengiriman surat, Excel dan Word: make expedition PERIOD=2025S1
	@$(RUN) ekspedisi '$(PERIOD)'

git-setup: $(READY)  ## git diff dan git log -p menampilkan .docx sebagai teks
	@$(RUN) git-setup

.PHONY: new-instansi new-unit new-period import-units map init schema words template-doc template-check kata
new-instansi: $(READY)  ## mulai institusi: make new-instansi NAME='Pemerintah Kota X' [ID=kota-x]
	$(call need,NAME)
	@$(RUN) new-instansi "$$NAME" $${ID:+--id "$$ID"}

new-unit: $(READY)  ## mulai unit: make new-unit INSTANSI=kota-x NAME='Dinas Y' [ID=dinas-y]
	$(call need,INSTANSI NAME)
	@$(RUN) new-unit "$$INSTANSI" "$$NAME" $${ID:+--id "$$ID"}

new-period: $(READY)  ## mulai periode dari periode lama: make new-period [FROM=2025S1] PERIOD=2025S2 [INSTANSI=...]
	$(call need,PERIOD)
	@$(RUN) new-period $$FROM "$$PERIOD" $${INSTANSI:+--instansi "$$INSTANSI"}

import-units: $(READY)  ## daftar unit dari Excel atau CSV: make import-units FILE=unit.xlsx INSTANSI=kota-x
	$(call need,FILE INSTANSI)
	@$(RUN) import-units "$$FILE" --instansi "$$INSTANSI"

map: $(READY)  ## kenali ekspor formulir: make map FILE=gform.csv INSTANSI=kota-x [UNIT=...]
	$(call need,FILE INSTANSI)
	@$(RUN) map "$$FILE" --instansi "$$INSTANSI" $(unit)

init: $(READY)  ## ruang kerja kosong di luar sini: make init DIR=...
	$(call need,DIR)
	@$(RUN) init "$$DIR"

schema: $(READY)  ## tulis docs/skema/ dan sambungkan berkas YAML ke penyunting teks
	@$(RUN) schema

words: $(READY)  ## kata yang boleh dipakai templat, dengan contoh: make words KIND=surat-hasil [UNIT=...]
	$(call need,KIND)
	@$(RUN) words "$$KIND" $(unit)

template-doc: $(READY)  ## semua kata dalam satu .docx untuk disalin: make template-doc KIND=surat-hasil
	$(call need,KIND)
	@$(RUN) template-doc "$$KIND" $(unit)

template-check: $(READY)  ## yang salah di templat, dengan salinan berkomentar: make template-check KIND=surat-hasil [FILE=lama.docx]
	$(call need,KIND)
	@$(RUN) template-check "$$KIND" $(if $(FILE),"$$FILE") --annotate

kata: $(READY)  ## tulis ulang docs/kata.md
	@$(RUN) words --tulis

check: $(READY)  ## semua yang salah, dengan berkas dan barisnya: make check PERIOD=2025S1
	@$(RUN) check $(PERIOD) $(unit)

test: $(READY_DEV)  ## semua uji
	@$(PY) -m pytest -n auto --dist worksteal

check-code: $(READY_DEV) format-check lint types  ## format, lint, dan tipe, seperti CI

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

fuzz: $(READY_DEV)  ## ratusan ribu masukan acak: make fuzz [N=100000]
	@$(PY) tests/tools/fuzz.py $(or $(N),100000)

mutated: $(READY_DEV)  ## ribuan salinan surat yang rusak, diperiksa keasliannya: make mutated [N=3000]
	@$(PY) tests/tools/mutated.py $(or $(N),3000)

faults: $(READY_DEV)  ## perintah yang dimatikan, terputus, atau ditolak penyimpanan pada setiap langkahnya (setengah jam)
	@$(PY) tests/tools/faults.py

messages: $(READY_DEV)  ## perbarui katalog terjemahan dan docs/kode.md
	@$(PY) tests/tools/messages.py

bench: $(READY_DEV)  ## ukur kecepatan, sebagai rasio, ke build/bench.json
	@PYTHONPATH=.:tests $(PY) tests/tools/bench.py

mutants: $(READY_DEV)  ## uji mutasi atas aritmetika IKM: mutan yang lolos terdaftar di akhir
	@$(VENV)/bin/mutmut run --max-children 2
	@$(VENV)/bin/mutmut results

golden: $(READY_DEV)  ## tulis ulang berkas acuan uji, lalu periksa dengan git diff
	@$(PY) -m pytest -q -n auto --update-golden

compile = uv pip compile --universal --python-version 3.11 --no-strip-extras --generate-hashes \
  --no-emit-index-url --no-header -q
lock: $(READY_DEV)  ## kunci ulang pustaka: versi dan hash (perlu uv)
	$(PY) -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"])' \
	  | $(compile) - -o requirements-build.lock
	$(compile) pyproject.toml -o requirements.lock
	$(compile) pyproject.toml --extra dev -o requirements-dev.lock

clean:  ## hapus yang dibuat; build/ dapat dibuat lagi
	rm -rf build .pytest_cache .mypy_cache .ruff_cache .hypothesis

ifneq ($(wildcard pipeline/__main__.py),)
# what a user's shell says about Python is not said to this program
unexport PYTHONHOME PYTHONPATH PYTHONSAFEPATH PYTHONOPTIMIZE PYTHONWARNINGS PIP_TARGET PIP_PREFIX PIP_USER

install := $(PY) -m pip install --quiet --disable-pip-version-check --use-pep517 --require-hashes
define prepare
	@$(PY) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@echo "Menyiapkan pustaka $(1)(sekali saja) ..." >&2
	@$(install) -r requirements-build.lock
	@$(install) --no-build-isolation -r $<
	@touch $@
endef

$(READY): requirements.lock requirements-build.lock
	$(call prepare)

$(READY_DEV): requirements-dev.lock requirements-build.lock
	$(call prepare,uji )
	@touch $(READY)

else
.PHONY: $(READY) $(READY_DEV)
$(READY):
	@command -v $(firstword $(RUN)) >/dev/null || \
	  { echo "program skm belum terpasang: pip install <folder atau alamat programnya>" >&2; exit 2; }

$(READY_DEV):
	@echo "perintah ini hanya ada di repositori programnya" >&2; exit 2
endif
