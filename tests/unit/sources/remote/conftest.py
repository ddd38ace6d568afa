from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from inspector.sources.block_cache import BLOCKS
from inspector.sources.remote import http_client
from tests.range_server import RangeServer, served


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing is known from other tests, and nothing is waited for."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN", "HF_TOKEN_PATH", "HF_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    monkeypatch.setattr(http_client, "_BACKOFF_S", 0.001)
    BLOCKS.clear()
    return tmp_path / "cache" / "checkpoint-inspector" / "remote"


@pytest.fixture
def server() -> Iterator[RangeServer]:
    with served() as server:
        yield server
    http_client.CLIENT.close()
