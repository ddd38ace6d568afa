"""MATLAB files: what scipy wrote, the other byte order, elements that lie about their sizes, and damage everywhere."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import numpy as np
import pytest

import inspector
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, LimitError
from inspector.jobs import Job
from inspector.limits import LIMITS, Limits
from inspector.tensors.entries import ObjectEntry, ValueEntry

FIXTURES = Path(__file__).parents[3] / "fixtures" / "matlab"
DOUBLE, INT8, UINT8, INT32, UINT32, MATRIX, COMPRESSED = 9, 1, 2, 5, 6, 14, 15
CELL, STRUCTURE, CHARACTERS, SPARSE, DOUBLES, FUNCTION, OPAQUE = 1, 2, 4, 5, 6, 16, 17
LOGICAL = 0x0200


def element(kind: int, data: bytes, order: str = "<", *, small: bool = False) -> bytes:
    if small:
        return struct.pack(f"{order}I", len(data) << 16 | kind) + data.ljust(4, b"\0")
    return struct.pack(f"{order}2I", kind, len(data)) + data + bytes(0 if kind == COMPRESSED else -len(data) % 8)


def matrix(kind: int, shape: tuple[int, ...], *parts: bytes, name: str = "", order: str = "<") -> bytes:
    """An array with what stands before its content."""
    flags = element(UINT32, struct.pack(f"{order}2I", kind, 0), order)
    sizes = element(INT32, struct.pack(f"{order}{len(shape)}i", *shape), order)
    return element(MATRIX, flags + sizes + element(INT8, name.encode(), order) + b"".join(parts), order)


def numbers(values: list[float], name: str = "", shape: tuple[int, ...] = (1, 2)) -> bytes:
    return matrix(DOUBLES, shape, element(DOUBLE, struct.pack(f"<{len(values)}d", *values)), name=name)


def file(*variables: bytes, order: bytes = b"IM", version: int = 0x0100) -> bytes:
    text = b"MATLAB 5.0 MAT-file, written by a test".ljust(124)
    return text + version.to_bytes(2, "little" if order == b"IM" else "big") + order + b"".join(variables)


def opened(folder: Path, data: bytes, limits: Limits = LIMITS) -> Checkpoint:
    path = folder / "m.mat"
    path.write_bytes(data)
    return inspector.open(path, Job(limits))


def test_numbers_text_and_containers_have_their_places() -> None:
    with inspector.open(FIXTURES / "compressed.mat") as checkpoint:
        values = {entry.key: entry.value for entry in checkpoint.entries if isinstance(entry, ValueEntry)}
        assert checkpoint.metadata["header"].startswith("MATLAB 5.0 MAT-file Platform")
        assert checkpoint.tensors[0].path == ("layers", 0, "weights", 0)
        region = checkpoint.tensors[0].region((2, 1, slice(0, 2), slice(1, 3)))
        assert np.array_equal(checkpoint.read(region), checkpoint.read(checkpoint.tensors[0])[2, 1, 0:2, 1:3])
    assert values == {
        "layers.0.name": "conv0", "layers.1.name": "conv1", "several.0.s": "a", "several.1.s": "b", "text": "süß",
        "rows": ["one", "two"],
    }  # fmt: skip


def test_the_other_byte_order_and_elements_within_their_tags(tmp_path: Path) -> None:
    narrow = matrix(DOUBLES, (3, 1), element(UINT8, b"\1\2\3", ">", small=True), name="bytes", order=">")
    wide = matrix(DOUBLES, (1, 2), element(DOUBLE, struct.pack(">2d", 1.5, -2), ">"), name="doubles", order=">")
    text = matrix(CHARACTERS, (1, 2), element(4, "aé".encode("utf-16-be"), ">"), name="text", order=">")
    with opened(tmp_path, file(narrow, wide, text, order=b"MI")) as checkpoint:
        found = {entry.key: checkpoint.read(entry).tolist() for entry in checkpoint.tensors}
        assert found == {"bytes": [[1], [2], [3]], "doubles": [[1.5, -2]]}
        assert checkpoint.tensors[0].dtype.name == "float64"
        assert checkpoint.entries[2].value == "aé"  # type: ignore[union-attr]
        assert not checkpoint.findings


def test_what_holds_no_numbers_is_named(tmp_path: Path) -> None:
    opaque = element(MATRIX, element(UINT32, struct.pack("<2I", OPAQUE, 0)) + element(INT8, b"table"))
    empty = matrix(CELL, (1, 2), element(MATRIX, b""), numbers([1, 2]), name="cell")
    with opened(tmp_path, file(opaque, matrix(FUNCTION, (1, 1), name="f"), empty, numbers([3, 4]))) as checkpoint:
        objects = {entry.key: entry.class_name for entry in checkpoint.entries if isinstance(entry, ObjectEntry)}
        assert objects == {"table": "MATLAB object", "f": "MATLAB function"}
        assert [entry.key for entry in checkpoint.tensors] == ["cell.1", "__function_workspace__"]


@pytest.mark.parametrize(
    ("variable", "reason"),
    [
        (numbers([1], "bad"), "bad can't be read: it has 8 bytes, its shape asks for 16"),
        (matrix(CHARACTERS, (1, 1), element(UINT32, bytes(4)), name="bad"), "text of the unknown type 6"),
        (matrix(DOUBLES, (1, 1), element(99, bytes(8)), name="bad"), "numbers of the unknown type 99"),
        (matrix(99, (1, 1)), "unknown class 99"),
        (matrix(DOUBLES, (-1, 1)), "an impossible shape"),
        (matrix(DOUBLES, (1 << 30, 1 << 30, 1 << 30)), "an impossible shape"),
        (matrix(DOUBLES, (1,) * 65), "an impossible shape"),
        (matrix(STRUCTURE, (1, 1), element(INT32, bytes(4)), element(INT8, b"a")), "whose fields have no names"),
        (matrix(CELL, (1, 1), element(DOUBLE, bytes(8))), "something else than an array"),
        (matrix(CELL, (1, 1), struct.pack("<2I", MATRIX, 1 << 20)), "too many"),
        (matrix(DOUBLES, (1, 1), struct.pack("<2I", 7 << 16 | UINT8, 0)), "7 bytes in the place of 4"),
        (matrix(SPARSE, (1, 1, 1)), "of more axes than two"),
        (matrix(SPARSE, (2, 1), *(element(INT32, struct.pack("<2i", 0, -1)),) * 3), "a sparse array of -1 numbers"),
        (matrix(SPARSE, (2, 1), *(element(INT32, struct.pack("<2i", 0, 9)),) * 3), "its shape asks for 36"),
        (element(COMPRESSED, b"nothing"), "no zlib data"),
        (element(COMPRESSED, zlib.compress(element(DOUBLE, bytes(8)))), "holds no array"),
        (element(COMPRESSED, zlib.compress(struct.pack("<2I", MATRIX, 1 << 31))), "holds no array"),
        (element(COMPRESSED, zlib.compress(numbers([1, 2]))[:-20]), "end"),
    ],
)
def test_a_variable_that_can_not_be_read_hides_no_other(tmp_path: Path, variable: bytes, reason: str) -> None:
    with opened(tmp_path, file(variable, numbers([3, 4], "sound"))) as checkpoint:
        assert [entry.key for entry in checkpoint.tensors] == ["sound"]
        (finding,) = checkpoint.findings
        assert reason in finding.message


def test_an_element_beyond_the_end_ends_the_list(tmp_path: Path) -> None:
    with opened(tmp_path, file(numbers([1, 2], "a"), numbers([3, 4], "b"))[:-9]) as checkpoint:
        assert [entry.key for entry in checkpoint.tensors] == ["a"]
        assert "the variable at byte 208 can't be read" in checkpoint.findings[0].message


def test_what_is_no_variable_ends_the_list(tmp_path: Path) -> None:
    with opened(tmp_path, file(numbers([1, 2], "a"), bytes(80), numbers([3, 4], "b"))) as checkpoint:
        assert [entry.key for entry in checkpoint.tensors] == ["a"]
        (finding,) = checkpoint.findings
        assert "the variable at byte 208 can't be read: it has something else than an array" in finding.message


def test_variables_are_counted(tmp_path: Path) -> None:
    empty = element(MATRIX, b"")
    with opened(tmp_path, file(empty * 5), Limits(path_names=5)) as checkpoint:
        assert len(checkpoint.entries) == 5
    with pytest.raises(LimitError, match="more cells and structures"):
        opened(tmp_path, file(empty * 6), Limits(path_names=5))


def test_cells_in_cells_end_somewhere(tmp_path: Path) -> None:
    inside = numbers([1, 2])
    for _ in range(300):
        inside = matrix(CELL, (1, 1), inside)
    with opened(tmp_path, file(element(COMPRESSED, zlib.compress(inside)))) as checkpoint:
        assert len(checkpoint.tensors[0].path) == 301
        assert checkpoint.read(checkpoint.tensors[0]).tolist() == [[1, 2]]
    with pytest.raises(LimitError, match="more cells and structures"):
        opened(tmp_path, file(inside), Limits(path_depth=200))
    with pytest.raises(LimitError, match="more cells and structures"):
        opened(tmp_path, file(inside), Limits(path_names=1000))


@pytest.mark.parametrize("version", [0x0200, 0])
def test_other_versions_are_refused(tmp_path: Path, version: int) -> None:
    with pytest.raises(CheckpointError, match="MATLAB files of level 5"):
        opened(tmp_path, file(version=version))
    with pytest.raises(CheckpointError, match="no byte order"):
        opened(tmp_path, file(order=b"II"))


@pytest.mark.parametrize("name", ["plain.mat", "compressed.mat"])
def test_damage_anywhere_is_an_error_of_ours(tmp_path: Path, name: str) -> None:
    data = (FIXTURES / name).read_bytes()
    rng = np.random.default_rng(3)
    for position in rng.integers(124, len(data), 200).tolist():
        damaged = bytearray(data)
        damaged[position] = int(rng.integers(0, 256))
        try:
            with opened(tmp_path, bytes(damaged)) as checkpoint:
                for entry in checkpoint.tensors:
                    checkpoint.read(entry)
        except CheckpointError:
            continue
