"""Paths that stay inside a folder: the quick look at their steps says what resolving every link says."""

import itertools

from pipeline.files import inside

STEPS = ("a", "b", "link_in", "link_out", "..", ".", "", ".hidden", "not_there", "file")


def test_a_path_without_links_leads_where_resolving_it_leads(tmp_path, monkeypatch):
    (root := tmp_path / "root").mkdir()
    (tmp_path / "outside").mkdir()
    for folder in (root, root / "a", root / "a/b"):
        folder.mkdir(exist_ok=True)
        (folder / "link_out").symlink_to(tmp_path / "outside")
        (folder / "link_in").symlink_to(root / "a")
        (folder / "file").write_bytes(b"")
    paths = ["/".join(steps) for count in (1, 2, 3) for steps in itertools.product(STEPS, repeat=count)]
    quick = {(path, folder): inside.leads_inside(root, path, folder) for path in paths for folder in ("", "a", "a/b")}
    plain = [path for path in paths if inside.has_no_links(root, path)]
    assert plain
    assert all((root / path).resolve() == (root.resolve() / path) for path in plain)
    monkeypatch.setattr(inside, "has_no_links", lambda *_: False)
    assert {asked: inside.leads_inside(root, *asked) for asked in quick} == quick
    assert set(quick.values()) == {True, False}
