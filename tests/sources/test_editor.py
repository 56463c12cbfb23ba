"""The editor helps: schemas that are fresh, agree with the pipeline, and work in a real yaml-language-server."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.sources import descriptions, editor, facts_model, models, named, people, trees
from pipeline.sources import workspace as workspaces
from pipeline.sources.yaml_text import read_yaml
from support import needs, worked_kinds
from support.language_server import Server, program
from support.paths import ROOT

INSTANSI = "units/lumajang/instansi.yaml"
PERIODE = "periods/2025S1/lumajang/periode.yaml"
SETTINGS = json.loads((ROOT / ".vscode" / "settings.json").read_text())


def test_the_schemas_are_those_of_the_models():
    for file, text in editor.texts(workspaces.kind_records(ROOT)):
        assert (ROOT / file).read_text(encoding="utf-8") == text, f"{file} is stale: make schema"


def test_there_is_no_schema_without_a_model():
    assert {path.name for path in (ROOT / editor.FOLDER).iterdir()} == {f"{one.name}.json" for one in editor.YAML_KINDS}


def test_every_field_is_described_in_the_editor():
    for one in editor.YAML_KINDS:
        for model in editor.models_below(one.model):
            assert descriptions.of_model(model), f"add {model.__name__} to sources/descriptions.yaml"
            for field in model.model_fields:
                assert descriptions.of_field(model, field), f"add {model.__name__}.{field} to sources/descriptions.yaml"


def test_nothing_is_described_that_is_not_there():
    there = {model.__name__: model for one in editor.YAML_KINDS for model in editor.models_below(one.model)}
    there |= {"Head": models.Head, "Shared": models.Shared, "Gambar": facts_model.Gambar}
    tables = dict(descriptions.tables())
    assert set(tables.pop(descriptions.MODELS)) <= set(there)
    for name, fields in tables.items():
        assert set(fields) <= set(there[name].model_fields), name


def test_every_yaml_file_is_led_to_its_schema_and_vs_code_to_all_of_them():
    for file, kind in editor.files(ROOT):
        assert editor.modeline(file, kind) in (ROOT / file).read_text().splitlines(), f"{file}: make schema"
    assert editor.settings() == SETTINGS, "remove .vscode/settings.json, then make schema"


@pytest.mark.parametrize("before", [b"nama: x\n", b"nama: x\r\n", b"\xef\xbb\xbf# judul\nnama: x", b""])
def test_connecting_twice_changes_nothing_and_a_line_is_put_right(before):
    kind = editor.kind_of(INSTANSI)
    assert kind
    once = editor.with_modeline(before, INSTANSI, kind)
    line, _, rest = once.removeprefix(b"\xef\xbb\xbf").partition(b"\n")
    assert line.strip() == b"# yaml-language-server: $schema=../../docs/skema/instansi.json"
    assert rest == before.removeprefix(b"\xef\xbb\xbf")
    assert editor.with_modeline(once, INSTANSI, kind) == once
    assert editor.with_modeline(once.replace(b"skema/ins", b"ins"), INSTANSI, kind) == once


def patterns(schema: object) -> Iterator[str]:
    """Yield every pattern of a schema."""
    for name, inner in schema.items() if isinstance(schema, dict) else ():
        if name == "pattern" and isinstance(inner, str):
            yield inner
        yield from patterns(inner)
    for inner in schema if isinstance(schema, list) else ():
        yield from patterns(inner)


EVERY_PATTERN = sorted({found for kind in editor.YAML_KINDS for found in patterns(editor.json_schema(kind.model))})
OF_PYTHON = re.compile(r"\(\?(?![:=!]|<[=!])|\\(?![\\^$.*+?()\[\]{}|/dDsSwWbBnrtfv0-9-])|[*+?}]\+")
"""What JavaScript does not read, or not alike, in Unicode's way: groups of other kinds, needless escapes, `a*+`."""


def test_every_pattern_reads_in_javascript_as_editors_have_it():
    assert len(EVERY_PATTERN) > 10
    assert [pattern for pattern in EVERY_PATTERN if OF_PYTHON.search(pattern)] == []
    for wrong in ("(?P<a>b)", r"[^\"]", "(?i)a", "a*+", r"\Z"):
        assert OF_PYTHON.search(wrong), wrong
    if node := shutil.which("node"):
        asked = "for (const p of JSON.parse(process.argv[1])) for (const f of ['', 'u']) new RegExp(p, f)"
        read = subprocess.run(
            [node, "-e", asked, json.dumps(EVERY_PATTERN)], capture_output=True, text=True, check=False
        )
        assert read.returncode == 0, read.stderr


def reached(schema: dict, root: dict, path: tuple[str, ...]) -> Iterator[dict]:
    """Yield what a schema says of what stands at a path; of names, what it says of the names."""
    if "$ref" in schema:
        yield from reached(root["$defs"][schema["$ref"].rpartition("/")[2]], root, path)
        return
    for choice in schema.get("anyOf", ()) if path else ():
        yield from reached(choice, root, path)
    if not path:
        yield schema
    elif path[0] == named.NAMES:
        yield schema.get("propertyNames", {})
    else:
        kinds = {named.ITEMS: "items", named.EVERY: "additionalProperties"}
        inner = schema.get(kinds[path[0]]) if path[0] in kinds else schema.get("properties", {}).get(path[0])
        if isinstance(inner, dict):
            yield from reached(inner, root, path[1:])


def takes_any_text(schema: dict) -> bool:
    choices = schema.get("anyOf", [schema])
    texts = (one for one in choices if "string" in (one.get("type", "string"), *one.get("type", ())))
    return any(not one.keys() & {"enum", "const", "pattern"} for one in texts)


@pytest.mark.parametrize("path", named.FREE, ids=".".join)
def test_wherever_an_office_may_use_its_own_words_the_editor_takes_any(path):
    schemas = [editor.json_schema(kind.model) for kind in editor.YAML_KINDS]
    found = [there for schema in schemas for there in reached(schema, schema, path)]
    assert all(map(takes_any_text, found)), found
    assert found or not any("type" in there for schema in schemas for there in reached(schema, schema, path[:-1]))


def test_words_of_the_program_are_still_offered_beside_those_of_the_office():
    schema = editor.json_schema(models.UnitPeriode)
    offered = {word for there in reached(schema, schema, named.FREE[-1]) for word in there["anyOf"][0]["enum"]}
    assert offered == {"sudah", "proses", "belum"}


def test_the_command_writes_what_is_in_the_repository(workspace, run):
    made = run("schema")
    assert (made.returncode, made.stderr) == (0, "")
    assert made.stdout.endswith("0 berkas YAML disambungkan\n")
    for name in (*(file for file, _ in editor.texts()), ".vscode/settings.json"):
        assert (workspace / name).read_bytes() == (ROOT / name).read_bytes()


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Server]:
    found = program()
    if found is None:
        pytest.skip(needs.SERVER)
    root = tmp_path_factory.mktemp("editor")
    shutil.copytree(ROOT / editor.FOLDER, root / editor.FOLDER)
    server = Server(found, root, {"yaml.yamlVersion": "1.2"})  # led by the modeline alone
    yield server
    server.close()


def asked(server: Server, file: str, text: str) -> list[dict]:
    """Return what the editor underlines in a file that begins with its modeline."""
    kind = editor.kind_of(file)
    assert kind
    (server.root / file).parent.mkdir(parents=True, exist_ok=True)
    return server.open(file, editor.with_modeline(text.encode(), file, kind).decode())


def test_the_files_of_this_repository_have_nothing_underlined(server):
    for number, file in enumerate((INSTANSI, PERIODE, "units/contoh/instansi.yaml", "units/contoh/rsud-contoh.yaml")):
        text = (ROOT / file).read_text(encoding="utf-8")
        assert asked(server, file.replace("/lumajang/", f"/l{number}/"), text) == []


def test_a_field_is_completed_with_its_meaning(server):
    file = "units/a/instansi.yaml"
    asked(server, file, "nama: x\npen\n")
    items = server.at("textDocument/completion", file, 2, 3)["items"]
    found = {item["label"]: item for item in items}
    assert "penandatangan" in found
    assert found["penandatangan"]["documentation"].startswith("Yang menandatangani: sebuah kunci di `pejabat`")
    assert "nomor" in found


def test_a_value_that_is_one_of_a_few_is_completed(server):
    file = "units/b/instansi.yaml"
    asked(server, file, "prioritas:\n  cara: \n")
    items = server.at("textDocument/completion", file, 2, 8)["items"]
    assert [item["label"] for item in items] == ["di-bawah-rata-rata", "terendah", "ambang", "pilihan"]


@pytest.fixture(scope="module")
def of_examples(tmp_path_factory) -> Iterator[tuple[Server, Path]]:
    """A server in the workspace of all worked kinds, its schemas written."""
    found = program()
    if found is None:
        pytest.skip(needs.SERVER)
    root = worked_kinds.workspace_of(tmp_path_factory.mktemp("contoh"), worked_kinds.KINDS)
    for file, text in editor.texts(workspaces.kind_records(root)):
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(text, encoding="utf-8")
    server = Server(found, root, {"yaml.yamlVersion": "1.2"})
    yield server, root
    server.close()


@pytest.mark.parametrize("kind", worked_kinds.KINDS)
def test_the_editor_completes_and_checks_the_facts_of_each_worked_kind(of_examples, kind):
    server, root = of_examples
    facts = workspaces.jenis(root, kind).isi
    typed = (worked_kinds.EXAMPLES / kind / "fakta.yaml").read_text(encoding="utf-8")
    assert asked(server, f"periods/2025S1/{kind}/u.yaml", typed) == []
    begun = f"dokumen:\n  {kind}:\n    isi:\n      \n"
    asked(server, f"periods/2025S1/{kind}/v.yaml", begun)
    items = server.at("textDocument/completion", f"periods/2025S1/{kind}/v.yaml", 4, 6)["items"]
    offered = {item["label"]: item.get("documentation") for item in items}
    typed_ones = {key: fact.arti for key, fact in facts.items() if fact.jenis != "jumlah"}
    assert {key: offered.get(key) for key in typed_ones} == typed_ones
    assert not facts.keys() - typed_ones.keys() & offered.keys()
    key, fact = next(iter(facts.items()))
    wrong = {"teks": "[a]", "orang": "[a]", "daftar": "{a: b}", "tabel": "a", "tanggal": "besok"}.get(fact.jenis, "[a]")
    under = asked(server, f"periods/2025S1/{kind}/w.yaml", f"{begun.rstrip()}\n      {key}: {wrong}\n      tiada: x\n")
    assert {found["range"]["start"]["line"] for found in under} == {4, 5}


def test_pointing_at_a_field_says_what_it_means(server):
    file = "periods/2025S1/a/periode.yaml"
    asked(server, file, "batas: 2025-07-07\n")
    hover = server.at("textDocument/hover", file, 1, 2)
    assert "Batas waktu, ditulis tahun-bulan-hari seperti 2025-07-07." in str(hover["contents"])


def test_a_wrong_field_is_underlined_where_it_stands(server):
    (found,) = asked(server, "periods/2025S1/b/periode.yaml", "batas: 2025-07-07\ntembussan: [Bupati]\n")
    assert found["range"] == {"start": {"line": 2, "character": 0}, "end": {"line": 2, "character": 9}}
    assert "tembussan" in found["message"]


SAME = (
    ("periods/2025S1/x/periode.yaml", "batas: {}", ("2025-07-07", "'2025-07-07'", "7 Juli 2025", "20250707", "")),
    (
        "periods/2025S1/x/periode.yaml",
        "hal: {}",
        ("12", "0334", "100.10", "ya", "true", "000.8.3.4", "12:30", "", "[]"),
    ),
    ("periods/2025S1/x/periode.yaml", "lampiran: {}", ("1", "0", "2 lembar", "dua", "-1", "")),
    ("periods/2025S1/x/periode.yaml", "tembusan: {}", ("[]", "[Bupati, 3]", "Bupati", "", "{a: b}")),
    ("periods/2025S1/x/periode.yaml", "tautan: {{laporan: {}}}", ("https://a.id/b?c=d", "a.id", "3")),
    ("periods/2025S1/x/periode.yaml", "tautan: {{{}: https://a.id}}", ("laporan", "buku_tamu", "Buku-Tamu")),
    ("periods/2025S1/x/periode.yaml", "dokumen: {{surat-hasil: {}}}", ("{nomor: 12}", "{nomer: 12}", "{}", "x")),
    ("periods/2025S1/x/periode.yaml", "dokumen:\n  surat-hasil: {}", ("",)),
    ("periods/2025S1/x/periode.yaml", "prioritas: {{cara: ambang, ambang: {}}}", ("3.20", "'3,20'", "3", "tiga")),
    ("periods/2025S1/x/periode.yaml", "prioritas: {{cara: terendah, jumlah: {}}}", ("3", "'3'", "tiga", "3.5")),
    ("periods/2025S1/x/periode.yaml", "penandatangan: {}", ("{jabatan: Lurah, nama: A}", "{jabatan: Lurah}")),
    ("periods/2025S1/x/periode.yaml", "penandatangan: {}", ("sekda", "Sekda Kota", "12", "[sekda]", "")),
    ("units/x/u.yaml", "{{nama: U, kepala: {}}}", ("sekda", "Bu Sekda")),
    ("periods/2025S1/x/periode.yaml", "penandatangan: {{jabatan: L, nama: A, nip: {}}}", ("1970010119", "19 7", "a")),
    ("periods/2025S1/x/u.yaml", "saran: {}", ("[a, b]", "a", "- a", "\n- 1\n- ya")),
    ("units/x/u.yaml", "nama: {}", ("Dinas", "12", "no")),
    ("units/x/u.yaml", "{}: x", ("nama", "name")),
)


def test_a_wrong_value_is_underlined_in_indonesian(server):
    (found,) = asked(server, "periods/2025S1/c/periode.yaml", "batas: 7 Juli 2025\n")
    assert found["message"] == "yang diharapkan tanggal, ditulis tahun-bulan-hari seperti 2025-07-02"
    assert found["range"] == {"start": {"line": 1, "character": 7}, "end": {"line": 1, "character": 18}}


@pytest.mark.parametrize(
    ("file", "text"), [(file, text.format(value)) for file, text, values in SAME for value in values]
)
def test_the_editor_underlines_what_the_pipeline_refuses_and_nothing_else(server, request, file, text):
    kind = editor.kind_of(file)
    assert kind
    problems: list = []
    node = read_yaml(text.encode(), file, problems)
    sekda = read_yaml(b"sekda: {jabatan: Sekretaris, nama: A}", file, problems)
    if node:
        trees.read(kind.model, people.resolved(node, sekda.value, problems), problems)
    own = f"{Path(file).parent}-{abs(hash(request.node.name))}/{Path(file).name}"
    assert bool(asked(server, own, f"{text}\n")) == bool(problems), problems


def test_vs_code_settings_lead_to_the_schemas_without_a_modeline(tmp_path):
    found = program()
    if found is None:
        pytest.skip(needs.SERVER)
    shutil.copytree(ROOT / editor.FOLDER, tmp_path / editor.FOLDER)
    server = Server(found, tmp_path, SETTINGS)
    try:
        for file, text, strange in (
            ("units/x/instansi.yaml", "gaya: {semester: arab}\n", False),
            ("units/x/u.yaml", "gaya: {semester: arab}\n", True),
            ("periods/2025S1/x/periode.yaml", "saran: []\n", True),
            ("periods/2025S1/x/u.yaml", "saran: []\n", False),
            ("templates/x/jenis.yaml", "saran: []\n", True),
        ):
            (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
            name = text.partition(":")[0]
            underlined = [one["message"] for one in server.open(file, text)]
            assert any(name in message for message in underlined) == strange, (file, underlined)
    finally:
        server.close()
