"""A template asked for alone is told as by a check: the rules of those who use it, and what some would not hear."""

import os
from pathlib import Path

import pytest

from pipeline.sources import workspace
from support import in_process, small
from support.office_files import made
from support.paths import ROOT

BREAKS = made("{{ nomor }}{{ draf }} {{ yth }} {{ di }} {{ rujukan.nomor }} {{ utama.ikm }} {{ batas.tanggal }}")
OFFICE = str(small.ISI["units/kota/instansi.yaml"])
RULES = "kaidah: {{sumber: Peraturan {of}, margin: {{kiri: {left}}}}}\n"


@pytest.fixture
def command():
    """Run a command in a workspace; return its exit code and its lines."""

    def call(root: Path, *arguments: str) -> tuple[int, list[str]]:
        done = in_process.run(arguments, root, {**os.environ, "SKM_LANG": "id"})
        return done.returncode, [*done.stderr.splitlines(), *done.stdout.splitlines()]

    return call


def of(root: Path, run, *arguments: str) -> list[str]:
    return sorted(line for line in run(root, *arguments)[1] if " N001 " in line)


@pytest.mark.parametrize("where", ["templates/surat/bawaan.docx", "templates/surat/kota.docx"])
def test_rules_are_told_of_a_template_alone_as_by_a_check(tmp_path, command, where):
    files = {where: BREAKS, "units/kota/instansi.yaml": OFFICE + RULES.format(of="Kota", left=4)}
    root = small.put(tmp_path, files)
    told = of(root, command, "template-check", "surat")
    assert told
    assert told == of(root, command, "check", "2025S1")
    assert told == of(root, command, "template-check", "surat", where)


def test_a_file_that_shall_become_one_is_held_to_the_rules_of_whom_its_name_says_or_of_all_who_make_its_kind(
    tmp_path, command
):
    other = OFFICE + RULES.format(of="Desa", left=5)
    files = {
        "units/kota/instansi.yaml": OFFICE + RULES.format(of="Kota", left=4),
        "units/desa/instansi.yaml": other.replace("kota", "desa") + "dokumen: {surat: {}}\n",
        "units/lain/instansi.yaml": f"nama: Lain\n{RULES.format(of='Lain', left=5)}",
        "kota.docx": BREAKS,
        "lama.docx": BREAKS,
    }
    root = small.put(tmp_path, files)
    assert [("Kota" in line, "Desa" in line) for line in of(root, command, "template-check", "surat", "kota.docx")] == [
        (True, False)
    ]
    assert len(of(root, command, "template-check", "surat", "lama.docx")) == 2


def test_the_common_template_is_held_to_the_rules_of_those_who_make_the_kind(tmp_path, command):
    files = {
        "templates/surat/bawaan.docx": BREAKS,
        "units/kota/instansi.yaml": OFFICE + RULES.format(of="Kota", left=4),
        "units/desa/instansi.yaml": f"nama: Desa\n{RULES.format(of='Desa', left=5)}",
    }
    root = small.put(tmp_path, files)
    assert ["Kota" in line for line in of(root, command, "template-check", "surat")] == [True]


def test_a_rule_that_the_institution_knows_it_breaks_is_not_told(tmp_path, command):
    known = "diketahui: [{kode: N001, alasan: kop lama masih dipakai}]\n"
    files = {
        "templates/surat/bawaan.docx": BREAKS,
        "units/kota/instansi.yaml": OFFICE + RULES.format(of="Kota", left=4) + known,
    }
    assert of(small.put(tmp_path, files), command, "template-check", "surat") == []


@pytest.mark.parametrize(("codes", "is_told"), [(["T022", "T022"], False), (["T022", ""], True)])
def test_what_everyone_who_uses_a_template_knows_of_it_is_not_told(tmp_path, command, codes, is_told):
    known = ("", "diketahui: [{{kode: {}, alasan: draf dicap tangan}}]\n")
    files: dict[str, small.Content] = {
        f"units/{name}/instansi.yaml": OFFICE + "dokumen: {surat: {}}\n" + known[bool(code)].format(code)
        for name, code in zip(("kota", "desa"), codes, strict=True)
    }
    files["templates/surat/bawaan.docx"] = small.docx(small.SURAT.replace("{{ draf }}", ""))
    root = small.put(tmp_path, files)
    assert any(" T022 " in line for line in command(root, "template-check", "surat")[1]) == is_told
    assert not any(" T022 " in line for line in command(root, "check", "2025S1")[1])


def test_what_those_who_do_not_see_a_page_would_not_hear_is_told_of_a_template_alone_too(tmp_path, command):
    row = "<w:tr>" + "".join(f"<w:tc>{small.p(text)}</w:tc>" for text in ("No", "Unsur", "Nilai")) + "</w:tr>"
    rows = "".join(
        f"<w:tr>{''.join(f'<w:tc>{small.p(text)}</w:tc>' for text in cells)}</w:tr>"
        for cells in (
            ("{%tr for u in utama.unsur %}", "", ""),
            ("{{ u.kode }}", "{{ u.nama }}", "{{ u.nrr }}"),
            ("{%tr endfor %}", "", ""),
        )
    )
    table = f"<w:tbl><w:tblGrid/>{row}{rows}</w:tbl>"
    root = small.put(tmp_path, {"templates/surat/bawaan.docx": small.docx(small.p("{{ nomor }}{{ draf }}") + table)})
    assert any(" T042 " in line for line in command(root, "template-check", "surat")[1])


@pytest.mark.parametrize("kind", workspace.kinds(ROOT))
def test_nothing_is_told_of_the_templates_of_this_repository(command, kind):
    assert command(ROOT, "template-check", kind) == (0, ["0 kesalahan, 0 peringatan"])
