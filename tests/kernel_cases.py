"""What the compiled kernel gives, against what numpy gives in its place: every case that a seed makes.

``python -m tests.kernel_cases 1000000`` tries as many, a hundred thousand in a few minutes; the tests try some.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import zip_longest
from typing import Any
from unittest.mock import patch

import numpy as np
import numpy.typing as npt

from inspector import kernel
from inspector.analysis.counting import count_codes
from inspector.analysis.heatmap import Reduction, _reduced, _starts
from inspector.analysis.histogram import Binning
from inspector.analysis.moments import moments_of
from inspector.analysis.quantiles import _Candidates, _count_digits, _with_digits, order_key
from inspector.analysis.range_summary import survey_of
from inspector.buffers import Scratch
from inspector.comparing.block_difference import BlockDifference, Tolerance, block_difference
from inspector.errors import CheckpointError
from inspector.sources.crc32c import crc32c
from inspector.sources.protobuf import Message
from inspector.sources.protobuf_levels import Level, scan
from inspector.tensors.dtypes import dtype_named
from inspector.tensors.ggml_decoding import BLOCK_DECODERS

__all__ = [
    "assert_alike",
    "assert_blocks_alike",
    "assert_cells_alike",
    "assert_differences_alike",
    "assert_scans_alike",
    "same_numbers",
    "values_of",
    "without_kernel",
]

Array = npt.NDArray[Any]

TYPES = [np.dtype(name) for name in ("f4", "f8", "i4", "u4", "i8", "u8")]
#: Around the rows of the kernel, and what is left of them.
_LENGTHS = (1, 2, 3, 7, 64, 511, 512, 513, 1023, 1500, 2048, 4097, 10000)


@contextmanager
def without_kernel() -> Iterator[None]:
    """All is done by numpy."""
    with patch.object(kernel, "_library", lambda: None):
        yield


def values_of(random: np.random.Generator) -> Array:
    """Numbers of a kind: near or far from each other and from zero, some not finite, some the same, some of any bits."""
    dtype = TYPES[random.integers(len(TYPES))]
    size = int(random.choice(_LENGTHS))
    if dtype.kind in "iu":
        top = np.iinfo(dtype)
        reach = int(random.choice((1, 300, 1 << 20, 1 << 31)))
        low, high = max(top.min, -reach), min(top.max, reach)
        if random.random() < 0.3:
            low, high = top.min, top.max
        return random.integers(low, high, size, dtype=dtype, endpoint=True)
    with np.errstate(all="ignore"):
        values = random.choice((0, 1, 1000, 1e30)) + random.standard_normal(size) * random.choice(
            (0, 1e-6, 1, 1e5, 1e37)
        )
        if random.random() < 0.2:
            values = values * 10.0 ** random.integers(-300, 270)
        found: Array = values.astype(dtype)
    if random.random() < 0.2:
        found = random.integers(0, 256, size * dtype.itemsize, dtype=np.uint8).view(dtype)
    if random.random() < 0.4:
        special = np.array(
            [np.nan, np.inf, -np.inf, 0.0, -0.0, np.finfo(dtype).max, np.finfo(dtype).smallest_subnormal], dtype
        )
        places = random.random(size) < random.choice((0.001, 0.1, 1))
        found[places] = random.choice(special[: random.integers(1, len(special), endpoint=True)], int(places.sum()))
    return found


def assert_alike(random: np.random.Generator, values: Array | None = None) -> None:
    """One case of every function, with the kernel and without, of some ``values`` or of those that ``random`` makes."""
    values = values_of(random) if values is None else values
    assert_statistics_alike(random, values)
    assert_counts_alike(random, values)


def assert_statistics_alike(random: np.random.Generator, values: Array | None = None) -> None:
    """What kinds of numbers there are, their moments and bins."""
    values = values_of(random) if values is None else values
    with np.errstate(all="ignore"):
        given = _binning(values, random), int(random.choice((1000, 4096, 4097, 1 << 19)))
        ours = _statistics(values, *given)
        with without_kernel():
            theirs = _statistics(values, *given)
    for name, expected in theirs.items():
        assert ours[name] == expected, (name, values.dtype, len(values))


def assert_counts_alike(random: np.random.Generator, values: Array | None = None) -> None:
    """How often bytes, pairs of them and digits occur, and the keys that have some of these."""
    values = values_of(random) if values is None else values
    highest = 8 * values.dtype.itemsize - 16
    shift = int(random.choice([0, int(random.integers(highest, endpoint=True)), highest]))
    wanted = (np.frombuffer(random.bytes(1 << 16), np.uint8) % 2).view(np.bool_)
    with np.errstate(all="ignore"):
        candidates = _Candidates(int(random.choice(order_key(values))), shift, {})
        ours = _counts(values, candidates, wanted)
        with without_kernel():
            theirs = _counts(values, candidates, wanted)
    for name, expected in theirs.items():
        assert np.array_equal(ours[name], expected), (name, values.dtype, len(values))


def assert_blocks_alike(name: str, raw: bytes) -> None:
    """The elements of as many blocks of ggml as ``raw`` has bytes for, decoded with the kernel and without."""
    stored = dtype_named(name).stored_dtype
    blocks = np.frombuffer(raw, stored, len(raw) // stored.itemsize)
    ours = BLOCK_DECODERS[name](blocks)
    with without_kernel():
        theirs = BLOCK_DECODERS[name](blocks)
    assert same_numbers(ours, theirs), (name, len(blocks))


def assert_cells_alike(random: np.random.Generator) -> None:
    """The cells of a table, cut at its beginning and end as parts of a picture are, with the kernel and without."""
    values = values_of(random)
    rows = int(random.integers(1, min(len(values), 9), endpoint=True))
    table = values[: len(values) // rows * rows].reshape(rows, -1)
    table = table.T if random.random() < 0.3 else table
    steps = random.integers(1, (12, 700))
    starts = [
        _starts((int(first), int(first) + size), int(step))
        for first, size, step in zip(random.integers(5, size=2), table.shape, steps, strict=True)
    ]
    ours = _reduced(table, (starts[0], starts[1]), Reduction.EXTREME)
    with without_kernel(), np.errstate(all="ignore"):
        theirs = _reduced(table, (starts[0], starts[1]), Reduction.EXTREME)
    assert same_numbers(ours.values, theirs.values), (table.shape, steps)
    assert ours.counts.tolist() == theirs.counts.tolist()
    assert ours.non_finite.tolist() == theirs.non_finite.tolist()


def assert_differences_alike(random: np.random.Generator, a: Array | None = None, b: Array | None = None) -> None:
    """How two blocks differ, ``a`` and ``b`` or others that do so a little or wholly, with the kernel and without."""
    if a is None or b is None:
        a, b = _pair(random)
    tolerance = Tolerance(float(random.choice((0, 1e-5, 1))), float(random.choice((0, 1e-8, 100))))
    every = int(random.choice((1, 2, 20)))
    with np.errstate(all="ignore"):
        ours = block_difference(a, b, tolerance, Scratch(), binned_every=every)
        with without_kernel():
            theirs = block_difference(a, b, tolerance, Scratch(), binned_every=every)
    assert _plain_difference(ours) == _plain_difference(theirs), (a.dtype, b.dtype, len(a), tolerance, every)


def _pair(random: np.random.Generator) -> tuple[Array, Array]:
    a = values_of(random)
    kind = random.integers(4)
    with np.errstate(all="ignore"):
        if kind == 0:
            b = values_of(random).astype(a.dtype)
            return a[: len(b)], b[: len(a)]
        noise = random.standard_normal(len(a)) * (random.random(len(a)) < random.choice((0, 0.01, 1)))
        b = (a * (1 + noise * random.choice((1e-7, 1e-3, 1)))).astype(a.dtype)
        return a, b.astype(np.float16) if kind == 1 else b


def _plain_difference(found: BlockDifference) -> tuple[str, ...]:
    """All of it, in a form in which NaN equals NaN."""
    counts = [part.counts.tolist() for part in (found.values, found.differences) if part is not None]
    grids = [part.grid for part in (found.values, found.differences) if part is not None]
    return repr(replace(found, values=None, differences=None)), repr(counts), repr(grids)


def same_numbers(a: Array, b: Array) -> bool:
    """Equal to the last bit, save for which NaN it is."""
    return np.array_equal(a, b, equal_nan=True) and bool((np.signbit(a) == np.signbit(b))[~np.isnan(a)].all())


def _binning(values: Array, random: np.random.Generator) -> Binning:
    numbers = values.astype(np.float64)
    numbers = numbers[np.isfinite(numbers)] if np.isfinite(numbers).any() else np.array([0.0, 1.0])
    low, high = float(numbers.min()), float(numbers.max())
    if random.random() < 0.5:
        low, high = np.sort(random.choice(numbers, 2)).tolist()
    if random.random() < 0.3:  # ends that are no numbers of a narrower type
        low, high = float(np.nextafter(low, 0)), float(np.nextafter(high, 0))
    return Binning(low, high, int(random.choice((1, 2, 10, 255, 256, 257, 5000))))


def _statistics(values: Array, binning: Binning, block: int) -> dict[str, Any]:
    scratch = Scratch()
    all_finite = bool(np.isfinite(values).all())
    all_inside = all_finite and binning.covers(float(values.min()), float(values.max()))
    center = float(binning.edges[0])
    positions = binning.positions(values.dtype)
    found = positions and kernel.measured(
        values,
        positions,
        scratch,
        block=block,
        center=center,
        all_finite=all_finite,
        all_inside=all_inside,
    )
    spread, sums = found or (binning.spread(values, scratch, all_inside=all_inside), None)
    parts = [values[start : start + block] for start in range(0, len(values), block)]
    return {
        "survey": repr(survey_of(values, scratch)),
        "moments": repr(moments_of(values, scratch)),
        "bins": (binning.spread(values, scratch).tobytes(), spread.tobytes()),
        "moments of blocks": (
            [
                repr(moments_of(part, scratch, center=center, all_finite=all_finite, summed=summed))
                for part, summed in zip_longest(parts, sums or ())
            ],
            [repr(moments_of(part, scratch, center=center, all_finite=all_finite)) for part in parts],
        ),
    }


def _counts(values: Array, candidates: _Candidates, wanted: npt.NDArray[np.bool_]) -> dict[str, Array]:
    scratch = Scratch()
    codes = np.ascontiguousarray(values).view(np.uint8)
    with patch("inspector.analysis.counting._MANY", 0), patch("inspector.analysis.counting._MANY_BYTES", 0):
        return {
            "bytes": count_codes(codes, 256, scratch),
            "words": count_codes(codes.view(np.uint16)[1:], 1 << 16, scratch),
            "digits": _count_digits(values, candidates.base, candidates.shift, scratch),
            "keys": _with_digits(values, (candidates.base, candidates.shift, wanted), scratch),
        }


#: Levels with a row of each kind; what is wrong in the innermost one ends there.
_INNER = Level(numbers={1: 1, 2: 2}, texts={1: 3}, places={3: 4}, begin=5, end=6, broken=7)
LEVELS = Level(numbers={5: 8}, texts={1: 9}, levels={2: Level(texts={1: 10}, levels={2: _INNER}, end=11), 15: _INNER})


def assert_scans_alike(data: bytes) -> None:
    """The rows of a message of :data:`LEVELS`, or what is wrong with it, with the kernel and without."""
    with (
        patch("inspector.sources.protobuf_levels._MANY_NBYTES", 0),
        patch("inspector.sources.protobuf_levels._LAST_NBYTES", 0),
        patch("inspector.sources.protobuf._SMALLEST_READ", 64),
    ):
        with_kernel = _scanned(data)
        with without_kernel():
            assert _scanned(data) == with_kernel


def _scanned(data: bytes) -> list[str]:
    found: list[str] = []
    try:
        found.extend(map(repr, scan(Message(data), LEVELS)))
    except CheckpointError as error:
        found.append(repr(error))
    return found


def _assert_some_scans_alike(random: np.random.Generator) -> None:
    data = bytearray(_some_message(random, depth=0))
    for _ in range(int(random.integers(4))):
        if data:
            data[int(random.integers(len(data)))] = int(random.choice((0, 1, 10, 18, 127, 128, 255)))
    assert_scans_alike(bytes(data[: len(data) - int(random.integers(3))]))


def _some_message(random: np.random.Generator, depth: int) -> bytes:
    parts = []
    for _ in range(int(random.integers(1, 8))):
        number, kind = int(random.choice((1, 2, 3, 5, 15, 16, 1 << 20))), int(random.choice((0, 1, 2, 2, 2, 5)))
        parts.append(_varint(number << 3 | kind))
        if kind == 0:
            parts.append(_varint(int(random.choice(np.array((0, 127, 128, (1 << 64) - 1), np.uint64)))))
        elif kind == 2:
            is_message = depth < 3 and number in (2, 15)
            inner = _some_message(random, depth + 1) if is_message else random.bytes(int(random.integers(200)))
            parts += (_varint(len(inner)), inner)
        else:
            parts.append(bytes(8 if kind == 1 else 4))
    return b"".join(parts)


def _varint(number: int) -> bytes:
    return bytes([number]) if number < 0x80 else bytes([number & 0x7F | 0x80]) + _varint(number >> 7)


def _assert_some_blocks_alike(random: np.random.Generator) -> None:
    assert_blocks_alike(str(random.choice(list(BLOCK_DECODERS))), random.bytes(int(random.integers(4_000))))


def _assert_some_checksums_alike(random: np.random.Generator) -> None:
    data = random.bytes(int(random.integers(3_000)))
    begin, before = int(random.integers(9)), int(random.integers(1 << 32))
    with_kernel = crc32c(memoryview(data)[begin:], before)
    with without_kernel():
        assert crc32c(data[begin:], before) == with_kernel


#: What cases are of, in turns.
_CASES = (
    assert_statistics_alike,
    assert_counts_alike,
    assert_cells_alike,
    assert_differences_alike,
    _assert_some_blocks_alike,
    _assert_some_scans_alike,
    _assert_some_checksums_alike,
)


def main() -> None:
    """Try as many cases as the command line says."""
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    if not kernel.is_there():
        sys.exit("there is no compiled kernel")
    for seed in range(cases):
        random = np.random.default_rng(seed)
        try:
            _CASES[seed % len(_CASES)](random)
        except AssertionError as error:
            sys.exit(f"seed {seed}: {error}")
        if (seed + 1) % 100_000 == 0:
            print(f"{seed + 1:,} so far", flush=True)
    print(f"{cases:,} cases are alike")


if __name__ == "__main__":
    main()
