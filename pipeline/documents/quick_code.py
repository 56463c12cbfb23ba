"""How tags become Python: a word that is what it mostly is, is read and printed without a call of ours."""

from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

LOOP = ("first", "last", "index", "index0", "length", "revindex")
"""What a template may ask of a loop."""
SHORT = 500
"""Characters from which on a text is hardly said twice."""


class QuickCode(CodeGenerator):
    """Code that asks `environment` only where a step is no group of words, or a word no short text."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - jinja2 calls it so
        """Read a step of a word."""
        step = repr(node.attr)
        is_loop = isinstance(node.node, nodes.Name) and node.node.name == "loop" and node.attr in LOOP
        self.write(f"(w_.{node.attr} if type(w_ := " if is_loop else f"(w_[{step}] if type(w_ := ")
        self.visit(node.node, frame)
        known = "LoopContext" if is_loop else f"dict and {step} in w_"
        self.write(f") is {known} else environment.getattr(w_, {step}))")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002 - as jinja2 calls it
        self.write("(environment.printed(w_) if type(w_ := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002 - as jinja2 calls it
        self.write(f") is str and len(w_) < {SHORT} else environment.finalize(w_))")
