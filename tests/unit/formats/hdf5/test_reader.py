"""Files of every kind that h5py writes, read by both."""

from __future__ import annotations

import itertools
import pickle
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import inspector
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError
from inspector.tensors.entries import ObjectEntry
from inspector.tensors.reading import read_values

Array = npt.NDArray[Any]
LIBVERS = ("earliest", "v108", "v110", "latest")
DTYPES = ("<f4", ">f8", "<f2", "u1", "<i2", ">i4", "<i8", "<u4", "<c8", ">c16", "S3", "V5", "?")
FILTERS: tuple[dict[str, Any], ...] = (
    {},
    {"compression": "gzip"},
    {"compression": "gzip", "shuffle": True},
    {"compression": "lzf"},
    {"compression": "lzf", "shuffle": True, "fletcher32": True},
    {"fletcher32": True},
)


def some(dtype: str, shape: tuple[int, ...], seed: int) -> Array:
    """Numbers with runs of equal ones among them, so that compression has something to do."""
    rng = np.random.default_rng(seed)
    raw = rng.integers(0, 4, (*shape, np.dtype(dtype).itemsize), dtype=np.uint8)
    if dtype == "?":
        return raw[..., 0] > 1
    return np.ascontiguousarray(raw).view(dtype).reshape(shape)


def read(path: Path) -> tuple[dict[str, Array], Checkpoint]:
    with inspector.open(path) as checkpoint:
        return {"/".join(map(str, entry.path)): checkpoint.read(entry) for entry in checkpoint.tensors}, checkpoint


def same(a: Array, b: Array) -> bool:
    return a.dtype == b.dtype.newbyteorder("=") and a.shape == b.shape and a.tobytes() == b.astype(a.dtype).tobytes()


@st.composite
def layouts(draw: st.DrawFn) -> dict[str, Any]:
    """A shape, how it is chunked, and what it may grow to."""
    shape = tuple(draw(st.lists(st.integers(0, 9), max_size=4)))
    if not shape or draw(st.booleans()):
        return {"shape": shape}
    chunks = tuple(draw(st.integers(1, max(1, size + 2))) for size in shape)
    most = tuple(draw(st.sampled_from([size or None, size + 3, None])) for size in shape)
    chunks = tuple(
        chunk if limit is None else max(1, min(chunk, limit)) for chunk, limit in zip(chunks, most, strict=True)
    )
    return {"shape": shape, "chunks": chunks, "maxshape": most, **draw(st.sampled_from(FILTERS))}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(LIBVERS), layouts(), st.sampled_from(DTYPES), st.integers(0, 99), st.booleans())
def test_arrays_are_those_that_h5py_reads(
    tmp_path: Path, libver: str, layout: dict[str, Any], dtype: str, seed: int, full: bool
) -> None:
    path = tmp_path / "file.h5"
    array = some(dtype, layout["shape"], seed)
    with h5py.File(path, "w", libver=libver) as file:
        dataset = file.create_dataset("a/b", dtype=array.dtype, **layout)
        if full:
            dataset[...] = array
        elif array.size:  # chunks that were never written
            corner = tuple(slice(0, (size + 1) // 2) for size in array.shape)
            dataset[corner] = array[corner]
        expected = dataset[...]
    found, checkpoint = read(path)
    assert checkpoint.findings == []
    assert same(found["a/b"], expected)
    tensor = checkpoint.tensors[0]
    copy = pickle.loads(pickle.dumps(tensor))
    assert same(read_values(copy), expected)


@pytest.mark.parametrize("libver", LIBVERS)
@pytest.mark.parametrize("most", [(None, 40), (40, None), (None, None), (80, 60), (40, 30)])
def test_indexes_of_many_chunks(tmp_path: Path, libver: str, most: tuple[int | None, ...]) -> None:
    """Enough for trees of several levels, pages of arrays and blocks of blocks."""
    path = tmp_path / "file.h5"
    array = np.arange(1200, dtype=np.int32).reshape(40, 30)
    with h5py.File(path, "w", libver=libver) as file:
        for compression in (None, "gzip"):
            name = compression or "plain"
            file.create_dataset(name, data=array, chunks=(1, 1), maxshape=most, compression=compression)
            holes = file.create_dataset(f"{name}_holes", (40, 30), "i4", chunks=(1, 1), maxshape=most, fillvalue=7)
            holes[::3, ::7] = array[::3, ::7]
            expected = holes[...]
    found, checkpoint = read(path)
    assert checkpoint.findings == []
    for name in ("plain", "gzip"):
        assert same(found[name], array)
        assert same(found[f"{name}_holes"], expected)


def test_a_long_list_of_chunks(tmp_path: Path) -> None:
    """One longer than a page of the list, with most pages empty."""
    path = tmp_path / "file.h5"
    with h5py.File(path, "w", libver="latest") as file:
        for name, most in (("fixed", (9000,)), ("growing", (None,)), ("both", (None, None))):
            shape = (9000,) if len(most) == 1 else (300, 30)
            dataset = file.create_dataset(name, shape, "i2", chunks=(1,) * len(most), maxshape=most)
            for at in (0, 5, 2047, 2048, 6000, 8999):
                dataset[at if len(most) == 1 else divmod(at, 30)] = at
    found, _ = read(path)
    for array in found.values():
        assert {int(at): int(array.reshape(-1)[at]) for at in np.flatnonzero(array)} == {
            at: at for at in (5, 2047, 2048, 6000, 8999)
        }


@pytest.mark.parametrize("libver", LIBVERS)
@pytest.mark.parametrize(
    "array",
    [
        np.arange(-50, 50, dtype=np.int32).reshape(10, 10),
        np.array([[3, 3], [3, 3]], np.int64),
        np.arange(12, dtype=">u2").reshape(3, 4),
        np.array([[-(2**31), 2**31 - 1]], np.int32),
        np.array([[-(2**31), 2**31 - 1]], ">i4"),  # which takes all bits, in the other order of bytes
        np.array([[-(2**63), 2**63 - 1, 3]], ">i8"),
    ],
)
def test_scale_and_offset_of_integers(tmp_path: Path, libver: str, array: Array) -> None:
    path = tmp_path / "file.h5"
    with h5py.File(path, "w", libver=libver) as file:
        file.create_dataset("a", data=array, chunks=True, scaleoffset=0)
        file.create_dataset("filled", array.shape, array.dtype, chunks=(1, 2), scaleoffset=0, fillvalue=5)[0, 0] = 9
        expected = file["filled"][...]
    found, _ = read(path)
    assert same(found["a"], array)
    assert same(found["filled"], expected)


@pytest.mark.parametrize("dtype", ["<f4", ">f8"])
def test_scale_and_offset_of_floats(tmp_path: Path, dtype: str) -> None:
    path = tmp_path / "file.h5"
    with h5py.File(path, "w") as file:
        file.create_dataset("a", data=np.linspace(-3, 8, 40).astype(dtype), chunks=(7,), scaleoffset=3)
        file.create_dataset("wide", data=np.array([-3e38, 1, 3e38], dtype), chunks=(3,), scaleoffset=3)
        expected = {name: file[name][...] for name in file}
    found, _ = read(path)
    assert all(same(found[name], expected[name]) for name in expected)


def test_types_that_numpy_has_by_other_means(tmp_path: Path) -> None:
    path = tmp_path / "file.h5"
    record = np.array([(1, 2.5, [1, 2], True)], [("a", "<i4"), ("b", ">f8"), ("c", "u1", (2,)), ("d", "?")])
    padded = np.zeros(2, np.dtype({"names": ["x"], "formats": ["<i2"], "offsets": [4], "itemsize": 12}))
    padded["x"] = (3, 4)
    arrays: dict[str, Array] = {
        "record": record,
        "padded": padded,
        "turned": np.zeros(1, np.dtype({"names": ["r", "i"], "formats": ["<f4", "<f4"], "offsets": [4, 0]})),
        "days": np.array(["2020-01-02"], "<M8[D]"),
        "complex": np.array([1 + 2j], ">c8"),
        "halves": np.array([1.5, 2.5], np.float16),
    }
    with h5py.File(path, "w") as file:
        for name, array in arrays.items():
            if name == "days":
                file.create_dataset(name, data=array.astype(h5py.opaque_dtype(array.dtype)))
            else:
                file[name] = array
        file["type"] = record.dtype
        file.create_dataset("named", (3,), dtype=file["type"])
        file.create_dataset("triples", (2,), dtype=np.dtype(("<f4", (3,))))[...] = np.ones((2, 3), "f4")
        enum = h5py.enum_dtype({"red": 0, "green": 1}, "i2")
        file.create_dataset("colours", data=[0, 1, 1], dtype=enum)
    found, checkpoint = read(path)
    assert checkpoint.findings == []
    for name in ("days", "complex", "halves"):
        assert same(found[name], arrays[name])
    for name in ("a", "b", "c", "d"):
        assert found["record"][name].tolist() == record[name].tolist()
    assert found["padded"]["x"].tolist() == [3, 4]
    assert found["turned"].dtype.names == ("r", "i")
    assert found["named"].shape == (3,)
    assert same(found["triples"], np.ones((2, 3), "f4"))
    assert found["colours"].tolist() == [0, 1, 1]
    colours = next(entry for entry in checkpoint.tensors if entry.key == "colours")
    assert colours.attributes["codes"] == {"red": 0, "green": 1}


@pytest.mark.parametrize("libver", LIBVERS)
def test_text_of_any_length(tmp_path: Path, libver: str) -> None:
    path = tmp_path / "file.h5"
    texts = [f"text {'ä' * (number % 7)} {number}" for number in range(500)] + ["", "€"]
    with h5py.File(path, "w", libver=libver) as file:
        file.create_dataset("texts", data=texts, dtype=h5py.string_dtype(), chunks=(64,), compression="gzip")
        file.create_dataset("plain", data=texts, dtype=h5py.string_dtype())
        file.create_dataset("scalar", data="one")
        file.create_dataset("fixed", data=np.array([b"ab", b"c"], "S4"))
    found, checkpoint = read(path)
    assert found["texts"].tolist() == found["plain"].tolist() == texts
    assert found["scalar"].tolist() == "one"
    assert found["fixed"].tolist() == [b"ab", b"c"]
    plain = next(entry for entry in checkpoint.tensors if entry.key == "plain")
    assert read_values(pickle.loads(pickle.dumps(plain)).region((slice(3, 5),))).tolist() == texts[3:5]


@pytest.mark.parametrize("libver", LIBVERS)
@pytest.mark.parametrize("count", [1, 8, 9, 400])
def test_groups_and_attributes_of_any_number(tmp_path: Path, libver: str, count: int) -> None:
    path = tmp_path / "file.h5"
    names = [f"имя {number} {'x' * (number % 50)}" for number in range(count)]
    with h5py.File(path, "w", libver=libver) as file:
        for number, name in enumerate(names):
            file[name] = number
            file.attrs[name] = number
        file.attrs["long"] = "y" * 60_000
    found, checkpoint = read(path)
    assert checkpoint.findings == []
    assert {name: int(array) for name, array in found.items()} == {name: number for number, name in enumerate(names)}
    assert checkpoint.metadata == {name: number for number, name in enumerate(names)} | {"long": "y" * 60_000}


def test_tensors_are_in_the_order_in_which_they_were_made(tmp_path: Path) -> None:
    for libver, track_order in itertools.product(LIBVERS, (False, True)):
        path = tmp_path / f"{libver}_{track_order}.h5"
        with h5py.File(path, "w", libver=libver, track_order=track_order) as file:
            for name in ("z", "a", "m"):
                file[name] = 1
        assert list(read(path)[0]) == ["z", "a", "m"]


def test_a_block_of_another_program_in_front(tmp_path: Path) -> None:
    path = tmp_path / "file.h5"
    with h5py.File(path, "w", userblock_size=2048) as file:
        file.create_dataset("a", data=[1, 2], chunks=(1,))
        file.create_dataset("t", data=["x", "yz"])
    found, checkpoint = read(path)
    assert (found["a"].tolist(), found["t"].tolist()) == ([1, 2], ["x", "yz"])
    assert not checkpoint.findings
    path.write_bytes(bytes(2048) + path.read_bytes())  # now it begins elsewhere than it says
    found, checkpoint = read(path)
    assert found["t"].tolist() == ["x", "yz"]
    assert not checkpoint.findings


def objects(checkpoint: Checkpoint) -> dict[str, ObjectEntry]:
    return {entry.key: entry for entry in checkpoint.entries if isinstance(entry, ObjectEntry)}


def test_links_within_the_file_are_followed_and_others_shown(tmp_path: Path) -> None:
    path = tmp_path / "file.h5"
    with h5py.File(path, "w") as file:
        file["a/b/w"] = [1.0, 2.0]
        file["a/hard"] = file["a/b/w"]
        file["a/soft"] = h5py.SoftLink("b/w")
        file["soft"] = h5py.SoftLink("/a/again/w")
        file["a/again"] = h5py.SoftLink("/a/b")
        file["a/b/up"] = file["a"]
        file["nowhere"] = h5py.SoftLink("/a/x")
        file["round"] = h5py.SoftLink("/round")
        file["other"] = h5py.ExternalLink("other.h5", "/x")
    found, checkpoint = read(path)
    assert set(found) == {"a/b/w", "a/hard", "a/soft", "soft"}
    assert {tuple(array.tolist()) for array in found.values()} == {(1.0, 2.0)}
    assert len({entry.storage for entry in checkpoint.tensors}) == 1
    shown = objects(checkpoint)
    assert shown["a.b.up"].attributes == {"same as": "a"}
    assert {key for key, entry in shown.items() if entry.class_name == "HDF5 soft link"} == {
        "a.again",
        "nowhere",
        "round",
    }
    assert shown["other"].attributes == {"file": "other.h5", "object": "/x"}
    (finding,) = checkpoint.findings
    assert (finding.code, finding.message) == ("hdf5-external", "other leads to another file, which is not opened.")


def test_what_lies_in_other_files_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "file.h5"
    (tmp_path / "raw.bin").write_bytes(bytes(range(16)))
    layout = h5py.VirtualLayout((2,), "i4")
    layout[:] = h5py.VirtualSource("other.h5", "x", (2,))
    with h5py.File(path, "w", libver="latest") as file:
        file.create_dataset("raw", (4,), "i4", external=[(str(tmp_path / "raw.bin"), 0, 16)])
        file.create_virtual_dataset("virtual", layout)
        file["own"] = 1
    found, checkpoint = read(path)
    assert list(found) == ["own"]
    assert {finding.code for finding in checkpoint.findings} == {"hdf5-external", "hdf5-virtual"}
    assert set(objects(checkpoint)) == {"raw", "virtual"}


def test_what_can_not_be_shown_is_named(tmp_path: Path) -> None:
    path = tmp_path / "file.h5"
    with h5py.File(path, "w") as file:
        file["null"] = h5py.Empty("f4")
        file.create_dataset("sequences", (2,), dtype=h5py.vlen_dtype(h5py.ref_dtype))
        creation = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        creation.set_chunk((8,))
        creation.set_filter(32013, h5py.h5z.FLAG_OPTIONAL, ())
        h5py.h5d.create(file.id, b"zfp", h5py.h5t.NATIVE_FLOAT, h5py.h5s.create_simple((8,)), creation)
        file["type"] = np.dtype("f4")
    found, checkpoint = read(path)
    assert found == {}
    assert {key: entry.attributes.get("not shown") for key, entry in objects(checkpoint).items()} == {
        "null": "has no elements",
        "sequences": "holds elements that are not shown: sequence of reference to an object",
        "zfp": "is compressed by the filter ZFP, which can't be undone here",
        "type": None,
    }
    assert [finding.code for finding in checkpoint.findings] == ["hdf5-filter"]


def test_attributes_of_datasets_go_along_with_them(tmp_path: Path) -> None:
    path = tmp_path / "file.h5"
    with h5py.File(path, "w") as file:
        dataset = file.create_dataset("g/a", data=np.zeros((4, 4)), chunks=(2, 2), compression="gzip")
        dataset.attrs["note"] = "x"
        dataset.attrs["many"] = np.arange(1000)
        file["g"].attrs["of group"] = [b"a", b"b"]
    _, checkpoint = read(path)
    assert checkpoint.tensors[0].attributes == {
        "note": "x",
        "many": {"array": "int64", "length": 1000, "first": list(range(16))},
        "chunks": [2, 2],
        "filters": ["deflate"],
    }
    assert checkpoint.metadata == {"g/of group": ["a", "b"]}


def test_regions_read_only_the_chunks_they_touch(tmp_path: Path) -> None:
    path = tmp_path / "file.h5"
    array = np.arange(6000, dtype=np.float64).reshape(60, 100)
    with h5py.File(path, "w") as file:
        file.create_dataset("a", data=array, chunks=(7, 9), compression="gzip")
        file.create_dataset("b", data=array, chunks=(60, 100))
    with inspector.open(path) as checkpoint:
        for entry in checkpoint.tensors:
            for region in (
                (slice(3, 20), slice(5, 90, 7)),
                (11,),
                (slice(None), 42),
                (slice(0, 60, 13), slice(99, 100)),
            ):
                assert np.array_equal(checkpoint.read(entry, region), array[region])


def test_a_user_block_may_be_larger_than_what_is_looked_at_first(tmp_path: Path) -> None:
    path = tmp_path / "file.h5"
    with h5py.File(path, "w", userblock_size=1 << 20) as file:
        file["x"] = np.arange(5.0)
    found, _ = read(path)
    assert found["x"].tolist() == [0, 1, 2, 3, 4]
    path.write_bytes(bytes(1 << 20))
    with pytest.raises(CheckpointError):
        read(path)


def test_attributes_too_large_for_their_heap(tmp_path: Path) -> None:
    path = tmp_path / "file.h5"
    with h5py.File(path, "w", libver="latest") as file:
        file.attrs["config"] = "z" * 70_000
        file.attrs["array"] = np.arange(10_000.0)
        file.attrs["other"] = np.arange(20_000.0) + 7
        for number in range(20):
            file.attrs[f"small{number}"] = number
    _, checkpoint = read(path)
    assert checkpoint.findings == []
    assert checkpoint.metadata["config"] == "z" * 70_000
    assert checkpoint.metadata["array"]["first"] == list(range(16))
    assert checkpoint.metadata["other"]["first"] == list(range(7, 23))
    assert checkpoint.metadata["small19"] == 19
    data = path.read_bytes()
    place = data.rindex(b"BTLF") + 6  # of the heap's tree of large objects: the place of the first one
    path.write_bytes(data[:place] + b"\xff" * 7 + data[place + 7 :])
    _, checkpoint = read(path)
    assert "hdf5-attribute" in [finding.code for finding in checkpoint.findings]
