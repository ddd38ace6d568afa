"""Blocks are made once, for any number of threads, and kept while there is room."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from inspector.sources.block_cache import BlockCache


def test_a_block_is_made_once_and_can_not_be_changed() -> None:
    cache = BlockCache(100)
    made = []

    def make() -> bytes:
        made.append(1)
        return b"abc"

    for _ in range(2):
        block = cache.get("a", make)
        assert block.tobytes() == b"abc"
        assert not block.flags.writeable
    assert made == [1]


def test_the_blocks_used_last_are_kept() -> None:
    cache = BlockCache(100)
    for name in "aba":
        cache.get(name, lambda: bytes(40))
    cache.get("c", lambda: bytes(40))
    assert [name in cache for name in "abc"] == [True, False, True]
    assert cache.nbytes == 80
    cache.clear()
    assert (cache.nbytes, "a" in cache) == (0, False)


def test_one_that_is_larger_is_kept_until_the_next() -> None:
    cache = BlockCache(100)
    cache.get("small", lambda: bytes(10))
    cache.get("large", lambda: bytes(1000))
    assert ("large" in cache, "small" in cache, cache.nbytes) == (True, False, 1000)
    cache.get("small", lambda: bytes(10))
    assert ("large" in cache, "small" in cache, cache.nbytes) == (False, True, 10)


def test_threads_wait_for_the_one_that_makes_it() -> None:
    cache = BlockCache(100)
    made: list[int] = []
    begun, go_on = threading.Event(), threading.Event()

    def make() -> bytes:
        begun.set()
        assert go_on.wait(30)
        made.append(1)
        return b"abc"

    with ThreadPoolExecutor(5) as pool:
        first = pool.submit(cache.get, "a", make)
        assert begun.wait(30)
        others = [pool.submit(cache.get, "a", make) for _ in range(4)]
        assert "a" in cache
        go_on.set()
        assert {answer.result().tobytes() for answer in (first, *others)} == {b"abc"}
    assert made == [1]


def test_what_fails_fails_for_all_who_wait_and_is_tried_again() -> None:
    cache = BlockCache(100)
    begun, go_on = threading.Event(), threading.Event()

    def fail() -> bytes:
        begun.set()
        assert go_on.wait(30)
        raise ValueError("damaged")

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(cache.get, "a", fail)
        assert begun.wait(30)
        second = pool.submit(cache.get, "a", lambda: b"never")
        while second not in (running := [each for each in (first, second) if each.running()]):
            assert running
        go_on.set()
        for answer in (first, second):
            with pytest.raises(ValueError, match="damaged"):
                answer.result()
    assert cache.get("a", lambda: b"sound").tobytes() == b"sound"
