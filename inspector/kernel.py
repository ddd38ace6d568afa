"""Loops in C, most of them in ``kernel.c``, that do in one pass over memory what takes numpy several.

``analysis/heatmap_cells.c`` makes the cells of heat maps, ``analysis/counting.c`` counts numbers and digits,
``tensors/ggml_decoding.c`` decodes blocks, ``sources/protobuf_scanning.c`` scans the fields of messages, and
``sources/crc32c_slicing.c`` computes a checksum.

Each function returns None, False or 0 if there is no compiled library or it can't handle an array: callers then do the
same with numpy, to the last bit. The library is not an extension module, so one serves every Python, and it releases the
interpreter lock. It is loaded when a number is first needed, and only ever given buffers whose sizes are checked here.
"""

from __future__ import annotations

import ctypes
import os
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from inspector.buffers import Scratch

__all__ = [
    "ROW",
    "Differing",
    "LaneSums",
    "Positions",
    "Surveyed",
    "binned",
    "count_bytes_or_words",
    "count_digits",
    "crc32c_state",
    "decode_blocks",
    "difference",
    "extremes",
    "is_there",
    "lane_sums",
    "measured",
    "products",
    "scan_fields",
    "select_keys",
    "survey",
]

Array = npt.NDArray[Any]
Counts = npt.NDArray[np.int64]
Codes = npt.NDArray[np.int32]
Doubles = npt.NDArray[np.float64]

#: How many lanes sums are taken in: value ``i`` is added to lane ``i % ROW``.
ROW = 512
#: What a library must say to be the one that belongs here.
_INTERFACE = 8
#: No suffix by which Python would take it for a module.
_LIBRARY = Path(__file__).with_name("kernel.so.0")
#: "off", and all is done by numpy; else the path of the library to take, such as one that was compiled with sanitizers.
_SWITCH = "CHECKPOINT_INSPECTOR_KERNEL"
#: What the types are called in ``kernel.c``.
_TYPES = {np.dtype(name): code for code, name in enumerate(("f4", "f8", "i4", "u4", "i8", "u8"))}
#: The functions that survey arrays of these: numpy puts their names together each time.
_SURVEYS = {dtype: f"kernel_survey_{dtype.name}" for dtype in _TYPES}
#: Types of blocks that are decoded by ``ggml_decoding.c``.
_BLOCKS = (
    "q1_0", "q4_0", "q4_1", "q5_0", "q5_1", "q8_0", "q8_1", "q8_k", "q2_k", "q3_k", "q4_k", "q5_k", "q6_k", "iq1_s", "iq1_m",
    "iq2_xxs", "iq2_xs", "iq2_s", "iq3_xxs", "iq3_s", "iq4_nl", "iq4_xs", "tq1_0", "tq2_0", "mxfp4", "nvfp4", "q4_0_ggjt1",
    "q4_1_ggjt1", "q4_2_ggjt1", "q4_3_ggjt1", "q5_0_ggjt1", "q5_1_ggjt1", "q4_0_ggjt2", "q4_1_ggjt2", "q8_0_ggjt2",
)  # fmt: skip
_WORDS = 1 << 16
#: Up to so many bins, two numbers are counted at once: PAIRED.
_PAIRED_BINS = 256
#: Counters have 32 bits.
_MOST = (1 << 31) - 1


class Surveyed(NamedTuple):
    """Counts of kinds of numbers; the range of the finite ones, of whole numbers as such."""

    nan: int
    posinf: int
    neginf: int
    zeros: int
    low: Any
    high: Any


class _Bins(ctypes.Structure):
    """``struct bins``."""

    _fields_ = (
        ("start", ctypes.c_double),
        ("scale", ctypes.c_double),
        ("margin", ctypes.c_double),
        ("first", ctypes.c_double),
        ("last", ctypes.c_double),
        ("edges", ctypes.c_void_p),
        ("count", ctypes.c_int64),
        ("single", ctypes.c_int32),
        ("all_inside", ctypes.c_int32),
    )


def is_there() -> bool:
    """Whether the library was compiled, and is not switched off."""
    return _library() is not None


@cache
def _library() -> ctypes.CDLL | None:
    chosen = os.environ.get(_SWITCH) or str(_LIBRARY)
    if chosen == "off":
        return None
    try:
        library = ctypes.CDLL(chosen)
        if library.kernel_interface() != _INTERFACE:
            return None
    except (OSError, AttributeError):
        return None
    array, size, word = ctypes.c_void_p, ctypes.c_size_t, ctypes.c_uint64
    for dtype in _TYPES:
        _declare(library, f"survey_{dtype.name}", None, array, size, array, array)
    _declare(library, "moments", ctypes.c_int64, array, ctypes.c_int, size, ctypes.c_int, ctypes.c_double, array, array)
    _declare(
        library, "measure", None,
        array, ctypes.c_int, size, size, ctypes.c_int, ctypes.c_double, array, array, array, array, size, array,
    )  # fmt: skip
    _declare(library, "count_bytes", None, array, size, array)
    _declare(library, "count_words", None, array, size, array)
    _declare(library, "count_digits", None, array, ctypes.c_int, size, word, ctypes.c_uint, size, array)
    _declare(library, "select_keys", size, array, ctypes.c_int, size, word, ctypes.c_uint, array, array)
    _declare(library, "extremes", None, array, ctypes.c_int, array, size, array, size, array, array, array)
    for name in ("float32", "float64"):
        _declare(
            library, f"difference_{name}", ctypes.c_double,
            array, array, size, ctypes.c_double, ctypes.c_double, array, array,
        )  # fmt: skip
        _declare(library, f"products_{name}", None, array, array, size, array)
    for name in _BLOCKS:
        _declare(library, f"decode_{name}", ctypes.c_int, array, size, array, size, array, size)
    _declare(library, "crc32c", ctypes.c_uint32, array, size, array, ctypes.c_uint32)
    number = ctypes.c_int64
    _declare(
        library,
        "scan_fields",
        number,
        array,
        number,
        number,
        array,
        number,
        number,
        array,
        array,
        number,
        array,
        number,
    )
    return library


def _declare(library: ctypes.CDLL, name: str, result: Any, *arguments: Any) -> None:
    function = getattr(library, f"kernel_{name}")
    function.restype, function.argtypes = result, arguments


def _library_for(values: Array) -> ctypes.CDLL | None:
    """The library, if it can go through such an array: numbers it knows, side by side, at least one."""
    flags = values.flags
    if not (values.dtype in _TYPES and values.ndim == 1 and flags.c_contiguous and flags.aligned):
        return None
    return _library() if 0 < len(values) <= _MOST else None


def _require(condition: bool) -> None:
    """Of a caller, before memory is handed over: no assertion, which can be switched off."""
    if not condition:
        raise ValueError("the kernel was given what it must not be")


def survey(values: Array) -> Surveyed | None:
    """What kinds of numbers ``values`` are. ``low`` and ``high`` are infinities, crossed, if none is finite."""
    library = _library_for(values)
    if library is None:
        return None
    kinds = np.zeros(4, np.int64)
    span = np.empty(2, values.dtype)
    function = getattr(library, _SURVEYS[values.dtype])
    function(values.ctypes.data, len(values), kinds.ctypes.data, span.ctypes.data)
    return Surveyed(*kinds.tolist(), *span.tolist())


def lane_sums(values: Array, center: float, *, all_finite: bool = False) -> LaneSums | None:
    """The sums of what the finite values differ from ``center``.

    ``all_finite``, of values of which that is known, saves asking.
    """
    library = _library_for(values)
    if library is None:
        return None
    sums, squares = np.zeros(ROW), np.zeros(ROW)
    finite = library.kernel_moments(
        values.ctypes.data,
        _TYPES[values.dtype],
        len(values),
        all_finite,
        center,
        sums.ctypes.data,
        squares.ctypes.data,
    )
    return LaneSums(finite, sums, squares)


class Positions(NamedTuple):
    """How positions among the ``edges`` of bins are computed: ``(value - start) * scale``.

    :class:`~inspector.analysis.histogram.Binning` knows of them that they need no more than ``margin`` to be in the right
    bin, in arithmetic of float32 if they are ``single``, which is for values of that type. ``first`` and ``last`` are the
    least and the greatest number of that arithmetic that are not outside the edges.
    """

    start: float
    scale: float
    margin: float
    first: float
    last: float
    edges: Doubles
    single: bool


class LaneSums(NamedTuple):
    """How many values are finite; sums of what those differ from some center, and of its squares, in ``ROW`` lanes."""

    finite: int
    sums: Doubles
    squares: Doubles


def binned(values: Array, positions: Positions, scratch: Scratch, *, all_inside: bool) -> Counts | None:
    """How many of the finite values lie below the first edge, in each bin, and above the last edge; shape [bins + 2].

    ``all_inside``, of values of which that is known, saves asking.
    """
    found = measured(values, positions, scratch, block=0, center=0.0, all_finite=False, all_inside=all_inside)
    return None if found is None else found[0]


def measured(
    values: Array,
    positions: Positions,
    scratch: Scratch,
    *,
    block: int,
    center: float,
    all_finite: bool,
    all_inside: bool,
) -> tuple[Counts, list[LaneSums]] | None:
    """What :func:`binned` gives, and :func:`lane_sums` of each ``block`` of them, while the values are in the cache.

    There are no sums for a ``block`` of 0.
    """
    library = _library_for(values)
    if library is None:
        return None
    edges = np.ascontiguousarray(positions.edges, np.float64)
    bins = len(edges) - 1
    _require(1 <= bins < 1 << 24)
    _require(not positions.single or values.dtype == np.float32)
    _require(block >= 0)
    blocks = -(-len(values) // block) if block else 0
    table_size = 1 << (bins - 1).bit_length()
    tables = scratch.array("tables", np.uint32, 2 * _WORDS if bins <= _PAIRED_BINS else 4 * table_size)
    sums, finite, counts = np.zeros((blocks, 2, ROW)), np.zeros(blocks, np.int64), np.zeros(bins + 2, np.int64)
    given = _Bins(*positions[:5], edges.ctypes.data, bins, positions.single, all_inside)
    library.kernel_measure(
        values.ctypes.data,
        _TYPES[values.dtype],
        len(values),
        block or len(values),
        all_finite,
        center,
        sums.ctypes.data if blocks else None,
        finite.ctypes.data,
        ctypes.addressof(given),
        tables.ctypes.data,
        table_size,
        counts.ctypes.data,
    )
    return counts, [LaneSums(int(number), *lanes) for number, lanes in zip(finite, sums, strict=True)]


class Differing(NamedTuple):
    """How ``b`` differs from ``a``: ``sums`` in lanes, of a a, a d, d d and abs d for the difference d; shape [4, ROW].

    How many differ, how many by more than the tolerance, and where the ``largest`` d is first: NaN and infinity come first.
    """

    sums: Doubles
    differing: int
    outside: int
    largest_at: int
    largest: float


def difference(a: Array, b: Array, rtol: float, atol: float) -> Differing | None:
    """How two arrays of floats of one type and shape [n] differ, in that type; sums are taken in float64."""
    library = _library_for_both(a, b)
    if library is None:
        return None
    sums, found = np.zeros((4, ROW)), np.zeros(3, np.int64)
    function = getattr(library, f"kernel_difference_{a.dtype.name}")
    largest = function(a.ctypes.data, b.ctypes.data, len(a), rtol, atol, sums.ctypes.data, found.ctypes.data)
    differing, outside, largest_at = found.tolist()
    return Differing(sums, differing, outside, largest_at, largest)


def products(a: Array, b: Array) -> Doubles | None:
    """The sums of a b and of b b in lanes, of arrays as for :func:`difference`; shape [2, ROW]."""
    library = _library_for_both(a, b)
    if library is None:
        return None
    sums = np.zeros((2, ROW))
    getattr(library, f"kernel_products_{a.dtype.name}")(a.ctypes.data, b.ctypes.data, len(a), sums.ctypes.data)
    return sums


def _library_for_both(a: Array, b: Array) -> ctypes.CDLL | None:
    if a.dtype != b.dtype or a.dtype.kind != "f" or a.shape != b.shape or _library_for(b) is None:
        return None
    return _library_for(a)


def extremes(
    values: Array, row_starts: npt.NDArray[np.intp], column_starts: npt.NDArray[np.intp]
) -> tuple[Doubles, Counts, npt.NDArray[np.uint8]] | None:
    """Of each cell of ``values``, shape [rows, columns], the finite value that is farthest from zero, or NaN.

    Then how many finite values it has, and flags: 1 if it has NaN, 2 if it has infinities. Cells begin at ``row_starts`` and
    ``column_starts``, from 0 on and ascending; what is given has their shape.
    """
    library = _library()
    if library is None or values.dtype not in _TYPES or not values.size:
        return None
    if not values.flags.c_contiguous:
        turned = extremes(values.T, column_starts, row_starts) if values.flags.f_contiguous else None
        return None if turned is None else (turned[0].T, turned[1].T, turned[2].T)
    ends = [
        np.append(starts, size).astype(np.int64)
        for starts, size in zip((row_starts, column_starts), values.shape, strict=True)
    ]
    _require(values.flags.aligned)
    _require(all(end[0] == 0 and (np.diff(end) > 0).all() for end in ends))
    shape = len(row_starts), len(column_starts)
    found = np.empty(shape), np.empty(shape, np.int64), np.empty(shape, np.uint8)
    library.kernel_extremes(
        values.ctypes.data,
        _TYPES[values.dtype],
        ends[0].ctypes.data,
        shape[0],
        ends[1].ctypes.data,
        shape[1],
        *(array.ctypes.data for array in found),
    )
    return found


def count_bytes_or_words(codes: Array) -> Counts | None:
    """How often each number occurs in ``codes`` of 8 or 16 bits, unsigned; shape [256] or [65536]."""
    library = _library()
    if library is None or not codes.flags.c_contiguous or not codes.flags.aligned or not len(codes) <= _MOST:
        return None
    if codes.dtype == np.uint8:
        function, tables = library.kernel_count_bytes, np.zeros((8, 1 << 8), np.uint32)
    elif codes.dtype == np.uint16:
        function, tables = library.kernel_count_words, np.zeros((2, _WORDS), np.uint32)
    else:
        return None
    function(codes.ctypes.data, codes.size, tables.ctypes.data)
    counts: Counts = tables.sum(axis=0, dtype=np.int64)
    return counts


def count_digits(values: Array, base: int, shift: int, digits: int = _WORDS) -> Counts | None:
    """How often each ``(key - base) >> shift`` below ``digits`` occurs among the order keys of the finite values."""
    library = _library_for(values)
    if library is None:
        return None
    _require(0 <= shift < 64 and 0 < digits <= _WORDS)
    tables = np.zeros((4, digits), np.uint32)
    library.kernel_count_digits(
        values.ctypes.data, _TYPES[values.dtype], len(values), base, shift, digits, tables.ctypes.data
    )
    counts: Counts = tables.sum(axis=0, dtype=np.int64)
    return counts


def select_keys(
    values: Array, base: int, shift: int, wanted: npt.NDArray[np.bool_], out: npt.NDArray[np.uint64]
) -> npt.NDArray[np.uint64] | None:
    """``key - base`` of the finite values where ``wanted[(key - base) >> shift]`` (shape [65536]), in ``out``.

    ``out`` has room for one more than there are values.
    """
    library = _library_for(values)
    if library is None:
        return None
    _require(0 <= shift < 64)
    _require(wanted.shape == (_WORDS,) and wanted.dtype == np.bool_ and wanted.flags.c_contiguous)
    _require(len(out) > len(values) and out.dtype == np.uint64 and out.flags.c_contiguous and out.flags.writeable)
    found = library.kernel_select_keys(
        values.ctypes.data,
        _TYPES[values.dtype],
        len(values),
        base,
        shift,
        wanted.ctypes.data,
        out.ctypes.data,
    )
    return out[:found]


def decode_blocks(name: str, blocks: Array, tables: npt.NDArray[np.uint8], out: npt.NDArray[np.float32]) -> bool:
    """Whether the elements of ggml's ``blocks`` of the type called ``name`` are in ``out`` now.

    ``tables`` are those that the type looks up in, one after the other. The library holds the sizes of all three against
    each other before it begins.
    """
    library = _library()
    if library is None or name not in _BLOCKS or not (blocks.dtype.isnative and blocks.flags.c_contiguous):
        return False
    _require(tables.dtype == np.uint8 and tables.flags.c_contiguous)
    _require(out.dtype == np.float32 and out.flags.c_contiguous and out.flags.aligned and out.flags.writeable)
    function = getattr(library, f"kernel_decode_{name}")
    _require(
        function(blocks.ctypes.data, blocks.nbytes, tables.ctypes.data, tables.nbytes, out.ctypes.data, out.size) == 1
    )
    return True


def scan_fields(
    data: bytes, start: int, wanted: Codes, bounds: Codes, state: Counts, rows: npt.NDArray[np.uint64]
) -> int:
    """How many ``rows`` of a name, a value and a size are of the fields of protocol-buffer messages in ``data`` now.

    ``data`` stands at ``start`` in its storage. ``wanted``, of shape [levels, tags], and ``bounds``, of shape [levels, 2],
    say what is wanted; ``state`` is the depth and the position in ``data``, then for each depth where its message ends and
    of what level it is. Where the library leaves off, which is at once where there is none, its caller has to go on.
    """
    library = _library()
    if library is None:
        return 0
    levels, tags = wanted.shape
    depths = len(state) // 2 - 1
    _require(all(array.flags.c_contiguous and array.flags.aligned for array in (wanted, bounds, state, rows)))
    _require(wanted.dtype == bounds.dtype == np.int32 and state.dtype == np.int64 and rows.dtype == np.uint64)
    _require(bounds.shape == (levels, 2) and rows.ndim == 2 and rows.shape[1] == 3 and 0 <= state[0] < depths)
    found: int = library.kernel_scan_fields(
        data, len(data), start, wanted.ctypes.data, levels, tags, bounds.ctypes.data, state.ctypes.data, depths,
        rows.ctypes.data, len(rows),
    )  # fmt: skip
    return found


def crc32c_state(data: bytes | memoryview, tables: npt.NDArray[np.uint32], state: int) -> int | None:
    """The state of a CRC-32C after ``data``, which is not empty; None where there is no library.

    ``tables``, of shape [8, 256], are what a byte makes of the state with as many zero bytes behind it.
    """
    library = _library()
    if library is None:
        return None
    _require(tables.dtype == np.uint32 and tables.shape == (8, 256))
    _require(tables.flags.c_contiguous and tables.flags.aligned)
    values = np.frombuffer(data, np.uint8)
    found: int = library.kernel_crc32c(values.ctypes.data, len(values), tables.ctypes.data, state)
    return found
