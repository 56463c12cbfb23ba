"""People named once, by a key: the key stands wherever a person may be written."""

import pytest

from pipeline.checking import check
from pipeline.making import build
from pipeline.sources import editor, layers, workspace
from support import small as kecil
from support.small import SURAT, docx, p

INSTANSI, U, M = "units/kota/instansi.yaml", "units/kota/loket.yaml", "periods/2025S1/kota/"
ORANG = "{jabatan: Sekretaris Daerah, nama: Rekaan Namawan, nip: 19700101 199503 1 001}"
PEJABAT = f"pejabat: {{sekda: {ORANG}, kabag: {{jabatan: Kepala Bagian, nama: Lain Namawan}}}}\n"
CETAK = SURAT + p("{{ penandatangan.jabatan }} {{ penandatangan.nama }} {{ penandatangan.nip }}")


def _root(tmp_path, **files):
    """The small workspace with two people; the template prints who signs."""
    isi = {INSTANSI: kecil.ISI[INSTANSI] + PEJABAT, "templates/surat/bawaan.docx": docx(CETAK)}
    return kecil.put(tmp_path, {**isi, **{name.replace("__", "/"): text for name, text in files.items()}})


def _made(root):
    made = build.run(root, workspace.period(root, kecil.MASA), "surat")
    assert made.problems == ()
    return (root / "build/2025S1/kota/loket/surat.docx").read_bytes()


@pytest.mark.parametrize(
    ("file", "text"),
    [
        (INSTANSI, kecil.ISI[INSTANSI] + PEJABAT + "penandatangan: @\n"),
        (U, "nama: Loket Contoh\npenandatangan: @\n"),
        (f"{M}periode.yaml", kecil.ISI[f"{M}periode.yaml"] + "penandatangan: @\n"),
        (f"{M}loket.yaml", "penandatangan: @\n"),
        (f"{M}loket.yaml", "dokumen: {surat: {penandatangan: @}}\n"),
    ],
)
def test_a_key_and_the_person_written_in_full_make_the_same_document(tmp_path, file, text):
    full = _made(_root(tmp_path / "a", **{file: text.replace("@", ORANG)}))
    short = _made(_root(tmp_path / "b", **{file: text.replace("@", "sekda")}))
    assert short == full


def test_the_head_of_a_unit_may_be_a_key_as_well(tmp_path):
    cetak = docx(SURAT + p("{{ unit.kepala.nama }}"))
    root = _root(
        tmp_path, **{U: "nama: Loket\nkepala: kabag\nyth: Kepala Bagian\n", "templates/surat/bawaan.docx": cetak}
    )
    _made(root)
    office = layers.office_of(root, workspace.period(root, kecil.MASA), "kota", [])
    assert layers.dossier_of(root, office, "loket").effective.kepala.nama == "Lain Namawan"


def test_a_later_key_replaces_the_person_before_whole(tmp_path):
    root = _root(
        tmp_path,
        **{
            INSTANSI: kecil.ISI[INSTANSI] + PEJABAT + "penandatangan: sekda\n",
            f"{M}loket.yaml": "penandatangan: kabag\n",
        },
    )
    office = layers.office_of(root, workspace.period(root, kecil.MASA), "kota", [])
    person = layers.dossier_of(root, office, "loket").effective.dokumen["surat"].penandatangan
    assert (person.nama, person.nip) == ("Lain Namawan", None)


def test_someone_who_is_not_there_is_told_at_every_place_with_the_nearest_one(tmp_path):
    root = _root(
        tmp_path,
        **{
            INSTANSI: kecil.ISI[INSTANSI] + PEJABAT + "penandatangan: sekdaa\n",
            f"{M}periode.yaml": kecil.ISI[f"{M}periode.yaml"] + "penandatangan: wali_kota\n",
        },
    )
    otherwise = "tambahkan ke `pejabat` di instansi.yaml, atau tulis {jabatan: ..., nama: ...} di sini"
    assert kecil.told(root).splitlines() == [
        f"{M}periode.yaml:4:16: I008 `penandatangan` menyebut pejabat `wali_kota` yang tidak ada; {otherwise}",
        f"{INSTANSI}:7:16: I008 `penandatangan` menyebut pejabat `sekdaa` yang tidak ada; maksudnya `sekda`?",
    ]
    lain = _root(
        tmp_path / "lain", **{U: "nama: L\nkepala: kabg\n", f"{M}loket.yaml": "dokumen: {surat: {penandatangan: x}}\n"}
    )
    assert [line.split(";")[0] for line in kecil.told(lain).splitlines()] == [
        f"{M}loket.yaml:1:34: I008 `dokumen.surat.penandatangan` menyebut pejabat `x` yang tidak ada",
        f"{U}:2:9: I008 `kepala` menyebut pejabat `kabg` yang tidak ada",
    ]


def test_a_person_who_lacks_something_is_told_once_where_he_is_named(tmp_path):
    broken = "pejabat:\n  sekda:\n    jabatan: Sekretaris\npenandatangan: sekda\n"
    root = _root(
        tmp_path, **{INSTANSI: kecil.ISI[INSTANSI] + broken, U: "nama: Loket\npenandatangan: sekda\nkepala: tiada\n"}
    )
    assert [line.split(";")[0] for line in kecil.told(root).splitlines()] == [
        f"{INSTANSI}:7:3: I002 field `pejabat.sekda.nama` wajib ada"
    ]


@pytest.mark.parametrize("wrong", ["[sekda]", "{sekda}"])
def test_anything_else_in_the_place_of_a_person_is_refused_there(tmp_path, wrong):
    root = _root(tmp_path, **{f"{M}loket.yaml": f"penandatangan: {wrong}\n"})
    assert f"{M}loket.yaml:1:1" in kecil.told(root)


def test_one_unit_alone_and_a_build_find_the_same(tmp_path):
    root = _root(tmp_path, **{f"{M}loket.yaml": "penandatangan: sekdaa\n"})
    masa = workspace.period(root, kecil.MASA)
    found = check.run(root, masa).problems
    assert [one.code for one in found] == ["I008"]
    assert build.run(root, masa, "surat").problems == found


def test_the_editor_takes_a_key_or_a_person():
    found = editor.json_schema(editor.YAML_KINDS[1].model)
    for field in ("penandatangan", "kepala"):
        one = found["properties"][field]
        assert one["oneOf"][0] == {"$ref": "#/$defs/Penandatangan"}
        assert (one["oneOf"][1]["type"], one["oneOf"][1]["pattern"]) == (["string"], "^(?:[a-z][a-z0-9_]*)$")
        assert "pejabat" in one["description"]
    assert "pejabat" in editor.json_schema(editor.YAML_KINDS[0].model)["properties"]
