"""How many examples a property is tried with, said once: a plain run tries a quarter of what CI and a night try."""

import os

from hypothesis import settings

PROFILES = {"plain": 25, "whole": 100}
"""By the name in HYPOTHESIS_PROFILE: how many examples each property is tried with."""


def begin() -> None:
    """Let every property be tried as the profile says; without a deadline, for no processor is always idle."""
    for name, many in PROFILES.items():
        settings.register_profile(name, deadline=None, max_examples=many)
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "plain"))


def is_whole() -> bool:
    """Whether this is a run that tries all that it can: what enumerates, as `make faults`, then takes smaller steps."""
    return settings.default.max_examples >= PROFILES["whole"]


def share(of_all: float, why: str = "") -> int:
    """Return such a share of the profile's examples, for those that take long; more than all of them for a reason."""
    assert of_all <= 1 or why, "a property has more examples than the profile only where it says why"
    return max(2, round(settings.default.max_examples * of_all))
