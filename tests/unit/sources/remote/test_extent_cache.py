from __future__ import annotations

from bisect import insort

import pytest

from inspector.sources.block_cache import BLOCKS
from inspector.sources.remote import extent_cache
from inspector.sources.remote.extent_cache import ExtentCache


def test_other_threads_are_told_of_bytes_only_once_these_are_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    was_there = []

    def spy(extents: list[tuple[int, int]], extent: tuple[int, int]) -> None:
        was_there.append(("extent", "content", *extent) in BLOCKS)
        insort(extents, extent)

    monkeypatch.setattr(extent_cache, "insort", spy)
    cache = ExtentCache("content")
    cache.add(10, b"abc")
    assert was_there == [True]
    assert [(start, bytes(data)) for start, data in cache.pieces(0, 100)] == [(10, b"abc")]


def test_bytes_are_kept_though_somebody_looks_for_them_in_vain(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise FileNotFoundError

    cache = ExtentCache("content")
    with monkeypatch.context() as patched:
        patched.setattr(BLOCKS, "get", fail)
        cache.add(10, b"abc")
    assert [(start, bytes(data)) for start, data in cache.pieces(0, 100)] == [(10, b"abc")]
