"""The SKM document pipeline: facts as text, layout as Word files, documents by one command."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.lists.api import Workspace, open_workspace
    from pipeline.problems.problem import Refusal, Usage

__version__ = "0.1.0"
__all__ = ["Refusal", "Usage", "Workspace", "__version__", "open_workspace"]
_HOMES = {
    "Workspace": "pipeline.lists.api",
    "open_workspace": "pipeline.lists.api",
    "Refusal": "pipeline.problems.problem",
    "Usage": "pipeline.problems.problem",
}


def __getattr__(name: str) -> Any:
    """Return what the API gives by name: imported when it is first asked for, since commands start without it."""
    if name not in _HOMES:
        raise AttributeError(f"module 'pipeline' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
