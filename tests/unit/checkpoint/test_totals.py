from __future__ import annotations

from inspector.checkpoint.totals import Totals, totals
from inspector.sources.storage import MemoryStorage, Storage
from inspector.tensors.dtypes import dtype_named
from inspector.tensors.entries import Entry, TensorEntry, ValueEntry
from inspector.tensors.inflation import is_inflated


def tensor(shape: tuple[int, ...], storage: Storage | None, **more: object) -> TensorEntry:
    strides = (1,) * len(shape)
    return TensorEntry(("t",), dtype_named("float32"), shape, strides, storage, **more)  # type: ignore[arg-type]


def test_a_shared_storage_counts_once() -> None:
    shared = MemoryStorage(bytes(400))
    entries: list[Entry] = [tensor((10,), shared), tensor((20,), shared), ValueEntry(("epoch",), 3)]
    assert totals(entries) == Totals(tensors=2, parameters=30, nbytes=120, storage_nbytes=400)


def test_a_meta_tensor_has_parameters_and_no_bytes() -> None:
    assert totals([tensor((10,), None)]) == Totals(tensors=1, parameters=10, nbytes=0, storage_nbytes=0)


def test_a_sparse_tensor_takes_the_bytes_of_its_components() -> None:
    parts = {"indices": tensor((2,), MemoryStorage(bytes(16))), "values": tensor((2,), MemoryStorage(bytes(8)))}
    dense = tensor((100,), MemoryStorage(bytes(400)), layout="sparse_coo", components=parts)
    assert totals([dense]) == Totals(tensors=1, parameters=100, nbytes=400, storage_nbytes=24)


def test_nothing_sums_to_nothing() -> None:
    assert totals([]) == Totals(0, 0, 0, 0)


def test_what_is_made_of_little_without_an_end_is_inflated() -> None:
    little = MemoryStorage(bytes(4))
    assert not is_inflated(tensor((1000, 1000), little))
    assert is_inflated(tensor((1 << 20, 1 << 20), little))
    sparse = tensor((1 << 20, 1 << 20), little, layout="sparse_coo", components={"values": tensor((1,), little)})
    assert is_inflated(sparse)
    assert not is_inflated(tensor((1 << 40,), None))
