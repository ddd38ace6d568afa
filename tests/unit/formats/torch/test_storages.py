from __future__ import annotations

from typing import Any

import pytest
import torch

from inspector.errors import CheckpointError, CorruptError
from inspector.formats.torch.storages import (
    LOAD_FROM_BYTES,
    TorchStorages,
    TypedStorage,
    dtype_of_storage_class,
    torch_dtype,
)
from inspector.pickles.records import Call, Global, Persistent
from inspector.sources.storage import ByteRange, MemoryStorage, Storage
from inspector.tensors.dtypes import dtype_named

FLOAT = Global("torch", "FloatStorage")
LONG = Global("torch", "LongStorage")
UNTYPED = Global("torch.storage", "UntypedStorage")


class Lookup:
    """Records of a file; remembers what was asked for."""

    def __init__(self, **records: bytes) -> None:
        self.records = {key: MemoryStorage(data) for key, data in records.items()}
        self.asked: list[str] = []

    def __call__(self, key: str) -> Storage:
        self.asked.append(key)
        if key not in self.records:
            raise CorruptError("not there")
        return self.records[key]


def reference(kind: Any = FLOAT, key: Any = "a", device: Any = "cpu", numel: Any = 3, *view: Any) -> Persistent:
    return Persistent(("storage", kind, key, device, numel, *view))


_STORAGE_CLASSES = {
    name: kind
    for name, kind in vars(torch).items()
    if isinstance(kind, type) and issubclass(kind, torch.storage._LegacyStorage) and name != "Storage"
}


@pytest.mark.parametrize("name", _STORAGE_CLASSES)
def test_every_storage_class_of_torch(name: str) -> None:
    expected = dtype_named(str(_STORAGE_CLASSES[name]._dtype).removeprefix("torch."))
    assert dtype_of_storage_class(f"torch.{name}") is expected
    assert dtype_of_storage_class(f"torch.cuda.{name}") is expected


def test_untyped_and_unknown_storage_classes() -> None:
    assert dtype_of_storage_class("torch.storage.UntypedStorage") is None
    assert dtype_of_storage_class("torch.storage._UntypedStorage") is None
    for name in ("torch.QuantumStorage", "FloatStorage", "os.FloatStorage", "torch.Float", "torch.Storage", ""):
        with pytest.raises(CorruptError, match="unknown class"):
            dtype_of_storage_class(name)


#: All but those of one to seven bits, of which torch has no tensors yet.
_DTYPES = {str(dtype) for dtype in vars(torch).values() if isinstance(dtype, torch.dtype)} - {
    f"torch.{sign}int{bits}" for sign in ("", "u") for bits in range(1, 8)
}


@pytest.mark.parametrize("name", sorted(_DTYPES))
def test_every_dtype_of_torch(name: str) -> None:
    qualname = name.removeprefix("torch.")
    dtype = torch_dtype(Global("torch", qualname))
    assert (dtype.name, dtype.itemsize) == (qualname, getattr(torch, qualname).itemsize)


def test_aliases_of_dtypes() -> None:
    for alias in ("half", "float", "double", "short", "int", "long", "chalf", "cfloat", "cdouble"):
        assert torch_dtype(Global("torch", alias)).name == str(getattr(torch, alias)).removeprefix("torch.")
    for record in (Global("numpy", "float32"), Global("torch", "float99"), "float32", None, Call(FLOAT, ())):
        with pytest.raises(CorruptError, match="unknown type"):
            torch_dtype(record)


def test_a_key_is_one_storage() -> None:
    lookup = Lookup(a=bytes(12))
    storages = TorchStorages(lookup)
    first, second = storages.typed(reference()), storages.typed(reference())
    assert first is second
    assert first == TypedStorage(FLOAT, dtype_named("float32"), lookup.records["a"], 3, "cpu")
    assert lookup.asked == ["a"]


def test_a_key_under_two_classes_is_the_same_bytes() -> None:
    lookup = Lookup(a=bytes(16))
    storages = TorchStorages(lookup)
    floats, longs = storages.typed(reference(numel=4)), storages.typed(reference(LONG, numel=99))
    assert floats.storage is longs.storage
    assert longs.dtype is dtype_named("int64")
    assert longs.numel == 2
    assert storages.typed(reference(UNTYPED)).numel == 16
    assert storages.typed(reference()) is floats
    assert lookup.asked == ["a"]


def test_a_refused_storage_stays_refused() -> None:
    storages = TorchStorages(Lookup(a=bytes(12)))
    for _ in range(2):
        with pytest.raises(CorruptError, match="should have 16 bytes, the file has 12"):
            storages.typed(reference(numel=4))


def test_untyped_storages_count_bytes() -> None:
    typed = TorchStorages(Lookup(a=bytes(12))).typed(reference(UNTYPED, numel=12))
    assert (typed.dtype, typed.numel) == (None, 12)


def test_packed_types_have_as_many_elements_as_fit() -> None:
    typed = TorchStorages(Lookup(a=bytes(12))).typed(reference(Global("torch", "QUInt4x2Storage"), numel=12))
    assert typed.numel == 24


def test_numbers_as_keys() -> None:
    assert TorchStorages(Lookup(**{"7": bytes(12)})).typed(reference(key=7)).numel == 3


def test_the_file_s_byte_order() -> None:
    typed = TorchStorages(Lookup(a=bytes(12)), big_endian=True).typed(reference())
    assert typed.dtype is not None
    assert typed.dtype.is_big_endian


def test_meta_storages_have_no_bytes() -> None:
    typed = TorchStorages(Lookup()).typed(reference(device="meta", numel=1 << 50))
    assert typed.storage is None


def test_views_of_storages() -> None:
    storages = TorchStorages(Lookup(a=bytes(range(12))))
    part = storages.typed(reference(FLOAT, "a", "cpu", 3, ("v", 1, 2)))
    assert isinstance(part.storage, ByteRange)
    assert part.storage.read() == bytes(range(4, 12))
    assert part.numel == 2
    assert storages.typed(reference(FLOAT, "a", "cpu", 3, None)).numel == 3


@pytest.mark.parametrize(
    "view", [("v", 2, 2), ("v", -1, 1), ("v", 0, -1), ("v", 0), ("v", "0", 1), 3, ("v", 1 << 70, 1), [1, 2, 3]]
)
def test_views_outside_their_storage_are_refused(view: Any) -> None:
    with pytest.raises(CheckpointError):
        TorchStorages(Lookup(a=bytes(12))).typed(reference(FLOAT, "a", "cpu", 3, view))


@pytest.mark.parametrize(
    "record",
    [
        None,
        "a",
        Call(FLOAT, ()),
        Persistent("a"),
        Persistent(["storage", FLOAT, "a", "cpu", 3]),
        Persistent(("storage", FLOAT, "a", "cpu")),
        Persistent(("module", FLOAT, "a", "cpu", 3)),
        Persistent((["storage"], FLOAT, "a", "cpu", 3)),
        reference("torch.FloatStorage"),
        reference(Global("torch", "QuantumStorage")),
        reference(key=None),
        reference(key=("a",)),
        reference(key="missing"),
        reference(numel=None),
        reference(numel=-3),
        reference(numel=3.0),
        reference(numel=True),
        reference(numel=1 << 100),
        reference(Global("torch", "QUInt4x2Storage"), numel=None),
    ],
)
def test_anything_else_is_refused(record: Any) -> None:
    with pytest.raises(CorruptError):
        TorchStorages(Lookup(a=bytes(12))).typed(record)


def test_without_a_lookup_there_are_no_storages() -> None:
    with pytest.raises(CorruptError, match="'a' is not in this file"):
        TorchStorages().typed(reference())


def test_a_storage_pickled_whole() -> None:
    inside = TypedStorage(FLOAT, dtype_named("float32"), MemoryStorage(bytes(4)), 1, "cpu")
    module, _, qualname = LOAD_FROM_BYTES.rpartition(".")
    call = Call(Global(module, qualname), (b"",))
    assert TorchStorages(load_bytes=lambda _: inside).typed(call) is inside
    with pytest.raises(CorruptError, match="without a storage"):
        TorchStorages().typed(call)


def test_many_at_once_are_those_that_each_is_by_itself() -> None:
    lookup = Lookup(a=bytes(12), b=bytes(8), c=bytes(12), d=bytes(16))
    storages = TorchStorages(lookup, lookup_many=lambda keys: [lookup.records[key] for key in keys])
    references = [reference(), reference(LONG, "b", "cuda:0", 1), reference(FLOAT, "c", "cpu", 3)]
    found = storages.typed_many(references)
    assert found is not None
    alone = TorchStorages(lookup)
    assert [*zip(*found, strict=True)] == [tuple(alone.typed(each))[1:] for each in references]
    again = storages.typed_many([*references[:2], reference(FLOAT, "d", "cpu", 4)])  # two of them are known by now
    assert again is not None
    assert [storage is same for storage, same in zip(again[1], found[1], strict=True)] == [True, True, False]
    assert storages.typed(references[0]) is storages.typed(references[0])
    assert storages.typed(reference(LONG)).dtype is dtype_named("int64")


@pytest.mark.parametrize("place", [0, 2, 3, 4])
def test_many_of_which_one_is_not_what_it_should_be(place: int) -> None:
    """Such as a tuple in a tuple, in a tuple: to compare two of them would be to go to the bottom of both."""

    def nested() -> Any:
        made: Any = ()
        for _ in range(100_000):
            made = (made,)
        return made

    storages = TorchStorages(Lookup(), lookup_many=lambda _: [MemoryStorage(bytes(12))] * 2)
    for several in ([nested(), nested()], [nested(), None], [None, nested()]):
        pids = [["storage", FLOAT, key, "cpu", 3] for key in "ab"]
        for pid, wrong in zip(pids, several, strict=True):
            pid[place] = wrong or pid[place]
        assert storages.typed_many([Persistent(tuple(pid)) for pid in pids]) is None
