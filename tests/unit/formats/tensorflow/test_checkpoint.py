"""Checkpoints of TensorFlow: variables whole and in parts, text, folders, what is missing and what lies."""

from __future__ import annotations

import itertools
import pickle
import re
import shutil
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

import inspector
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError
from inspector.findings import Severity
from inspector.formats.tensorflow import checkpoint as module
from inspector.formats.tensorflow import slices
from inspector.formats.tensorflow.bundle import Bundle
from inspector.formats.tensorflow.bundle_entries import Kinds, Tensors
from inspector.formats.tensorflow.object_graph import full_names
from inspector.formats.tensorflow.ordered_code import slice_key
from inspector.formats.tensorflow.table import Table
from inspector.formats.tensorflow.types import region_of
from inspector.sources.storage import MemoryStorage
from inspector.tensors.entries import ObjectEntry, TensorEntry
from tests.unit.formats.tensorflow.tables import block, bundle_entry, bundle_header, table
from tests.unit.sources.test_protobuf import field

FIXTURES = Path(__file__).parents[3] / "fixtures" / "tensorflow"
VALUES = np.arange(6, dtype="<f4").reshape(2, 3)
DATA = "x.data-00000-of-00001"


def opened(tmp_path: Path, data: bytes | None, *entries: tuple[bytes, bytes], **header: int) -> Checkpoint:
    """A checkpoint called ``x`` with these entries in its index."""
    if data is not None:
        (tmp_path / DATA).write_bytes(data)
    (tmp_path / "x.index").write_bytes(table(block(sorted([bundle_header(**header), *entries]))))
    return inspector.open(tmp_path / "x.index")


@pytest.mark.parametrize("name", ["types", "types.index", "types.data-00000-of-00001"])
def test_the_prefix_the_index_and_the_data_open_the_same(name: str) -> None:
    with inspector.open(FIXTURES / name) as checkpoint:
        assert checkpoint.location.name == "types.index"
        assert len(checkpoint.files) == 2
        text = next(tensor for tensor in checkpoint.tensors if tensor.key == "text")
        assert checkpoint.read(text).tolist() == [["a", "bc"], ["", "β" * 100]]
        assert checkpoint.read(text, (1, slice(1, 2))).tolist() == ["β" * 100]


def test_data_without_an_index_is_refused(tmp_path: Path) -> None:
    shutil.copyfile(FIXTURES / "types.data-00000-of-00001", tmp_path / DATA)
    with pytest.raises(CheckpointError):
        inspector.open(tmp_path / DATA)
    with pytest.raises(CheckpointError, match="does not exist"):
        inspector.open(tmp_path / "x")


def test_variables_have_the_names_that_the_program_gave_them() -> None:
    with inspector.open(FIXTURES / "run" / "ckpt-2") as checkpoint:
        names = {tensor.key: tensor.attributes.get("name") for tensor in checkpoint.tensors}
    assert names["v/.ATTRIBUTES/VARIABLE_VALUE"] == "weights"
    assert names["_CHECKPOINTABLE_OBJECT_GRAPH"] is None


@pytest.mark.parametrize("name", ["run", "run/checkpoint"])
def test_a_folder_is_its_latest_checkpoint(name: str) -> None:
    with inspector.open(FIXTURES / name) as checkpoint:
        value = checkpoint["v/.ATTRIBUTES/VARIABLE_VALUE"]
        assert checkpoint.read(value).tolist() == [5.0, 6.0]  # type: ignore[arg-type]
        assert checkpoint.metadata["checkpoint"] == "ckpt-2"
        assert [finding.code for finding in checkpoint.findings] == ["checkpoint-missing"]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("../x", "outside its folder"),
        ("a/../../x", "outside its folder"),
        ("gone", "which is not there"),
        ("/somewhere/else/gone", "which is not there"),
        ("\\056\\056/x", "outside its folder"),
    ],
)
def test_a_listing_that_leads_elsewhere_is_refused(path: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "x.index").write_bytes(b"")
    (tmp_path / "run" / "checkpoint").write_text(f'model_checkpoint_path: "{path}"\n')
    with pytest.raises(CheckpointError, match=message):
        inspector.open(tmp_path / "run")


def test_a_checkpoint_of_an_absolute_path_is_looked_for_beside_the_listing(tmp_path: Path) -> None:
    shutil.copytree(FIXTURES / "run", tmp_path / "run")
    (tmp_path / "run" / "checkpoint").write_text('model_checkpoint_path: "/old/place/ckpt\\0552"\n')
    with inspector.open(tmp_path / "run") as checkpoint:
        assert len(checkpoint.tensors) == 4


def test_without_their_data_variables_are_still_listed(tmp_path: Path) -> None:
    entries = [(name, bundle_entry(VALUES.tobytes(), (2, 3))) for name in (b"a", b"b")]
    with opened(tmp_path, None, *entries) as checkpoint:
        assert [(tensor.shape, tensor.storage) for tensor in checkpoint.tensors] == [((2, 3), None)] * 2
        (finding,) = checkpoint.findings
        assert (finding.severity, finding.code) == (Severity.WARNING, "shard-missing")
        assert finding.message == f"{DATA}, which has the data of 2 tensors, does not exist."


def test_a_part_that_is_missing_leaves_the_others(tmp_path: Path) -> None:
    for path in FIXTURES.glob("parts.*"):
        shutil.copyfile(path, tmp_path / path.name)
    (tmp_path / "parts.data-00001-of-00002").unlink()
    with inspector.open(tmp_path / "parts") as checkpoint:
        assert {tensor.key for tensor in checkpoint.tensors if tensor.storage is None} == {"part", "z"}


@pytest.mark.parametrize(
    ("shape", "code"), [((2, 3), ""), ((1, 3), "unreadable-tensor"), ((2, 3, 1), "unreadable-tensor")]
)
def test_a_slice_is_of_the_shape_that_the_variable_gives_it(shape: tuple[int, ...], code: str, tmp_path: Path) -> None:
    data = VALUES.tobytes()
    extents = ((0, 2), (0, None))
    sliced = field(7, field(1, field(2, 2)) + field(1, b""))
    whole = bundle_entry(b"", (2, 3), nbytes=0) + sliced
    part = bundle_entry(data[: 4 * np.prod(shape)], shape)
    with opened(tmp_path, data, (b"v", whole), (slice_key(b"v", extents), part)) as checkpoint:
        assert [finding.code for finding in checkpoint.findings] == ([code] if code else [])
        (variable,) = checkpoint.tensors
        assert variable.shape == (2, 3)
        assert (variable.storage is None) == bool(code)


def test_big_endian_checkpoints(tmp_path: Path) -> None:
    data = VALUES.astype(">f4").tobytes()
    with opened(tmp_path, data, (b"a", bundle_entry(data, (2, 3))), endianness=1) as checkpoint:
        assert np.array_equal(checkpoint.read(checkpoint.tensors[0]), VALUES)


def test_objects_of_the_runtime_are_no_tensors(tmp_path: Path) -> None:
    with opened(tmp_path, b"xx", (b"a", bundle_entry(b"xx", (), code=21))) as checkpoint:
        (entry,) = checkpoint.entries
        assert isinstance(entry, ObjectEntry)
        assert entry.class_name == "tensorflow.variant"


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (bundle_entry(VALUES.tobytes(), (2, 4)), "unreadable-tensor"),
        (bundle_entry(VALUES.tobytes()[:23], (2, 3)), "unreadable-tensor"),
        (bundle_entry(VALUES.tobytes(), (2, 3), offset=1), "unreadable-tensor"),
        (bundle_entry(VALUES.tobytes(), (2, 3), code=99), "unreadable-tensor"),
        (bundle_entry(VALUES.tobytes()[:23], (1 << 40,), code=7), "unreadable-tensor"),
        (bundle_entry(b"other", (2, 3), nbytes=24), "crc-mismatch"),
        (bundle_entry(b"", (2, 3), nbytes=0) + field(7, field(1, b"") * 2), "unreadable-tensor"),
        (bundle_entry(b"", (2, 3), nbytes=0) + field(7, field(1, field(1, 2) + field(2, 9)) * 2), "unreadable-tensor"),
    ],
)
def test_a_variable_that_lies_hides_no_other(entry: bytes, code: str, tmp_path: Path) -> None:
    sound = (b"sound", bundle_entry(VALUES.tobytes(), (2, 3)))
    with opened(tmp_path, VALUES.tobytes(), (b"lies", entry), sound) as checkpoint:
        assert np.array_equal(checkpoint.read(checkpoint.tensors[-1]), VALUES)
        assert [(finding.code, finding.where) for finding in checkpoint.findings] == [(code, "lies")]


@pytest.mark.parametrize("place", [0, 7, 16, 99])
def test_one_text_leaves_few_tensors_to_be_made_one_by_one(
    place: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []
    make = Bundle.entry

    def watched(bundle: Bundle, at: int, shards: Any) -> TensorEntry:
        made.append(at)
        return make(bundle, at, shards)

    monkeypatch.setattr(Bundle, "entry", watched)
    entries = [(b"%02d" % at, bundle_entry(VALUES.tobytes(), (2, 3))) for at in range(100)]
    entries[place] = (entries[place][0], bundle_entry(b"", (0,), code=7))
    with opened(tmp_path, VALUES.tobytes(), *entries) as checkpoint:
        assert [tensor.key for tensor in checkpoint.tensors] == [f"{at:02}" for at in range(100)]
        assert [str(tensor.dtype) for tensor in checkpoint.tensors].index("string") == place
    assert place in made
    assert len(made) <= 4


def test_variables_are_named_by_attributes_that_have_both_names() -> None:
    attributes = [
        field(1, b"VARIABLE_VALUE") + field(2, b"layer/kernel") + field(3, b"key"),
        field(3, "schlüssel".encode()) + field(2, "größe".encode()),
        field(2, b"no key"), field(3, b"no name"), field(2, b"twice") + field(2, b"last") + field(3, b"again"),
    ]  # fmt: skip
    node = b"".join(field(2, attribute) for attribute in attributes)
    graph = field(1, field(1, field(1, 1)) + node) + field(9, b"unknown") + field(1, b"")
    found = {"key": "layer/kernel", "schlüssel": "größe", "again": "last"}
    assert full_names(graph) == found
    many = b"".join(field(1, field(2, field(2, b"n%d" % at) + field(3, b"k%d" % at))) for at in range(900))
    assert full_names(many + graph) == {f"k{at}": f"n{at}" for at in range(900)} | found
    with pytest.raises(CheckpointError):
        full_names(graph[:-1] + b"\x7f")


@pytest.mark.parametrize(
    "entries",
    [
        [(b"", field(1, 1 << 40))],
        [(b"", field(1, 0))],
        [bundle_header(), (b"a", bundle_entry(b"", (-1,)))],
        [bundle_header(), (b"a", bundle_entry(b"", (1,), shard=1))],
        [bundle_header(), (b"a", bundle_entry(b"", (1,), offset=-1))],
        [bundle_header(), (b"a", b"\x08")],
        [(b"a", b"")],
        [],
    ],
)
def test_an_index_that_lies_is_refused(entries: list[tuple[bytes, bytes]], tmp_path: Path) -> None:
    (tmp_path / "x.index").write_bytes(table(block(entries)))
    with pytest.raises(CheckpointError):
        inspector.open(tmp_path / "x.index")


def tensors(*values: bytes) -> list[tuple[Any, ...]]:
    """What the index says in these messages, which are read at once."""
    ends = np.cumsum([len(value) for value in values])
    found = Tensors()
    found.extend(b"".join(values), ends - [len(value) for value in values], ends, Kinds())
    described = [found[at] for at in range(len(values))]
    return [(each.kind.code, each.kind.shape, *structs.astuple(each)[1:]) for each in described]


def test_entries_are_the_same_read_at_once_and_one_by_one() -> None:
    offsets, shapes = (0, 128, 1 << 40, (1 << 63) - 1), ((), (3,), (1 << 35, 2), (0,), (7,) * 30)
    numbers = list(itertools.product((1, 14, 127, 200), shapes, (0, 3, 99_998), offsets, (0, 1, 1 << 33)))
    usual = [
        bundle_entry(b"%d" % offset, shape, code=code, shard=shard, offset=offset, nbytes=nbytes)
        for code, shape, shard, offset, nbytes in numbers
    ]
    sparse = [re.sub(rb"[\x18\x20\x28]\0(?=.*\x35.{4}$)", b"", entry, flags=re.DOTALL) for entry in usual]
    odd = [
        b"", b"\x08\x01", usual[0] + usual[1], usual[7][2:], usual[5] + field(7, field(1, b"")), usual[0] + field(9, 1),
        usual[3][:-5], usual[3][:-5] + b"\x20\x05" + usual[3][-5:],
    ]  # fmt: skip
    found = tensors(*usual, *odd, *sparse)
    assert found == [tensors(value)[0] for value in (*usual, *odd, *sparse)]
    assert [each[:5] for each in found[: len(usual)]] == numbers
    assert found[: len(usual)] == found[-len(usual) :]


@given(st.binary(max_size=30), st.integers(0, 99))
def test_an_entry_that_was_damaged_is_read_as_by_itself(tail: bytes, cut: int) -> None:
    sound = bundle_entry(b"", (2, 3), shard=1, offset=300, nbytes=24)
    value = sound[: cut % len(sound)] + tail
    try:
        alone = tensors(value)
    except CheckpointError:
        with pytest.raises(CheckpointError):
            tensors(value, *[sound] * 40)
    else:
        assert tensors(value, *[sound] * 40) == alone + tensors(sound) * 40


@pytest.mark.parametrize(
    ("extents", "expected"),
    [
        (((0, 6), (0, None)), b"\0part\0\x01\x01\x02\x80\x86\x80\x7f"),
        (((64, 8191), (-65, 1)), b"\0part\0\x01\x01\x02\xc0\x40\xdf\xff\x3f\xbf\x81"),
    ],
)
def test_keys_of_slices(extents: tuple[tuple[int, int | None], ...], expected: bytes) -> None:
    assert slice_key(b"part", extents) == expected
    assert slice_key(b"a\0b\xff", ()) == b"\0a\0\xffb\xff\0\0\x01\0"


def listed(name: bytes, code: int = 1, size: int = 4) -> bytes:
    """What the listing of a checkpoint of version 1 says of a vector that is in one slice."""
    tensor = field(1, name) + field(2, field(2, field(1, size))) + field(3, code) + field(4, field(1, b""))
    return field(1, tensor)


def data_of(name: bytes, tensor: bytes) -> tuple[bytes, bytes]:
    """Key and value of that slice."""
    key = slice_key(name, ((0, None),))
    return key, field(2, field(1, name) + field(2, field(1, b"")) + field(3, tensor))


def of_version_1(path: Path, listing: bytes, *values: tuple[bytes, bytes], damaged: bytes = b"") -> Checkpoint:
    """A checkpoint with each value in a block of its own; in ``damaged`` the first byte is changed."""
    records = [(b"", field(1, listing)), *values]
    content = table(*(block([record]) for record in records), keys=[key for key, _ in records])
    if damaged:
        at = content.index(damaged)
        content = content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
    path.write_bytes(content)
    return inspector.open(path)


FLOATS = struct.pack("<4f", *range(4))


def test_checkpoints_of_version_1_have_what_repeats_and_what_is_missing(tmp_path: Path) -> None:
    listing = listed(b"numbers", 3) + listed(b"floats") + listed(b"gone")
    values = [data_of(b"floats", field(5, FLOATS)), data_of(b"numbers", field(7, b"\x05\x06"))]
    path = tmp_path / "x.ckpt"
    path.write_bytes(table(block([(b"", field(1, listing)), *values])))
    with inspector.open(path) as checkpoint:
        assert checkpoint.format == "tensorflow-v1"
        found = {tensor.key: checkpoint.read(tensor).tolist() for tensor in checkpoint.tensors if tensor.storage}
        assert found == {"numbers": [5, 6, 6, 6], "floats": [0.0, 1.0, 2.0, 3.0]}
        assert [(finding.code, finding.where) for finding in checkpoint.findings] == [("unreadable-tensor", "gone")]


NAMES = (b"a", b"between", b"c", b"d", b"last")  # there is nothing of two of them


def of_four_blocks(path: Path) -> Checkpoint:
    """A checkpoint with three of the tensors called so, of which the last is in a damaged block."""
    values = [data_of(name, field(5, FLOATS[::-1] if name == b"d" else FLOATS)) for name in (b"a", b"c", b"d")]
    return of_version_1(path, b"".join(map(listed, NAMES)), *values, damaged=FLOATS[::-1])


def test_slices_of_version_1_are_looked_for_when_they_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MAX_CHECKED_NBYTES", 0)
    with of_four_blocks(tmp_path / "x") as checkpoint:
        assert [finding.where for finding in checkpoint.findings] == ["last"]
        for name in ("a", "c"):
            assert checkpoint.read(checkpoint[name]).tolist() == [0.0, 1.0, 2.0, 3.0]  # type: ignore[arg-type]
        for name, message in (("between", "no data of it"), ("d", "does not match its checksum")):
            with pytest.raises(CheckpointError, match=message):
                checkpoint.read(checkpoint[name])  # type: ignore[arg-type]


def test_a_small_checkpoint_of_version_1_is_checked_when_it_is_opened(tmp_path: Path) -> None:
    with of_four_blocks(tmp_path / "x") as checkpoint:
        assert [(finding.where, finding.message.split(": ")[1][:20]) for finding in checkpoint.findings] == [
            ("between", "it is listed, and th"), ("d", "it has a block at by"), ("last", "it is listed, and th")
        ]  # fmt: skip
        assert [tensor.storage is not None for tensor in checkpoint.tensors] == [True, False, True, False, False]
        assert [tensor.shape for tensor in checkpoint.tensors] == [(4,)] * 5


def test_keys_of_version_1_are_made_where_something_may_be_told_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_MAX_CHECKED_NBYTES", 0)
    monkeypatch.setattr(slices, "_RUN", 4)
    asked: list[list[bytes]] = []
    tell = Table.unreadable

    def watched(table: Table, keys: list[bytes]) -> dict[bytes, str]:
        asked.append(keys)
        return tell(table, keys)

    monkeypatch.setattr(Table, "unreadable", watched)
    names = [b"a", b"b\xff", b"c", b"d", b"e", b"f", b"g", b"g\0"]
    values = [data_of(name, field(5, FLOATS)) for name in names]
    with of_version_1(tmp_path / "x", b"".join(map(listed, names)), *values) as checkpoint:
        assert not checkpoint.findings
        assert not asked
        assert all(tensor.storage.read() == FLOATS for tensor in checkpoint.tensors)  # type: ignore[union-attr]
    with of_version_1(tmp_path / "x", b"".join(map(listed, names)), *values[:-1]) as checkpoint:
        assert [finding.where for finding in checkpoint.findings] == ["g\\x00"]
        assert [len(keys) for keys in asked] == [4, 1, 1, 1, 1]


@pytest.mark.parametrize(
    "tensor",
    [
        field(2, field(2, field(1, 4))) + field(3, 1) + field(4, field(1, b"")) + field(1, b"c"),  # its name comes last
        field(1, b"x") + field(2, field(2, field(1, 4))) + field(3, 1) + field(4, field(1, b"")) + field(1, b"c"),
        field(1, b"c") + field(9, 9) + field(4, field(1, b"")) + field(3, 1) + field(2, field(2, field(1, 4))),
    ],
)
def test_fields_of_a_listing_in_any_order(tensor: bytes, tmp_path: Path) -> None:
    listing = listed(b"a") + field(1, tensor) + listed(b"a")  # the one that comes twice is one
    values = [data_of(b"a", field(5, FLOATS)), data_of(b"c", field(5, FLOATS[::-1]))]
    with of_version_1(tmp_path / "x", listing, *values) as checkpoint:
        assert not checkpoint.findings
        assert [tensor.key for tensor in checkpoint.tensors] == ["a", "c"]
        assert checkpoint.tensors[1].storage.read() == FLOATS[::-1]  # type: ignore[union-attr]


def test_names_of_any_length_and_bytes_in_a_listing(tmp_path: Path) -> None:
    names = [b"n" * 127, b"n" * 128, b"n" * 300, b"\xff\0", b"\xff\x01", "é".encode()]
    values = [data_of(name, field(5, FLOATS)) for name in names]
    with of_version_1(tmp_path / "x", b"".join(map(listed, names)), *sorted(values)) as checkpoint:
        assert not checkpoint.findings
        shown = [name.decode("utf-8", "backslashreplace") for name in names]
        assert [tensor.key for tensor in checkpoint.tensors] == shown
        assert all(tensor.storage.read() == FLOATS for tensor in checkpoint.tensors)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("tensor", "reason"),
    [
        (b"\n\x05a", "ends at byte 3"),
        (b"\n", "has a number that does not end"),
        (field(1, b"c") + b"\x12\x09", "ends at byte 2"),
        (field(1, b"c") + field(2, field(2, field(1, -1))), "has the impossible shape"),
    ],
)
def test_a_tensor_in_a_listing_that_lies_hides_no_other(tensor: bytes, reason: str, tmp_path: Path) -> None:
    listing = listed(b"a") + field(1, tensor) + listed(b"b")
    values = [data_of(name, field(5, FLOATS)) for name in (b"a", b"b")]
    with of_version_1(tmp_path / "x", listing, *values) as checkpoint:
        (finding,) = checkpoint.findings
        assert finding.code == "unreadable-tensor"
        assert reason in finding.message
        assert [tensor.key for tensor in checkpoint.tensors] == ["a", "b"]


def test_slices_of_version_1_pickle_as_where_they_are(tmp_path: Path) -> None:
    values = [data_of(name, field(5, FLOATS)) for name in (b"first", b"other")]
    with of_version_1(tmp_path / "x", listed(b"first") + listed(b"other"), *values) as checkpoint:
        one, other = (tensor.storage for tensor in checkpoint.tensors)
        assert one is not None
        assert other is not None
        assert one.key != other.key
        again = pickle.loads(pickle.dumps(other))
        assert (again.key, again.read(4, 8)) == (other.key, FLOATS[4:12])


@pytest.mark.parametrize(
    ("code", "size", "tensor"),
    [(1, 4, field(5, FLOATS + FLOATS)), (1, 4, field(1, 9) + field(10, b"\1\2\3\4")), (1, 4, field(5, FLOATS[:-1]))],
)
def test_slices_of_version_1_that_are_not_as_listed_are_errors_when_read(
    code: int, size: int, tensor: bytes, tmp_path: Path
) -> None:
    with of_version_1(tmp_path / "x", listed(b"a", code, size), data_of(b"a", tensor)) as checkpoint:
        assert not checkpoint.findings
        with pytest.raises(CheckpointError):
            checkpoint.read(checkpoint.tensors[0])


def test_a_listing_that_is_not_the_first_value_is_none(tmp_path: Path) -> None:
    path = tmp_path / "x.ckpt"
    path.write_bytes(table(block([(b"\0", field(1, listed(b"a"))), data_of(b"a", field(5, FLOATS))])))
    with pytest.raises(CheckpointError, match="not the index of a checkpoint"):
        inspector.open(path)


def test_slices_of_version_1_that_claim_more_than_the_file_has_are_looked_for_at_once(tmp_path: Path) -> None:
    listing = listed(b"a", size=1 << 40) + listed(b"b", size=1 << 40)
    values = [data_of(b"a", field(5, FLOATS[:-1])), data_of(b"b", field(5, FLOATS[:4]))]
    with of_version_1(tmp_path / "x", listing, *values) as checkpoint:
        assert [finding.where for finding in checkpoint.findings] == ["a"]
        storage = checkpoint.tensors[1].storage
        assert storage is not None
        assert storage.nbytes == 4  # which repeats


@pytest.mark.parametrize("run", [1, 2])  # so many are made at once
def test_slices_of_version_1_that_together_claim_more_than_the_file_has_are_looked_for(
    run: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slices, "_RUN", run)
    listing = listed(b"a", size=200) + listed(b"b", size=200)
    values = [data_of(name, field(5, FLOATS)) for name in (b"a", b"c")]  # there is none of b
    monkeypatch.setattr(module, "_MAX_CHECKED_NBYTES", 0)
    with of_version_1(tmp_path / "x", listing, *values) as checkpoint:
        assert 200 < checkpoint.files[0].nbytes < 400
        assert [finding.where for finding in checkpoint.findings] == ["b"]


def test_a_slice_of_version_1_has_the_shape_that_is_listed(tmp_path: Path) -> None:
    for other in ((2,), (2, 2)):
        own = field(2, b"".join(field(2, field(1, size)) for size in other))
        with of_version_1(tmp_path / "x", listed(b"a"), data_of(b"a", own + field(5, FLOATS))) as checkpoint:
            assert checkpoint.read(checkpoint.tensors[0]).tolist() == [0.0, 1.0, 2.0, 3.0]


@pytest.mark.parametrize("extents", [((0, -1),), ((-1, 2),), ((0, 5),), ((3, 2),), ((0, 2), (0, 1)), ()])
def test_a_slice_outside_its_tensor_is_none(extents: tuple[tuple[int, int | None], ...]) -> None:
    with pytest.raises(CheckpointError, match="has a slice"):
        region_of(extents, (4,))


def test_one_number_that_repeats_and_text_in_checkpoints_of_version_1(tmp_path: Path) -> None:
    listing = listed(b"same", 3) + listed(b"text", 7, 2)
    values = [data_of(b"same", field(7, b"\x05")), data_of(b"text", field(8, b"ab") + field(8, b"c"))]
    with of_version_1(tmp_path / "x", listing, *values) as checkpoint:
        found = {tensor.key: checkpoint.read(tensor).tolist() for tensor in checkpoint.tensors}
        assert found == {"same": [5, 5, 5, 5], "text": ["ab", "c"]}


def test_text_in_slices_of_version_1_is_not_put_together(tmp_path: Path) -> None:
    part = field(4, field(1, field(2, 1)))
    listing = field(1, field(1, b"a") + field(2, field(2, field(1, 2))) + field(3, 7) + part)
    value = field(2, field(1, b"a") + field(2, field(1, field(2, 1))) + field(3, field(8, b"t")))
    with of_version_1(tmp_path / "x", listing, (slice_key(b"a", ((0, 1),)), value)) as checkpoint:
        (finding,) = checkpoint.findings
        assert "is text in slices" in finding.message


def test_a_slice_of_version_1_without_the_others_is_not_the_tensor(tmp_path: Path) -> None:
    listing = field(1, field(1, b"a") + field(2, field(2, field(1, 4))) + field(3, 1) + field(4, field(1, field(2, 2))))
    value = field(2, field(1, b"a") + field(2, field(1, field(2, 2))) + field(3, field(5, FLOATS[:8])))
    with of_version_1(tmp_path / "x", listing, (slice_key(b"a", ((0, 2),)), value)) as checkpoint:
        (tensor,) = checkpoint.tensors
        assert tensor.shape == (4,)
        assert checkpoint.read(tensor, (slice(0, 2),)).tolist() == [0.0, 1.0]
        with pytest.raises(CheckpointError):
            checkpoint.read(tensor)


def test_text_whose_lengths_lie_is_an_error_when_it_is_read() -> None:
    from inspector.formats.tensorflow.strings import StringPlaces

    with pytest.raises(CheckpointError):
        StringPlaces(MemoryStorage(b"\x05\x01" + bytes(6)), 2).read()
    with pytest.raises(CheckpointError):
        StringPlaces(MemoryStorage(b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01" + bytes(6)), 1).read()
