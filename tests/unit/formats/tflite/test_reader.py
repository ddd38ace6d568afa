"""Constants of TensorFlow Lite models: where their bytes may be, how their numbers are scaled, and numbers that lie."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

import inspector
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, LimitError
from inspector.jobs import Job
from inspector.limits import LIMITS, Limits
from tests.unit.formats.tflite.models import Extras, Sparsity, Tensor, model

FIXTURES = Path(__file__).parents[3] / "fixtures" / "tflite"
VALUES = np.arange(6, dtype="<f4").reshape(2, 3)


def opened(tmp_path: Path, data: bytes, limits: Limits = LIMITS) -> Checkpoint:
    path = tmp_path / "m.tflite"
    path.write_bytes(data)
    return inspector.open(path, job=Job(limits))


def test_constants_lie_below_the_number_of_their_subgraph_and_share_buffers(tmp_path: Path) -> None:
    tensors = [Tensor("a"), Tensor("activation", buffer=0), Tensor("", shape=(3, 2))]
    with opened(tmp_path, model(tensors, [VALUES.tobytes()])) as checkpoint:
        a, unnamed = checkpoint.tensors
        assert (a.path, unnamed.path) == ((0, "a"), (0, "tensor 2"))
        assert a.storage is unnamed.storage
        assert np.array_equal(checkpoint.read(a), VALUES)


def test_scales_per_channel_and_per_tensor(tmp_path: Path) -> None:
    stored = np.array([[-128, 0, 7], [1, 2, 127]], np.int8)
    tensors = [
        Tensor("channels", code=9, scale=(0.5, 2.0), zero_point=(0, 3)),
        Tensor("columns", code=9, scale=(1, 2, 4), zero_point=(0, 0, 0), axis=1),
        Tensor("whole", code=9, scale=(0.25,), zero_point=(-1,)),
    ]
    with opened(tmp_path, model(tensors, [stored.tobytes()])) as checkpoint:
        channels, columns, whole = (checkpoint.read(tensor) for tensor in checkpoint.tensors)
    assert np.array_equal(channels, (stored - np.array([[0], [3]])) * np.array([[0.5], [2.0]]))
    assert np.array_equal(columns, stored * np.array([1, 2, 4]))
    assert np.array_equal(whole, (stored.astype(np.float32) + 1) * 0.25)


def test_text_and_elements_of_four_bits(tmp_path: Path) -> None:
    texts = struct.pack("<4i", 2, 16, 18, 21) + b"ab" + b"cde"
    tensors = [Tensor("text", (2,), 5), Tensor("nibbles", (3,), 17, buffer=2)]
    with opened(tmp_path, model(tensors, [texts, b"\xf1\x08"])) as checkpoint:
        text, nibbles = checkpoint.tensors
        assert checkpoint.read(text).tolist() == ["ab", "cde"]
        assert checkpoint.read(nibbles).tolist() == [1, -1, -8]


def test_bytes_behind_the_flatbuffer_and_in_a_file_beside_it(tmp_path: Path) -> None:
    (tmp_path / "weights.bin").write_bytes(b"pad" + VALUES.tobytes())
    extras = Extras(groups=["weights.bin"], external=[(7, 0, 3, 24)])
    tensors = [Tensor("behind"), Tensor("beside", buffer=0, external=7)]
    size = len(model(tensors, [(1 << 40, 24)], extras))
    data = model(tensors, [(size, 24)], extras)
    with opened(tmp_path, data + (VALUES + 1).tobytes()) as checkpoint:
        behind, beside = checkpoint.tensors
        assert np.array_equal(checkpoint.read(behind), VALUES + 1)
        assert np.array_equal(checkpoint.read(beside), VALUES)
        assert len(checkpoint.files) == 2


@pytest.mark.parametrize(
    ("tensor", "extras", "message"),
    [
        (Tensor(shape=(2, 4)), None, "its shape asks for 32"),
        (Tensor(shape=(-1, 3)), None, "impossible shape"),
        (Tensor(code=99), None, "unknown type 99"),
        (Tensor(buffer=5), None, "buffer 5, of 2"),
        (Tensor(sparsity=Sparsity(order=(0, 0))), None, "whose axes can't be told"),
        (Tensor(sparsity=Sparsity(levels=(2,))), None, "whose axes can't be told"),
        (Tensor(sparsity=Sparsity(order=(2, 1, 0), blocked=(0,), levels=(1, 1, 1))), None, "it does not have"),
        (Tensor(sparsity=Sparsity(order=(0, 1, 2), blocked=(5,), levels=(1, 1, 1))), None, "it does not have"),
        (Tensor(sparsity=Sparsity(format=2)), None, "in a form that is not read (2)"),
        (Tensor(sparsity=Sparsity(vector=4)), None, "without their places"),
        (Tensor(sparsity=Sparsity(levels=(2, ((0, 1, 2), (2, 3))))), None, "outside its shape"),
        (Tensor(sparsity=Sparsity(levels=(3, ((0, 0, 0, 1), (2,))))), None, "outside its shape"),
        (Tensor(sparsity=Sparsity(levels=(2, ((0, 1, 2), (2, -1))))), None, "outside its shape"),
        (Tensor(sparsity=Sparsity(levels=(2, ((0, 3), (0, 1, 2))))), None, "fewer bounds than it says"),
        (Tensor(sparsity=Sparsity(levels=(2, ((0, 2, 1), (0, 1))))), None, "bounds that make no sense"),
        (Tensor(sparsity=Sparsity(levels=(2, ((-1, 0, 1), (0, 1))))), None, "bounds that make no sense"),
        (Tensor(sparsity=Sparsity(levels=(2, ((0, 1, 3), (0, 1))))), None, "bounds that make no sense"),
        (Tensor(sparsity=Sparsity(levels=(2, 1 << 30))), None, "fewer sparse elements than it says"),
        (Tensor(sparsity=Sparsity(levels=(((0, 7), range(7)), 1))), None, "fewer sparse elements than it says"),
        (Tensor(sparsity=Sparsity((0, 1, 2), (0,), (2, 3, ((0,) * 7, ())))), None, "blocks that are sparse themselves"),
        (Tensor(code=5, sparsity=Sparsity()), None, "sparse text"),
        (Tensor(code=3, scale=(1, 2), zero_point=(1, 2), axis=1), None, "2 scales along axis 1"),
        (Tensor(code=3, scale=(1, 2, 3), zero_point=(1, 2, 3), axis=-1), None, "axis -1"),
        (Tensor(code=3, scale=(1, 2), zero_point=(1,)), None, "2 scales and 1 zero points"),
        (Tensor(code=5, shape=(2,)), None, "text"),
        (Tensor(external=3), None, "not described"),
        (Tensor(external=1), Extras(["../../etc/passwd"], [(1, 0, 0, 24)]), "not the name of a file beside it"),
        (Tensor(external=1), Extras(["/etc/passwd"], [(1, 0, 0, 24)]), "not the name of a file beside it"),
        (Tensor(external=1), Extras(["missing.bin"], [(1, 0, 0, 24)]), "does not exist"),
        (Tensor(external=1), Extras(["m.tflite"], [(1, 0, 0, 24)]), "names itself"),
    ],
)
def test_a_tensor_that_can_not_be_read_hides_no_other(
    tensor: Tensor, extras: Extras | None, message: str, tmp_path: Path
) -> None:
    with opened(tmp_path, model([tensor, Tensor("sound")], [VALUES.tobytes()], extras)) as checkpoint:
        assert [entry.key for entry in checkpoint.entries] == ["0.sound"]
        (finding,) = checkpoint.findings
        assert finding.code == "unreadable-tensor"
        assert message in finding.message


@pytest.mark.parametrize("bounds", [(16, 21, 18), (16, 18, 22), (-1, 18, 21)])
def test_text_outside_its_buffer_hides_no_other(bounds: tuple[int, ...], tmp_path: Path) -> None:
    texts = struct.pack("<4i", 2, *bounds) + b"abcde"
    with opened(
        tmp_path, model([Tensor("text", (2,), 5), Tensor("sound", buffer=2)], [texts, VALUES.tobytes()])
    ) as found:
        assert [entry.key for entry in found.entries] == ["0.sound"]
        assert "lie outside its data" in found.findings[0].message


def test_sparse_elements_are_where_they_belong(tmp_path: Path) -> None:
    shared = Sparsity(levels=(2, ((0, 1, 3), (2, 0, 1))))
    columns = Sparsity((1, 0), (), (((0, 2), (2, 0)), ((0, 1, 2), (1, 0))))
    nothing = Sparsity(levels=(2, ((0, 0, 0), ())))
    tensors = [
        Tensor("rows", sparsity=shared),
        Tensor("columns", sparsity=columns),
        Tensor("nothing", sparsity=nothing),
        Tensor("nibbles", code=17, buffer=2, sparsity=shared, scale=(0.5,), zero_point=(0,)),
        Tensor("scalar", shape=(), sparsity=Sparsity((), (), ())),
    ]
    with opened(tmp_path, model(tensors, [VALUES[:, 1:].tobytes(), b"\xf1\x08"])) as checkpoint:
        assert not checkpoint.findings
        found = [checkpoint.read(entry).tolist() for entry in checkpoint.tensors]
        assert checkpoint.tensors[0].layout == "sparse_coo"
    assert found == [
        [[0, 0, 1], [2, 4, 0]],
        [[2, 0, 0], [0, 0, 1]],
        [[0, 0, 0], [0, 0, 0]],
        [[0, 0, 0.5], [-0.5, -4, 0]],
        1.0,
    ]


def test_notes_of_the_model_are_metadata(tmp_path: Path) -> None:
    notes = {"min_runtime_version": 2, "table": 3, "none": 0, "nowhere": 9}
    data = model([Tensor()], [VALUES.tobytes(), b"1.14.0\0\0", b"\xff" * 5000], Extras(notes=notes))
    with opened(tmp_path, data) as checkpoint:
        assert checkpoint.metadata == {
            "operators": {},
            "min_runtime_version": "1.14.0",
            "table": "4.88 KiB",
            "none": "",
            "nowhere": "can't be read: has its data in buffer 9, of 4",
        }


def test_operators_and_signatures_of_a_genuine_model() -> None:
    with inspector.open(FIXTURES / "two_signatures.tflite") as checkpoint:
        assert checkpoint.metadata["operators"] == {"FULLY_CONNECTED": 2, "SUM": 1, "ADD": 1}
        assert checkpoint.metadata["signatures"]["b"] == {"inputs": ["x"], "outputs": ["y"], "subgraph": 1}


def test_tables_that_repeat_without_end_are_refused(tmp_path: Path) -> None:
    data = model([Tensor("n" * 4000)], [VALUES.tobytes()], Extras(repeats=50))
    with pytest.raises(LimitError):
        opened(tmp_path, data, Limits(structures_nbytes=0))


@pytest.mark.parametrize("place", range(0, 64, 4))
def test_an_offset_that_leads_anywhere_ends_in_an_error_or_an_answer(place: int, tmp_path: Path) -> None:
    genuine = model([Tensor(), Tensor(code=9, scale=(1.0,), zero_point=(0,))], [VALUES.tobytes()])
    for value in (0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, len(genuine), len(genuine) - 2):
        data = bytearray(genuine)
        struct.pack_into("<I", data, place, value)
        try:
            with opened(tmp_path, bytes(data)) as checkpoint:
                for tensor in checkpoint.tensors:
                    checkpoint.read(tensor)
        except CheckpointError:
            pass
