"""What ``torch.save`` of Torch7 wrote: one object of Lua, with all that it refers to, from front to back.

Tables and objects of classes have numbers; one that is met again is its number alone. A tensor is an object that refers to
the object of its storage, so that those that share memory show. Functions are bytecode of Lua, which is not looked into.
Source: ``File.lua``, ``generic/Tensor.c`` and ``generic/Storage.c`` in https://github.com/torch/torch7.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import IntEnum

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, CorruptError, LimitError, UnsupportedError
from inspector.findings import Finding, Severity
from inspector.formats.torch7.encodings import BinaryEncoding, Encoding, TextEncoding
from inspector.jobs import Job
from inspector.sources.source import Source
from inspector.tensors.dtypes import DType, dtype_named
from inspector.tensors.entries import (
    LANGUAGE,
    OUTSIDE_STATE_DICT,
    Attribute,
    Entry,
    Key,
    ObjectEntry,
    Path,
    PathElement,
    ReferenceEntry,
    TensorEntry,
    ValueEntry,
    check_axes,
    key_of,
)
from inspector.text import plural, printable, shortened

__all__ = ["probe", "read"]

_TYPES = {
    "Byte": "uint8", "Char": "int8", "Short": "int16", "Int": "int32", "Long": "int64", "Half": "float16",
    "Float": "float32", "Double": "float64",
}  # fmt: skip
#: ``torch.FloatTensor``, ``torch.CudaHalfStorage``; ``torch.CudaTensor`` is of float32.
_MEMORY = re.compile(rf"torch\.(Cuda|)({'|'.join(_TYPES)}|)(Tensor|Storage)")
_CLASS = re.compile(r"[A-Za-z_]\w*(?:\.\w+)*", re.ASCII)
_MAX_CLASS_NBYTES = 256
#: Fields of a module for what it computes: not what it was trained to be.
_COMPUTED = frozenset({"output", "gradInput", "gradWeight", "gradBias"})
_STRIDE = 1 << 10
_MAX_ELEMENTS = 1 << 62


class _Kind(IntEnum):
    """What stands before an object."""

    NIL = 0
    NUMBER = 1
    STRING = 2
    TABLE = 3
    TORCH = 4
    BOOLEAN = 5
    FUNCTION = 6
    OLD_FUNCTION_WITH_NUMBER = 7
    FUNCTION_WITH_NUMBER = 8


_KINDS = frozenset(_Kind)


def probe(source: Source) -> str | None:
    """Whether the first object has a size, or a class, that it can have."""
    encoding = _encoding_of(source)
    try:
        kind = encoding.integer()
        encoding.integer()
        if kind == _Kind.TORCH:
            _class_name(encoding)
        elif encoding.integer() and encoding.integer() not in _KINDS:
            return "its first object is no table of Lua"
    except CheckpointError as error:
        return f"its first object is none of Torch7: it {error.reason}"
    return None


def read(source: Source, job: Job) -> Checkpoint:
    """All objects. Behind one that can't be read nothing is found, which is said; CorruptError if nothing was before it."""
    walk = _Walk(_encoding_of(source), job)
    walk.go_through()
    return Checkpoint(source.location, "torch7", source.files, walk.entries, {}, walk.findings())


def _encoding_of(source: Source) -> Encoding:
    if source.head[1:2] == b"\n":
        return TextEncoding(source.file)
    return BinaryEncoding(source.file)


@dataclass(slots=True)
class _Container:
    """A table that is gone through, whose entries begin with the number ``first``, or the state of an object.

    ``left`` is how many pairs follow; of an object, the one thing that its state is. ``count`` numbers were keys so far,
    from 1 on and in order.
    """

    path: Path
    left: int
    first: int
    is_state: bool = False
    has_attributes: bool = False
    count: int = 0


class _Walk:
    """Goes through the objects and gathers what is in them, without recursion."""

    def __init__(self, encoding: Encoding, job: Job) -> None:
        self.entries: list[Entry] = []
        self._encoding = encoding
        self._job = job
        self._room = job.limits.path_names
        self._open: list[_Container] = []
        #: By their numbers: tensors and storages as they are, of other objects where they are shown.
        self._met: dict[int, TensorEntry | Path] = {}
        self._functions: list[Path] = []
        self._damage: list[Finding] = []

    def go_through(self) -> None:
        """Add the one object that the file is."""
        try:
            self._object((), self._encoding.integer())
            steps = 0
            while self._open:
                steps += 1
                if not steps % _STRIDE:
                    cursor = self._encoding.cursor
                    self._job.report(cursor.position, cursor.end, "Reading the objects")
                container = self._open[-1]
                if not container.left:
                    self._close(self._open.pop())
                    continue
                container.left -= 1
                self._next(container)
        except LimitError:
            raise
        except CheckpointError as error:
            if not any(isinstance(entry, TensorEntry) for entry in self.entries):
                raise
            last = self.entries[-1].key
            message = f"Nothing after {shortened(printable(last), 100)} can be read: the file {error.reason}."
            self._damage.append(Finding(Severity.WARNING, "torch7-damaged", message, last))
            return
        if left := self._encoding.cursor.remaining:
            message = f"{left:,} bytes after the last object belong to nothing."
            self._damage.append(Finding(Severity.INFO, "trailing-data", message))

    def findings(self) -> list[Finding]:
        """What is worth telling of them."""
        if not self._functions:
            return self._damage
        functions = plural(len(self._functions), "function")
        message = f"The file holds {functions} of Lua as bytecode, which Torch7 would load; nothing was run."
        return [Finding(Severity.WARNING, "lua-function", message, key_of(self._functions[0])), *self._damage]

    def _next(self, container: _Container) -> None:
        """Add the value of the next pair of a table, or the state of an object."""
        kind = self._encoding.integer()
        if container.is_state:
            if kind == _Kind.TABLE:
                self._table(container.path, is_state=True)
                return
            path: Path = (*container.path, Attribute("state"))
        else:
            path = (*container.path, self._name(container, kind))
            kind = self._encoding.integer()
        self._spend(len(path))
        self._object(path, kind)

    def _spend(self, names: int) -> None:
        """Count one more path of so many names. Raises LimitError where there are too many."""
        self._room -= names
        if self._room < 0 or names > self._job.limits.path_depth:
            raise LimitError("has more objects within each other than are gone through")

    def _name(self, container: _Container, kind: int) -> PathElement:
        """The key of a pair, whose kind was read."""
        if kind == _Kind.STRING:
            name = self._characters()
            if isinstance(name, bytes):
                return Key(name)
            return Attribute(name) if container.has_attributes else name
        if kind == _Kind.NUMBER:
            number = self._number()
            container.count += number == container.count + 1
            return number if isinstance(number, int) else Key(number)
        if kind == _Kind.BOOLEAN:
            return Key(self._encoding.integer() == 1)
        raise UnsupportedError(f"has a table whose keys are objects at byte {self._encoding.cursor.position:,}")

    def _object(self, path: Path, kind: int) -> None:
        """Add an object whose kind was read; what it holds is gone through later."""
        if kind == _Kind.NIL:
            self.entries.append(ValueEntry(path, None))
        elif kind == _Kind.NUMBER:
            self.entries.append(ValueEntry(path, self._number()))
        elif kind == _Kind.STRING:
            self.entries.append(ValueEntry(path, self._characters()))
        elif kind == _Kind.BOOLEAN:
            self.entries.append(ValueEntry(path, self._encoding.integer() == 1))
        elif kind == _Kind.FUNCTION:
            self._function(path)
        elif kind in _KINDS:
            self._numbered(path, _Kind(kind))
        else:
            position = self._encoding.cursor.position
            raise CorruptError(f"has an object of the unknown kind {kind:,} before byte {position:,}")

    def _numbered(self, path: Path, kind: _Kind) -> None:
        """Add an object that others may refer to by its number, or the reference to one that was met."""
        if kind == _Kind.TABLE:
            self._table(path)
            return
        number = self._encoding.integer()
        met = self._met.get(number)
        if met is not None:
            self._again(path, met)
        elif kind == _Kind.TORCH:
            self._instance(path, number)
        else:
            self._met[number] = path
            self._function(path)

    def _again(self, path: Path, met: TensorEntry | Path) -> None:
        self.entries.append(_placed(met, path) if isinstance(met, TensorEntry) else ReferenceEntry(path, met))

    def _table(self, path: Path, *, is_state: bool = False) -> None:
        """Go into a table, whose kind was read, or refer to it. The fields of an object lie right below it."""
        number = self._encoding.integer()
        met = self._met.get(number)
        if met is not None:
            self._again((*path, Attribute("state")) if is_state else path, met)
            return
        self._met[number] = path
        count = self._encoding.cursor.count(self._encoding.integer(), 2, "pairs")
        self._open.append(_Container(path, count, len(self.entries), has_attributes=is_state))

    def _close(self, container: _Container) -> None:
        """Make one value of a table of plain values that are numbered from 1 on."""
        if container.is_state or container.has_attributes:
            return
        inside = self.entries[container.first :]
        values = [
            entry.value for entry in inside if isinstance(entry, ValueEntry) and not isinstance(entry.value, list)
        ]
        if len(inside) == container.count == len(values):
            self.entries[container.first :] = [ValueEntry(container.path, values)]

    def _function(self, path: Path) -> None:
        """A function is its bytecode, and the values that it has taken from around it."""
        self._encoding.characters(self._encoding.integer())
        self._functions.append(path)
        self.entries.append(ObjectEntry(path, "Lua function"))
        self._open.append(_Container(path, 1, len(self.entries), is_state=True))

    def _instance(self, path: Path, number: int) -> None:
        """An object of a class: a tensor, a storage, or what says its fields in a table."""
        name = _class_name(self._encoding)
        memory = _MEMORY.fullmatch(name)
        if memory is None:
            if name.startswith(("torch.", "tds.")):
                raise UnsupportedError(f"has an object of {name}, which is not decoded")
            self._met[number] = path
            self.entries.append(ObjectEntry(path, name, {LANGUAGE: "Lua"}))
            self._open.append(_Container(path, 1, len(self.entries), is_state=True))
            return
        dtype = _dtype_of(memory)
        found = self._tensor(dtype) if memory[3] == "Tensor" else self._storage(dtype)
        self._met[number] = found
        self.entries.append(_placed(found, path))

    def _tensor(self, dtype: DType) -> TensorEntry:
        """A tensor at no path yet. One without axes has no elements."""
        axes = self._encoding.integer()
        if axes < 0:
            raise CorruptError(f"has a tensor of {axes:,} axes")
        check_axes(axes)
        shape, strides = self._encoding.longs(axes), self._encoding.longs(axes)
        offset = self._encoding.longs(1)[0] - 1
        flat = self._storage_of_tensor(dtype)
        if not axes:
            return flat.replace(shape=(0,))
        if min(*shape, *strides, offset) < 0 or math.prod(max(size, 1) for size in shape) > _MAX_ELEMENTS:
            raise CorruptError("has a tensor of an impossible shape")
        reach = offset + 1 + sum((size - 1) * stride for size, stride in zip(shape, strides, strict=True))
        if 0 not in shape and reach > flat.numel:
            raise CorruptError(f"has a tensor that reaches element {reach:,} of a storage of {flat.numel:,}")
        return flat.replace(shape=shape, strides=strides, storage_offset=offset if 0 not in shape else 0)

    def _storage_of_tensor(self, dtype: DType) -> TensorEntry:
        """The storage that follows a tensor, or is referred to; none for an empty tensor."""
        kind = self._encoding.integer()
        if kind == _Kind.NIL:
            return TensorEntry((), dtype, (0,), (1,), self._encoding.cursor.storage(0))
        number = self._encoding.integer()
        found = self._met.get(number)
        if found is None and kind == _Kind.TORCH:
            memory = _MEMORY.fullmatch(_class_name(self._encoding))
            if memory is not None and memory[3] == "Storage" and _dtype_of(memory) is dtype:
                found = self._met[number] = self._storage(dtype)
        if not isinstance(found, TensorEntry) or found.dtype is not dtype:
            raise CorruptError(f"has a tensor of {dtype} without a storage of it")
        return found

    def _storage(self, dtype: DType) -> TensorEntry:
        """A storage at no path yet, as a tensor of all its elements."""
        (count,) = self._encoding.longs(1)
        storage = self._encoding.elements(dtype, count, self._job)
        return TensorEntry((), dtype, (count,), (1,), storage)

    def _number(self) -> float:
        number = self._encoding.number()
        return int(number) if number.is_integer() else number

    def _characters(self) -> str | bytes:
        """Text, or bytes that are none."""
        nbytes = self._encoding.integer()
        if nbytes > self._job.limits.tree_value_nbytes:
            raise LimitError(f"has a text of {nbytes:,} bytes")
        text = self._encoding.characters(nbytes)
        try:
            return text.decode()
        except UnicodeDecodeError:
            return text


def _class_name(encoding: Encoding) -> str:
    """The name of an object's class. Before it stands a version, which the oldest files do not have."""
    for _ in range(2):
        nbytes = encoding.integer()
        if not 0 < nbytes <= _MAX_CLASS_NBYTES:
            break
        name = encoding.characters(nbytes).decode("latin-1")
        if not name.startswith("V "):
            if not _CLASS.fullmatch(name):
                break
            return name
    raise CorruptError(f"has an object without a class before byte {encoding.cursor.position:,}")


def _dtype_of(memory: re.Match[str]) -> DType:
    return dtype_named(_TYPES[memory[2] or "Float"])


def _placed(tensor: TensorEntry, path: Path) -> TensorEntry:
    """The tensor at a path; what a module computes is not part of its state."""
    last = path[-1] if path else None
    if isinstance(last, Attribute) and last.name in _COMPUTED:
        return tensor.replace(where=path, attributes={OUTSIDE_STATE_DICT: True})
    return tensor.at(path)
