"""What is known of sequences stands in `issuing/sequence` and its one helper, `sources/number_rule`, alone."""

import ast
from collections.abc import Iterator

import pytest

from support import code as written

HOMES = {"issuing/sequence.py", "sources/number_rule.py"}
FOLDERS = {
    "files/hashes.py": "stands before the rooms that know numbers; asks only whether a file is of the register",
    "issuing/chain.py": "walks the folders that are there, a chain each; gives no number and reads none",
    "issuing/guarantor.py": "names the file of who may vouch; gives no number and reads none",
    "issuing/vouched.py": "asks whose a chain is; gives no number and reads none",
    "issuing/journal.py": "asks whether what a journal names lies in a register; knows no sequence",
    "sources/editor.py": "which files an editor checks, as patterns",
}
ENTERS = {"issuing/register.py"}


def modules() -> dict[str, ast.Module]:
    return {written.name(path): written.parsed(path) for path in written.MODULES}


def folders_built(tree: ast.AST) -> Iterator[int]:
    """Yield the lines that build a path of the register, or take one apart."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            text = "".join(
                one.value if isinstance(one, ast.Constant) else f"<{ast.unparse(one)}>" for one in node.values
            )
            if text.startswith("register/") or ("REGISTER}>/" in text and "REGISTER}>/." not in text):
                yield node.lineno
        elif (isinstance(node, ast.Constant) and str(node.value).startswith("register/")) or (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in ("split", "rsplit", "partition", "rpartition")
            and ast.unparse(node.func.value).endswith((".sequence", "entry.file", "entry.folder", "lembar.file"))
        ):
            yield node.lineno


def prints_compared(tree: ast.AST) -> Iterator[int]:
    """Yield the lines that hold one printed number against another, or keep something by it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            if any(_printed(side) for side in sides) and not any(isinstance(side, ast.Constant) for side in sides):
                yield node.lineno
        elif (isinstance(node, ast.DictComp) and _printed(node.key)) or (
            isinstance(node, ast.SetComp) and _printed(node.elt)
        ):
            yield node.lineno


def _printed(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "nomor"


def calls(tree: ast.AST, name: str) -> Iterator[int]:
    last = name.rpartition(".")[2]
    called = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    near = (node for node in called if last in (getattr(node.func, "attr", ""), getattr(node.func, "id", "")))
    return (node.lineno for node in near if ast.unparse(node.func) == name)


def test_only_the_homes_of_sequences_build_folders_of_numbers_or_take_them_apart():
    found = {file: list(folders_built(tree)) for file, tree in modules().items() if file not in HOMES | FOLDERS.keys()}
    assert {file: lines for file, lines in found.items() if lines} == {}


def test_only_the_homes_of_sequences_compare_numbers_by_how_they_are_printed():
    found = {file: list(prints_compared(tree)) for file, tree in modules().items() if file not in HOMES}
    assert {file: lines for file, lines in found.items() if lines} == {}


def test_there_is_one_way_into_a_register_and_it_checks_what_the_register_will_be():
    assert {file for file, tree in modules().items() if any(calls(tree, "journal.write"))} == ENTERS


@pytest.mark.parametrize("code", ['f"register/{name}"', 'f"{REGISTER}/{name}"', 'entry.file.split("/")[1]'])
def test_the_search_finds_a_folder_that_is_built(code):
    assert list(folders_built(ast.parse(code)))


@pytest.mark.parametrize("code", ["entri.nomor == text", "a.nomor in known", "{one.entri.nomor: one for one in every}"])
def test_the_search_finds_numbers_that_are_compared(code):
    assert list(prints_compared(ast.parse(code)))


def test_whoever_reads_a_workbook_accounts_for_its_cells_in_error():
    readers = {
        file: ast.unparse(tree)
        for file, tree in modules().items()
        if file != "files/lists_in.py" and any(list(calls(tree, door)) for door in ("workbook.sheets", "lists_in.read"))
    }
    assert len(readers) >= 4
    accounts = (".faults", ".at_fault", "lists_in.in_error(")
    assert [file for file, code in readers.items() if not any(word in code for word in accounts)] == []
