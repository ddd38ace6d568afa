"""A desktop for each test that asks for one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.end_to_end.desktop import Desktop, missing_tools


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[Desktop]:
    """A screen of its own, gone after the test. Skips where the tools are not installed, but never in CI."""
    missing = missing_tools()
    if missing:
        reason = f"not installed: {', '.join(missing)} (packaging/test installs what the tests need)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    with TemporaryDirectory(prefix="run-", ignore_cleanup_errors=True) as runtime:  # a socket's path must be short
        desktop = Desktop(home, Path(runtime))
        try:
            yield desktop
        finally:
            desktop.close()
