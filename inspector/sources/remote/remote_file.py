"""A file on a server: what is asked for is fetched once, in few ranges, several at a time, and kept in the cache."""

from __future__ import annotations

import threading
from collections.abc import Hashable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from inspector.errors import CheckpointError
from inspector.sources.remote.extent_cache import MAX_EXTENT_NBYTES, ExtentCache
from inspector.sources.remote.remote_object import RemoteObject
from inspector.sources.storage import Buffer, File

__all__ = ["RemoteFile"]

#: A range is fetched in parts of this size, several at a time: one connection seldom fills the line.
_PART_NBYTES = 2 << 20
_MAX_IN_FLIGHT = 16
#: So much that nobody asked for is fetched between two ranges, rather than asking twice.
_MAX_GAP_NBYTES = 16 << 10

Span = tuple[int, int]
"""Where bytes start and stop."""


class RemoteFile(File):
    """An object of a store. Every byte is fetched once, whichever threads ask for it, as long as the cache keeps it.

    ``head`` are first bytes that are known already. Reading raises CheckpointError once the store has other content.
    """

    def __init__(self, item: RemoteObject, head: bytes = b"") -> None:
        self._object = item
        self.nbytes = item.nbytes
        self._cache = ExtentCache(item.content)
        self._lock = threading.Lock()
        self._in_flight: dict[Span, Future[bytes]] = {}
        self._closing = threading.Event()
        if head:
            self._cache.add(0, head[:MAX_EXTENT_NBYTES])

    @property
    def name(self) -> str:
        return self._object.name

    @property
    def key(self) -> Hashable:
        return "remote", self._object.content

    @property
    def is_far(self) -> bool:
        return True

    def read_into(self, buffer: Buffer, offset: int) -> None:
        self._check(offset, len(buffer))
        self._fill([(memoryview(buffer), offset)])

    def read_many(self, ranges: Sequence[tuple[int, int]]) -> list[bytes]:
        for offset, nbytes in ranges:
            self._check(offset, nbytes)
        buffers = [bytearray(nbytes) for _, nbytes in ranges]
        self._fill([(memoryview(buffer), offset) for buffer, (offset, _) in zip(buffers, ranges, strict=True)])
        return list(map(bytes, buffers))

    def check_unchanged(self) -> None:
        self._object.check_unchanged()

    def close(self) -> None:
        self._closing.set()

    def __reduce__(self) -> tuple[Any, ...]:
        return RemoteFile, (self._object,)

    def _fill(self, wanted: Sequence[tuple[memoryview, int]]) -> None:
        """Fill each buffer with the bytes at its offset: those that are here, and then the others as they come."""
        if self._closing.is_set():
            raise CheckpointError("is closed", self._object.place)
        missing: list[Span] = []
        for view, offset in wanted:
            position = offset
            for start, piece in self._cache.pieces(offset, offset + len(view)):
                if start > position:
                    missing.append((position, start))
                view[start - offset : start - offset + len(piece)] = piece
                position = start + len(piece)
            if position < offset + len(view):
                missing.append((position, offset + len(view)))
        if not missing:
            return
        for start, data in self._fetched(missing):
            for view, offset in wanted:
                begin, end = max(start, offset), min(start + len(data), offset + len(view))
                if begin < end:
                    view[begin - offset : end - offset] = data[begin - start : end - start]

    def _fetched(self, missing: Sequence[Span]) -> Iterator[tuple[int, bytes]]:
        """Bytes that together have all the missing spans; what another thread is fetching is waited for."""
        ours, theirs = self._claim(missing)
        try:
            if len(ours) < 2:
                for span, future in ours:
                    self._fetch(span, future)
            else:
                with ThreadPoolExecutor(min(_MAX_IN_FLIGHT, len(ours)), "fetch") as pool:
                    for span, future in ours:
                        pool.submit(self._fetch, span, future)
        finally:
            with self._lock:
                for span, _ in ours:
                    self._in_flight.pop(span, None)
        for (start, _), future in (*ours, *theirs):
            yield start, future.result()

    def _claim(
        self, missing: Sequence[Span]
    ) -> tuple[list[tuple[Span, Future[bytes]]], list[tuple[Span, Future[bytes]]]]:
        """The parts to fetch for the missing spans, and those that other threads are fetching."""
        ours: list[tuple[Span, Future[bytes]]] = []
        with self._lock:
            under_way = list(self._in_flight.items())
            theirs = [each for each in under_way if any(_overlap(each[0], span) for span in missing)]
            left = [part for span in missing for part in _without(span, sorted(span for span, _ in theirs))]
            for span in _parts(left):
                future: Future[bytes] = Future()
                self._in_flight[span] = future
                ours.append((span, future))
        return ours, theirs

    def _fetch(self, span: Span, future: Future[bytes]) -> None:
        """Fetch one part for all who wait for it. It is in the cache before it is no longer under way."""
        start, stop = span
        try:
            data = self._object.fetch(start, stop - start, self._closing)
            self._cache.add(start, data)
        except BaseException as error:
            future.set_exception(error)
            self._closing_after(error)
        else:
            future.set_result(data)

    def _closing_after(self, error: BaseException) -> None:
        """An interrupt ends the other fetches too; errors of the file are raised where the bytes are asked for."""
        if not isinstance(error, Exception):
            self._closing.set()


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _without(span: Span, others: Iterable[Span]) -> Iterator[Span]:
    """What of a span none of the others, which are in order, has."""
    position, stop = span
    for begin, end in others:
        if begin > position:
            yield position, min(begin, stop)
        position = max(position, end)
        if position >= stop:
            return
    if position < stop:
        yield position, stop


def _parts(spans: Iterable[Span]) -> Iterator[Span]:
    """What to ask the store for: near spans together, long ones in parts."""
    merged: list[Span] = []
    for start, stop in sorted(spans):
        if merged and start - merged[-1][1] <= _MAX_GAP_NBYTES:
            merged[-1] = merged[-1][0], max(stop, merged[-1][1])
        else:
            merged.append((start, stop))
    for start, stop in merged:
        for begin in range(start, stop, _PART_NBYTES):
            yield begin, min(begin + _PART_NBYTES, stop)
