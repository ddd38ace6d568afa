"""What a checkpoint holds: tensors, plain values and objects, each at a path.

A path keeps the container keys as they are in the file. Its elements are a ``str`` (a dict key), an ``int`` (a position in
a list or tuple), an :class:`Attribute` of a pickled object, or a :class:`Key` for a dict key that is not a string. In an
archive or folder, the first element is the :class:`FileName`.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Self

from msgspec import Struct, structs

from inspector.errors import CorruptError, SelectionError
from inspector.sources.storage import Storage
from inspector.tensors.dtypes import DType
from inspector.text import printable, shape_text, size_text

__all__ = [
    "LANGUAGE",
    "LOGICAL",
    "NO_ATTRIBUTES",
    "OUTSIDE_STATE_DICT",
    "UNREADABLE",
    "Attribute",
    "Entry",
    "FileName",
    "Key",
    "ObjectEntry",
    "Opaque",
    "Path",
    "PathElement",
    "Quantization",
    "ReferenceEntry",
    "Sizes",
    "TensorEntry",
    "ValueEntry",
    "check_axes",
    "contiguous_strides",
    "key_of",
    "key_parts",
]

#: The class of what stands in the place of a tensor that can't be read; its attribute ``error`` says why.
UNREADABLE = "unreadable tensor"

#: Protobuf messages of TensorFlow know as many; numpy has 64.
_MAX_AXES = 254


class Attribute(Struct, frozen=True, gc=False):  # a frozen dataclass takes many times as long to make
    """A path element: the attribute ``name`` of a pickled object."""

    name: str


class FileName(str):
    """A path element: the name of the file or member that holds the rest. Its dots are no separators."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Key:
    """A path element: a dict key that is not a string. ``value`` is an int, bytes, a tuple of such, or else its repr.

    An ``opaque`` key is known only by its repr.
    """

    value: object
    opaque: bool = False

    def __hash__(self) -> int:
        """That of its text: whoever wrote the file may have chosen thousands of integers that Python hashes alike."""
        try:
            return hash(repr(self.value))
        except ValueError:  # an integer too long to be written
            return 0


@dataclass(frozen=True, slots=True)
class Opaque:
    """A value known only by what Python would print for it: ``torch.float16``, ``datetime.date(2020, 1, 2)``."""

    text: str

    def __repr__(self) -> str:
        return self.text


PathElement = str | int | Attribute | Key
Path = tuple[PathElement, ...]

#: Attributes of a pickled ``torch.nn.Module`` that its state dict leaves out of the key.
_MODULE_ATTRIBUTES = frozenset({"_modules", "_parameters", "_buffers"})


def key_parts(path: Path) -> list[str]:
    """The elements of a path as text, without the containers a module's state dict does not name."""
    parts = []
    for element in path:
        if isinstance(element, str):
            parts.append(element)
        elif isinstance(element, Attribute):
            if element.name not in _MODULE_ATTRIBUTES:
                parts.append(element.name)
        elif isinstance(element, Key):
            parts.append(str(element.value) if element.opaque else repr(element.value))
        else:
            parts.append(str(element))
    return parts


def key_of(path: Path) -> str:
    """The dotted key: what the state dict calls the entry (``stem.weight`` for ``_modules.stem._parameters.weight``)."""
    if len(path) == 1 and type(path[0]) in (str, int):
        return str(path[0])
    return ".".join(key_parts(path))


def check_axes(axes: int) -> None:
    """Raise CorruptError for more axes than any library knows: megabytes of sizes are a product of millions of digits."""
    if axes > _MAX_AXES:
        raise CorruptError(f"has a tensor of {axes:,} axes")


def contiguous_strides(shape: tuple[int, ...]) -> tuple[int, ...]:
    """Strides in elements of a dense C-order array of this shape. CorruptError for one of too many axes."""
    if len(shape) <= 2:  # nearly all, in a third of the time
        return (max(shape[1], 1), 1) if len(shape) == 2 else (1,) * len(shape)
    check_axes(len(shape))
    strides = []
    step = 1
    for size in reversed(shape):
        strides.append(step)
        step *= max(size, 1)
    return tuple(reversed(strides))


class Quantization(Struct, frozen=True, eq=False):
    """How stored integers become values: ``(stored - zero_point) * scale``, along ``axis`` if that is not None.

    ``scale`` and ``zero_point`` are one number each, or one per index of ``axis``.
    """

    scheme: str
    scale: tuple[float, ...]
    zero_point: tuple[float, ...]
    axis: int | None = None

    def region(self, region: Sequence[slice | int]) -> Quantization:
        """The quantisation of the same region of the tensor."""
        if self.axis is None:
            return self
        part = region[self.axis] if self.axis < len(region) else slice(None)
        if isinstance(part, int):
            return structs.replace(self, scale=(self.scale[part],), zero_point=(self.zero_point[part],), axis=None)
        dropped = sum(isinstance(other, int) for other in region[: self.axis])
        return structs.replace(self, scale=self.scale[part], zero_point=self.zero_point[part], axis=self.axis - dropped)


#: The layout of a tensor that is decoded from its components, such as a quantised weight.
LOGICAL = "logical"
#: The attribute of an object that is none of Python's: the language of its class.
LANGUAGE = "language"
#: The attribute of a tensor that its module's state dict leaves out.
OUTSIDE_STATE_DICT = "outside_state_dict"

NO_ATTRIBUTES: Mapping[str, Any] = MappingProxyType({})


class _AnyEntry(Struct, frozen=True, eq=False):  # a frozen dataclass takes many times as long to make
    """``where`` is the path, or its only element if that is a name: a file may have a million of these."""

    where: Path | str

    @property
    def path(self) -> Path:
        """The path; see the module."""
        where = self.where
        return (where,) if isinstance(where, str) else where

    @property
    def key(self) -> str:
        """The dotted key; see :func:`key_of`."""
        where = self.where
        return where if type(where) is str else key_of(self.path)

    def at(self, path: Path) -> Self:
        """The same entry under another path."""
        return structs.replace(self, where=path)

    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]:
        """Fields at the end that have their defaults are left out; mappings, some of which don't pickle, go as dicts."""
        fields = [getattr(self, name) for name in self.__struct_fields__]
        for default in reversed(self.__struct_defaults__):
            if fields[-1] != default:
                break
            fields.pop()
        return type(self), tuple(dict(field) if isinstance(field, Mapping) else field for field in fields)


class TensorEntry(_AnyEntry, frozen=True, eq=False, gc=False):
    """A tensor: where its elements lie in a storage. Strides and ``storage_offset`` count elements, as in torch.

    ``storage`` is None for a tensor without data in the file (torch's meta device). ``layout`` is ``strided`` except for
    sparse, nested and logical tensors, which have their parts in ``components``; the storage of a sparse tensor then yields
    its dense form, that of a logical one its decoded values. ``attributes`` are worth showing and change no value
    (``parameter``, ``requires_grad``, ``device``, ``class``).
    """

    dtype: DType
    shape: tuple[int, ...]
    strides: tuple[int, ...]
    storage: Storage | None
    storage_offset: int = 0
    layout: str = "strided"
    conjugate: bool = False
    negative: bool = False
    quantization: Quantization | None = None
    components: Mapping[str, TensorEntry] = NO_ATTRIBUTES
    attributes: Mapping[str, Any] = NO_ATTRIBUTES

    def __repr__(self) -> str:
        facts = (str(self.dtype), shape_text(self.values.shape), size_text(self.nbytes))
        return f"<TensorEntry {printable(self.key)}: {', '.join(facts)}>"

    @property
    def numel(self) -> int:
        """Number of elements; of a nested tensor, of its values."""
        return math.prod(self.values.shape if self.components else self.shape)

    @property
    def nbytes(self) -> int:
        """Bytes of the elements, views and expansions counted in full; 0 without data."""
        return self.dtype.nbytes(self.numel) if self.storage is not None else 0

    @property
    def file_nbytes(self) -> int:
        """Bytes of the elements as the file has them: of a logical tensor those of its parts, else :attr:`nbytes`."""
        return sum(part.nbytes for part in self.components.values()) if self.is_logical else self.nbytes

    @property
    def storage_nbytes(self) -> int:
        """Bytes of the whole storage this tensor looks into."""
        return self.storage.nbytes if self.storage is not None else 0

    @property
    def stored_nbytes(self) -> int:
        """About how many bytes of that storage are in the file: fewer than ``storage_nbytes`` if chunks are missing."""
        return self.storage.stored_nbytes if self.storage is not None else 0

    @property
    def view_key(self) -> Hashable:
        """Equal for entries that view the same memory in the same way: their elements are equal without being read."""
        return (
            self.storage and self.storage.key, self.storage_offset, self.shape, self.strides, self.dtype,
            self.conjugate, self.negative,
        )  # fmt: skip

    @property
    def has_numbers(self) -> bool:
        """Whether there are elements in the file, and they are numbers."""
        return self.storage is not None and self.dtype.is_numeric and self.numel > 0

    @property
    def is_logical(self) -> bool:
        """Whether this is a quantised weight, whose float32 elements are decoded from its components."""
        return self.layout == LOGICAL

    @property
    def in_state_dict(self) -> bool:
        """Whether a state dict would hold the tensor: False for what a pickled module keeps beside its state."""
        return not self.attributes.get(OUTSIDE_STATE_DICT, False)

    @property
    def is_contiguous(self) -> bool:
        """Whether the elements lie in C order without gaps."""
        if 0 in self.shape:
            return True
        expected = 1
        for size, stride in zip(reversed(self.shape), reversed(self.strides), strict=True):
            if size != 1:
                if stride != expected:
                    return False
                expected *= size
        return True

    @property
    def values(self) -> TensorEntry:
        """The entry whose elements are this one's values: itself, or a nested tensor's concatenated values."""
        return self.components["values"] if self.layout.startswith("nested") else self

    def replace(self, **fields: Any) -> TensorEntry:
        """The same tensor with other fields."""
        return structs.replace(self, **fields)

    def region(self, region: tuple[slice | int, ...]) -> TensorEntry:
        """The view ``tensor[region]``: still only an index into the storage, nothing is read.

        An int drops its axis; missing trailing axes are taken whole. Raises SelectionError for a region that does not
        fit the shape or cuts a block of a packed type.
        """
        if len(region) > len(self.shape):
            raise SelectionError(f"{self.key} has {len(self.shape)} axes, the slice names {len(region)}")
        shape: list[int] = []
        strides: list[int] = []
        offset = self.storage_offset
        for axis, size in enumerate(self.shape):
            part = region[axis] if axis < len(region) else slice(None)
            stride = self.strides[axis]
            if isinstance(part, int):
                part_start, count, step = self._index(axis, part), 1, 1
            else:
                start, stop, step = part.indices(size)
                if step <= 0:
                    raise SelectionError("a slice needs a positive step")
                count = max(0, -((start - stop) // step))  # len() has no numbers of 64 bits, and a file may say such
                part_start = start if count else 0
            if axis == len(self.shape) - 1:
                self._check_blocks(part_start, count, step)
            offset += part_start * stride
            if not isinstance(part, int):
                shape.append(count)
                strides.append(stride * step)
        return self.replace(
            shape=tuple(shape),
            strides=tuple(strides),
            storage_offset=offset,
            quantization=self.quantization and self.quantization.region(region),
        )

    def _index(self, axis: int, index: int) -> int:
        size = self.shape[axis]
        if not -size <= index < size:
            raise SelectionError(f"index {index} is outside axis {axis} of {self.key}, which has {size}")
        return index % size

    def _check_blocks(self, start: int, count: int, step: int) -> None:
        block = self.dtype.elements_per_unit
        if block == 1 or count == 0:
            return
        ends_inside = count % block and start + count != self.shape[-1]
        if start % block or step != 1 or ends_inside:
            raise SelectionError(
                f"the last axis of {self.key} ({self.dtype}) can only be cut between blocks of {block}"
            )


class Sizes:
    """How many elements tensors have, and bytes in the file: of many tensors in few shapes, once for each."""

    def __init__(self) -> None:
        self._known: dict[tuple[Any, ...], tuple[int, int]] = {}

    def of(self, entry: TensorEntry) -> tuple[int, int]:
        """:attr:`TensorEntry.numel` and :attr:`TensorEntry.file_nbytes`."""
        if entry.components:
            return entry.numel, entry.file_nbytes
        dtype = entry.dtype
        kind = entry.shape, dtype.name, dtype.itemsize, dtype.elements_per_unit, entry.storage is None
        size = self._known.get(kind)
        if size is None:
            size = self._known[kind] = entry.numel, entry.file_nbytes
        return size


class ValueEntry(_AnyEntry, frozen=True, eq=False):
    """A value that is not a tensor: a number, text, bytes, or a list, tuple or set of only such."""

    value: object


class ObjectEntry(_AnyEntry, frozen=True, eq=False):
    """An object of a class that was not imported: its name here, its state as further entries below its path."""

    class_name: str
    attributes: Mapping[str, Any] = NO_ATTRIBUTES


class ReferenceEntry(_AnyEntry, frozen=True, eq=False):
    """An object that is shown at another path already: the pickle holds it once and leads to it from several places."""

    to: Path


Entry = TensorEntry | ValueEntry | ObjectEntry | ReferenceEntry
