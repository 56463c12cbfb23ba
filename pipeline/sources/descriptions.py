"""What each field means, in the words that an editor shows beside it: `descriptions.yaml`, a table for every model."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from pipeline.sources.trees import plain
from pipeline.sources.types import Model
from pipeline.sources.yaml_text import read_yaml

FILE = Path(__file__).with_name("descriptions.yaml")
ENGLISH = FILE.with_name("descriptions.en.yaml")
"""The same of the fields that people edit, for who reads English."""
MODELS = "model"
"""The name under which the models themselves stand."""


@lru_cache(maxsize=2)
def tables(language: str = "id") -> Mapping[str, Mapping[str, str]]:
    """Return, under the name of a model, what its fields mean; under `model`, what the models mean."""
    file = ENGLISH if language == "en" else FILE
    tree = read_yaml(file.read_bytes(), file.name, [])
    assert tree is not None
    return dict(plain(tree))


def of_model(model: type[Model]) -> str:
    """Return what a model means; nothing where the table does not say it."""
    return tables()[MODELS].get(model.__name__, "")


def of_field(model: type[Model], field: str, language: str = "id") -> str:
    """Return what a field means; an inherited one means what it does where it comes from."""
    said = tables(language)
    found = (said.get(owner.__name__, {}) for owner in model.__mro__)
    return next((table[field] for table in found if field in table), "")
