"""Structures of HDF5 that are rare, of other widths, damaged or made to go on without end."""

from __future__ import annotations

import struct
from pathlib import Path

import h5py
import numpy as np
import pytest

import inspector
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, CorruptError, LimitError, TruncatedError
from inspector.formats.hdf5.checksum import lookup3
from inspector.formats.hdf5.datatypes import datatype_of
from inspector.formats.hdf5.file import HDF5File
from inspector.formats.hdf5.heaps import FractalHeap
from inspector.formats.hdf5.object_header import read_messages
from inspector.limits import Limits
from inspector.sources.local_file import LocalFile
from inspector.sources.storage import MemoryStorage
from inspector.tensors.entries import ObjectEntry


def codes(checkpoint: Checkpoint) -> list[str]:
    return [finding.code for finding in checkpoint.findings]


@pytest.mark.parametrize("libver", ["earliest", "latest"])
@pytest.mark.parametrize("width", [4, 8])
def test_numbers_of_other_widths(tmp_path: Path, libver: str, width: int) -> None:
    path = tmp_path / "file.h5"
    creation = h5py.h5p.create(h5py.h5p.FILE_CREATE)
    creation.set_sizes(width, width)
    access = h5py.h5p.create(h5py.h5p.FILE_ACCESS)
    access.set_libver_bounds(
        *((h5py.h5f.LIBVER_EARLIEST if libver == "earliest" else h5py.h5f.LIBVER_LATEST, h5py.h5f.LIBVER_LATEST))
    )
    numbers = np.arange(600).reshape(20, 30)
    with h5py.File(h5py.h5f.create(bytes(path), h5py.h5f.ACC_TRUNC, creation, access)) as file:
        file.create_dataset("chunks", data=numbers, chunks=(3, 4), compression="gzip")
        file.create_dataset("growing", data=numbers, chunks=(3, 4), maxshape=(None, None))
        file["texts"] = ["a", "bc"]
        for number in range(20):
            file[f"many/{number}"] = number
            file.attrs[f"a{number}"] = number
    with inspector.open(path) as checkpoint:
        assert codes(checkpoint) == []
        found = {entry.key: checkpoint.read(entry).tolist() for entry in checkpoint.tensors}
    assert found["chunks"] == found["growing"] == numbers.tolist()
    assert found["texts"] == ["a", "bc"]
    assert [found[f"many.{number}"] for number in range(20)] == list(range(20))


@pytest.mark.parametrize("libver", ["earliest", "latest"])
def test_so_many_links_that_trees_and_heaps_have_several_levels(tmp_path: Path, libver: str) -> None:
    path = tmp_path / "file.h5"
    targets = {f"link {number}": f"/{number}/{'x' * 240}" for number in range(3000)}
    with h5py.File(path, "w", libver=libver) as file:
        for name, target in targets.items():
            file[name] = h5py.SoftLink(target)
    with inspector.open(path) as checkpoint:
        found = {
            entry.key: entry.attributes["object"] for entry in checkpoint.entries if isinstance(entry, ObjectEntry)
        }
        assert found == targets
        assert codes(checkpoint) == []


def test_chunks_outside_of_the_shape_are_not_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "file.h5"
    with h5py.File(path, "w") as file:
        file.create_dataset("a", data=np.arange(7), chunks=(2,))
    patched(path, struct.pack("<BBBxIQQ", 1, 1, 1, 0, 7, 7), struct.pack("<BBBxIQQ", 1, 1, 1, 0, 3, 7))
    with inspector.open(path) as checkpoint:
        assert checkpoint.read(checkpoint.tensors[0]).tolist() == [0, 1, 2]


def patched(path: Path, old: bytes, new: bytes, *, header: bool = False) -> Path:
    """The file with bytes exchanged; of an object ``header`` of the later kind, with its checksum made to fit."""
    data = bytearray(path.read_bytes())
    assert data.count(old) == 1
    at = data.index(old)
    data[at : at + len(old)] = new
    if header:
        start = data.rindex(b"OHDR", 0, at)
        prefix = 6 + (16 if data[start + 5] & 0x20 else 0) + (4 if data[start + 5] & 0x10 else 0)
        width = 1 << (data[start + 5] & 3)
        end = start + prefix + width + int.from_bytes(data[start + prefix : start + prefix + width], "little")
        data[end : end + 4] = lookup3(bytes(data[start:end])).to_bytes(4, "little")
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("shuffles", [False, True])
def test_chunks_at_the_edge_that_did_not_go_through_the_filters(tmp_path: Path, shuffles: bool) -> None:
    """h5py has no way to ask for it, but reads it: bit 0 of the flags in the layout message."""
    path = tmp_path / "file.h5"
    array = np.arange(35, dtype=np.float32).reshape(5, 7)
    with h5py.File(path, "w", libver="v110") as file:
        dataset = file.create_dataset("a", array.shape, "<f4", chunks=(2, 3), compression="gzip", shuffle=shuffles)
        dataset[:4, :6] = array[:4, :6]
        for row, column in ((4, 0), (4, 3), (0, 6), (2, 6), (4, 6)):
            chunk = np.zeros((2, 3), np.float32)
            part = array[row : row + 2, column : column + 3]
            chunk[: part.shape[0], : part.shape[1]] = part
            dataset.id.write_direct_chunk((row, column), chunk.tobytes())
    patched(path, bytes((4, 2, 0, 3, 1, 2, 3, 4)), bytes((4, 2, 1, 3, 1, 2, 3, 4)), header=True)
    with h5py.File(path) as file:
        assert np.array_equal(file["a"][...], array)
    with inspector.open(path) as checkpoint:
        assert np.array_equal(checkpoint.read(checkpoint.tensors[0]), array)


def test_a_file_that_is_cut_off_says_so_and_shows_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "file.h5"
    with h5py.File(path, "w") as file:
        file["first"] = np.arange(4)
        file["last"] = np.arange(10_000)
    path.write_bytes(path.read_bytes()[:-5000])
    with inspector.open(path) as checkpoint:
        assert [entry.key for entry in checkpoint.tensors] == ["first"]
        cut, last = checkpoint.findings
        assert cut.code == "hdf5-cut-off"
        assert (last.code, last.where) == ("hdf5-damaged", "last")


def test_damage_of_a_part_is_said_of_the_object_that_has_it(tmp_path: Path) -> None:
    path = tmp_path / "file.h5"
    with h5py.File(path, "w", libver="earliest") as file:
        file["group/a"] = np.arange(4)
        file["other"] = np.arange(4)
    data = path.read_bytes()
    place = data.rindex(b"TREE")
    path.write_bytes(data[:place] + b"tree" + data[place + 4 :])
    with inspector.open(path) as checkpoint:
        assert [entry.key for entry in checkpoint.tensors] == ["other"]
        (finding,) = checkpoint.findings
    assert finding.message == "group is damaged: a tree has b'tree' at byte 0 in the place of b'TREE'."


@pytest.mark.parametrize("chunks", [None, (10,)])
def test_a_single_byte_too_few_is_told_when_the_file_is_opened(tmp_path: Path, chunks: tuple[int] | None) -> None:
    path = tmp_path / "file.h5"
    with h5py.File(path, "w") as file:
        dataset = file.create_dataset("a", data=np.arange(40.0), chunks=chunks)
        ends = [dataset.id.get_chunk_info(at).byte_offset + 80 for at in range(4)] if chunks else []
        end = max(ends, default=(dataset.id.get_offset() or 0) + 320)
    data = path.read_bytes()[:end]
    for cut, reads in ((0, True), (1, False)):
        path.write_bytes(data[: end - cut])
        with inspector.open(path) as checkpoint:
            assert [entry.key for entry in checkpoint.tensors] == ["a"] * reads


def test_tiny_objects_lie_in_their_ids(tmp_path: Path) -> None:
    path = tmp_path / "file.h5"
    with h5py.File(path, "w", libver="latest") as file:
        for number in range(20):
            file.attrs[f"a{number}"] = number
    data = path.read_bytes()
    with LocalFile(path) as source:
        heap = FractalHeap(HDF5File(source, 0), data.index(b"FRHP"))
        assert heap.read(b"\x22abc\0\0\0\0") == b"abc"
        assert heap.read(b"\x20abc\0\0\0\0") == b"a"


def test_one_damaged_attribute_hides_neither_the_others_nor_the_tensor(tmp_path: Path) -> None:
    path = tmp_path / "file.h5"
    with h5py.File(path, "w") as file:
        file["a"] = [1.0]
        for name in ("first", "second", "third"):
            file["a"].attrs[name] = 1
    patched(path, b"second\0", b"second\1")
    with inspector.open(path) as checkpoint:
        assert checkpoint.tensors[0].attributes.keys() >= {"first", "third"}


@pytest.mark.parametrize(("nbytes", "number"), [(99, 1), (8, 7)])
def test_texts_that_are_not_where_they_should_be_are_refused(tmp_path: Path, nbytes: int, number: int) -> None:
    path = tmp_path / "file.h5"
    with h5py.File(path, "w") as file:
        file["texts"] = ["abcdefgh"]
    data = path.read_bytes()
    heap = struct.pack("<Q", data.index(b"GCOL"))
    patched(
        path,
        struct.pack("<I", 8) + heap + struct.pack("<I", 1),
        struct.pack("<I", nbytes) + heap + struct.pack("<I", number),
    )
    with inspector.open(path) as checkpoint, pytest.raises(CorruptError, match="not in its heap"):
        checkpoint.read(checkpoint.tensors[0])


@pytest.mark.parametrize(
    ("attribute", "message"), [(b"\x0f", "unknown class 15"), (b"\x1c", "unknown class 12")], ids=["15", "12"]
)
def test_unknown_classes_of_types_are_refused(attribute: bytes, message: str) -> None:
    with pytest.raises(CorruptError, match=message):
        datatype_of(attribute + bytes(30))


def test_types_within_each_other_without_end_are_refused() -> None:
    with pytest.raises(CorruptError, match="nested too deep"):
        datatype_of((b"\x19" + bytes(3) + struct.pack("<I", 16)) * 1000)


def test_a_record_of_version_1_may_have_members_with_axes() -> None:
    """Of HDF5 1.4: four sizes behind each member, of which so many as it says count."""
    member = (
        b"name\0\0\0\0" + struct.pack("<IB3x4x4x4I", 4, 2, 2, 3, 0, 0) + b"\x10\x08\0\0" + struct.pack("<IHH", 2, 0, 16)
    )
    datatype = datatype_of(b"\x16\x01\0\0" + struct.pack("<I", 16) + member)
    assert datatype.dtype is not None
    assert datatype.dtype.stored_dtype.fields is not None
    assert datatype.dtype.stored_dtype["name"].shape == (2, 3)
    assert datatype.dtype.stored_dtype.fields["name"][1] == 4


def test_groups_in_groups_beyond_all_measure_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "file.h5"
    with h5py.File(path, "w", libver="latest") as file:
        group = file
        for _ in range(2100):
            group = group.create_group("g")
        group["deep"] = 1
        file["ok"] = 1
    with inspector.open(path) as checkpoint:
        assert [entry.key for entry in checkpoint.tensors] == ["ok"]
        assert codes(checkpoint) == ["hdf5-deep"]


def superblock(root: int, nbytes: int) -> bytes:
    """Of version 2, with numbers of 8 bytes."""
    content = b"\x89HDF\r\n\x1a\n\x02\x08\x08\0" + struct.pack("<QQQQ", 0, 2**64 - 1, nbytes, root)
    return content + lookup3(content).to_bytes(4, "little")


def test_a_header_that_goes_on_in_itself_is_refused() -> None:
    block = struct.pack("<HHB3xQQ", 0x10, 16, 0, 64, 24)
    data = superblock(48, 88) + struct.pack("<BxHII4x", 1, 1, 1, 24) + block
    with pytest.raises(CorruptError, match="goes on in itself"):
        read_messages(HDF5File(MemoryStorage(data), 0), 48)


def test_structures_that_are_read_again_and_again_come_to_an_end() -> None:
    file = HDF5File(MemoryStorage(superblock(48, 100).ljust(100, b"\0")), 0, Limits(structures_nbytes=1 << 20))
    for _ in range(1000):
        file.read(0, 16)
    with pytest.raises(LimitError, match="without end"):  # noqa: PT012 - at which turn is not said
        for _ in range(100_000):
            file.read(0, 16)
    file.lift_limit()
    file.read(0, 16)


@pytest.mark.parametrize(
    ("data", "error", "reason"),
    [
        (superblock(48, 48), TruncatedError, "ends before byte 52"),
        (superblock(2**63, 48), TruncatedError, "ends before byte"),
        (superblock(0, 48), CorruptError, "has no object header at byte 0"),
        (b"\x89HDF\r\n\x1a\n\x09" + bytes(40), CheckpointError, "superblock of version 9"),
        (b"\x89HDF\r\n\x1a\n\x02\x03\x08" + bytes(40), CorruptError, "numbers of 3 bytes"),
        (b"\x89HDF\r\n\x1a\n", TruncatedError, "the superblock ends at byte 8"),
    ],
)
def test_beginnings_that_lead_nowhere_are_refused(
    tmp_path: Path, data: bytes, error: type[CheckpointError], reason: str
) -> None:
    (tmp_path / "file.h5").write_bytes(data)
    with pytest.raises(error, match=reason):
        inspector.open(tmp_path / "file.h5")


def test_names_that_are_no_utf8_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "file.h5"
    with h5py.File(path, "w") as file:
        file["abcdef"] = 1
    patched(path, b"abcdef\0", b"ab\xff\xfeef\0")
    with inspector.open(path) as checkpoint:
        assert checkpoint.tensors[0].path == ("ab\udcff\udcfeef",)
