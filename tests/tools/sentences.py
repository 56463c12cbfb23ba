"""The sentences that the code says, found by what it declares: everything of type `Sentence`, and nothing by name."""

import ast
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from support import code

_SAID = ("Sentence",)
_MADE = ("Sentence", "Phrase")
"""What a function may give, and a name may hold, to be passed on: collected where it was made."""


class Code:
    """All modules of a folder: which parameters, fields, functions and tables hold a sentence."""

    def __init__(self, folder: Path) -> None:
        self.modules = {path: code.parsed(path) for path in sorted(folder.rglob("*.py"))}
        self.calls: dict[str, dict[str, int]] = {}
        self.fields: set[str] = set()
        self.functions: set[str] = set()
        for node in chain.from_iterable(map(code.nodes, self.modules)):
            if isinstance(node, ast.ClassDef):
                self._class(node)
            elif isinstance(node, ast.FunctionDef):
                self._function(node)
        self._found = {path: list(self._said(code.nodes(path))) for path in self.modules}

    def _class(self, node: ast.ClassDef) -> None:
        fields = [line for line in node.body if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name)]
        names = {line.target.id: at for at, line in enumerate(fields) if _is_sentence(line.annotation)}
        if names:
            self.calls[node.name] = names
            self.fields |= names.keys()

    def _function(self, node: ast.FunctionDef) -> None:
        params = [param for param in (*node.args.posonlyargs, *node.args.args) if param.arg not in ("self", "cls")]
        names = {param.arg: at for at, param in enumerate(params) if _is_sentence(param.annotation)}
        if names:
            self.calls[node.name] = names
        if _is_sentence(node.returns, _MADE):
            self.functions.add(node.name)

    def sentences(self) -> set[str]:
        """Return every sentence in the code."""
        return {text for found in self._found.values() for _, said in found for text in _texts(said)}

    def unknown(self) -> Iterator[tuple[Path, int]]:
        """Return where a sentence is made that no dictionary can know: put together, or of no declared origin."""
        for path, tree in self.modules.items():
            declared = _declared(tree)
            for line, found in self._found[path]:
                if not self._is_known(found, declared):
                    yield path, line

    def _said(self, nodes: Sequence[ast.AST]) -> Iterator[tuple[int, ast.expr]]:
        """Yield what stands where the code of a module declares a sentence."""
        modules = {
            alias.asname or alias.name for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names
        }
        for node in nodes:
            if isinstance(node, ast.Call):
                yield from ((node.lineno, found) for found in self._arguments(node, modules))
            elif isinstance(node, ast.AnnAssign) and node.value and "Sentence" in ast.unparse(node.annotation):
                yield from ((node.lineno, found) for found in _held(node.annotation, node.value))
            elif isinstance(node, ast.FunctionDef) and "Sentence" in ast.unparse(node.returns or ast.Constant(None)):
                returns = (line.value for line in ast.walk(node) if isinstance(line, ast.Return) and line.value)
                yield from ((node.lineno, found) for found in returns)

    def _arguments(self, call: ast.Call, modules: set[str]) -> Iterator[ast.expr]:
        if isinstance(call.func, ast.Attribute) and call.func.attr == "_replace":
            given = (word.value for word in call.keywords if word.arg in self.fields)
            yield from (value for value in given if isinstance(value, ast.Constant))  # of whose field, nobody can see
        if isinstance(call.func, ast.Name):
            name = call.func.id
        elif isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name):
            name = call.func.attr if call.func.value.id in modules else ""
        else:
            return
        wanted = self.calls.get(name, {})
        yield from (arg for at, arg in enumerate(call.args) if at in wanted.values())
        yield from (word.value for word in call.keywords if word.arg in wanted)

    def _is_known(self, found: ast.expr, declared: set[str]) -> bool:
        if isinstance(found, ast.IfExp):
            return self._is_known(found.body, declared) and self._is_known(found.orelse, declared)
        if isinstance(found, ast.BoolOp):
            return all(self._is_known(part, declared) for part in found.values)
        if isinstance(found, ast.Call):
            name = found.func.id if isinstance(found.func, ast.Name) else getattr(found.func, "attr", "")
            return name in self.functions
        if isinstance(found, ast.Attribute):
            return found.attr in self.fields | self.functions
        return isinstance(found, ast.Constant) or (isinstance(found, ast.Name) and found.id in declared)


def _is_sentence(annotation: ast.expr | None, types: tuple[str, ...] = _SAID) -> bool:
    return annotation is not None and any(
        isinstance(node, ast.Name) and node.id in types for node in ast.walk(annotation)
    )


def _declared(tree: ast.Module) -> set[str]:
    """The names that a module declares to hold a sentence."""
    found = {
        node.target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.AnnAssign)
        and isinstance(node.target, ast.Name)
        and _is_sentence(node.annotation, _MADE)
    }
    return found | {
        node.arg for node in ast.walk(tree) if isinstance(node, ast.arg) and _is_sentence(node.annotation, _MADE)
    }


def _held(annotation: ast.expr, value: ast.expr) -> Iterator[ast.expr]:
    """Yield what of a value its annotation calls a sentence: all of it, or a place in each tuple of a table."""
    for row in ast.walk(annotation):
        if isinstance(row, ast.Tuple):
            places = [at for at, of in enumerate(row.elts) if isinstance(of, ast.Name) and of.id == "Sentence"]
            tuples = [held for held in ast.walk(value) if isinstance(held, ast.Tuple)]
            yield from (held.elts[at] for held in tuples for at in places if len(held.elts) == len(row.elts))
    if isinstance(value, ast.Constant | ast.IfExp | ast.JoinedStr | ast.BinOp):
        yield value


def _texts(found: ast.expr) -> Iterator[str]:
    """Yield the sentences an expression may come to: both branches, not what is passed on to a call."""
    if isinstance(found, ast.Constant) and isinstance(found.value, str):
        yield found.value
    elif isinstance(found, ast.IfExp):
        yield from (text for part in (found.body, found.orelse) for text in _texts(part))
    elif isinstance(found, ast.BoolOp):
        yield from (text for part in found.values for text in _texts(part))
