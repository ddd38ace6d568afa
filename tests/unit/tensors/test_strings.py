"""Text tensors: elements of any length, sliced, read and compared like others."""

from __future__ import annotations

import numpy as np
import pytest

from inspector.buffers import Scratch
from inspector.comparing.block_difference import EXACT
from inspector.comparing.paired_blocks import AlignedPair, BlockRequest, compared
from inspector.errors import CorruptError, LimitError
from inspector.limits import Limits
from inspector.sources.storage import MemoryStorage
from inspector.tensors import strings
from inspector.tensors.dtypes import STRING
from inspector.tensors.reading import read_values
from inspector.tensors.strings import StringStorage
from tests.tensors import CountingStorage, strings_entry

TEXTS = [b"a", b"", "αβ".encode(), b"\xff\x00", b"longer than the others", b"f"]


def storage_of(places: list[tuple[int, int]], heap: bytes) -> tuple[StringStorage, np.ndarray]:
    """A storage whose elements are at places that are given as (start, length)."""
    units = np.array(places, STRING.stored_dtype)
    return StringStorage(MemoryStorage(units.tobytes()), MemoryStorage(heap)), units


def test_elements_are_text_where_they_are_utf_8_and_bytes_elsewhere() -> None:
    values = read_values(strings_entry(TEXTS, (2, 3)))
    assert values.tolist() == [["a", "", "αβ"], [b"\xff\x00", "longer than the others", "f"]]


def test_a_view_reads_its_own_elements() -> None:
    view = strings_entry(TEXTS, (3, 2)).region((slice(0, 3, 2), 1))
    assert read_values(view).tolist() == ["", "f"]


def test_places_out_of_order_and_shared() -> None:
    storage, units = storage_of([(3, 2), (0, 3), (3, 2)], b"abcde")
    assert storage.texts(units).tolist() == ["de", "abc", "de"]


@pytest.mark.parametrize("place", [(5, 1), (0, 6), (1 << 63, 1), (2**64 - 1, 2), (2, 2**64 - 1)])
def test_a_place_outside_the_heap_is_an_error(place: tuple[int, int]) -> None:
    storage, units = storage_of([(0, 1), place], b"abcde")
    with pytest.raises((CorruptError, LimitError)):
        storage.texts(units)


def test_elements_far_apart_are_read_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strings, "BLOCK_NBYTES", 8)
    heap = CountingStorage(bytes(range(65, 91)) * 100)
    storage = StringStorage(MemoryStorage(b""), heap)
    units = np.array([(0, 2), (2000, 3), (26, 1)], STRING.stored_dtype)
    assert list(storage.each(units)) == [b"AB", b"YZA"[:3], b"A"]
    assert heap.read_nbytes == 6


def test_text_that_repeats_without_bounds_is_refused() -> None:
    storage, units = storage_of([(0, 50)] * 4, bytes(50))
    assert len(list(storage.each(units))) == 4
    bounded = StringStorage(storage.index, storage.heap, Limits(shared_text_nbytes=100))
    with pytest.raises(LimitError, match="repeat the same text"):
        list(bounded.each(units))
    assert len(bounded.texts(units[:3])) == 3
    shorter = StringStorage(storage.index, storage.heap, Limits(text_nbytes=100))
    with pytest.raises(LimitError, match="name a smaller slice"):
        shorter.texts(units[:3])


def test_equal_places_of_other_heaps_are_compared_by_their_text() -> None:
    a, b = strings_entry([b"one", b"two"]), strings_entry([b"one", b"TWO"])
    (block,) = AlignedPair.of(a, b).paired_blocks(0)
    found = compared(BlockRequest(block, EXACT), Scratch())
    assert found is not None
    assert (found.elements, found.differing) == (2, 1)
