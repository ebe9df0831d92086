"""For all tests: nothing of the person who runs them is read or written."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="session")
def _own_folders() -> Iterator[None]:
    with tempfile.TemporaryDirectory() as folder:
        for name in ("READINESS_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
            os.environ[name] = os.path.join(folder, name)
        yield
