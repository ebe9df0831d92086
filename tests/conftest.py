"""For all tests: nothing of the person who runs them is read or written, no clock judges, signals come as from a shell."""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import settings

# Otherwise an example that takes over 200 ms fails its test, which on a busy machine any may.
settings.register_profile("readiness", deadline=None)
settings.load_profile("readiness")


@pytest.fixture(autouse=True, scope="session")
def _own_folders() -> Iterator[None]:
    with tempfile.TemporaryDirectory() as folder:
        for name in ("READINESS_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
            os.environ[name] = os.path.join(folder, name)
        yield


# With nohup, or in the background of a script, signals are ignored, and so they would be in every program that is started.
for _name, _usual in (("SIGHUP", signal.SIG_DFL), ("SIGINT", signal.default_int_handler), ("SIGQUIT", signal.SIG_DFL)):
    _number = getattr(signal, _name, None)  # Windows has no SIGHUP and no SIGQUIT.
    if _number is not None and signal.getsignal(_number) is signal.SIG_IGN:
        with suppress(ValueError):  # Not the main thread.
            signal.signal(_number, _usual)
