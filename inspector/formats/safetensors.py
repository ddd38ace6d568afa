"""safetensors: a JSON header with the name, type, shape and byte range of each tensor, then the bytes.

The checks are those of the reference reader (``SafeTensors::read_metadata`` and ``Metadata::validate`` in
https://github.com/huggingface/safetensors, ``safetensors/src/tensor.rs``): the ranges must cover the data exactly, in
order, without holes or overlap, and each must have the size its type and shape ask for. Beyond those, a name may not
occur twice.

The header of a large model has tens of megabytes. :func:`json.loads` would hold the interpreter, and a window with it,
for a second or more, so it is parsed in pieces, each of them whole entries.
"""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Iterator
from typing import Any, NoReturn

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.checkpoint.entries import TensorEntry, contiguous_strides
from inspector.checkpoint.storage import ByteRange
from inspector.codecs.dtypes import DType
from inspector.codecs.safetensors import SAFETENSORS_TYPES
from inspector.errors import CorruptError, LimitError, TruncatedError, UnsupportedError
from inspector.formats.source import Source
from inspector.jobs import Job
from inspector.text import printable, shortened

__all__ = ["probe", "read"]

_LENGTH = struct.Struct("<Q")
#: The longest header the format allows (``MAX_HEADER_SIZE`` of the reference reader).
_MAX_HEADER_NBYTES = 100_000_000
#: Parsing a piece of this size takes some 10 ms.
_PIECE_LENGTH = 512 << 10
_ENTRY_END = re.compile(r'\}[ \t\n\r]*,(?=[ \t\n\r]*")')
#: numpy holds no array whose axes multiply to more, counting those of size 0 as 1.
_MAX_ELEMENTS = 1 << 63

_BITS = {"F4": 4, "F6_E2M3": 6, "F6_E3M2": 6}


def probe(source: Source) -> str | None:
    """Whether the file begins with a length: the registry has seen the "{" behind it."""
    length = source.head[: _LENGTH.size]
    if length.isascii() and length.decode("ascii").isprintable():
        return "it begins with text instead of the length of its header"
    return None


def read(source: Source, job: Job) -> Checkpoint:
    """Read and check the header; the tensors are listed in the order of their data."""
    file = source.file
    (header_nbytes,) = _LENGTH.unpack_from(source.head)
    start = _LENGTH.size + header_nbytes
    if header_nbytes > _MAX_HEADER_NBYTES:
        raise LimitError(f"claims a header of {header_nbytes:,} bytes; safetensors allows {_MAX_HEADER_NBYTES:,}")
    if start > file.nbytes:
        raise TruncatedError(f"ends inside its header: it has {file.nbytes:,} of at least {start:,} bytes")
    try:
        header = file.read(_LENGTH.size, header_nbytes).decode()
    except UnicodeDecodeError as error:
        raise CorruptError(f"the header is not UTF-8 at byte {_LENGTH.size + error.start:,}") from error
    metadata: dict[str, str] = {}
    names: set[str] = set()
    described: list[_Description] = []
    for pairs in _objects(header, job):
        for name, value in pairs:
            if name in names:
                raise CorruptError(f"the header has {_quoted(name)} twice")
            names.add(name)
            if name == "__metadata__":
                metadata = _metadata(value)
            else:
                described.append(_described(name, value))
    entries = _entries(described, ByteRange(file, start, file.nbytes - start), job)
    return Checkpoint(source.path, "safetensors", (file,), entries, metadata)


_Pairs = tuple[tuple[str, Any], ...]
"""A JSON object as its pairs, in order, so that a name given twice shows; JSON arrays are lists."""

_Description = tuple[int, int, str, str, tuple[int, ...]]
"""A tensor as the header describes it: begin and end of its bytes, name, type, shape."""


def _objects(header: str, job: Job) -> Iterator[_Pairs]:
    """The header object in parts, each an object of consecutive entries.

    A piece may be cut after any "}" that a comma and a quote follow. Closed with a "}", it parses only if it was cut
    between entries: inside a string the string stays open, inside an inner object the outer one does. Where it does not
    parse a piece of twice the length is tried, up to the whole.
    """
    start = 0
    length = _PIECE_LENGTH
    while True:
        job.report(start, len(header), "Reading the header")
        cut = _ENTRY_END.search(header, start + length)
        piece = header[start:] if cut is None else header[start : cut.start()] + "}}"
        try:
            pairs: _Pairs = _DECODER.decode("{" + piece if start else piece)
        except (ValueError, RecursionError) as error:
            if cut is None:
                raise CorruptError(f"the header is not valid JSON ({error})") from error
            length *= 2
            continue
        yield pairs
        if cut is None:
            return
        start, length = cut.end(), _PIECE_LENGTH


def _refuse(number: str) -> NoReturn:
    raise ValueError(f"{shortened(number, 20)} is not a whole number")


_DECODER = json.JSONDecoder(object_pairs_hook=tuple, parse_float=_refuse, parse_constant=_refuse)


def _metadata(value: Any) -> dict[str, str]:
    if value is None:
        return {}
    if type(value) is not tuple or not all(type(text) is str for _, text in value):
        raise CorruptError("__metadata__ is not a map of text to text")
    metadata = {_text(name): _text(text) for name, text in value}
    if len(metadata) != len(value):
        raise CorruptError("__metadata__ has a name twice")
    return metadata


def _described(name: str, value: Any) -> _Description:
    if type(value) is not tuple:
        raise CorruptError(f"the header's entry {_quoted(name)} is not an object")
    fields = dict(value)
    if len(fields) != len(value):
        raise CorruptError(f"the header's entry {_quoted(name)} has a field twice")
    try:
        code, shape, offsets = fields["dtype"], fields["shape"], fields["data_offsets"]
    except KeyError as error:
        raise CorruptError(f"the header's entry {_quoted(name)} has no {error.args[0]}") from error
    for numbers in (shape, offsets):
        if type(numbers) is not list:
            raise CorruptError(f"the shape or the offsets of {_quoted(name)} are not a list")
        for number in numbers:
            if type(number) is not int or number < 0:
                raise CorruptError(f"the shape or the offsets of {_quoted(name)} hold {shortened(repr(number), 40)}")
    if len(offsets) != 2:
        raise CorruptError(f"{_quoted(name)} has {len(offsets)} offsets, not a begin and an end")
    if type(code) is not str:
        raise CorruptError(f"the dtype of {_quoted(name)} is not text")
    return offsets[0], offsets[1], _text(name), code, tuple(shape)


def _entries(described: list[_Description], data: ByteRange, job: Job) -> list[TensorEntry]:
    """The tensors in the order of their data, which must be covered without holes or overlap."""
    described.sort()
    layouts: dict[tuple[str, tuple[int, ...]], _Layout] = {}
    entries: list[TensorEntry] = []
    position = 0
    for begin, end, name, code, shape in described:
        if len(entries) % 10_000 == 0:
            job.report(len(entries), len(described), "Reading the header")
        if begin != position or end < begin:
            raise CorruptError(
                f"the data of {_quoted(name)} is at {begin:,} to {end:,}, where byte {position:,} of the data is next"
            )
        layout = layouts.get((code, shape))
        if layout is None:
            layout = layouts[code, shape] = _layout(name, code, shape)
        dtype, axes, strides, nbytes = layout
        if end - begin != nbytes:
            raise CorruptError(
                f"{_quoted(name)} has {end - begin:,} bytes of data, its shape and dtype ask for {nbytes:,}"
            )
        if end > data.nbytes:
            raise TruncatedError(f"ends inside {_quoted(name)}: the data has {data.nbytes:,} of at least {end:,} bytes")
        entries.append(TensorEntry((name,), dtype, axes, strides, ByteRange(data.source, data.offset + begin, nbytes)))
        position = end
    if position != data.nbytes:
        raise CorruptError(f"{data.nbytes - position:,} bytes at the end of the file belong to no tensor")
    return entries


_Layout = tuple[DType, tuple[int, ...], tuple[int, ...], int]
"""Type, shape, strides and number of bytes."""


def _layout(name: str, code: str, shape: tuple[int, ...]) -> _Layout:
    dtype = SAFETENSORS_TYPES.get(code)
    if dtype is None:
        raise UnsupportedError(f"{_quoted(name)} has the unknown dtype {shortened(printable(code), 20)!r}")
    count = bound = 1
    for size in shape:
        count *= size
        bound *= max(size, 1)
        if bound >= _MAX_ELEMENTS:
            raise CorruptError(f"the shape of {_quoted(name)} is larger than any memory")
    bits = count * _BITS.get(code, 8 * dtype.itemsize)
    if bits % 8:
        raise CorruptError(f"the {count:,} elements of {_quoted(name)} do not fill whole bytes")
    if dtype.lanes == 2:  # torch counts bytes, of two elements each; where a row ends inside one the rows are merged
        shape = (*shape[:-1], shape[-1] // 2) if shape[-1] % 2 == 0 else (count // 2,)
    return dtype, shape, contiguous_strides(shape), bits // 8


def _text(text: str) -> str:
    """``text``, unless it has half of a surrogate pair, which JSON can escape and nothing can write."""
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise CorruptError(f"the header holds text that is not Unicode: {_quoted(text)}") from error
    return text


def _quoted(name: str) -> str:
    return repr(shortened(name, 80))
