"""What is not one array: sequences of any length, references, and records with such in them, as h5py writes them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest

import inspector
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError
from inspector.formats.hdf5 import reader, records
from inspector.jobs import Job
from inspector.limits import LIMITS, Limits
from inspector.sources.storage import MemoryStorage
from inspector.tensors.entries import ObjectEntry, TensorEntry, ValueEntry


@contextmanager
def opened(path: Path, limits: Limits = LIMITS) -> Iterator[tuple[Checkpoint, dict[str, Any]]]:
    """The checkpoint and its entries by key."""
    with inspector.open(path, Job(limits=limits)) as checkpoint:
        yield checkpoint, {entry.key: entry for entry in checkpoint.entries}


def parts(checkpoint: Checkpoint, entry: TensorEntry) -> list[np.ndarray[Any, Any]]:
    """The sequences, cut by their lengths."""
    lengths = checkpoint.read(entry.components["lengths"])
    return np.split(checkpoint.read(entry.values), np.cumsum(lengths.reshape(-1))[:-1])


@pytest.mark.parametrize("dtype", ["<f4", ">i8", "u1"])
@pytest.mark.parametrize("how", [{}, {"chunks": (2, 3), "compression": "gzip"}])
@pytest.mark.parametrize("libver", ["earliest", "latest"])
def test_sequences(tmp_path: Path, dtype: str, how: dict[str, Any], libver: str) -> None:
    rng = np.random.default_rng(1)
    with h5py.File(tmp_path / "file.h5", "w", libver=libver) as file:
        made = file.create_dataset("a", (4, 5), h5py.vlen_dtype(np.dtype(dtype)), **how)
        expected = [np.empty(0)] * 20
        for number in rng.permutation(20)[:15].tolist():
            expected[number] = made[divmod(number, 5)] = rng.integers(0, 100, rng.integers(0, 3000)).astype(dtype)
    with opened(tmp_path / "file.h5") as (checkpoint, entries):
        entry = entries["a"]
        assert entry.layout == "nested_sequences"
        assert entry.components["lengths"].shape == (4, 5)
        assert all(map(np.array_equal, parts(checkpoint, entry), expected))
        joined = np.concatenate(expected)
        assert entry.values.shape == joined.shape
        for start, stop in ((0, 1), (7, 5000), (len(joined) - 3, len(joined))):
            assert np.array_equal(checkpoint.read(entry.values.region((slice(start, stop),))), joined[start:stop])


def test_no_sequences_and_too_many(tmp_path: Path) -> None:
    with h5py.File(tmp_path / "file.h5", "w") as file:
        file.create_dataset("empty", (3,), h5py.vlen_dtype("f4"))
        file.create_dataset("none", (0,), h5py.vlen_dtype("f4"))
    with opened(tmp_path / "file.h5") as (checkpoint, entries):
        assert [len(part) for part in parts(checkpoint, entries["empty"])] == [0, 0, 0]
        assert entries["none"].numel == 0
    with opened(tmp_path / "file.h5", Limits(sequences=2)) as (_, entries):
        assert isinstance(entries["empty"], ObjectEntry)
        assert entries["empty"].attributes["not shown"] == "has 3 sequences; at most 2 in one dataset are shown"


@pytest.mark.parametrize(
    ("reference", "reason"),
    [
        ((1 << 30, None, None), "longer than the file"),
        ((5, None, None), "not in its heap"),
        ((2, None, 7), "not in its heap"),
        ((2, 8, None), "a global heap"),
        ((2, 1 << 40, None), "ends before byte"),
    ],
)
def test_references_that_lead_nowhere(tmp_path: Path, reference: tuple[int | None, ...], reason: str) -> None:
    """Length, heap and number of the second sequence are changed."""
    path = tmp_path / "file.h5"
    with h5py.File(path, "w") as file:
        made = file.create_dataset("a", (2,), h5py.vlen_dtype("i4"))
        made[0], made[1] = [1, 2, 3], [4, 5]
        offset = made.id.get_offset()
    data = bytearray(path.read_bytes())
    kind = np.dtype([("nbytes", "<u4"), ("heap", "<u8"), ("number", "<u4")])
    stored = np.frombuffer(data, kind, 2, offset).copy()
    for name, value in zip(kind.names or (), reference, strict=True):
        if value is not None:
            stored[name][1] = value
    data[offset : offset + stored.nbytes] = stored.tobytes()
    path.write_bytes(data)
    with inspector.open(path) as checkpoint:
        assert not checkpoint.tensors
        assert any(reason in finding.message for finding in checkpoint.findings)


def test_sequences_that_all_are_the_same_values(tmp_path: Path) -> None:
    path = tmp_path / "file.h5"
    with h5py.File(path, "w") as file:
        made = file.create_dataset("a", (300,), h5py.vlen_dtype("i4"))
        made[0] = range(500)
        offset = made.id.get_offset()
    data = bytearray(path.read_bytes())
    data[offset : offset + 16 * 300] = bytes(data[offset : offset + 16]) * 300
    path.write_bytes(data)
    with opened(path, Limits(shared_text_nbytes=0)) as (_, entries):
        assert "out of all proportion" in entries["a"].attributes["not shown"]


def test_references_have_the_names_of_what_they_lead_to(tmp_path: Path) -> None:
    path = tmp_path / "file.h5"
    with h5py.File(path, "w") as file:
        file["g/x"] = np.zeros((6, 5))
        whole = file.create_dataset("objects", (2, 2), h5py.ref_dtype)
        whole[0, 0], whole[0, 1], whole[1, 0] = file["g/x"].ref, file["g"].ref, file.ref
        parts = file.create_dataset("regions", (3,), h5py.regionref_dtype)
        parts[0] = file["g/x"].regionref[1:3, 2:5]
        parts[1] = file["g/x"].regionref[[0, 2], 0:1]
        file.create_dataset("many", (1000,), h5py.ref_dtype)[:] = file["g/x"].ref
        file["alias"] = whole
        gone = file.create_dataset("gone", data=1)
        file.create_dataset("lost", data=[gone.ref], dtype=h5py.ref_dtype)
        del file["gone"]
    with opened(path) as (_, entries):
        values = {key: entry.value for key, entry in entries.items() if isinstance(entry, ValueEntry)}
    assert values["objects"] == values["alias"] == ["g.x", "g", "/", None]
    assert values["regions"] == ["g.x[1:3, 2:5]", "g.x[0:1, 0:1] + [2:3, 0:1]", None]
    assert values["many"] == {"array": "references", "length": 1000, "first": ["g.x"] * 256}
    assert "that has no name" in str(values["lost"])


@pytest.mark.parametrize("how", [{}, {"chunks": (2,), "compression": "gzip"}])
def test_records_with_texts_are_shown_by_field(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: dict[str, Any]
) -> None:
    monkeypatch.setattr(records, "BLOCK_NBYTES", 100)
    path = tmp_path / "file.h5"
    kind = np.dtype([
        ("name", h5py.string_dtype()), ("place", "<f4", (2,)), ("of", h5py.ref_dtype), ("ids", h5py.vlen_dtype("<i2")),
        ("nested", [("a", "<i8"), ("b", "?")]), ("odd", np.longdouble),
    ])  # fmt: skip
    with h5py.File(path, "w") as file:
        made = file.create_dataset("a", (5,), kind, **how)
        for row in range(5):
            made[row] = f"né{row}", [row, -row], file.ref, np.arange(row, dtype="<i2"), (row, row % 2), row / 2
        file["soft"] = h5py.SoftLink("/a")
    with opened(path) as (checkpoint, entries):
        assert set(entries) == {f"{place}.{name}" for place in ("a", "soft") for name in kind.names or ()}
        assert checkpoint.read(entries["a.name"]).tolist() == [f"né{row}" for row in range(5)]
        assert checkpoint.read(entries["a.place"]).tolist() == [[row, -row] for row in range(5)]
        assert checkpoint.read(entries["a.nested"])["a"].tolist() == [0, 1, 2, 3, 4]
        assert [part.tolist() for part in parts(checkpoint, entries["a.ids"])] == [list(range(row)) for row in range(5)]
        assert entries["a.of"].value == ["/"] * 5
        assert checkpoint.read(entries["a.odd"]).tolist() == [0, 0.5, 1, 1.5, 2]
        assert np.array_equal(checkpoint.read(entries["a.place"].region((slice(3, 4),))), [[3, -3]])


@pytest.mark.parametrize("at_once", [1, 30, 1000])
def test_any_bytes_of_a_field_are_read(monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    monkeypatch.setattr(records, "BLOCK_NBYTES", at_once)
    table = np.arange(10 * 12, dtype=np.uint8).reshape(10, 12)
    field = records.FieldStorage(MemoryStorage(table.tobytes()), 12, 3, 5)
    whole = table[:, 3:8].tobytes()
    assert field.read() == whole
    assert all(field.read(start, 9) == whole[start : start + 9] for start in range(42))


def test_fields_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with h5py.File(tmp_path / "file.h5", "w") as file:
        kind = h5py.h5t.py_create(np.dtype([(f"{number}", h5py.string_dtype()) for number in range(200)]), logical=True)
        kind.commit(file.id, b"kind")
        for number in range(30):
            h5py.h5d.create(file.id, b"%d" % number, kind, h5py.h5s.create_simple((1,)))
        file["last"] = 1
    with inspector.open(tmp_path / "file.h5") as checkpoint:
        assert len(checkpoint.tensors) == 6001
    monkeypatch.setattr(reader, "_MIN_FIELDS", 1000)
    with opened(tmp_path / "file.h5") as (checkpoint, entries):
        shown = len(checkpoint.tensors)
        reasons = [entry.attributes.get("not shown") for entry in entries.values() if isinstance(entry, ObjectEntry)]
    assert 200 < shown < 2000
    assert isinstance(entries["last"], TensorEntry)
    assert reasons.count("has records of more fields than are gone through") == 30 - shown // 200


def test_damaged_files_are_refused_or_opened(tmp_path: Path) -> None:
    """Every byte of the structures matters to somebody; none brings anything but an error of ours."""
    path = tmp_path / "file.h5"
    with h5py.File(path, "w", libver="latest") as file:
        made = file.create_dataset("a", (3,), [("t", h5py.string_dtype()), ("v", h5py.vlen_dtype("i4"))])
        made[0] = "text", np.arange(3)
        file.create_dataset("r", (2,), h5py.regionref_dtype)[0] = file["a"].regionref[0:1]
    data = path.read_bytes()
    rng = np.random.default_rng(2)
    for position in rng.integers(0, len(data), 150).tolist():
        damaged = bytearray(data)
        damaged[position] = int(rng.integers(0, 256))
        path.write_bytes(damaged)
        try:
            with inspector.open(path) as checkpoint:
                for entry in checkpoint.tensors:
                    checkpoint.read(entry.values)
        except CheckpointError:
            continue


def test_sequences_of_sequences_and_of_texts(tmp_path: Path) -> None:
    path = tmp_path / "file.h5"
    inner = [np.array([1, 2, 3], "i4"), np.array([], "i4"), np.array([4], "i4")]
    outer = np.empty(3, object)
    outer[:] = inner
    with h5py.File(path, "w") as file:
        made = file.create_dataset("nested", (2,), h5py.vlen_dtype(h5py.vlen_dtype("i4")))
        made[1] = outer
        texts = file.create_dataset("texts", (3,), h5py.vlen_dtype(h5py.string_dtype()))
        texts[0], texts[2] = np.array(["a", "süß"], object), np.array([""], object)
        file.create_dataset("empty", (2,), h5py.vlen_dtype(h5py.vlen_dtype("i4")))
    with opened(path) as (checkpoint, entries):
        nested = entries["nested"]
        assert checkpoint.read(nested.values).tolist() == [1, 2, 3, 4]
        assert checkpoint.read(nested.components["lengths"]).tolist() == [0, 3]
        assert checkpoint.read(nested.components["lengths_1"]).tolist() == [3, 0, 1]
        assert checkpoint.read(entries["texts"].values).tolist() == ["a", "süß", ""]
        assert checkpoint.read(entries["texts"].components["lengths"]).tolist() == [2, 0, 1]
        assert entries["empty"].numel == 0
    with opened(path, Limits(sequences=2)) as (_, entries):
        assert "at most 2" in entries["nested"].attributes["not shown"]
