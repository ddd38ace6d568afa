"""The header of a GGUF file: names with typed values, then what tensors there are and where.

Its numbers are little- or big-endian, which shows in the version. Version 1 has counts and lengths of 4 bytes, later ones of
8. Specification: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Any

from inspector.errors import CorruptError, UnsupportedError
from inspector.findings import Finding, Severity
from inspector.jobs import Job
from inspector.sources.cursor import Cursor
from inspector.sources.storage import Storage
from inspector.text import printable, shortened

__all__ = ["MAGIC", "Described", "Header", "quoted", "read_header"]

MAGIC = b"GGUF"
_VERSIONS = (1, 2, 3)
#: ggml has tensors of up to four axes.
_MAX_AXES = 4
#: Longer arrays and texts, such as the 256,000 tokens of a vocabulary, are given by their length and their beginning.
_MAX_ITEMS = 256
_MAX_TEXT_NBYTES = 1 << 20
_FIRST_ITEMS = 16
_MAX_NESTING = 8

#: Code of a type of value -> its name, and its code in :mod:`struct`; text and arrays have none.
_VALUE_TYPES: dict[int, tuple[str, str]] = {
    0: ("uint8", "B"), 1: ("int8", "b"), 2: ("uint16", "H"), 3: ("int16", "h"), 4: ("uint32", "I"), 5: ("int32", "i"),
    6: ("float32", "f"), 7: ("bool", "B"), 8: ("string", ""), 9: ("array", ""), 10: ("uint64", "Q"), 11: ("int64", "q"),
    12: ("float64", "d"),
}  # fmt: skip
_BOOL, _TEXT, _ARRAY = 7, 8, 9


@dataclass(frozen=True, slots=True)
class Described:
    """A tensor as the header describes it; ``dims`` has the fastest axis first, ``offset`` counts from the data's begin."""

    name: str
    dims: tuple[int, ...]
    type_code: int
    offset: int


@dataclass(frozen=True, slots=True)
class Header:
    """All there is in a header, in its order.

    ``places`` has for each name of the metadata begin and end of it and its value in the file; ``data_start`` is where the
    tensors' bytes begin.
    """

    version: int
    big_endian: bool
    metadata: dict[str, Any]
    places: dict[str, tuple[int, int]]
    tensors: list[Described]
    data_start: int
    findings: list[Finding]


def quoted(name: str) -> str:
    """A name from a header, for a message."""
    return repr(shortened(printable(name), 80))


def read_header(file: Storage, job: Job) -> Header:
    """Read and check the header. Raises CheckpointError for one that is not as the format wants it."""
    cursor = Cursor(file, what="the header")
    cursor.expect(MAGIC)
    version = cursor.u32()
    if version & 0xFFFF == 0:
        cursor.big_endian = True
        version = int.from_bytes(version.to_bytes(4, "little"), "big")
    if version not in _VERSIONS:
        raise UnsupportedError(f"is GGUF of version {version:,}; this program reads versions 1 to {_VERSIONS[-1]}")
    return _Reader(cursor, version, job).header()


class _Reader:
    """Reads a header; the cursor stands behind the version."""

    def __init__(self, cursor: Cursor, version: int, job: Job) -> None:
        self._cursor = cursor
        self._version = version
        self._job = job
        self._length_nbytes = 4 if version == 1 else 8
        self._places: dict[str, tuple[int, int]] = {}
        self._findings: list[Finding] = []

    def header(self) -> Header:
        cursor = self._cursor
        tensors, values = self._length(), self._length()
        metadata = self._metadata(cursor.count(values, self._length_nbytes + 5, "names with values"))
        described = self._tensors(cursor.count(tensors, 2 * self._length_nbytes + 8, "tensors"))
        alignment = self._alignment(metadata)
        start = -(-cursor.position // alignment) * alignment
        return Header(self._version, cursor.big_endian, metadata, self._places, described, start, self._findings)

    def _metadata(self, count: int) -> dict[str, Any]:
        metadata: dict[str, Any] = {}
        for _ in range(count):
            self._job.check()
            start = self._cursor.position
            name = self._text()
            value = self._value(self._cursor.u32(), name)
            if name in metadata:
                self._warn("gguf-duplicate-name", f"the metadata has {quoted(name)} twice; the first is shown", name)
            else:
                metadata[name] = value
                self._places[name] = (start, self._cursor.position)
        return metadata

    def _tensors(self, count: int) -> list[Described]:
        cursor = self._cursor
        described = []
        for _ in self._job.each(range(count), count, "Reading the header"):
            name = self._text()
            axes = cursor.u32()
            if axes > _MAX_AXES:
                raise CorruptError(f"the tensor {quoted(name)} has {axes:,} axes; GGUF allows {_MAX_AXES}")
            dims = cursor.numbers("I" if self._version == 1 else "Q", axes)
            described.append(Described(name, dims, cursor.u32(), cursor.u64()))
        return described

    def _alignment(self, metadata: dict[str, Any]) -> int:
        alignment = metadata.get("general.alignment", 32)
        if type(alignment) is not int or alignment <= 0:
            raise CorruptError("general.alignment, which says where tensors begin, is not a positive number")
        if alignment & alignment - 1:
            self._warn("gguf-alignment", f"general.alignment is {alignment:,}, which is no power of two")
        return alignment

    def _value(self, type_code: int, name: str, depth: int = 0) -> Any:
        if type_code == _TEXT:
            return self._long_text(name)
        if type_code == _ARRAY:
            return self._array(name, depth)
        (value,) = self._cursor.numbers(_value_type(type_code, name)[1], 1)
        return bool(value) if type_code == _BOOL else value

    def _array(self, name: str, depth: int) -> Any:
        """A list, or of a long one ``{"array": element type, "length": ..., "first": [...]}``."""
        if depth == _MAX_NESTING:
            raise CorruptError(f"the metadata {quoted(name)} has arrays more than {_MAX_NESTING} deep in each other")
        type_code, length = self._cursor.u32(), self._length()
        of, code = _value_type(type_code, name)
        shown = length if length <= _MAX_ITEMS else _FIRST_ITEMS
        if code:
            nbytes = struct.calcsize(code)
            self._cursor.count(length, nbytes, of)
            first = list(self._cursor.numbers(code, shown))
            first = list(map(bool, first)) if type_code == _BOOL else first
            self._cursor.skip((length - shown) * nbytes)
        else:
            self._cursor.count(length, self._length_nbytes, f"{of}s")
            first = [self._value(type_code, name, depth + 1) for _ in range(shown)]
            if type_code == _TEXT:
                left = length - shown
                while left:  # a vocabulary has 256,000
                    left -= self._cursor.skip_texts(left, self._length_nbytes)
                    self._job.check()
            else:
                for _ in range(length - shown):
                    self._array(name, depth + 1)
        return first if shown == length else {"array": of, "length": length, "first": first}

    def _text(self) -> str:
        return self._cursor.text(self._length())

    def _long_text(self, name: str) -> Any:
        """Text; what is not UTF-8 in it, as in the tokens of some vocabularies, is replaced."""
        length = self._length()
        text = self._cursor.read(min(length, _MAX_TEXT_NBYTES)).decode("utf-8", "replace")
        if length <= _MAX_TEXT_NBYTES:
            return text
        self._cursor.skip(length - _MAX_TEXT_NBYTES)
        self._warn(
            "gguf-long-text", f"the metadata {quoted(name)} is text of {length:,} bytes; its beginning is shown", name
        )
        return text

    def _length(self) -> int:
        return self._cursor.uint(self._length_nbytes)

    def _warn(self, code: str, message: str, where: str = "") -> None:
        self._findings.append(Finding(Severity.WARNING, code, message, where))


def _value_type(code: int, name: str) -> tuple[str, str]:
    if code not in _VALUE_TYPES:
        raise CorruptError(f"the metadata {quoted(name)} has the unknown type {code:,}")
    return _VALUE_TYPES[code]
