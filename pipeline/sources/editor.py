"""JSON Schema for text editors: what a file may say, as an editor sees YAML, with descriptions in Indonesian.

An editor reads `12`, `000.8` or `ya` by the types of YAML 1.2, the pipeline reads what was typed: so wherever a text
may stand, the schema lets a number or a truth value stand too, and what is left empty counts as not said.
"""

import codecs
import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any, NamedTuple, get_args

from pydantic.json_schema import GenerateJsonSchema

from pipeline.sources import descriptions, facts_model, models, named, register_reader
from pipeline.sources.facts_model import Facts
from pipeline.sources.models import Jenis
from pipeline.sources.types import Model

FOLDER = "docs/skema"
_MODELINE = "# yaml-language-server: $schema="
_DIALECT = "http://json-schema.org/draft-07/schema#"


class YamlKind(NamedTuple):
    """A kind of YAML file: the name of its schema, its model, where such files are."""

    name: str
    model: type[Model]
    patterns: tuple[str, ...]


YAML_KINDS = (  # of two that fit, the first
    YamlKind("instansi", models.Instansi, ("units/*/instansi.yaml",)),
    YamlKind("unit", models.Unit, ("units/*/*.yaml", "!units/*/instansi.yaml")),
    YamlKind("periode", models.Periode, ("periods/*/*/periode.yaml",)),
    YamlKind("unit-periode", models.UnitPeriode, ("periods/*/*/*.yaml", "!periods/*/*/periode.yaml")),
    YamlKind("jenis", models.Jenis, ("templates/*/jenis.yaml",)),
    YamlKind("agenda", register_reader.Entry, ("register/*/*/*.yaml", "register/*/*/**/*.yaml")),
)


class _Generate(GenerateJsonSchema):
    """Says each type as an editor meets it."""

    def str_schema(self, schema: Any) -> dict[str, Any]:
        return {**super().str_schema(schema), "type": ["string", "number", "boolean"]}

    def date_schema(self, schema: Any) -> dict[str, Any]:  # noqa: ARG002
        message = "yang diharapkan tanggal, ditulis tahun-bulan-hari seperti 2025-07-02"
        found = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
        return {**found, "errorMessage": message, "patternErrorMessage": message}

    def decimal_schema(self, schema: Any) -> dict[str, Any]:  # noqa: ARG002
        return {"type": ["number", "string"], "minimum": 0, "pattern": r"^\d+([.,]\d+)?$"}

    def bool_schema(self, schema: Any) -> dict[str, Any]:  # noqa: ARG002
        return {"enum": ["ya", "tidak"]}

    def nullable_schema(self, schema: Any) -> dict[str, Any]:
        return _or_empty(self.generate_inner(schema["schema"]))

    def tagged_union_schema(self, schema: Any) -> dict[str, Any]:
        # what is left empty is both at once
        found = super().tagged_union_schema(schema)
        return {"anyOf": found["oneOf"]}

    def default_schema(self, schema: Any) -> dict[str, Any]:
        return _or_empty(self.generate_inner(schema["schema"]))

    def dict_schema(self, schema: Any) -> dict[str, Any]:
        keys = self.generate_inner(schema["keys_schema"])
        found = super().dict_schema(schema)
        found.pop("patternProperties", None)
        values = self.generate_inner(schema["values_schema"])
        names = {name: keys[name] for name in ("pattern", "enum", "const") if name in keys}
        return {**found, **({"propertyNames": names} if names else {}), "additionalProperties": values}


def _or_empty(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of what may also be left empty; a mapping of fields may be anyway."""
    if "type" in schema:
        types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        schema = {**schema, "type": [*dict.fromkeys((*types, "null"))]}
    if "enum" in schema:
        schema = {**schema, "enum": [*dict.fromkeys((*schema["enum"], None))]}
    if "const" in schema:
        schema = {**{name: value for name, value in schema.items() if name != "const"}, "enum": [schema["const"], None]}
    return schema


def json_schema(model: type[Model], kinds: Mapping[str, Jenis] = MappingProxyType({})) -> dict[str, Any]:
    """Return the JSON Schema of a kind of file; of documents with facts of their own it knows those as well."""
    found = model.model_json_schema(schema_generator=_Generate)
    for below in models_below(model):
        _describe(below, found if below is model else found["$defs"][below.__name__])
    for path in named.FREE:
        _free(found, found, path)
    if issubclass(model, models.Shared):
        documents = {kind: _document(found, kind, jenis.isi) for kind, jenis in kinds.items() if jenis.isi}
        found["properties"]["dokumen"] |= {"properties": documents} if documents else {}
    return {"$schema": _DIALECT, **_without_titles(found)}


def _document(root: dict[str, Any], kind: str, facts: Facts) -> dict[str, Any]:
    """Return the schema of a document whose kind has facts of its own; its definitions go to those of the file."""
    model = facts_model.model_of(facts, partly=True)
    found = model.model_json_schema(schema_generator=_Generate, ref_template=f"#/$defs/{kind}.{{model}}")
    below = found.pop("$defs", {})
    for inner in models_below(model):
        if inner.__name__ in below and descriptions.of_model(inner):
            _describe(inner, below[inner.__name__])
    root["$defs"] |= {f"{kind}.{name}": schema for name, schema in below.items()}
    return {"allOf": [{"$ref": "#/$defs/Surat"}, {"properties": {"isi": {**found, "type": ["object", "null"]}}}]}


def _free(schema: dict[str, Any], root: dict[str, Any], path: named.Steps) -> None:
    """Let any text stand at a path where an institution may use its own words; those that are listed stay offered."""
    if "$ref" in schema:
        _free(root["$defs"][schema["$ref"].rpartition("/")[2]], root, path)
        return
    for choice in schema.get("anyOf", ()):
        _free(choice, root, path)
    if not path and schema.keys() & {"enum", "const", "pattern"}:
        listed = {name: schema.pop(name) for name in [*schema] if name != "description"}
        schema["anyOf"] = [listed, {"type": "string"}]
    step, rest = (path[0], path[1:]) if path else ("", ())
    if step == named.NAMES:
        schema.pop("propertyNames", None)
    inner = {named.ITEMS: schema.get("items"), named.EVERY: schema.get("additionalProperties")}.get(
        step, schema.get("properties", {}).get(step)
    )
    if isinstance(inner, dict):
        _free(inner, root, rest)


def models_below(model: type[Model]) -> tuple[type[Model], ...]:
    """Return a model, and those that its fields are made of."""
    found = {model: None}
    waiting = [model]
    while waiting:
        for field in waiting.pop().model_fields.values():
            for leaf in leaves(field.annotation):
                if isinstance(leaf, type) and issubclass(leaf, Model) and leaf not in found:
                    found[leaf] = None
                    waiting.append(leaf)
    return tuple(found)


def leaves(annotation: object) -> list[object]:
    """Return the types that an annotation is made of."""
    return [leaf for part in get_args(annotation) for leaf in leaves(part)] or [annotation]


def texts(kinds: Mapping[str, Jenis] = MappingProxyType({})) -> Iterator[tuple[str, str]]:
    """Return the files of schemas, each with its text; `kinds` are the kinds of document that a workspace has."""
    for kind in YAML_KINDS:
        yield (
            f"{FOLDER}/{kind.name}.json",
            json.dumps(json_schema(kind.model, kinds), ensure_ascii=False, indent=1) + "\n",
        )


def settings() -> dict[str, Any]:
    """Return the settings of VS Code that lead each file to its schema."""
    return {
        "yaml.yamlVersion": "1.2",
        "yaml.schemas": {f"./{FOLDER}/{kind.name}.json": list(kind.patterns) for kind in YAML_KINDS},
        "yaml.format.enable": False,
        "files.associations": {"*.yaml": "yaml"},
        "files.encoding": "utf8",
    }


def kind_of(file: str) -> YamlKind | None:
    """Return the kind of a YAML file by its path in the workspace; `None` for any other file."""
    path = PurePosixPath(file)
    fitting = (
        kind
        for kind in YAML_KINDS
        if path.match(kind.patterns[0]) and len(path.parts) == kind.patterns[0].count("/") + 1
    )
    return next(fitting, None)


def files(root: Path) -> Iterator[tuple[str, YamlKind]]:
    """Return the YAML files of a workspace, each with its kind."""
    found = {path.relative_to(root).as_posix() for kind in YAML_KINDS for path in root.glob(kind.patterns[0])}
    for file in sorted(found):
        kind = kind_of(file)
        assert kind
        yield file, kind


def modeline(file: str, kind: YamlKind) -> str:
    """Return the line that tells an editor the schema of a file, wherever the workspace is."""
    return f"{_MODELINE}{posixpath.relpath(f'{FOLDER}/{kind.name}.json', posixpath.dirname(file))}"


def with_modeline(raw: bytes, file: str, kind: YamlKind) -> bytes:
    """Return a file with that line as its first: language servers look for it before the first value only."""
    line = modeline(file, kind).encode()
    end = b"\r\n" if b"\r\n" in raw else b"\n"
    mark = codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b""
    rest = re.sub(rb"(?m)^" + re.escape(_MODELINE.encode()) + rb"[^\n]*\n?", b"", raw.removeprefix(mark))
    return mark + line + end + rest


def _describe(model: type[Model], found: dict[str, Any]) -> None:
    found["description"] = descriptions.of_model(model)
    found["type"] = ["object", "null"]
    for name, field in found.get("properties", {}).items():
        field["description"] = descriptions.of_field(model, name)


def _without_titles(found: Any) -> Any:
    """Return the schema without the titles that say a field's name once more."""
    if isinstance(found, dict):
        kept = {name: _without_titles(value) for name, value in found.items()}
        title = kept.get("title")
        return {name: value for name, value in kept.items() if name != "title" or not isinstance(title, str)}
    return [_without_titles(value) for value in found] if isinstance(found, list) else found
