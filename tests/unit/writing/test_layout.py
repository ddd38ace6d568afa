"""Which tensors of a new file share their bytes."""

from __future__ import annotations

import numpy as np

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.sources.location import location_of
from inspector.tensors.dtypes import DTYPES
from inspector.tensors.entries import Quantization
from inspector.tensors.reading import read_values
from inspector.writing.layout import lay_out
from inspector.writing.plan import PlannedTensor
from tests.tensors import entry_of

ENTRY = entry_of(np.arange(6, dtype="f4").reshape(2, 3))
SOURCE = Checkpoint(location_of("memory"), "npy", (), [ENTRY])


def planned(key: str, dtype: str = "") -> PlannedTensor:
    return PlannedTensor(SOURCE, ENTRY, key, DTYPES[dtype] if dtype else None)


def test_copies_of_one_tensor_share_a_record_for_each_type() -> None:
    tensors = [planned("a"), planned("b"), planned("c", "float16"), planned("d", "bfloat16"), planned("e", "float16")]
    layout = lay_out(tensors, shares=True)
    records = [layout.records.index(placement.record) for placement in layout.placements]
    assert records == [0, 0, 1, 2, 1]
    assert [record.dtype.name for record in layout.records] == ["float32", "float16", "bfloat16"]
    assert layout.nbytes == 24 + 12 + 12


def test_numbers_of_other_scales_are_cast_apart() -> None:
    stored = entry_of(np.arange(6, dtype="i1"), DTYPES["qint8"])
    scales = (Quantization("per_tensor_affine", (scale,), (0,)) for scale in (1.0, 2.0))
    rows = [
        PlannedTensor(SOURCE, stored.replace(quantization=scale), "w", dtype)
        for scale in scales
        for dtype in (None, DTYPES["float32"])
    ]
    records = [placement.record for placement in lay_out(rows, shares=True).placements]
    assert records[0] is records[2]
    assert records[1] is not records[3]
    assert [read_values(record.source)[1] for record in (records[1], records[3])] == [1, 2]


def test_where_a_format_has_no_ties_every_tensor_has_its_own_record() -> None:
    layout = lay_out([planned("a"), planned("b")], shares=False)
    assert len(layout.records) == 2
