# `make` lists what it can do. The environment is made by itself, from hash-locked files, when a target first needs it.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
RUN := $(PY) -m pipeline
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev
# the names of the variables that were given on this command line: the program reads their values
given = $(foreach name,$(.VARIABLES),$(if $(filter command,$(origin $(name))),$(name)))
own = PYTHON VENV PY RUN READY READY_DEV

ifeq ($(wildcard pipeline/__main__.py),)
# A workspace of its own (make init): the program is the installed `skm`.
RUN := $(or $(wildcard $(VENV)/bin/skm),skm)
hidden := /READY_DEV/d;
endif

.DEFAULT_GOAL := help
.PHONY: help fuzz mutated faults messages test check-code format lint types bench nation scale endurance mutants golden release bundle-install lock clean

help:  ## daftar perintah ini
	@echo "Pakai: make <perintah> [PERIOD=2025S1] [UNIT=<unit>]; nama Inggris dan Indonesia sama artinya, dan sama dengan skm <perintah>"
	@sed -nE '$(hidden)s/^([a-z -]+):.*## (.*)/\1|\2/p' Makefile | while IFS='|' read -r name text; do printf '%-30s %s\n' "  $$name" "$$text"; done

# The verbs of `skm`, each with its alias (pipeline/commands/verbs.py); the program reads the variables.
init mulai:  ## ruang kerja kosong: make init DIR=...
new-instansi instansi-baru:  ## mulai institusi: make new-instansi NAME='Pemerintah Kota X' [ID=kota-x]
new-unit unit-baru:  ## mulai unit: make new-unit INSTANSI=kota-x NAME='Dinas Y' [ID=dinas-y]
new-period periode-baru:  ## mulai periode dari periode lama: make new-period [FROM=2025S1] PERIOD=2025S2 [INSTANSI=...]
import-units impor-unit:  ## daftar unit dari Excel atau CSV: make import-units FILE=unit.xlsx INSTANSI=kota-x
map petakan:  ## kenali ekspor formulir: make map FILE=gform.csv INSTANSI=kota-x [UNIT=...]
page halaman:  ## halaman di peramban: semester, masalah, surat, terbitkan: make page [PORT=8000] [READ_ONLY=1]
watch pantau:  ## data satu unit di samping suratnya, di peramban: make watch UNIT=dinas-y
check periksa:  ## semua yang salah, dengan berkas dan barisnya: make check PERIOD=2025S1
letters surat:  ## surat hasil setiap unit: make letters PERIOD=2025S1 [UNIT=...] [MODE=srikandi] [WHY=1] [JOBS=2]
reports laporan:  ## laporan tindak lanjut setiap unit: make reports PERIOD=2024S1
build buat:  ## dokumen jenis apa pun: make build KIND=surat-hasil PERIOD=2025S1
pdf:  ## dokumen sebagai PDF, draf pun: make pdf PERIOD=2025S1 [KIND=...] [UNIT=...] [PNG=1]; perlu LibreOffice
bundle bundel:  ## semua surat satu PDF untuk dicetak: make bundle PERIOD=2025S1 [KIND=...] [INSTANSI=...] [COPIES=tembusan]
explain jelaskan:  ## arti sebuah kode: make explain CODE=A001
plan rencana:  ## rencana terbit: make plan PERIOD=2025S1 [KIND=...] [UNIT=...] [DATE=2025-07-02] [SKIP=1]
issue terbitkan:  ## terbitkan: make issue PERIOD=2025S1 [KIND=...] [UNIT=...] [DATE=...] [INSERT=21] [SKIP=1] [PDF=1] [YES=1]
reissue terbitkan-ulang:  ## terbitkan ulang: make reissue PERIOD=2025S1 UNIT=... REASON='...' [KIND=...] [NEW_NUMBER=1 DATE=...]
sign tandatangani:  ## tanda tangan elektronik: make sign PERIOD=2025S1 KEY=kepala.p12 [KIND=...] [UNIT=...] [YES=1]
register agenda:  ## buku agenda: nomor, celah, yang keliru; mencatat di sana: make skm ARGS='register --help'
srikandi:  ## nomor dari SRIKANDI: make skm ARGS='srikandi take daftar.xlsx'
verify verifikasi:  ## keaslian: make verify [FILE=surat.docx] [NUMBER=21]; tanpa itu seluruh arsip
log riwayat:  ## semua surat sebuah unit, atau sebuah institusi: make log UNIT=...
results hasil:  ## hasil bagi program lain: make results PERIOD=2025S1 [FORMAT=json] [OUTPUT=hasil.csv]
score skor:  ## hitungan IKM sebuah unit: make score PERIOD=2025S1 UNIT=...
process olah:  ## olah data setiap unit sebagai Excel berumus: make process PERIOD=2025S1 [UNIT=...]
year tahun:  ## dokumen setahun setiap unit: ada, jatuh tempo, terlambat: make year PERIOD=2025 [DATE=2025-08-01]
evidence bukti:  ## bukti penilaian setiap unit, butir 6-9, dengan nilainya: make evidence PERIOD=2025 [UNIT=...]
trend tren:  ## naik turunnya IKM setiap unit: make trend PERIOD=2025S1
diff beda:  ## beda dua periode: make diff FROM=2024S2 PERIOD=2025S1 [UNIT=...]
recap rekap:  ## rekapitulasi hasil semua unit, Excel dan Word: make recap PERIOD=2025S1
expedition ekspedisi:  ## daftar pengiriman surat, Excel dan Word: make expedition PERIOD=2025S1
follow-up rtl:  ## rencana tindak lanjut, yang dilaksanakan dan terlambat: make follow-up PERIOD=2025S1
site situs:  ## situs umum: hasil, tren, data terbuka, pemeriksaan surat: make site PERIOD=2025S1 [OUTPUT=folder]
words kata:  ## kata yang boleh dipakai templat, dengan contoh: make words KIND=surat-hasil [UNIT=...]
template-doc kata-templat:  ## semua kata dalam satu .docx untuk disalin: make template-doc KIND=surat-hasil
template-from templat-dari:  ## surat jadi menjadi templat: make template-from FILE=surat.docx PERIOD=2025S1 [UNIT=...] [KIND=...]
template-check periksa-templat:  ## yang salah di templat: make template-check KIND=surat-hasil [FILE=lama.docx] [ANNOTATE=1]
text teks:  ## sebuah .docx sebagai teks: make text FILE=surat.docx
doctor periksa-komputer:  ## yang kurang di komputer ini, dan obatnya: LibreOffice, huruf, git, hak tulis
schema skema:  ## tulis docs/skema/ dan sambungkan berkas YAML ke penyunting teks
git-setup atur-git:  ## git diff dan git log -p menampilkan .docx sebagai teks
upgrade perbarui:  ## ruang kerja ke versi program ini: make upgrade [DRY_RUN=1] [YES=1]
completion pelengkap:  ## pelengkap nama perintah: make completion SHELL_NAME=bash

VERBS := $(shell sed -nE '/^\# The verbs/,/^$$/s/^([a-z -]+):.*/\1/p' $(firstword $(MAKEFILE_LIST)))
.PHONY: $(VERBS) skm
$(VERBS): $(READY)
	@SKM_MAKE='$(filter-out $(own),$(given))' $(RUN) $@

skm: $(READY)  ## perintah apa pun: make skm ARGS="register void 21 --reason 'salah kirim'"
	@eval "set -- $$ARGS"; $(RUN) "$$@"

test: $(READY_DEV)  ## semua uji
	@$(PY) -m pytest -n auto --dist worksteal

check-code: $(READY_DEV) format-check lint types docs-site  ## format, lint, tipe, dan situs docs, seperti CI

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

docs-site: $(READY_DEV)  ## docs/ sebagai situs yang dapat dibaca tanpa jaringan, ke build/docs/
	@NO_MKDOCS_2_WARNING=1 $(PY) -m mkdocs build --strict --quiet --config-file .mkdocs.yml

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

nation: $(READY_DEV)  ## senegara rekaan untuk mengukur: make nation DIR=... [UNITS=34000]
	$(if $(DIR),,$(error sebutkan DIR=...))
	@$(PY) tests/tools/nation.py "$$DIR" $(or $(UNITS),34000)

scale: $(READY_DEV)  ## ukur setiap perintah menurut banyaknya unit: make scale [UNITS='100 1000 10000']
	@$(PY) tests/tools/scale.py $(or $(UNITS),100 1000 10000)

endurance: $(READY_DEV)  ## puluhan kali berturut-turut, sumbernya berubah: tidak ada yang bertambah: make endurance [N=50]
	@$(PY) tests/tools/endurance.py $(or $(N),50)

bundle-install: $(READY_DEV)  ## folder untuk memasang tanpa jaringan: make bundle-install OUT=/media/usb/skm
	$(if $(OUT),,$(error sebutkan OUT=...))
	@$(PY) tests/tools/bundle.py "$$OUT"

release: $(READY_DEV)  ## bangun dan periksa paket sumber dan wheel, dua kali sama, ke build/rilis/
	@$(PY) tests/tools/release.py

mutants: $(READY_DEV)  ## uji mutasi atas yang memutuskan: mutan yang lolos disebut: make mutants [ONLY=words/number] [SAMPLE=60]
	@$(PY) tests/tools/mutants.py $(ONLY) $(if $(SAMPLE),--sample $(SAMPLE))

golden: $(READY_DEV)  ## tulis ulang berkas acuan uji, lalu periksa dengan git diff
	@$(PY) -m pytest -q -n auto --update-golden

compile = uv pip compile --universal --python-version 3.11 --no-strip-extras --generate-hashes \
  --no-emit-index-url --no-header -q
lock: $(READY_DEV)  ## kunci ulang pustaka: versi dan hash (perlu uv)
	$(PY) -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"])' \
	  | $(compile) - -o requirements-build.lock
	$(compile) pyproject.toml --extra page -o requirements.lock
	$(compile) pyproject.toml --all-extras -o requirements-dev.lock

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
