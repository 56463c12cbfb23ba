"""What the program reads back of its own is checked like anybody's: no crash, nothing outside build/ is touched."""

import contextlib
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.checking import memory
from pipeline.files import disk, fingerprint
from pipeline.making import output, report
from pipeline.making.report import ReportLine
from pipeline.scores import counts
from support import tried

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9) | st.sampled_from(["berkas", "../x", "/etc/x"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from([*ReportLine._fields, "masukan", "temuan", "masalah", "x"]), inner, max_size=5
        )
    ),
    max_leaves=12,
)
RAW = JSON.map(json.dumps).map(str.encode) | st.binary(max_size=40) | st.just(b"[" * 99_999)


@settings(
    max_examples=tried.share(2, "an example takes a moment"),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(RAW)
def test_whatever_stands_in_a_file_of_ours_is_read_or_left(tmp_path, raw):
    for file in (memory.file(tmp_path, "2025S1"), report.report_file(tmp_path, "2025S1", "surat"), tmp_path / "x.json"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(raw)
    memory.read(tmp_path, "2025S1")
    assert isinstance(disk.record(tmp_path / "x.json"), dict)
    report.head(report.report_file(tmp_path, "2025S1", "surat"))
    list(report.documents(report.report_file(tmp_path, "2025S1", "surat")))
    with contextlib.suppress(ValueError, TypeError, LookupError, AttributeError, RecursionError):
        counts.from_json(raw.decode("utf-8", "replace"))  # as `results` takes it: else counted anew


@pytest.mark.parametrize(
    "file", ["../korban.docx", "/korban.docx", "units/korban.docx", "build/../korban.docx", "build/luar/korban.docx"]
)
def test_a_report_never_makes_anything_outside_build_go(tmp_path, file):
    root = tmp_path / "kerja"
    victims = [
        root / "units/korban.docx",
        root / "korban.docx",
        tmp_path / "korban.docx",
        tmp_path / "luar/korban.docx",
    ]
    for path in victims:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"jangan")
    (root / "build").mkdir()
    (root / "build/luar").symlink_to(tmp_path / "luar")
    output.remove(root, file, fingerprint.sha(b"jangan"))
    assert all(path.read_bytes() == b"jangan" for path in victims)


def test_a_line_that_names_a_file_elsewhere_is_none(tmp_path: Path):
    assert ReportLine.read('{"instansi": "a", "unit": "b", "berkas": "../x.docx"}') is None
