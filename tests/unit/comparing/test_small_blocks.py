"""Blocks compared together: to the last bit what each gives by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from inspector import kernel
from inspector.buffers import Scratch
from inspector.comparing.block_difference import EXACT, BlockDifference, Tolerance
from inspector.comparing.paired_blocks import AlignedPair, BlockRequest, compared
from inspector.comparing.small_blocks import compared_together
from inspector.errors import CheckpointError
from inspector.jobs import Cancelled, Job
from inspector.sources.local_file import LocalFile
from inspector.sources.storage import ByteRange
from inspector.tensors.dtypes import DTYPES, DType
from inspector.tensors.encode import encode
from inspector.tensors.entries import Quantization, TensorEntry, contiguous_strides

Array = npt.NDArray[Any]

#: Sizes around those of rows of lanes, and where counts no longer fit a byte.
SIZES = (1, 3, 8, 32, 255, 256, 257, 512, 513, 1500, 4096)
TYPES = ("float32", "float64", "float16", "bfloat16", "float8_e4m3fn", "int8", "uint8", "int16", "int32", "uint32")
TOLERANCES = (EXACT, Tolerance(1e-3, 1e-4))


@pytest.fixture(params=["kernel", "numpy"])
def _by_either(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "numpy":
        monkeypatch.setattr(kernel, "_library", lambda: None)
    elif not kernel.is_there():
        pytest.skip("the kernel was not compiled")


@pytest.fixture
def files(tmp_path: Path) -> Iterator[_Files]:
    made = _Files(tmp_path)
    yield made
    for file in made.files:
        file.close()


class _Files:
    """Tensors side by side in files, as pairs of blocks."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: list[LocalFile] = []

    def requests(
        self, pairs: list[tuple[Array, Array]], dtypes: list[tuple[str, str]], tolerance: Tolerance = EXACT
    ) -> list[BlockRequest]:
        sides = [self._entries([pair[n] for pair in pairs], [dtype[n] for dtype in dtypes]) for n in (0, 1)]
        return [
            BlockRequest(block, tolerance)
            for number, (a, b) in enumerate(zip(*sides, strict=True))
            for block in AlignedPair.of(a, b).paired_blocks(number)
        ]

    def _entries(self, arrays: list[Array], dtypes: list[str]) -> list[TensorEntry]:
        units = [_units(array, DTYPES[dtype]) for array, dtype in zip(arrays, dtypes, strict=True)]
        path = self.folder / f"{len(self.files)}.bin"
        path.write_bytes(b"head" + b"".join(units))
        self.files.append(LocalFile(path))
        starts = np.cumsum([4, *map(len, units)]).tolist()
        return [
            TensorEntry(
                f"t{n}",
                DTYPES[dtypes[n]],
                array.shape,
                contiguous_strides(array.shape),
                ByteRange(self.files[-1], starts[n], len(units[n])),
            )
            for n, array in enumerate(arrays)
        ]


def _units(array: Array, dtype: DType) -> bytes:
    is_numpys = dtype.stored_dtype.name == dtype.name
    return (array.astype(dtype.stored_dtype) if is_numpys else encode(array, dtype)).tobytes()


def bits(found: BlockDifference | None) -> Any:
    """All that was found; floats as they are to the last bit, counts as numbers."""
    if found is None:
        return None
    counts = [part and (part.grid, part.counts.tolist()) for part in (found.values, found.differences)]
    return repr(replace(found, values=None, differences=None)), repr(counts)


def alone(request: BlockRequest) -> BlockDifference | None:
    with np.errstate(all="ignore"):
        return compared(request, Scratch())


def together(requests: list[BlockRequest], job: Job | None = None) -> dict[int, BlockDifference | None]:
    with np.errstate(all="ignore"):
        return compared_together(requests, job or Job(), Scratch())


def changed(a: Array, random: np.random.Generator, how: int) -> Array:
    """An array as it is, a little and wholly different, of the other sign, and different in one place."""
    noise = random.standard_normal(a.shape)
    b = [a, a + 1e-3 * noise, 50 * noise, -a, a.copy()][how]
    if how == 4:
        b.flat[a.size // 2] += 2
    return b


@pytest.mark.usefixtures("_by_either")
@pytest.mark.parametrize("tolerance", TOLERANCES)
@pytest.mark.parametrize("dtype", TYPES)
def test_rows_give_what_each_gives_alone(files: _Files, dtype: str, tolerance: Tolerance) -> None:
    random = np.random.default_rng(0)
    pairs = []
    for size in (*SIZES, *SIZES):
        for how in range(5):
            a = random.standard_normal(size) * 10.0 ** random.integers(-2, 2)
            b = changed(a, random, how)
            pairs.append((np.abs(a).round(), np.abs(b).round()) if "int" in dtype else (a, b))
    if dtype == "uint32":  # not all of which a float holds
        pairs = [(a + 2.0**31, b + 2.0**31) for a, b in pairs]
    requests = files.requests(pairs, [(dtype, dtype)] * len(pairs), tolerance)
    found = together(requests)
    assert sorted(found) == list(range(len(pairs)))
    assert [bits(found[n]) for n in range(len(pairs))] == [bits(alone(request)) for request in requests]


@pytest.mark.usefixtures("_by_either")
@pytest.mark.parametrize("scale", [1e-310, 1e-44, 1e-30, 1e30, 1e38, 1e300])
def test_numbers_at_the_ends_of_their_type(files: _Files, scale: float) -> None:
    random = np.random.default_rng(1)
    with np.errstate(over="ignore"):
        arrays = [random.standard_normal((3, 20)) * scale for _ in range(40)]
        pairs = list(zip(arrays[::2], arrays[1::2], strict=True)) * 2
        requests = files.requests(pairs, [("float32", "float32")] * 20 + [("float64", "float64")] * 20)
    found = together(requests)
    assert found
    assert all(bits(outcome) == bits(alone(requests[n])) for n, outcome in found.items())


def test_the_smallest_numbers_beside_the_largest_are_in_their_bins(files: _Files) -> None:
    a = np.array([-1e-45, 1e-45, 1e38, 5])
    requests = files.requests([(a, -a), (a, a * 0.5)], [("float32", "float32")] * 2)
    assert {n: bits(found) for n, found in together(requests).items()} == {
        0: bits(alone(requests[0])),
        1: bits(alone(requests[1])),
    }


def test_each_has_its_tolerance(files: _Files) -> None:
    a, tolerances = np.ones(4), (EXACT, Tolerance(0.1), EXACT, Tolerance(0, 0.1))
    requests = files.requests([(a, a + 0.01)] * 4, [("float32", "float32")] * 4)
    found = together([one._replace(tolerance=by) for one, by in zip(requests, tolerances, strict=True)])
    assert [outcome and outcome.outside for _, outcome in sorted(found.items())] == [4, 0, 4, 0]


def test_the_same_bytes_of_two_types_are_numbers_of_each(files: _Files) -> None:
    (request,) = files.requests([(np.full(4, 3), np.full(4, 3))], [("int16", "uint16")])
    assert bits(together([request])[0]) == bits(alone(request))
    b = request.block.b.replace(dtype=DTYPES["float16"])
    request = request._replace(block=replace(request.block, b=b))
    assert bits(together([request])[0]) == bits(alone(request))


@pytest.mark.usefixtures("_by_either")
def test_two_types(files: _Files) -> None:
    random = np.random.default_rng(2)
    arrays = [random.standard_normal(30) for _ in range(8)]
    pairs = [(a, a + n % 2) for n, a in enumerate(arrays)]
    dtypes = [("float32", "float16"), ("float64", "float32"), ("bfloat16", "float16"), ("int8", "float32")] * 2
    requests = files.requests(pairs, dtypes)
    found = together(requests)
    assert sorted(found) == list(range(8))
    assert all(bits(found[n]) == bits(alone(request)) for n, request in enumerate(requests))


def test_what_takes_a_second_look_is_left(files: _Files) -> None:
    plain, odd = np.ones(4), np.array([1, np.nan, 2, np.inf])
    large = np.ones(4097)
    cases: list[tuple[Array, Array, str]] = [
        (plain, odd, "float32"), (odd, odd + 1, "float64"), (plain, plain + 1, "int64"), (plain, 1 - plain, "bool"),
        (plain, plain + 1j, "complex64"), (large, large + 1, "float32"), (plain * 3e38, plain * -3e38, "float32"),
    ]  # fmt: skip
    requests = files.requests([case[:2] for case in cases], [(case[2], case[2]) for case in cases])
    (sound,) = files.requests([(plain, plain + 1)], [("float32", "float32")])
    a = sound.block.a
    for other in (
        a.replace(negative=True),
        a.replace(strides=(2,), shape=(2,)),
        a.replace(quantization=Quantization("per_tensor", (2.0,), (0,))),
        a.replace(storage=None),
        a.replace(storage_offset=1),
        a.replace(dtype=DTYPES["float32"].big_endian()),
        a.replace(dtype=DTYPES["quint4x2"], shape=(3,)),
    ):
        requests.append(sound._replace(block=replace(sound.block, a=other)))
    requests += [sound._replace(binned_every=2), sound._replace(even_if_equal=True), sound]
    assert list(together(requests)) == [len(requests) - 1]


def test_bytes_that_are_the_same_are_no_difference_whatever_they_mean(files: _Files) -> None:
    arrays = [np.array([np.nan, 1]), np.array([1j, 2]), np.array([5, 6])]
    dtypes = [("float32", "float32"), ("complex64", "complex64"), ("int64", "int64")]
    assert together(files.requests([(array, array) for array in arrays], dtypes)) == {0: None, 1: None, 2: None}


def test_neighbours_are_one_read(files: _Files, monkeypatch: pytest.MonkeyPatch) -> None:
    reads = []
    read = LocalFile.read

    def counted(self: LocalFile, offset: int = 0, nbytes: int | None = None) -> bytes:
        reads.append((offset, nbytes))
        return read(self, offset, nbytes)

    monkeypatch.setattr(LocalFile, "read", counted)
    requests = files.requests([(np.ones(4), np.zeros(4))] * 100, [("float32", "float32")] * 100)
    assert len(together(requests)) == 100
    assert reads == [(4, 1600)] * 2


def test_a_file_that_was_written_to_is_left_to_be_told_of_each(files: _Files) -> None:
    requests = files.requests([(np.ones(4), np.zeros(4))] * 3, [("float32", "float32")] * 3)
    files.files[1].path.write_bytes(b"other")
    assert together(requests) == {}
    with pytest.raises(CheckpointError, match=r"changed|shorter"):
        alone(requests[0])


def test_it_can_be_cancelled(files: _Files) -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        together(files.requests([(np.ones(4), np.zeros(4))], [("float32", "float32")]), job)
