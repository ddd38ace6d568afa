"""Tensors in pieces: whatever the pieces, the whole reads as the array they were cut from."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.errors import CorruptError, LimitError, TruncatedError
from inspector.sources.storage import MemoryStorage
from inspector.tensors import reading
from inspector.tensors.assembled import AssembledStorage, Piece, assembled_entry
from inspector.tensors.dtypes import dtype_of_numpy
from inspector.tensors.entries import TensorEntry
from inspector.tensors.reading import read_values

Array = np.ndarray[Any, Any]


def entry(array: Array) -> TensorEntry:
    strides = tuple(stride // array.itemsize for stride in array.strides)
    return TensorEntry((), dtype_of_numpy(array.dtype), array.shape, strides, MemoryStorage(array.tobytes("A")))


@st.composite
def cut_arrays(draw: st.DrawFn) -> tuple[Array, list[Piece]]:
    """An array and the pieces of a grid over it, in any order and memory layout."""
    shape = tuple(draw(st.lists(st.integers(1, 5), min_size=0, max_size=4)))
    dtype = draw(st.sampled_from(["<f4", ">f4", "u1", "<c8"]))
    array = np.arange(np.prod(shape, dtype=int)).reshape(shape).astype(dtype)
    cuts = [sorted({0, size, *draw(st.lists(st.integers(0, size), max_size=2))}) for size in shape]
    boxes: list[tuple[slice, ...]] = [()]
    for axis in cuts:
        boxes = [(*box, slice(*ends)) for box in boxes for ends in pairwise(axis)]
    fortran = draw(st.booleans())
    pieces = [
        Piece(tuple(part.start for part in box), entry(array[box].copy("F" if fortran else "C"))) for box in boxes
    ]
    return array, draw(st.permutations(pieces))


@given(cut=cut_arrays(), data=st.data())
def test_the_whole_and_any_part_of_it(cut: tuple[Array, list[Piece]], data: st.DataObject) -> None:
    array, pieces = cut
    little = array.astype(array.dtype.newbyteorder("<"))
    whole = assembled_entry(("w",), array.shape, pieces)
    assert whole.path == ("w",)
    assert np.array_equal(read_values(whole), array)
    storage = AssembledStorage(array.shape, whole.dtype, pieces)
    start = data.draw(st.integers(0, storage.nbytes))
    stop = data.draw(st.integers(start, storage.nbytes))
    assert storage.read(start, stop - start) == little.tobytes()[start:stop]


def test_flat_pieces() -> None:
    array = np.arange(12, dtype="<f4")
    pieces = [Piece((5,), entry(array[5:])), Piece((0,), entry(array[:5]))]
    whole = assembled_entry(("w",), (3, 4), pieces, flat=True)
    assert np.array_equal(read_values(whole), array.reshape(3, 4))
    assert np.array_equal(read_values(whole.region((slice(1, 3), 2))), array.reshape(3, 4)[1:3, 2])


def test_a_single_piece_is_the_tensor_itself() -> None:
    piece = entry(np.ones((2, 3), "<f4"))
    assert assembled_entry(("a",), (2, 3), [Piece((0, 0), piece)]).storage is piece.storage


def test_only_the_pieces_that_are_touched_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    array = np.arange(40, dtype="<f4").reshape(10, 4)
    pieces = [Piece((row, 0), entry(array[row : row + 1])) for row in range(10)]
    seen: list[tuple[int, ...]] = []
    original = reading.read_stored

    def counted(part: TensorEntry, *more: Any) -> Any:
        seen.append(part.shape)
        return original(part, *more)

    monkeypatch.setattr("inspector.tensors.assembled.read_stored", counted)
    whole = assembled_entry((), (10, 4), pieces)
    assert np.array_equal(read_values(whole.region((slice(3, 5), slice(1, 3)))), array[3:5, 1:3])
    assert len(seen) <= 3


def test_a_hole_is_said_and_the_rest_is_read() -> None:
    array = np.arange(12, dtype="<f4").reshape(3, 4)
    pieces = [Piece((0, 0), entry(array[:1])), Piece((1, 0), entry(array[1:, :2]))]
    whole = assembled_entry((), (3, 4), pieces, missing="rank 3 is not there")
    assert np.array_equal(read_values(whole.region((0,))), array[0])
    assert np.array_equal(read_values(whole.region((1, slice(0, 2)))), array[1, :2])
    with pytest.raises(TruncatedError, match="rank 3 is not there"):
        read_values(whole.region((1,)))
    with pytest.raises(TruncatedError):
        read_values(assembled_entry((), (2, 4), [Piece((0, 0), entry(array[:1])), Piece((0, 0), entry(array[:1]))]))


def test_of_pieces_that_overlap_the_later_counts() -> None:
    first, second = np.zeros((2, 3), "<f4"), np.ones((2, 3), "<f4")
    whole = assembled_entry((), (3, 3), [Piece((0, 0), entry(first)), Piece((1, 0), entry(second))])
    assert read_values(whole)[:, 0].tolist() == [0, 1, 1]


@pytest.mark.parametrize("offsets", [(0, 2), (-1, 0), (0,), (2, 0)])
def test_pieces_outside_are_refused(offsets: tuple[int, ...]) -> None:
    with pytest.raises(CorruptError, match="is outside a tensor"):
        assembled_entry((), (3, 4), [Piece(offsets, entry(np.ones((2, 3), "<f4")))])


def test_pieces_of_other_types_are_refused() -> None:
    pieces = [Piece((0,), entry(np.ones(2, "<f4"))), Piece((2,), entry(np.ones(2, "<f8")))]
    with pytest.raises(CorruptError, match="of type float32 has a piece of type float64"):
        assembled_entry((), (4,), pieces)
    with pytest.raises(CorruptError):
        assembled_entry((), (4,), [Piece((0,), entry(np.array(["a", "b"])))])


def test_pieces_expanded_from_nothing_are_refused() -> None:
    expanded = entry(np.ones(1, "<f4")).replace(shape=(1 << 40,), strides=(0,))
    with pytest.raises(LimitError, match="out of all proportion"):
        assembled_entry((), (1 << 41,), [Piece((0,), expanded)])
    with pytest.raises(CorruptError, match="impossible shape"):
        assembled_entry((), (1 << 62,), [Piece((0,), entry(np.ones(1, "<f4")))])
