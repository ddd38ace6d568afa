"""A ``.mat`` file of level 4: variables by name, one after another, column after column. It begins with no sign of its own.

A variable has five numbers of 32 bits (what it is, rows, columns, whether it is complex, the length of its name), its name
and its elements; complex ones have the imaginary parts behind the real ones. A sparse matrix is a table of row, column and
value, whose last row has the size of the matrix.

Source: "MAT-File Format", version 4, https://www.mathworks.com/help/pdf_doc/matlab/matfile_format.pdf.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, CorruptError, LimitError
from inspector.findings import Finding, unreadable_tensor
from inspector.jobs import Job
from inspector.limits import Limits
from inspector.sources.cursor import Cursor
from inspector.sources.source import Source
from inspector.sources.storage import ByteRange, MemoryStorage, Storage
from inspector.tensors.dtypes import DType, dtype_named
from inspector.tensors.entries import Entry, TensorEntry, ValueEntry, contiguous_strides
from inspector.tensors.reading import read_values
from inspector.tensors.sparse import SparseStorage

__all__ = ["probe", "read"]

_HEADER_NBYTES = 20
_MAX_NAME = 256
_DTYPES = ("float64", "float32", "int32", "int16", "uint16", "uint8")
_NUMBERS, _TEXT, _SPARSE = range(3)
_MAX_TEXT = 4096


class _Variable(NamedTuple):
    """A variable: its elements begin at ``start``, the next variable at ``end``."""

    name: str
    kind: int
    dtype: DType
    shape: tuple[int, int]
    is_complex: bool
    start: int
    end: int


def probe(source: Source) -> str | None:
    """Whether the file begins with a variable that lies in it, and so does the next one if there is one."""
    variables = _variables(source.file)
    try:
        first = next(variables)
        if first.end < source.file.nbytes:
            next(variables)
    except (CheckpointError, StopIteration):
        return "it does not begin with a variable"
    return None


def read(source: Source, job: Job) -> Checkpoint:
    """The variables. What follows one that contradicts the file is a finding."""
    entries: list[Entry] = []
    findings: list[Finding] = []
    try:
        for number, variable in enumerate(job.each(_variables(source.file))):
            if number >= job.limits.array_sequence:
                raise CorruptError("has more cells and structures within each other than are gone through")
            try:
                entries += _entries(source.file, variable, job.limits)
            except CheckpointError as error:
                findings.append(unreadable_tensor(variable.name, error.reason))
    except CorruptError as error:
        findings.append(unreadable_tensor("the rest of the file", error.reason))
    return Checkpoint(source.location, "matlab-4", source.files, entries, {}, findings)


def _variables(file: Storage) -> Iterator[_Variable]:
    """The variables in their order. Raises CorruptError where none begins or it ends behind the end of the file."""
    position = 0
    while position < file.nbytes:
        variable = _variable(file, position)
        if variable is None:
            raise CorruptError(f"has no variable at byte {position:,}")
        yield variable
        position = variable.end


def _variable(file: Storage, position: int) -> _Variable | None:
    """The variable that begins at a position; None if that can't be one, or is of a machine that nobody has."""
    if position + _HEADER_NBYTES > file.nbytes:
        return None
    data = file.read(position, min(_HEADER_NBYTES + _MAX_NAME, file.nbytes - position))
    for is_big_endian in (False, True):
        what, rows, columns, is_complex, length = Cursor(data, big_endian=is_big_endian).numbers("I", 5)
        machine, kind_of_numbers, kind = what // 1000, what // 10 % 10, what % 10
        if machine == is_big_endian and what // 100 % 10 == 0 and kind_of_numbers < len(_DTYPES) and kind <= _SPARSE:
            break
    else:
        return None
    name, end_of_name, _ = data[_HEADER_NBYTES : _HEADER_NBYTES + length].partition(b"\0")
    if is_complex > 1 or not 1 < length <= _MAX_NAME or not name or not end_of_name or not name.isascii():
        return None
    dtype = dtype_named(_DTYPES[kind_of_numbers])
    if is_big_endian and dtype.itemsize > 1:
        dtype = dtype.big_endian()
    start = position + _HEADER_NBYTES + length
    end = start + rows * columns * dtype.itemsize * (1 + is_complex)
    if end > file.nbytes:
        return None
    return _Variable(name.decode("ascii"), kind, dtype, (rows, columns), bool(is_complex), start, end)


def _entries(file: Storage, variable: _Variable, limits: Limits) -> list[Entry]:
    """What a variable is; complex numbers are two tensors."""
    nbytes = (variable.end - variable.start) // (1 + variable.is_complex)
    real = _tensor(file, variable, variable.start, nbytes)
    if variable.kind == _TEXT:
        return [ValueEntry((variable.name,), _text(real))]
    if variable.kind == _SPARSE:
        return [_sparse(real, variable.start, limits)]
    if not variable.is_complex:
        return [real]
    imaginary = _tensor(file, variable, variable.start + nbytes, nbytes)
    return [real.at((variable.name, "real")), imaginary.at((variable.name, "imag"))]


def _tensor(file: Storage, variable: _Variable, start: int, nbytes: int) -> TensorEntry:
    storage: Storage = ByteRange(file, start, nbytes) if nbytes else MemoryStorage(b"")
    strides = contiguous_strides(variable.shape[::-1])[::-1]
    return TensorEntry((variable.name,), variable.dtype, variable.shape, strides, storage)


def _text(codes: TensorEntry) -> str | list[str]:
    """Text, whose characters are numbers; of several rows a list. Of a long one the beginning."""
    columns = min(codes.shape[1], _MAX_TEXT)
    part = codes.region((slice(0, max(1, _MAX_TEXT // max(1, columns))), slice(0, columns)))
    with np.errstate(invalid="ignore"):
        units = (read_values(part) if part.numel else np.empty((0, 0))).astype("<u2")
    texts = [row.tobytes().decode("utf-16-le", "replace").rstrip() for row in units]
    return texts if len(texts) > 1 else "".join(texts)


def _sparse(table: TensorEntry, start: int, limits: Limits) -> TensorEntry:
    """A sparse matrix by its table. Raises CorruptError for one of complex numbers or with an impossible size.

    Its indices, which are floats, are made integers: LimitError for one of too many.
    """
    if table.shape[0] < 1 or table.shape[1] != 3:
        raise CorruptError("is a sparse array of complex numbers or of more axes than two, which is not read")
    count = table.shape[0] - 1
    if count > limits.sparse_indices:
        raise LimitError(f"is a sparse array of {count:,} numbers")
    places = read_values(table.region((slice(None), slice(0, 2))))
    with np.errstate(invalid="ignore"):
        whole = places.astype("<i8")
    if (whole != places).any() or (whole < 0).any() or int(whole[-1, 0]) * int(whole[-1, 1]) >> 60:
        raise CorruptError(f"has an array of an impossible shape at byte {start:,}")
    shape = int(whole[-1, 0]), int(whole[-1, 1])
    integer = dtype_named("int64")
    indices = MemoryStorage(np.ascontiguousarray(whole[:-1].T - 1).tobytes())
    components = {
        "indices": TensorEntry((), integer, (2, count), (count, 1), indices),
        "values": table.region((slice(0, count), 2)).at(()),
    }
    storage = SparseStorage("sparse_coo", shape, components)
    strides = contiguous_strides(shape)
    return TensorEntry(table.path, table.dtype, shape, strides, storage, layout="sparse_coo", components=components)
