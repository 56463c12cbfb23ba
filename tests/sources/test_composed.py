"""A unit's record is composed of what its files said as each was read: nothing that stands in a file is read twice."""

from collections import Counter

import pytest

from pipeline.making import build
from pipeline.making.office import Offices
from pipeline.problems.problem import Refusal
from pipeline.sources import composed, layers, models, trees, workspace
from pipeline.sources.period import parse
from support import small
from support.paths import ROOT

INSTANSI, UNIT, OWN = "units/kota/instansi.yaml", "units/kota/loket.yaml", "periods/2025S1/kota/loket.yaml"
LAST = "periods/2024S2/kota/"
WORKSPACE = {
    INSTANSI: f"{small.ISI[INSTANSI]}kop: {{baris: [KOTA, KANTOR], alamat: Jalan Satu}}\npenandatangan: kepala\n"
    "dokumen: {surat: {sifat: Biasa}}\n",
    UNIT: "nama: Loket\nkepala: {jabatan: Kepala Loket, nama: Puan}\nkop: {baris: [KOTA, LOKET], telepon: '021'}\n"
    "dokumen: {surat: {tembusan: [Bupati]}}\ntautan: {grafik: 'https://contoh.id/g'}\n",
    OWN: "yth: 'Camat di {nama}'\ndokumen: {surat: {hal: Hasil Loket}}\nlayanan: {ktp: {nama: KTP}}\n"
    "diketahui: [{kode: C011, alasan: memang begitu}]\n",
    "periods/2025S1/kota/skor.csv": "unit,waktu,biaya\nLoket,4,3\nloket,3,3\n",
    f"{LAST}periode.yaml": "dokumen: {surat: {tanggal: 2025-01-06, hal: Hasil}}\n",
    f"{LAST}skor.csv": "unit,waktu,biaya\nloket,3,3\n",
}


def _plain_counted(monkeypatch):
    """Count how often a value that stands in a file is handed to a model, by its place."""
    counted, plain = Counter(), trees.plain

    def count(node):
        if isinstance(node.value, str):
            counted[node.at] += 1
        return plain(node)

    monkeypatch.setattr(trees, "plain", count)
    return counted


def test_what_stands_in_a_file_is_validated_once_though_two_periods_and_every_document_ask_for_it(
    tmp_path, monkeypatch
):
    root = small.put(tmp_path, WORKSPACE)
    counted = _plain_counted(monkeypatch)
    made = build.run(root, workspace.period(root, small.MASA), "surat")
    assert (made.made, [str(problem) for problem in made.problems if not problem.is_warning]) == (1, [])
    of_files = {at: many for at, many in counted.items() if at.file in (INSTANSI, UNIT, OWN, f"{LAST}periode.yaml")}
    assert len({at.file for at in of_files}) == 4
    # whom letters are for is a rule until the unit's name is put in: that makes it a new text;
    # a person is held to the rule over what is said of a person, where it stands and where it signs
    assert {at for at, many in of_files.items() if many > 1} == {
        at for at in of_files if (at.file, at.line) in ((OWN, 1), (UNIT, 2))
    }


@pytest.mark.parametrize("period", workspace.periods(ROOT))
def test_a_composed_record_is_the_one_that_its_joined_tree_would_give(period):
    offices = Offices(ROOT, parse(period))
    many = 0
    for name in workspace.institutions(ROOT, offices.period):
        opened = offices.open(name, [])
        for unit in workspace.units(ROOT, name) if opened else ():
            try:
                dossier = opened.dossier(unit)
            except Refusal:
                continue
            assert dossier.effective == models.Effective.model_validate(trees.plain(dossier.tree))
            many += 1
    assert many


def test_a_part_that_no_file_said_is_held_against_its_kind_and_told_with_its_place(tmp_path):
    root = small.put(tmp_path, {**WORKSPACE, UNIT: "nama: 'Loket {satu}'\nkepala: {jabatan: K, nama: P}\n"})
    office = layers.office_of(root, workspace.period(root, small.MASA), "kota", [])
    with pytest.raises(Refusal) as told:
        layers.dossier_of(root, office, "loket")
    (found,) = told.value.problems
    assert (found.place.file, found.place.line, found.code) == (OWN, 1, "I003")


def test_a_group_with_a_rule_over_its_fields_keeps_to_it_when_two_files_join_in_it():
    cut = models.Shared.model_validate({"profil": {"umur": {"batas": ["20", "30"]}}}).profil["umur"]
    assert composed.read(models.Kelompok, _node(batas=["30", "20"]), told := []) is None
    assert [fault.code for fault in told] == ["I003"]
    assert composed.read(models.Kelompok, _node(batas=["20", "30"]), []) == cut


def _node(**fields):
    at = layers.Place("a.yaml", 1, 1)
    return layers.Node(
        {name: layers.Node([layers.Node(item, at) for item in items], at) for name, items in fields.items()}, at
    )
