"""Reading what a reader will need in one go, where it would ask for thousands of small parts one after another."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Sequence
from typing import Any

from inspector.sources.storage import Buffer, Storage

__all__ = ["ReadAhead"]

_SMALL_NBYTES = 16 << 20


class ReadAhead(Storage):
    """The bytes of ``source``, of which those of ``ranges``, each ``(offset, nbytes)``, were read at once.

    All others are read from the source when they are asked for, so that a reader may guess. After :meth:`close` that holds
    for all: what still refers to this then reads as the source does, keeps none of its bytes, and is pickled as the source.
    """

    def __init__(self, source: Storage, ranges: Iterable[tuple[int, int]]) -> None:
        self.source = source
        self.nbytes = source.nbytes
        merged = _merged(ranges, source.nbytes)
        self._starts = [start for start, _ in merged]
        self._parts = source.read_many(merged)

    @classmethod
    def holding(cls, source: Storage, parts: Sequence[tuple[int, bytes]]) -> ReadAhead:
        """The same, where some parts were read before: the offsets of these, in order, and their bytes."""
        made = cls(source, ())
        made._starts, made._parts = [offset for offset, _ in parts], [part for _, part in parts]
        return made

    @classmethod
    def if_small(cls, source: Storage, offset: int = 0, near: Storage | None = None) -> ReadAhead:
        """All bytes from ``offset`` on, to be gone through in memory; none of more than 16 MiB.

        They are read from ``near`` if that is given: the same bytes, of which some may be in memory already.
        """
        nbytes = source.nbytes - offset
        parts = [(offset, (near or source).read(offset, nbytes))] if nbytes <= _SMALL_NBYTES else []
        return cls.holding(source, parts)

    def read_into(self, buffer: Buffer, offset: int) -> None:
        part, start = self._part(offset, len(buffer))
        if part is None:
            self.source.read_into(buffer, offset)
        else:
            memoryview(buffer)[:] = memoryview(part)[start : start + len(buffer)]

    def read(self, offset: int = 0, nbytes: int | None = None) -> bytes:
        wanted = self.nbytes - offset if nbytes is None else nbytes
        part, start = self._part(offset, wanted)
        return self.source.read(offset, wanted) if part is None else part[start : start + wanted]

    def _part(self, offset: int, nbytes: int) -> tuple[bytes | None, int]:
        """The part that was read with all of these bytes, and where in it they begin; None if there is no such part."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return None, 0
        start, part = offset - self._starts[index], self._parts[index]
        return (part, start) if 0 <= nbytes <= len(part) - start else (None, 0)

    @property
    def key(self) -> Hashable:
        return self.source.key

    @property
    def packed_nbytes(self) -> int:
        return self.source.packed_nbytes

    def close(self) -> None:
        """Forget what was read; the source stays open."""
        self._starts, self._parts = [], []

    def __reduce__(self) -> tuple[Any, ...]:
        return _source, (self.source,)


def _source(source: Storage) -> Storage:
    return source


def _merged(ranges: Iterable[tuple[int, int]], end: int) -> list[tuple[int, int]]:
    """What of the ranges lies before ``end``, in order, those that touch as one."""
    merged: list[tuple[int, int]] = []
    for first, nbytes in sorted(ranges):
        offset, stop = max(0, first), min(first + nbytes, end)
        if merged and offset <= sum(merged[-1]):
            start, before = merged[-1]
            merged[-1] = start, max(before, stop - start)
        elif offset < stop:
            merged.append((offset, stop - offset))
    return merged
