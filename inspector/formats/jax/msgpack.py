"""flax's msgpack: a tree of maps whose arrays are in an extension type, found by going over the bytes once.

The elements of arrays are passed over, so that a model of gigabytes costs what its keys cost.
Sources: https://github.com/msgpack/msgpack/blob/master/spec.md; ``flax/serialization.py`` of https://github.com/google/flax.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from inspector.errors import CheckpointError, CorruptError, LimitError, UnsupportedError
from inspector.jobs import Job
from inspector.sources.cursor import Cursor
from inspector.sources.storage import Storage
from inspector.tensors.assembled import Piece, assembled_entry
from inspector.tensors.dtypes import DTYPES, DType, dtype_of_numpy
from inspector.tensors.entries import Entry, Key, Path, PathElement, TensorEntry, ValueEntry, contiguous_strides
from inspector.text import printable, shortened

__all__ = ["looks_like_flax", "msgpack_entries"]

_ARRAY, _COMPLEX, _SCALAR = 1, 2, 3
_LIST_16, _LIST_OF_THREE = 0xDC, b"\x93"
_CHUNKED = "__msgpack_chunked_array__"
#: Each takes a hundred bytes of memory where a byte of the file may be enough; a model of 100,000 tensors has 200,000.
_MAX_AXES = 64
#: What an array has before its elements is rarely longer.
_HEAD_NBYTES = 64
#: The name of an array, what says how long it is, and the same.
_ITEM_NBYTES = 32 + 6 + _HEAD_NBYTES
_AHEAD_NBYTES = 4 << 10
_JOB_INTERVAL = 1 << 12


@dataclass(slots=True)
class _Container:
    """A map or list that is being read: how many items are left, which entries it has so far, what its last key was."""

    path: Path
    is_map: bool
    left: int
    first: int
    count: int = 0
    keys: list[PathElement] = field(default_factory=list)

    def next_path(self, element: PathElement) -> Path:
        """The path of the next item, which is now counted."""
        self.left -= 1
        self.count += 1
        if self.is_map and len(self.keys) <= 1:
            self.keys.append(element)
        return (*self.path, element)


def looks_like_flax(head: bytes) -> bool:
    """Whether a file that begins so may be flax's: a map that is not empty, with a text as its first key."""
    if not head:
        return False
    start = {0xDE: 3, 0xDF: 5}.get(head[0], 1)
    is_map = 0x80 < head[0] <= 0x8F or head[0] in (0xDE, 0xDF)
    if not is_map or len(head) <= start:
        return False
    code = head[start]
    length, begin = (code & 31, start + 1) if code >> 5 == 5 else (head[start + 1] if code == 0xD9 else -1, start + 2)
    key = head[begin : begin + length] if length >= 0 else b"\xff"
    try:
        return len(key) == length and key.decode().isprintable()
    except UnicodeDecodeError:
        return False


def msgpack_entries(source: Storage, job: Job) -> list[Entry]:
    """The tensors and values of a file of flax's at the paths they have.

    Raises CorruptError and TruncatedError for what is damaged, LimitError for more than two million values,
    UnsupportedError for extension types that are not flax's.
    """
    cursor = Cursor(source, what="the msgpack data")
    walk = _Walk(cursor, job)
    walk.run()
    if cursor.remaining:
        raise CorruptError(f"has {cursor.remaining:,} more bytes after the msgpack data")
    return walk.entries


class _Walk:
    """One walk over the bytes, with a stack of its own."""

    def __init__(self, cursor: Cursor, job: Job) -> None:
        self.cursor = cursor
        self._job = job
        self._limits = job.limits
        self._open: list[_Container] = []
        #: Of arrays by their size what the last one had before its elements, and what that means: models repeat layers.
        self._heads: dict[int, tuple[bytes, DType, tuple[int, ...], tuple[int, ...]]] = {}
        self.entries: list[Entry] = []

    def run(self) -> None:
        """Read one value with all that is in it."""
        self._value(())
        seen = 0
        while self._open:
            seen += 1
            if not seen % _JOB_INTERVAL:
                self._job.report(self.cursor.position, self.cursor.end, "Reading the tree")
                if len(self.entries) > self._limits.tree_values:
                    raise LimitError(f"has more than {self._limits.tree_values:,} values")
            container = self._open[-1]
            if not container.left:
                self._open.pop()
                self._close(container)
                continue
            if container.is_map and self._heads and self._run_ahead():
                continue
            element: PathElement = self._key() if container.is_map else container.count
            self._value(container.next_path(element))

    def _run_ahead(self) -> bool:
        """Go over maps and arrays like those before, under short names, as far as the next few KiB; whether there were any.

        Most of a model is such, and this takes a third of the time of going over it piece by piece.
        """
        first, ahead = self.cursor.position, self.cursor.peek(_AHEAD_NBYTES)
        container, at, limit = self._open[-1], 0, len(ahead) - _ITEM_NBYTES
        while at <= limit and container.is_map:
            end = at + 1 + (ahead[at] & 31)
            code = ahead[end]
            if ahead[at] >> 5 != 5:
                break
            body = end + _EXTENSION_HEADS.get(code, 1)
            nbytes = int.from_bytes(ahead[end + 1 : body - 1], "big")
            known = self._heads.get(nbytes)
            is_array = known is not None and ahead[body - 1] == _ARRAY and ahead.startswith(known[0], body)
            is_map = 0x81 <= code <= 0x8F and len(self._open) < self._limits.tree_depth
            if not is_map and not is_array:
                break
            try:
                path = container.next_path(ahead[at + 1 : end].decode())
            except UnicodeDecodeError:
                break  # which is then refused
            if is_map:
                at = end + 1
                container = _Container(path, True, code & 15, len(self.entries))
                self._open.append(container)
                continue
            assert known is not None
            head, dtype, shape, strides = known
            elements = self.cursor.part(first + body + len(head), nbytes - len(head))
            self.entries.append(TensorEntry(path, dtype, shape, strides, elements))
            at = body + nbytes
            while not container.left and len(self._open) > 1:
                self._close(self._open.pop())
                container = self._open[-1]
            if not container.left:
                break
        self.cursor.seek(first + at)
        return at > 0

    def _close(self, container: _Container) -> None:
        """Put an array that was saved in pieces together."""
        if container.is_map and container.keys[:1] == [_CHUNKED]:
            inside = self.entries[container.first :]
            del self.entries[container.first :]
            self.entries.append(_assembled(container.path, inside))

    def _container(self, path: Path, count: int, *, is_map: bool) -> None:
        if count * (2 if is_map else 1) > self.cursor.remaining:
            raise CorruptError(f"has a {'map' if is_map else 'list'} of {count:,} items, more than there are bytes")
        if len(self._open) >= self._limits.tree_depth:
            raise LimitError(f"has more than {self._limits.tree_depth} maps or lists within each other")
        if count:
            self._open.append(_Container(path, is_map, count, len(self.entries)))
        else:
            self.entries.append(ValueEntry(path, {} if is_map else []))

    def _key(self) -> PathElement:
        start = self.cursor.position
        code = self.cursor.u8()
        if code >> 5 == 5:
            return self.cursor.text(code & 31)
        length = self._text_length(code)
        if length is not None:
            return self.cursor.text(length)
        if code in _LENGTHS or code >> 4 in (8, 9) or _is_extension(code):
            raise CorruptError(f"has a key at byte {start:,} that is neither text nor a number")
        return Key(self._scalar(code))

    def _checked(self, nbytes: int) -> int:
        if nbytes > self._limits.tree_value_nbytes:
            raise LimitError(f"has a text or bytes of {nbytes:,} bytes")
        return nbytes

    def _value(self, path: Path) -> None:
        code = self.cursor.u8()
        if code >> 4 == 8:
            self._container(path, code & 15, is_map=True)
        elif code >> 4 == 9:
            self._container(path, code & 15, is_map=False)
        elif code in (0xDC, 0xDD, 0xDE, 0xDF):
            self._container(path, self._number(2 if code in (0xDC, 0xDE) else 4), is_map=code >= 0xDE)
        elif _is_extension(code):
            self.entries.append(self._extension(path, code))
        else:
            self.entries.append(ValueEntry(path, self.plain(code)))

    def plain(self, code: int) -> object:
        length = self._text_length(code)
        if length is not None:
            return self.cursor.text(self._checked(length))
        if code in _LENGTHS:
            return self.cursor.read(self._checked(self._number(_LENGTHS[code])))
        return self._scalar(code)

    def _text_length(self, code: int) -> int | None:
        if code >> 5 == 5:
            return code & 31
        return self._number(1 << (code - 0xD9)) if 0xD9 <= code <= 0xDB else None

    def _scalar(self, code: int) -> object:
        if code < 0x80:
            return code
        if code >= 0xE0:
            return code - 0x100
        if code in (0xC0, 0xC2, 0xC3):
            return None if code == 0xC0 else code == 0xC3
        if code in (0xCA, 0xCB):
            data = self.cursor.read(4 if code == 0xCA else 8)
            return float(np.frombuffer(data, ">f4" if code == 0xCA else ">f8")[0])
        if 0xCC <= code <= 0xCF:
            return self._number(1 << (code - 0xCC))
        if 0xD0 <= code <= 0xD3:
            return int.from_bytes(self.cursor.read(1 << (code - 0xD0)), "big", signed=True)
        raise CorruptError(f"has a byte at {self.cursor.position - 1:,} that begins no value of msgpack")

    def _number(self, nbytes: int) -> int:
        return int.from_bytes(self.cursor.read(nbytes), "big")

    def _extension(self, path: Path, code: int) -> Entry:
        nbytes = 1 << (code - 0xD4) if code >= 0xD4 else self._number(1 << (code - 0xC7))
        kind = self.cursor.u8()
        start = self.cursor.peek(min(nbytes, _HEAD_NBYTES))
        known = self._heads.get(nbytes)
        if known is not None and kind == _ARRAY and start.startswith(known[0]):
            head, dtype, shape, strides = known
            self.cursor.skip(len(head))
            return TensorEntry(path, dtype, shape, strides, self.cursor.storage(nbytes - len(head)))
        content = self.cursor.window(nbytes)
        if kind == _COMPLEX:
            return ValueEntry(path, _complex(content))
        if kind not in (_ARRAY, _SCALAR):
            raise UnsupportedError(f"has a value of the msgpack extension type {kind}, which flax does not write")
        entry = _array(path, content)
        if nbytes - entry.nbytes <= len(start):
            self._heads[nbytes] = start[: nbytes - entry.nbytes], entry.dtype, entry.shape, entry.strides
        return entry


#: How many bytes an extension of any size has before its content, by the first of them.
_EXTENSION_HEADS = {0xC7: 3, 0xC8: 4, 0xC9: 6}
#: How many bytes the length of bytes takes, by the code in front.
_LENGTHS = {0xC4: 1, 0xC5: 2, 0xC6: 4}


def _is_extension(code: int) -> bool:
    return 0xD4 <= code <= 0xD8 or 0xC7 <= code <= 0xC9


def _complex(content: Cursor) -> complex:
    """A complex number: a list of two."""
    parts = _numbers(_Walk(content, Job()))
    if len(parts) != 2:
        raise CorruptError("has a complex number that is not two numbers")
    return complex(*parts)


def _numbers(walk: _Walk) -> list[int | float]:
    """The numbers of a short list: a shape, or a complex number."""
    code = walk.cursor.u8()
    count = (
        code & 15 if code >> 4 == 9 else walk.cursor.u8() << 8 | walk.cursor.u8() if code == _LIST_16 else _MAX_AXES + 1
    )
    if count > _MAX_AXES:
        raise CorruptError("has an array or a complex number without a list of its sizes or parts")
    found = [walk.plain(walk.cursor.u8()) for _ in range(count)]
    numbers = [value for value in found if type(value) is int or type(value) is float]
    if len(numbers) != count:
        raise CorruptError("has a size or a part of a complex number that is no number")
    return numbers


def _array(path: Path, content: Cursor) -> TensorEntry:
    """An array: a list of its shape, the name of its type, and its elements in C order."""
    walk = _Walk(content, Job())
    content.expect(_LIST_OF_THREE)
    sizes = _numbers(walk)
    shape = tuple(size for size in sizes if type(size) is int and size >= 0)
    if len(shape) != len(sizes):
        raise CorruptError("has an array with an impossible size")
    name = walk.plain(content.u8())
    dtype = _dtype(name.decode("latin-1") if isinstance(name, bytes) else name)
    code = content.u8()
    if code not in _LENGTHS:
        raise CorruptError("has an array without its elements")
    nbytes = int.from_bytes(content.read(_LENGTHS[code]), "big")
    if math.prod(shape) * dtype.itemsize != nbytes or nbytes != content.remaining:
        raise CorruptError(f"has {nbytes:,} bytes for an array of shape {shape} and type {dtype}")
    return TensorEntry(path, dtype, shape, contiguous_strides(shape), content.storage(nbytes))


def _dtype(name: object) -> DType:
    """The type by the name that numpy or ml_dtypes gives it."""
    if isinstance(name, str):
        known = DTYPES.get(name)
        if known is not None and known.elements_per_unit == known.values_per_element == 1 and name != "string":
            return known
        if name.startswith(("str", "bytes", "datetime64", "timedelta64", "void")):
            try:
                dtype = np.dtype(name)
            except TypeError:
                dtype = np.dtype("V0")
            if dtype.itemsize and not dtype.hasobject:
                return dtype_of_numpy(dtype)
    raise UnsupportedError(f"has an array of the type {printable(shortened(str(name), 40))}, which is not decoded")


def _assembled(path: Path, inside: list[Entry]) -> Entry:
    """An array of more than 1 GiB, which flax saves as pieces of its elements: ``shape`` and ``chunks`` are dicts."""
    depth = len(path)
    sizes: list[int] = []
    pieces: list[Piece] = []
    start = 0
    for entry in inside:
        part = entry.path[depth : depth + 1]
        if part == ("shape",) and isinstance(entry, ValueEntry) and type(entry.value) is int and entry.value >= 0:
            sizes.append(entry.value)
        elif part == ("chunks",) and isinstance(entry, TensorEntry):
            pieces.append(Piece((start,), entry))
            start += entry.numel
    shape = tuple(sizes)
    if not pieces or start != math.prod(shape):
        raise CorruptError("has an array in pieces that do not make up its shape")
    try:
        return assembled_entry(path, shape, pieces, flat=True)
    except CheckpointError as error:
        raise CorruptError(f"has an array in pieces that don't fit together: {error.reason}") from error
