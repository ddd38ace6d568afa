"""safetensors: a JSON header with the name, type, shape and byte range of each tensor, then the bytes.

The checks are those of the reference reader (``SafeTensors::read_metadata`` and ``Metadata::validate`` in
https://github.com/huggingface/safetensors, ``safetensors/src/tensor.rs``): the ranges must cover the data exactly, in
order, without holes or overlap, and each must have the size its type and shape ask for. Beyond those, a name may not
occur twice. Where the reference refuses the file, what is sound in it is shown here, and what is not is said.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, CorruptError, LimitError, TruncatedError, UnsupportedError
from inspector.formats.safetensors.header import MAX_HEADER_NBYTES, Header, quoted, read_header
from inspector.formats.safetensors.types import SAFETENSORS_TYPES
from inspector.jobs import Job
from inspector.sources.source import Source
from inspector.sources.storage import ByteRange
from inspector.tensors.columns import Columns, TensorColumns
from inspector.tensors.dtypes import DType
from inspector.tensors.entries import UNREADABLE, Entry, ObjectEntry, TensorEntry, contiguous_strides
from inspector.text import plural, printable, shortened

__all__ = ["probe", "read"]

_LENGTH = struct.Struct("<Q")
#: numpy holds no array whose axes multiply to more, counting those of size 0 as 1.
_MAX_ELEMENTS = 1 << 63
#: How many tensors are gone through at a time: about two milliseconds.
_RUN = 4096
_MAX_LAYOUTS = 1024

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
    if header_nbytes > MAX_HEADER_NBYTES:
        raise LimitError(f"claims a header of {header_nbytes:,} bytes; safetensors allows {MAX_HEADER_NBYTES:,}")
    if start > file.nbytes:
        raise TruncatedError(f"ends inside its header: it has {file.nbytes:,} of at least {start:,} bytes")
    is_in_head = start <= len(source.head)  # as that of most files is
    text = source.head[_LENGTH.size : start] if is_in_head else file.read(_LENGTH.size, header_nbytes)
    header = read_header(text, job)
    data = ByteRange(file, start, file.nbytes - start)
    entries: Sequence[Entry] | None = None if header.broken else _gapless(header, data, job)
    if entries is None:
        entries = _entries(header, data, job)
    if header.broken and not any(isinstance(entry, TensorEntry) for entry in entries):
        raise next(iter(header.broken.values()))
    return Checkpoint(source.location, "safetensors", source.files, entries, header.metadata, header.findings)


def _gapless(header: Header, data: ByteRange, job: Job) -> Sequence[Entry] | None:
    """The tensors of a header that lists them in the order of their data; None where anything is not as it should be.

    This is how nearly all files are. They are gone through in runs, by functions that go through a run in one call.
    """
    names, tensors = list(header.tensors), list(header.tensors.values())
    layouts = _Layouts()
    runs: list[Columns] = []
    source, offset, position = data.source, data.offset, 0
    for start in range(0, len(names), _RUN):
        job.report(start, len(names), "Reading the header")
        run = tensors[start : start + _RUN]
        kinds = [(tensor.dtype, tensor.shape) for tensor in run]
        try:
            dtypes, shapes, strides, sizes = zip(*map(layouts.__getitem__, kinds), strict=True)
        except CheckpointError:
            return None
        bounds = list(accumulate(sizes, initial=position))
        if [tensor.data_offsets for tensor in run] != list(pairwise(bounds)):
            return None
        offsets = list(accumulate(sizes[:-1], initial=offset + position))
        types = [layout[0] for layout in layouts.values()]
        runs.append(Columns(names[start : start + _RUN], dtypes, shapes, strides, source, offsets, sizes, types))
        position = bounds[-1]
    return TensorColumns(runs) if position == data.nbytes else None


def _entries(header: Header, data: ByteRange, job: Job) -> list[Entry]:
    """The tensors in the order of their data, which should be covered without holes or overlap.

    A tensor whose bytes are not there is listed as what it is said to be, and why it can't be read.
    """
    layouts = _Layouts()
    entries: list[Entry] = []
    source, start, position = data.source, data.offset, 0
    in_order = sorted(header.tensors.items(), key=lambda item: item[1].data_offsets)
    for name, tensor in job.each(in_order, len(in_order), "Reading the header"):
        begin, end = tensor.data_offsets
        try:
            layout = layouts.get((tensor.dtype, tensor.shape))
            if layout is None:
                layout = layouts[tensor.dtype, tensor.shape] = _layout(name, tensor.dtype, tensor.shape)
            dtype, shape, strides, nbytes = layout
            reached = min(begin, data.nbytes)  # behind the end there are no bytes to belong to anything
            if reached != position:
                _note_gap(header, name, reached, position)
            if end - begin != nbytes or end > data.nbytes:
                _check_range(name, begin, end, nbytes, data.nbytes)
        except CheckpointError as error:
            header.broken[name] = error
            position = max(position, min(end, data.nbytes))
            continue
        entries.append(TensorEntry(name, dtype, shape, strides, ByteRange(source, start + begin, nbytes)))
        if end > position:
            position = end
    if position < data.nbytes:
        message = f"{data.nbytes - position:,} bytes at the end of the file belong to no tensor"
        header.warn("trailing-data", message)
    cut = [name for name, defect in header.broken.items() if isinstance(defect, TruncatedError)]
    for name, defect in header.broken.items():
        if not isinstance(defect, TruncatedError):
            entries.append(ObjectEntry(name, UNREADABLE, {"error": defect.reason}))
            header.warn("unreadable-tensor", defect.reason, name)
            continue
        reason = f"the file {defect.reason}"  # which goes on from the file's name
        said = header.tensors[name]
        entries.append(ObjectEntry(name, UNREADABLE, {"error": reason, "dtype": said.dtype, "shape": said.shape}))
        if name == cut[0]:
            header.warn("unreadable-tensor", reason + _cut_off(header, cut[1:], data.nbytes), name)
    return entries


def _cut_off(header: Header, names: Sequence[str], available: int) -> str:
    """What further tensors a file lacks that ends too early."""
    if not names:
        return ""
    missing = max(header.tensors[name].data_offsets[1] for name in names) - available
    return f"; beyond its end lie {plural(len(names), 'more tensor')}, {missing:,} bytes are missing"


def _note_gap(header: Header, name: str, begin: int, position: int) -> None:
    if begin > position:
        message = f"{begin - position:,} bytes before {quoted(name)} belong to no tensor"
        header.warn("gap", message, name)
    else:
        message = f"the data of {quoted(name)} begins {position - begin:,} bytes before that of the last one ends"
        header.warn("overlap", message, name)


def _check_range(name: str, begin: int, end: int, nbytes: int, available: int) -> None:
    """Raise CheckpointError for a range that is not what the tensor asks for, or not there."""
    if end - begin != nbytes:
        raise CorruptError(f"{quoted(name)} has {end - begin:,} bytes of data, its shape and dtype ask for {nbytes:,}")
    if end > available:
        raise TruncatedError(f"ends inside {quoted(name)}: the data has {available:,} of at least {end:,} bytes")


_Layout = tuple[DType, tuple[int, ...], tuple[int, ...], int]
"""Type, shape, strides and number of bytes."""


class _Layouts(dict[tuple[str, tuple[int, ...]], _Layout]):
    """The layout of each element type and shape; one that is asked for and impossible raises CheckpointError."""

    def __missing__(self, kind: tuple[str, tuple[int, ...]]) -> _Layout:
        layout = self[kind] = _layout_of(*kind)
        return layout


@lru_cache(_MAX_LAYOUTS)
def _layout_of(code: str, shape: tuple[int, ...]) -> _Layout:
    """That of a tensor without a name: the shards of a model have hundreds of times the same few."""
    return _layout("", code, shape)


def _layout(name: str, code: str, shape: tuple[int, ...]) -> _Layout:
    dtype = SAFETENSORS_TYPES.get(code)
    if dtype is None:
        raise UnsupportedError(f"{quoted(name)} has the unknown dtype {shortened(printable(code), 20)!r}")
    count = bound = 1
    for size in shape:
        count *= size
        bound *= max(size, 1)
        if bound >= _MAX_ELEMENTS:
            raise CorruptError(f"the shape of {quoted(name)} is larger than any memory")
    bits = count * _BITS.get(code, 8 * dtype.itemsize)
    if bits % 8:
        raise CorruptError(f"the {count:,} elements of {quoted(name)} do not fill whole bytes")
    # torch counts bytes, of two elements each; where a row ends inside one the rows are merged
    if dtype.values_per_element == 2:
        shape = (*shape[:-1], shape[-1] // 2) if shape[-1] % 2 == 0 else (count // 2,)
    return dtype, shape, contiguous_strides(shape), bits // 8
