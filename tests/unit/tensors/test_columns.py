"""Columns: the entries made of them are those that would have been made one by one, below whatever they are put."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from inspector.jobs import Cancelled, Job
from inspector.sources.storage import MemoryStorage, Part
from inspector.tensors.columns import Columns, TensorColumns, entries_below, joined_entries, made_entries
from inspector.tensors.dtypes import DTYPES
from inspector.tensors.entries import Entry, FileName, TensorEntry, ValueEntry, contiguous_strides
from inspector.tensors.runs import keys_of

_DATA = MemoryStorage(bytes(range(256)))
_Tensor = tuple[str, str, tuple[int, ...], int]


def columns(*tensors: _Tensor, path: tuple[str, ...] = ()) -> Columns:
    """Of name, element type, shape and offset of each tensor."""
    names, dtypes, shapes, offsets = zip(*tensors, strict=True) if tensors else ((), (), (), ())
    types = [DTYPES[dtype] for dtype in dtypes]
    sizes = [dtype.nbytes(entry_size(shape)) for dtype, shape in zip(types, shapes, strict=True)]
    return Columns(names, types, shapes, list(map(contiguous_strides, shapes)), _DATA, offsets, sizes, types, path)


def entry_size(shape: tuple[int, ...]) -> int:
    count = 1
    for size in shape:
        count *= size
    return count


def one_by_one(*tensors: _Tensor) -> list[Entry]:
    made: list[Entry] = []
    for name, dtype, shape, offset in tensors:
        part = Part(_DATA, offset, DTYPES[dtype].nbytes(entry_size(shape)))
        made.append(TensorEntry(name, DTYPES[dtype], shape, contiguous_strides(shape), part))
    return made


def facts(entries: Sequence[Entry]) -> list[Any]:
    return [
        (
            each.path, each.where, each.key, each.dtype, each.shape, each.strides, each.nbytes,
            each.storage.key, each.storage.read(),
        )
        if isinstance(each, TensorEntry) and each.storage is not None else each
        for each in entries
    ]  # fmt: skip


_TENSORS = st.lists(
    st.tuples(
        st.text(max_size=3),
        st.sampled_from(["float32", "uint8", "bfloat16"]),
        st.lists(st.integers(0, 2), max_size=3).map(tuple),
        st.integers(0, 100),
    ),
    max_size=4,
)


@settings(max_examples=50)
@given(st.lists(st.tuples(_TENSORS, st.lists(st.text(max_size=2), max_size=2)), max_size=3))
def test_entries_are_those_made_one_by_one(several: list[tuple[list[_Tensor], list[str]]]) -> None:
    parts: list[Sequence[Entry]] = []
    expected: list[Entry] = []
    for tensors, groups in several:
        part: Sequence[Entry] = TensorColumns([columns(*tensors[:2]), columns(*tensors[2:])])
        singly: Sequence[Entry] = one_by_one(*tensors)
        for group in groups:
            part, singly = entries_below((FileName(group),), part), entries_below((FileName(group),), singly)
        assert isinstance(part, TensorColumns)
        parts.append(part)
        expected += singly
    joined = joined_entries(parts)
    assert isinstance(joined, TensorColumns)
    assert len(joined) == len(expected)
    assert keys_of(joined) == [entry.key for entry in expected]
    assert facts(made_entries(joined, Job())) == facts(expected) == facts(list(joined))
    assert all(type(entry.path[0]) is FileName for entry in joined if len(entry.path) > 1)


def test_names_are_known_before_entries_are_made_unless_they_are_below_something() -> None:
    entries = TensorColumns([columns(("a", "uint8", (1,), 0)), columns(("b", "uint8", (1,), 1))])
    assert entries.names == ["a", "b"]
    below = entries_below(("group",), entries)
    assert isinstance(below, TensorColumns)
    assert below.names is None
    assert keys_of(below) == ["group.a", "group.b"]


def test_whoever_asks_gets_the_same_entries() -> None:
    entries = TensorColumns([columns(*((f"t{number}", "uint8", (1,), number) for number in range(200)))])
    with ThreadPoolExecutor(4) as pool:
        first, *others = pool.map(lambda _: list(entries), range(8))
    assert all(mine is theirs for other in others for mine, theirs in zip(first, other, strict=True))
    assert entries[3] is first[3]
    assert entries[-2:] == first[-2:]
    assert [entry.key for entry in entries[10:12]] == ["t10", "t11"]


def test_what_is_no_column_stays_as_it_is() -> None:
    value = ValueEntry("v", 1)
    single = TensorColumns([columns(("a", "uint8", (1,), 0))])
    joined = joined_entries([[value], single])
    assert isinstance(joined, list)
    assert joined == [value, *single]
    assert made_entries(joined, Job()) is joined
    assert structs.asdict(entries_below(("x",), [value])[0]) == {"where": ("x", "v"), "value": 1}


def test_making_them_can_be_cancelled() -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        made_entries(TensorColumns([columns(("a", "uint8", (1,), 0))]), job)
