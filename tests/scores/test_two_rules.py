"""Two rules over the same answers, which are written once. All data are made up."""

from support.made_office import buat, masalah

JAWABAN = "persyaratan,prosedur,waktu\n4,3,3\n3,3,4\n4,4,3\n"
SECOND = """  lama:
    nama: Aturan lama
    bobot: dua-desimal
    unsur:
      persyaratan: {kode: P1, nama: Persyaratan}
      prosedur: {kode: P2, nama: Prosedur}
      waktu: {kode: P3, nama: Waktu}
"""


def test_the_same_answers_count_under_both_rules(tmp_path):
    made = buat(tmp_path, JAWABAN, instansi=SECOND)
    main, other = made.results.every
    assert (main.key, other.key) == ("skm", "lama")
    assert main.result.nrr == other.result.nrr
    assert other.result.ikm == sum(main.result.nrr.values()) * 33 / 100 * 25
    assert main.result.ikm == sum(main.result.nrr.values()) / 3 * 25


def test_a_longer_scheme_may_have_elements_of_its_own(tmp_path):
    longer = SECOND + "      kenyamanan: {kode: P4, nama: Kenyamanan}\n"
    table = "persyaratan,prosedur,waktu,kenyamanan\n4,3,3,1\n3,3,4,1\n"
    made = buat(tmp_path, table, instansi=longer)
    assert [len(found.result.nrr) for found in made.results.every] == [3, 4]
    assert masalah(tmp_path, JAWABAN, instansi=longer) == [
        "loket.csv:1:1: S003 kolom `kenyamanan` tidak ada; tambahkan kolom itu, atau keluarkan unsurnya dari skema"
    ]


def test_an_element_that_reads_otherwise_in_another_scheme_is_told(tmp_path):
    for other in ("label: {Cepat: 4}", "pernyataan: [waktu_a, waktu_b]"):
        wrong = SECOND.replace("kode: P3, nama: Waktu", f"kode: P3, nama: Waktu, {other}")
        assert any(" I004 " in line for line in masalah(tmp_path, JAWABAN, instansi=wrong))


def test_figures_rounded_twice_are_a_rule_of_their_own(tmp_path):
    # means 11/3 10/3 10/3 are 3,67 3,33 3,33; their mean 3,4433 is 3,44; times 25
    made = buat(tmp_path, JAWABAN, skema="    pembulatan: nrr-2-rerata-2\n")
    assert float(made.result.ikm) == 86.0
