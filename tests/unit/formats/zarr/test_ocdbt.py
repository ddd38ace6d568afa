"""OCDBT databases, whole and damaged."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pytest

import inspector
from inspector.errors import CheckpointError
from inspector.formats.zarr.ocdbt import MANIFEST
from inspector.formats.zarr.stores import ChunkValues
from inspector.sources.crc32c import crc32c

DATABASE = Path(__file__).parents[3] / "fixtures" / "zarr" / "ocdbt"
MANIFEST_MAGIC, NODE_MAGIC = b"\x0c\xdb\x3a\x2a", b"\x0c\xdb\x20\xde"
UUID = bytes(16)
CONFIG = UUID + b"\0\x64\x80\x10\4\0"  # versions in the manifest, values up to 100 bytes in nodes, without compression


def wrapped(magic: bytes, body: bytes, version: int = 0, compression: int = 0) -> bytes:
    whole = magic + (18 + len(body)).to_bytes(8, "little") + bytes([version, compression]) + body
    return whole + crc32c(whole).to_bytes(4, "little")


def manifest(node: bytes, *, height: int = 0, file: bytes = b"d/x") -> bytes:
    files = b"\1" + bytes([len(file), 0]) + file
    return wrapped(
        MANIFEST_MAGIC, CONFIG + files + b"\1\1" + bytes([height]) + b"\0\0" + bytes([len(node)]) + bytes(12)
    )


def leaf(key: bytes, value: bytes) -> bytes:
    return wrapped(NODE_MAGIC, b"\0\0\1" + bytes([len(key)]) + key + bytes([len(value)]) + b"\0" + value)


def parent(prefix: int, key: bytes, offset: int, nbytes: int, *, height: int = 1) -> bytes:
    files = b"\1\3\0d/x"
    place = b"\0" + bytes([offset, nbytes]) + b"\1\0\0"
    return wrapped(NODE_MAGIC, bytes([height]) + files + b"\1" + bytes([len(key), prefix]) + key + place)


def database(folder: Path, head: bytes, data: bytes) -> Path:
    (folder / "d").mkdir(exist_ok=True)
    (folder / MANIFEST).write_bytes(head)
    (folder / "d" / "x").write_bytes(data)
    return folder


ARRAY = b'{"zarr_format":2,"shape":[],"chunks":[],"dtype":"|u1","fill_value":5,"order":"C"}'


def test_a_node_below_leaves_out_what_its_keys_have_in_common(tmp_path: Path) -> None:
    child = leaf(b"w/.zarray", ARRAY)
    root = parent(3, b"layw/.zarray", 80, len(child))
    with inspector.open(database(tmp_path, manifest(root, height=1), root.ljust(80, b"\0") + child)) as checkpoint:
        (entry,) = checkpoint.tensors
        assert entry.path == ("layw",)
        assert checkpoint.read(entry).item() == 5


@pytest.mark.parametrize(
    ("head", "data", "reason"),
    [
        (b"short", b"", "only 5 bytes"),
        (wrapped(b"none", CONFIG), b"", "does not begin as one"),
        (wrapped(MANIFEST_MAGIC, CONFIG) + b"more", b"", "another size"),
        (wrapped(MANIFEST_MAGIC, CONFIG, version=1), b"", "version 1"),
        (wrapped(MANIFEST_MAGIC, CONFIG, compression=2), b"", "compression 2"),
        (wrapped(MANIFEST_MAGIC, CONFIG, compression=1), b"", "damaged"),
        (wrapped(MANIFEST_MAGIC, UUID + b"\1" + CONFIG[17:] + b"\0\0"), b"", "versions lie in files of their own"),
        (wrapped(MANIFEST_MAGIC, CONFIG + b"\0\0"), b"", "database without arrays"),
        (wrapped(MANIFEST_MAGIC, CONFIG + b"\0\x7f"), b"", "versions"),
        (manifest(leaf(b"k", b"v"), file=b"../x"), b"", "not the name of a file beside it"),
        (manifest(leaf(b"k", b"v"), file=b"d/y"), b"", "does not exist"),
        (manifest(leaf(b"k", b"v")), b"short", "past the end"),
        (manifest(leaf(b"k", b"v"), height=1), leaf(b"k", b"v"), "another height"),
        (manifest(leaf(b"k", b"v")), leaf(b"k", b"v"), "database without arrays"),
        (manifest(leaf(b"k", b"v")), leaf(b"k", b"x")[:-1] + b"\0", "does not match its checksum"),
        (manifest(leaf(b"\xff", b"v")), leaf(b"\xff", b"v"), "a key that is not text"),
        (manifest(node := wrapped(NODE_MAGIC, b"\0\0\0")), node, "empty node"),
        (manifest(node := wrapped(NODE_MAGIC, b"\0\0\2\0\1\1bb")), node, "not in order"),
        (manifest(node := wrapped(NODE_MAGIC, b"\0\0\2\x09\1\1ab")), node, "shares more with the one before"),
        (manifest(node := wrapped(NODE_MAGIC, b"\0\0\1\1k\1\1\0\0")), node, "data file that it does not name"),
        (manifest(node := parent(2, b"k", 0, 40), height=1), node, "share more than the first"),
        (manifest(node := parent(0, b"k", 0, 99), height=1), node, "past the end"),
    ],
)  # fmt: skip
def test_a_damaged_database_is_refused(tmp_path: Path, head: bytes, data: bytes, reason: str) -> None:
    with pytest.raises(CheckpointError, match=reason):
        inspector.open(database(tmp_path, head, data))


def test_a_missing_data_file_is_named(tmp_path: Path) -> None:
    copy = shutil.copytree(DATABASE, tmp_path / "copy")
    for file in copy.glob("d/*"):
        file.unlink()
    with pytest.raises(CheckpointError, match="does not exist"):
        inspector.open(copy)


def test_what_keys_have_in_common_adds_up_from_level_to_level(tmp_path: Path) -> None:
    child = leaf(b"w/.zarray", ARRAY)
    middle = parent(1, b"yw/.zarray", 120, len(child))
    root = parent(1, b"xyw/.zarray", 60, len(middle), height=2)
    data = root.ljust(60, b"\0") + middle.ljust(60, b"\0") + child
    with inspector.open(database(tmp_path, manifest(root, height=2), data)) as checkpoint:
        assert [entry.key for entry in checkpoint.entries] == ["xyw"]


def test_arrays_of_which_nothing_is_stored_are_not_one_array() -> None:
    """Else they were counted once, and the one hash was that of both."""
    first, second = ChunkValues("first", {}), ChunkValues("second", {})
    assert first.key != second.key
    assert pickle.loads(pickle.dumps(first)).key == first.key


def test_the_latest_version_may_be_empty(tmp_path: Path) -> None:
    nowhere = b"\xff" * 9 + b"\1"
    head = wrapped(MANIFEST_MAGIC, CONFIG + b"\1\0\0" + b"\1\1\0\0" + 2 * nowhere + bytes(12))
    with pytest.raises(CheckpointError, match="database without arrays"):
        inspector.open(database(tmp_path, head, b""))
