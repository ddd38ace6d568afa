"""What all tests share: those that drive a desktop run on one worker, one after another."""

from __future__ import annotations

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is no failure. What decides whether a change goes in draws the same examples each time, as Hypothesis's own
# profile for that does: what new ones find has nothing to do with the change. Everywhere else new ones are drawn.
settings.register_profile(
    "untimed",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=bool(os.environ.get("CI")),
)
settings.load_profile("untimed")

#: For torch, here and in the processes that tests start: of several side by side, the threads wait for one another.
os.environ.setdefault("OMP_NUM_THREADS", "1")

_DESKTOP = "tests/end_to_end/"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Keep the tests that drive a desktop on one worker, and begin with them, since they take the longest.

    Each has its own screen, but they share the processor, and one changes what is installed. pytest-xdist's own way, the
    mark ``xdist_group``, does nothing since pytest 9.2: it adds the name of the group to ids that can't be changed any more.
    """
    from xdist.scheduler import LoadScopeScheduling

    class DesktopScheduling(LoadScopeScheduling):  # type: ignore[misc]  # has no annotations
        def _split_scope(self, nodeid: str) -> str:
            return _DESKTOP if nodeid.startswith(_DESKTOP) else nodeid

    return DesktopScheduling(config, log) if config.getoption("dist") == "loadgroup" else None
