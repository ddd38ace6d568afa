"""Files from before GGUF, written as the converters of that time wrote them."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import inspector
from inspector.errors import CheckpointError, CorruptError, TruncatedError, UnsupportedError

LLAMA = (3, 32, 16, 2, 1, 16, 0)  # n_vocab first, ftype last
TOKENS = [b"<s>", b"\xff", b"the"]


def integers(*numbers: int) -> bytes:
    return struct.pack(f"<{len(numbers)}i", *numbers)


def tensor(name: str, array: np.ndarray[Any, Any], code: int = 0, *, before: int = -1) -> bytes:
    """A tensor record; with what is ``before`` it its data is aligned."""
    head = integers(array.ndim, len(name), code, *array.shape[::-1]) + name.encode()
    padding = bytes(-(before + len(head)) % 32) if before >= 0 else b""
    return head + padding + array.tobytes()


def words(*, scores: bool = False, counted: bool = False) -> bytes:
    data = integers(len(TOKENS)) if counted else b""
    return data + b"".join(integers(len(token)) + token + (bytes(4) if scores else b"") for token in TOKENS)


WEIGHT = np.arange(6, dtype=np.float32).reshape(2, 3)
MEL = np.arange(4, dtype=np.float32).reshape(2, 2)
HEADS = {
    "llama": b"lmgg" + integers(*LLAMA) + words(),
    "ggmf": b"fmgg" + integers(1, *LLAMA) + words(scores=True),
    "whisper": b"lmgg" + integers(3, 6, 16, 2, 4, 6, 16, 2, 4, 80, 1, 2, 2) + MEL.tobytes() + words(counted=True),
    "gpt-j": b"lmgg" + integers(*LLAMA) + words(counted=True),
    "gpt-2": b"lmgg" + integers(*LLAMA[:6]) + words(counted=True),
    "gpt-neox": b"lmgg" + integers(*LLAMA, 0) + words(),
    "rwkv": b"fmgg" + integers(100, 3, 32, 1, 0),
}


@pytest.mark.parametrize("name", HEADS)
def test_each_header_is_told_by_the_tensor_behind_it(tmp_path: Path, name: str) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes(HEADS[name] + tensor("a.weight", WEIGHT) + tensor("b", WEIGHT.astype(np.float16), 1))
    with inspector.open(path) as checkpoint:
        assert checkpoint.format == "ggml"
        assert checkpoint.metadata["model"] == name.replace("ggmf", "llama")
        read = {entry.key: checkpoint.read(entry) for entry in checkpoint.tensors}
        assert np.array_equal(read["a.weight"], WEIGHT)
        assert np.array_equal(read["b"], WEIGHT)
        if name == "whisper":
            assert np.array_equal(read["mel_filters"], MEL)
        if name != "rwkv":
            assert checkpoint.metadata["tokens"] == {"array": "string", "length": 3, "first": ["<s>", "\ufffd", "the"]}
        assert checkpoint.findings == []


def test_tensors_of_ggjt_and_of_adapters_are_aligned(tmp_path: Path) -> None:
    for head in (b"tjgg" + integers(3, *LLAMA) + words(scores=True), b"algg" + integers(1, 8, 16)):
        data = head + tensor("a", WEIGHT, before=len(head))
        (tmp_path / "m.bin").write_bytes(data + tensor("b", WEIGHT, before=len(data)))
        with inspector.open(tmp_path / "m.bin") as checkpoint:
            assert [np.array_equal(checkpoint.read(entry), WEIGHT) for entry in checkpoint.tensors] == [True, True]


def type_of(data: bytes, path: Path) -> str:
    path.write_bytes(data)
    with inspector.open(path) as checkpoint:
        return str(checkpoint.tensors[0].dtype)


@pytest.mark.parametrize(
    ("version", "code", "nbytes", "dtype"),
    [
        (1, 2, 20, "q4_0_ggjt1"), (1, 4, 20, "q4_2_ggjt1"), (1, 6, 22, "q5_0_ggjt1"), (1, 8, 36, "q8_0_ggjt2"),
        (2, 2, 20, "q4_0_ggjt2"), (2, 3, 24, "q4_1_ggjt2"), (2, 6, 22, "q5_0"), (2, 8, 36, "q8_0_ggjt2"),
        (3, 2, 18, "q4_0"), (3, 8, 34, "q8_0"), (3, 12, 144, "q4_k"),
    ],
)  # fmt: skip
def test_what_a_type_means_changed_with_the_versions(
    tmp_path: Path, version: int, code: int, nbytes: int, dtype: str
) -> None:
    elements = 256 if code == 12 else 32
    ggjt = b"tjgg" + integers(version, *LLAMA) + words(scores=True)
    record = integers(1, 1, code, elements) + b"q"
    aligned = ggjt + record + bytes(-len(ggjt + record) % 32)
    assert type_of(aligned + bytes(nbytes), tmp_path / "m.bin") == dtype
    ftype = 1000 * (version - 1) + 2
    plain = b"lmgg" + integers(*LLAMA[:6], ftype) + words()
    assert type_of(plain + record + bytes(nbytes), tmp_path / "m.bin") == dtype


def test_a_vocabulary_alone_is_a_model_without_tensors(tmp_path: Path) -> None:
    (tmp_path / "m.bin").write_bytes(HEADS["llama"])
    with inspector.open(tmp_path / "m.bin") as checkpoint:
        assert (checkpoint.tensors, checkpoint.metadata["n_embd"]) == ([], 32)


def test_what_is_cut_off_is_said_and_the_rest_is_shown(tmp_path: Path) -> None:
    (tmp_path / "m.bin").write_bytes((HEADS["llama"] + tensor("a", WEIGHT) * 2)[:-1])
    with inspector.open(tmp_path / "m.bin") as checkpoint:
        assert len(checkpoint.tensors) == 1
        (finding,) = checkpoint.findings
        assert (finding.code, "after" not in finding.message) == ("ggml-tensors-missing", True)


@pytest.mark.parametrize(
    ("data", "error", "reason"),
    [
        (HEADS["llama"] + b"\0" * 40, CorruptError, r"after none of the headers known \(whisper, gpt-2, gpt-j, llama"),
        (b"tjgg" + integers(9, *LLAMA), UnsupportedError, "ggjt model of version 9"),
        (b"tjgg", TruncatedError, "ends at byte 4"),
        (b"lmgg" + integers(2**31 - 1, *LLAMA[1:]), CorruptError, "after none of the headers"),
        (HEADS["llama"] + integers(1, 1, 99, 1) + b"a" + bytes(4), CorruptError, "after none of the headers"),
        (HEADS["llama"] + integers(1, 1, 2, 31) + b"a" + bytes(99), CorruptError, "after none of the headers"),
    ],
)
def test_what_can_be_no_model_is_refused(
    tmp_path: Path, data: bytes, error: type[CheckpointError], reason: str
) -> None:
    (tmp_path / "m.bin").write_bytes(data)
    with pytest.raises(error, match=reason):
        inspector.open(tmp_path / "m.bin")
