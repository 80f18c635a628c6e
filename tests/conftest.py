"""What every test stands on: how long Hypothesis may look, and no file left open behind a story.

`HYPOTHESIS_PROFILE=deep` looks much longer, for the night before a release.
"""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests import story

settings.register_profile("quick", max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("deep", settings.get_profile("quick"), max_examples=5000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.fixture(autouse=True)
def _stories_end() -> Iterator[None]:
    yield
    story.close_all()
