"""torch's storages as pickles refer to them: persistent ids, or whole legacy files as bytes.

Sources: torch/serialization.py (``persistent_id``), torch/storage.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from operator import attrgetter, mul
from typing import Any, NamedTuple

from inspector.errors import CorruptError
from inspector.formats.torch.geometry import MAX_ELEMENTS
from inspector.pickles.recogniser import ManyStoragesLookup, StorageLookup, no_storages
from inspector.pickles.records import Call, Global, Persistent, brief, shown
from inspector.sources.storage import ByteRange, Storage
from inspector.tensors.dtypes import DTYPES, DType

__all__ = [
    "LOAD_FROM_BYTES",
    "TorchStorages",
    "TypedStorage",
    "dtype_of_storage_class",
    "is_one",
    "torch_dtype",
]

LOAD_FROM_BYTES = "torch.storage._load_from_bytes"

_STORAGE_CLASSES = {
    "Byte": "uint8", "Char": "int8", "Short": "int16", "Int": "int32", "Long": "int64", "Half": "float16",
    "Float": "float32", "Double": "float64", "Bool": "bool", "BFloat16": "bfloat16",
    "ComplexFloat": "complex64", "ComplexDouble": "complex128",
    "QInt8": "qint8", "QUInt8": "quint8", "QInt32": "qint32", "QUInt4x2": "quint4x2", "QUInt2x4": "quint2x4",
    "UInt16": "uint16", "UInt32": "uint32", "UInt64": "uint64",
}  # fmt: skip
_DTYPE_ALIASES = {
    "half": "float16", "float": "float32", "double": "float64", "short": "int16", "int": "int32", "long": "int64",
    "chalf": "complex32", "cfloat": "complex64", "cdouble": "complex128",
}  # fmt: skip
_PID, _NBYTES = attrgetter("pid"), attrgetter("nbytes")
_UNTYPED = frozenset({"torch.storage.UntypedStorage", "torch.storage._UntypedStorage", "torch.UntypedStorage"})


class TypedStorage(NamedTuple):
    """A storage with the type its elements have (None if the tensor says it) and how many fit (of bytes, if untyped).

    ``kind`` is the recorded class, ``device`` where it was saved from; ``storage`` is None on the meta device.
    """

    kind: Global
    dtype: DType | None
    storage: Storage | None
    numel: int
    device: str


Columns = tuple[Sequence[DType | None], Sequence[Storage | None], Sequence[int], Sequence[str]]
"""Of many typed storages the types, the storages, the numbers of elements and the devices."""


def is_one(column: Sequence[Any]) -> bool:
    """Whether all of a column are equal, as types and devices mostly are: in no time, if they are one object."""
    return column.count(column[0]) == len(column)


def dtype_of_storage_class(name: str) -> DType | None:
    """The element type of ``torch.FloatStorage`` and its like; None for untyped ones; CorruptError for unknown classes."""
    if name in _UNTYPED:
        return None
    module, _, last = name.rpartition(".")
    known = _STORAGE_CLASSES.get(last.removesuffix("Storage")) if last.endswith("Storage") else None
    if known is None or not module.startswith("torch"):
        raise CorruptError(f"a storage of the unknown class {shown(name)}")
    return DTYPES[known]


def torch_dtype(record: Any) -> DType:
    """The type a recorded ``torch.float16`` stands for."""
    if type(record) is Global and record.module == "torch":
        name = _DTYPE_ALIASES.get(record.qualname, record.qualname)
        if name in DTYPES:
            return DTYPES[name]
    raise CorruptError(f"a tensor of the unknown type {brief(record)}")


class TorchStorages:
    """Finds the storages of one pickle. Each key is looked up once, so that its tensors share one storage object.

    ``lookup`` finds the bytes of a key in the file, ``lookup_many`` those of many in less time, ``load_bytes`` those of a
    storage that was pickled whole; without them there are none.
    """

    def __init__(
        self,
        lookup: StorageLookup = no_storages,
        *,
        lookup_many: ManyStoragesLookup | None = None,
        big_endian: bool = False,
        load_bytes: Callable[[Call], TypedStorage] | None = None,
    ) -> None:
        self.big_endian = big_endian
        self._lookup = lookup
        self._lookup_many = lookup_many
        self._load_bytes = load_bytes
        self._known: dict[str, TypedStorage] = {}
        #: The fields of those that were found many at once, which nearly all are the only tensors of.
        self._many: dict[str, tuple[Global, DType | None, Storage, int, str]] = {}
        #: Of each storage class the element type and its size, 0 where the size does not follow from the number of elements.
        self._kinds: dict[Global, tuple[DType | None, int]] = {}

    def typed(self, record: Any) -> TypedStorage:
        """The storage a record stands for. Raises CorruptError for anything else, and for sizes the file contradicts."""
        if type(record) is not Persistent:
            if type(record) is Call and record.name == LOAD_FROM_BYTES and self._load_bytes is not None:
                return self._load_bytes(record)
            raise CorruptError("a tensor without a storage")
        pid = record.pid
        if type(pid) is not tuple or len(pid) < 5 or pid[0] != "storage" or type(pid[1]) is not Global:
            raise CorruptError("a persistent id that is not ('storage', class, key, location, size)")
        _, kind, key, device, numel = pid if len(pid) == 5 else pid[:5]
        if type(key) is not str:
            if type(key) is not int:
                raise CorruptError("a storage whose key is neither text nor a number")
            key = brief(key)  # torch.package numbers them
        known = self._known.get(key)
        if known is None and key in self._many:
            known = self._known[key] = TypedStorage(*self._many[key])
        if known is None:
            known = self._new(kind, key, device, numel)
        elif known.kind is not kind:
            known = self._retyped(known, kind)
        if len(pid) > 5 and pid[5] is not None:
            return _view(known, pid[5])
        return known

    def typed_many(self, records: Sequence[Any]) -> Columns | None:
        """The storages of many records, if all are persistent ids of the usual form and their sizes fit; else None.

        Raises CheckpointError as :meth:`typed`.
        """
        if self._lookup_many is None or set(map(type, records)) != {Persistent}:
            return None
        pids = list(map(_PID, records))
        if set(map(type, pids)) != {tuple} or set(map(len, pids)) != {5}:
            return None
        words, kinds, keys, devices, numels = zip(*pids, strict=True)
        if words.count("storage") < len(words) or set(map(type, kinds)) != {Global} or set(map(type, numels)) != {int}:
            return None
        some_devices = devices[:1] if type(devices[0]) is str and is_one(devices) else devices
        if {*map(type, keys), *map(type, some_devices)} != {str} or "meta" in some_devices:
            return None
        are_new = self._known.keys().isdisjoint(keys) and self._many.keys().isdisjoint(keys)
        if not are_new or len(set(keys)) < len(keys):  # some share their storage
            _, types, storages, numels, devices = zip(*map(self.typed, records), strict=True)
            return types, storages, numels, devices
        dtypes, itemsizes = self._typed_kinds(kinds)
        found = self._lookup_many(keys)
        if list(map(mul, numels, itemsizes)) != list(map(_NBYTES, found)):
            return None
        self._many.update(zip(keys, zip(kinds, dtypes, found, numels, devices, strict=True), strict=True))
        return dtypes, found, numels, devices

    def _new(self, kind: Global, key: str, device: Any, numel: Any) -> TypedStorage:
        """A storage met for the first time."""
        dtype, itemsize = self._kinds.get(kind) or self._kind(kind)
        if device == "meta":
            return TypedStorage(kind, dtype, None, MAX_ELEMENTS, "meta")
        storage = self._lookup(key)
        if type(numel) is not int or numel * itemsize != storage.nbytes:
            numel = _checked_numel(key, dtype, numel, storage)
        fields = (kind, dtype, storage, numel, device if type(device) is str else "")
        known = self._known[key] = tuple.__new__(TypedStorage, fields)  # in half the time of TypedStorage(*fields)
        return known

    def _retyped(self, known: TypedStorage, kind: Global) -> TypedStorage:
        """The same bytes under another class."""
        assert known.storage is not None
        dtype, _ = self._kinds.get(kind) or self._kind(kind)
        nbytes = known.storage.nbytes
        return known._replace(kind=kind, dtype=dtype, numel=_fitting(dtype, nbytes))

    def _typed_kinds(self, kinds: Sequence[Global]) -> tuple[Sequence[DType | None], Iterable[int]]:
        """The element types of storage classes, and the sizes of these."""
        if is_one(kinds):
            dtype, itemsize = self._kinds.get(kinds[0]) or self._kind(kinds[0])
            return [dtype] * len(kinds), repeat(itemsize)
        types = {kind: self._kinds.get(kind) or self._kind(kind) for kind in set(kinds)}
        dtypes, itemsizes = zip(*map(types.__getitem__, kinds), strict=True)
        return dtypes, itemsizes

    def _kind(self, kind: Global) -> tuple[DType | None, int]:
        dtype = dtype_of_storage_class(kind.name)
        if dtype is not None and self.big_endian:
            dtype = dtype.big_endian()
        itemsize = 1 if dtype is None else dtype.itemsize if dtype.elements_per_unit == 1 else 0
        self._kinds[kind] = dtype, itemsize
        return dtype, itemsize


def _checked_numel(key: str, dtype: DType | None, numel: Any, storage: Storage) -> int:
    """How many elements of a packed type a storage has; raises CorruptError for the wrong number of any other."""
    if type(numel) is not int or numel < 0:
        raise CorruptError(f"storage {brief(key)} has an impossible size")
    if dtype is not None and dtype.elements_per_unit != 1:
        return _fitting(dtype, storage.nbytes)
    nbytes = brief(numel if dtype is None else dtype.nbytes(numel))
    raise CorruptError(f"storage {brief(key)} should have {nbytes} bytes, the file has {storage.nbytes:,}")


def _fitting(dtype: DType | None, nbytes: int) -> int:
    return nbytes if dtype is None else nbytes // dtype.itemsize * dtype.elements_per_unit


def _view(root: TypedStorage, view: Any) -> TypedStorage:
    """A part of a storage, ``(key, offset, numel)``, as old legacy files have them."""
    if type(view) is not tuple or len(view) != 3 or type(view[1]) is not int or type(view[2]) is not int:
        raise CorruptError("a view of a storage that is not (key, offset, size)")
    if root.storage is None:
        return root
    _, offset, numel = view
    itemsize = root.dtype.itemsize if root.dtype is not None else 1
    return root._replace(storage=ByteRange(root.storage, offset * itemsize, numel * itemsize), numel=numel)
