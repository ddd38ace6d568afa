"""One array in NumPy's format: what ``.npy`` files and the members of ``.npz`` archives share.

Magic, version, header length, a Python literal with ``descr``, ``fortran_order`` and ``shape``, then the elements; an
array of Python objects is a pickle instead.
Specification: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html and NEP 1.
"""

from __future__ import annotations

import ast
import math
import re
import struct
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from inspector.errors import CorruptError, LimitError, TruncatedError, UnsupportedError
from inspector.findings import Finding, Severity
from inspector.jobs import Job
from inspector.limits import LIMITS, Limits
from inspector.numeric import np
from inspector.sources.storage import ByteRange, Storage
from inspector.tensors.dtypes import DTYPES, DType, dtype_of_numpy
from inspector.tensors.entries import Entry, Path, TensorEntry, contiguous_strides
from inspector.text import shortened

__all__ = ["MAGIC", "Header", "array_contents", "elements_nbytes", "read_header"]

MAGIC = b"\x93NUMPY"
_LENGTHS = {1: struct.Struct("<H"), 2: struct.Struct("<I"), 3: struct.Struct("<I")}
_USUAL_NBYTES = 128  # what numpy pads most headers to
_MAX_AXES = 64  # of numpy
_KEYS = {"descr", "fortran_order", "shape"}
#: What numpy writes, and the names and letters other writers use; numpy's own parser would take expressions too.
_TYPE_TEXT = re.compile(
    r"[<>=|]?(\?|[bBhHiIlLqQpPefdgFDGOUSVMm]|[biufcOUSVMm]\d{1,10}|(bool|u?int|float|complex)\d{0,3})(\[\w{1,20}(/\d+)?\])?"
)
#: What numpy writes for ml_dtypes.float8_e5m2, and refuses to read. Of its types none other is a float of one byte to numpy.
_FLOAT8_DESCR, _FLOAT8 = "<f1", DTYPES["float8_e5m2"]
_LONG = re.compile(r"(?<=\d)L(?=\s*[,)])")  # Python 2 wrote (3L, 4L)


@dataclass(frozen=True, slots=True)
class Header:
    """What the header says; the elements begin at ``offset``. ``element`` is None for Python objects."""

    shape: tuple[int, ...]
    fortran_order: bool
    dtype: np.dtype[Any]
    offset: int
    version: str
    element: DType | None


def read_header(storage: Storage, limits: Limits = LIMITS) -> Header:
    """The header of the array that ``storage`` begins with. Raises CheckpointError for anything but a sound one."""
    head = storage.read(0, min(_USUAL_NBYTES, storage.nbytes))
    if not head.startswith(MAGIC) or len(head) < 8:
        raise (
            TruncatedError("ends inside the header") if MAGIC.startswith(head[:6]) else CorruptError("is not an array")
        )
    major, minor = head[6], head[7]
    length = _LENGTHS.get(major)
    if length is None or minor != 0:
        raise UnsupportedError(f"has the unknown npy version {major}.{minor}")
    start = 8 + length.size
    if len(head) < start:
        raise TruncatedError("ends inside the header")
    (nbytes,) = length.unpack_from(head, 8)
    if start + nbytes > storage.nbytes:
        raise TruncatedError(f"ends inside the header: it has {storage.nbytes:,} of at least {start + nbytes:,} bytes")
    if nbytes > limits.array_header_nbytes:
        raise LimitError(f"has a header of {nbytes:,} bytes")
    text = head[start : start + nbytes]
    if len(text) < nbytes:
        text = storage.read(start, nbytes)
    shape, fortran_order, dtype, element = _parsed(text, "utf-8" if major == 3 else "latin-1")
    return Header(shape, fortran_order, dtype, start + nbytes, f"{major}.{minor}", element)


def array_contents(
    storage: Storage, header: Header, job: Job, path: Path, where: str = ""
) -> tuple[list[Entry], list[Finding]]:
    """The array in ``storage`` as an entry at ``path``, or the entries below it for an array of Python objects.

    Nothing but a pickle is read here. ``where`` is the member the findings name.
    """
    shape = header.shape
    if header.element is None:
        from inspector.formats.recognisers import all_recognisers  # few arrays need it
        from inspector.pickles.reading import entries_of_pickle
        from inspector.pickles.recogniser import PickleContext

        contents = entries_of_pickle(storage, all_recognisers(), PickleContext(job, where), header.offset, path=path)
        return contents.entries, contents.findings
    nbytes = elements_nbytes(storage, header)
    strides = contiguous_strides(shape[::-1])[::-1] if header.fortran_order else contiguous_strides(shape)
    entry = TensorEntry(path, header.element, shape, strides, ByteRange(storage, header.offset, nbytes))
    more = storage.nbytes - header.offset - nbytes
    message = f"The array is followed by {more:,} more bytes."
    return [entry], [Finding(Severity.INFO, "trailing-data", message, where)] if more else []


def elements_nbytes(storage: Storage, header: Header) -> int:
    """How many bytes the elements of an array take, which is none of Python objects.

    Raises TruncatedError if ``storage`` has fewer, CorruptError or UnsupportedError for what no array can be.
    """
    shape, dtype = header.shape, header.dtype
    if math.prod(max(size, 1) for size in shape) * max(dtype.itemsize, 1) >= 1 << 63:
        raise CorruptError(f"has a shape larger than any memory: {shortened(str(shape), 80)}")
    nbytes = math.prod(shape) * dtype.itemsize
    there = storage.nbytes - header.offset
    if nbytes > there:
        raise TruncatedError(f"ends inside the elements: it has {there:,} of {nbytes:,} bytes")
    if dtype.itemsize == 0 and math.prod(shape) > 0:
        raise UnsupportedError(f"has elements of no size ({dtype})")
    return nbytes


@lru_cache(maxsize=1024)  # the members of an archive share few shapes, and parsing takes 30 us
def _parsed(header: bytes, encoding: str) -> tuple[tuple[int, ...], bool, np.dtype[Any], DType | None]:
    try:
        literal = _literal(header.decode(encoding))
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError) as error:
        raise CorruptError("has a header that is not a Python literal") from error
    if not isinstance(literal, dict) or set(literal) != _KEYS:
        raise CorruptError("has a header without descr, fortran_order and shape, or with more")
    shape, fortran_order = literal["shape"], literal["fortran_order"]
    if type(shape) is not tuple or not all(type(size) is int and size >= 0 for size in shape):
        raise CorruptError(f"has an impossible shape: {shortened(repr(shape), 80)}")
    if len(shape) > _MAX_AXES:
        raise UnsupportedError(f"has {len(shape)} axes; numpy allows {_MAX_AXES}")
    if type(fortran_order) is not bool:
        raise CorruptError("has a fortran_order that is neither True nor False")
    return shape, fortran_order, *_types(literal["descr"])


def _literal(text: str) -> Any:
    """The value of a Python literal; nothing but literals is evaluated."""
    try:
        return ast.literal_eval(text)
    except SyntaxError:
        return ast.literal_eval(_LONG.sub("", text))


def _types(descr: Any) -> tuple[np.dtype[Any], DType | None]:
    """The dtype that elements are stored in, and the type they are of."""
    if descr == _FLOAT8_DESCR:
        return _FLOAT8.stored_dtype, _FLOAT8
    dtype = _dtype(descr)
    return dtype, None if dtype.hasobject else dtype_of_numpy(dtype)


def _dtype(descr: Any) -> np.dtype[Any]:
    try:
        _check_types(descr)
        dtype = np.lib.format.descr_to_dtype(descr)
    except (ValueError, TypeError, KeyError, IndexError, OverflowError, RecursionError) as error:
        raise CorruptError(f"has an impossible dtype: {shortened(repr(descr), 80)}") from error
    if dtype.subdtype is not None:
        raise UnsupportedError(f"has arrays as elements ({dtype})")
    return dtype


def _check_types(descr: Any) -> None:
    """Raise ValueError unless each type in a ``descr`` is written as one, so that numpy's parser sees nothing else."""
    if isinstance(descr, str):
        if not _TYPE_TEXT.fullmatch(descr):
            raise ValueError(descr)
    elif isinstance(descr, tuple):
        _check_types(descr[0])
    else:
        for field in descr:
            _check_types(field[1])
