"""Files that are damaged, cut, packed in others, spread over several, or no checkpoints."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from pathlib import Path

import numpy as np
import pytest
import safetensors.numpy
import safetensors.torch
import torch

from tests.reported.conftest import Program


def torch_file() -> bytes:
    file = io.BytesIO()
    torch.save({"w": torch.ones(2, 3)}, file)
    return file.getvalue()


def index(places: dict[str, str]) -> str:
    return json.dumps({"metadata": {"total_size": 1}, "weight_map": places})


def save_shards(folder: Path) -> None:
    safetensors.torch.save_file({"a": torch.ones(2)}, folder / "m1.safetensors")
    safetensors.torch.save_file({"b": torch.zeros(3)}, folder / "m2.safetensors")


def test_an_index_that_names_the_wrong_shards(program: Program, tmp_path: Path) -> None:
    """https://github.com/huggingface/huggingface_hub/issues/4740"""
    save_shards(tmp_path)
    (tmp_path / "model.safetensors.index.json").write_text(index({"a": "m2.safetensors", "b": "m1.safetensors"}))
    assert program.tensors(tmp_path).keys() == {"a", "b"}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('{"weight_map": {"a": "model-00001-of-00002.safetensors"', "Input data was truncated"),
        ('{"metadata": {"total_size": 8}}', "weight_map"),
        (index({}), "names no file that is here"),
        (
            '{"weight_map": {"a": "./model-00001-of-00002.safetensors", "b": "model-00002-of-00002.safetensors", "c": 3}}',
            "1 key in the index without the name of a file, such as 'c'",
        ),
        (index({"a": "model-00001-of-00002.safetensors", "b": "/etc/hosts"}), "/etc/hosts: is not the name of a file"),
    ],
)
def test_a_damaged_index_hides_no_shard(program: Program, tmp_path: Path, written: str, said: str) -> None:
    for number, key in enumerate("ab", 1):
        safetensors.torch.save_file({key: torch.ones(number)}, tmp_path / f"model-{number:05d}-of-00002.safetensors")
    (tmp_path / "model.safetensors.index.json").write_text(written)
    found = program.run("ls", tmp_path, "--json").record
    assert {entry["key"] for entry in found["entries"]} >= {"a"} | ({"b"} if "/etc" not in written else set())
    assert any(said in finding["message"] for finding in found["findings"])


def test_shards_without_an_index(program: Program, tmp_path: Path) -> None:
    for number, key in enumerate("ab", 1):
        safetensors.torch.save_file({key: torch.ones(number)}, tmp_path / f"model-{number:05d}-of-00002.safetensors")
    assert program.tensors(tmp_path).keys() == {"a", "b"}


def test_shards_behind_the_links_of_a_cache(program: Program, tmp_path: Path) -> None:
    (tmp_path / "blobs").mkdir()
    (tmp_path / "snapshot").mkdir()
    save_shards(tmp_path / "blobs")
    (tmp_path / "blobs" / "model.safetensors.index.json").write_text(
        index({"a": "m1.safetensors", "b": "m2.safetensors"})
    )
    for place in (tmp_path / "blobs").iterdir():
        (tmp_path / "snapshot" / place.name).symlink_to(f"../blobs/{place.name}")
    for opened in (tmp_path / "snapshot", tmp_path / "snapshot" / "model.safetensors.index.json"):
        assert program.tensors(opened).keys() == {"a", "b"}


def test_a_shard_that_is_missing(program: Program, tmp_path: Path) -> None:
    """https://github.com/sgl-project/sglang/issues/32279"""
    safetensors.torch.save_file({"a": torch.ones(2), "mtp.x": torch.ones(1)}, tmp_path / "m1.safetensors")
    (tmp_path / "model.safetensors.index.json").write_text(index({"a": "m1.safetensors", "b": "m2.safetensors"}))
    out = program.run("ls", tmp_path).out
    assert "m2.safetensors" in out
    assert "mtp.x" in out
    assert "\na " in out


def test_checkpoints_in_archives(program: Program, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "ppo.zip", "w") as archive:
        archive.writestr("data", "{}")
        archive.writestr("policy.pth", torch_file())
    config = b'{\n  "model": {\n    "type": "x"\n  }\n}\n'
    packed = {
        "x.nemo": ("w", {"./model_weights.ckpt": torch_file()}),
        "m.tar": ("w", {"config.json": config, "weights.th": torch_file()}),
        "m.tar.gz": ("w:gz", {"config.json": config, "weights.th": torch_file()}),
    }
    for name, (mode, members) in packed.items():
        with tarfile.open(tmp_path / name, mode) as tar:  # type: ignore[call-overload]
            for member, data in members.items():
                info = tarfile.TarInfo(member)
                info.size = len(data)
                tar.addfile(info, io.BytesIO(data))
    for name in ("ppo.zip", *packed):
        assert any(key.endswith("w") for key in program.tensors(tmp_path / name)), name


def test_safetensors_with_a_tail_and_without_an_end(program: Program, tmp_path: Path) -> None:
    """https://github.com/Comfy-Org/ComfyUI/issues/15602, https://github.com/lyogavin/airllm/issues/137"""
    data = safetensors.torch.save({"a": torch.arange(6.0), "b": torch.ones(4)})
    (tmp_path / "t.safetensors").write_bytes(data + bytes(40))
    assert program.tensors(tmp_path / "t.safetensors").keys() == {"a", "b"}
    (tmp_path / "c.safetensors").write_bytes(data[:-8])
    assert len(program.tensors(tmp_path / "c.safetensors")) == 1


def _entry(begin: int, end: int, **changes: object) -> dict[str, object]:
    return {"dtype": "F32", "shape": [(end - begin) // 4], "data_offsets": [begin, end], **changes}


@pytest.mark.parametrize(
    "broken",
    [
        {"x": _entry(8, 16, dtype="F3_NEW")},
        {"x": _entry(8, 16, shape=[-2])},
        {"x": _entry(8, 16, shape=[2.5])},
        {"x": _entry(8, 16, data_offsets=[8.0, 16.0])},
        {"x": _entry(8, 16, data_offsets=[16, 8])},
        {"x": _entry(8, 16, shape=[1 << 62, 1 << 62])},
        {"x": _entry(8, 16, shape=[5])},
        {"x": 3, "y": {"dtype": "F32"}, "z": None},
        {"__metadata__": {"loss": 1.5, "best": float("nan"), "args": {"lr": [1e-3]}, "note": None}},
        {"__metadata__": [1, 2]},
        {"x": _entry(8, 16), "y": _entry(12, 24)},
        {"x": _entry(800, 808)},
    ],
)
def test_one_entry_that_is_wrong_hides_no_other(program: Program, tmp_path: Path, broken: dict[str, object]) -> None:
    header = json.dumps({"b": _entry(16, 24), **broken, "a": _entry(0, 8)}).encode()
    path = tmp_path / "x.safetensors"
    path.write_bytes(len(header).to_bytes(8, "little") + header + np.arange(6, dtype="<f4").tobytes())
    assert program.tensors(path).keys() >= {"a", "b"}
    assert program.run("show", path, "b", "--json").record["values"] == [4.0, 5.0]
    assert program.run("scan", path, "--strict").status == 1


def test_metadata_alone(program: Program, tmp_path: Path) -> None:
    safetensors.numpy.save_file({}, tmp_path / "m.safetensors", metadata={"crc": "12"})
    assert program.run("ls", tmp_path / "m.safetensors", "--json").record["metadata"]["crc"] == "12"


@pytest.mark.parametrize("elements", [1_000, 300_000])
def test_a_flipped_bit_is_told(program: Program, tmp_path: Path, elements: int) -> None:
    path = tmp_path / "x.npz"
    np.savez(path, w=np.arange(float(elements)))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 8
    path.write_bytes(data)
    for words in (["scan"], ["stats"], ["show"], ["export"], ["hash"], ["diff"]):
        more = {"show": ["w"], "export": ["-o", str(tmp_path / "o.npz")], "diff": [str(path)]}.get(words[0], [])
        answer = program.run(*words, path, *more)
        assert "checksum" in (answer.out + answer.err).replace("every checksum as written", ""), words


@pytest.mark.parametrize("verb", ["ls", "scan", "stats", "export", "hash", "diff"])
def test_a_member_that_cannot_be_read_is_told_once(program: Program, tmp_path: Path, verb: str) -> None:
    path = tmp_path / "x.npz"
    np.savez_compressed(path, a=np.arange(50.0), b=np.arange(50.0), c=np.arange(50.0))
    with zipfile.ZipFile(path) as archive:
        start = archive.infolist()[1].header_offset
    data = bytearray(path.read_bytes())
    data[start + 60 : start + 80] = bytes(20)
    path.write_bytes(data)
    more = {"export": ["-o", str(tmp_path / "o.npz")], "diff": [str(tmp_path / "x.npz")]}.get(verb, [])
    answer = program.run(verb, path, *more)
    told = [line for line in (answer.out + answer.err).splitlines() if "b.npy can't be read" in line]
    assert len(told) == (2 if verb == "diff" else 1)


def test_texts_that_differ_have_hashes_that_differ(program: Program, tmp_path: Path) -> None:
    hashes = set()
    for texts in (["a\0b", "c"], ["a", "b\0c"]):
        np.save(tmp_path / "a.npy", np.array(texts, "<U3"))
        (tensor,) = program.tensors(tmp_path / "a.npy").values()
        hashes.add(tensor["sha256"])
    assert len(hashes) == 2


def test_a_lone_array_is_exported_under_the_name_of_its_file(program: Program, tmp_path: Path) -> None:
    np.save(tmp_path / "w.npy", np.ones(3))
    for name in ("o.safetensors", "o.pth", "o.npz"):
        assert list(program.tensors(program.exported(tmp_path / "w.npy", tmp_path / name))) == ["w"]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.pth", b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12345\n", "LFS"),
        ("b.safetensors", b"<!DOCTYPE html><html></html>", "web page"),
        ("c.pth", bytes(999), "zero"),
    ],
)
def test_what_is_no_checkpoint_is_named(program: Program, tmp_path: Path, name: str, data: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(data)
    answer = program.run("ls", tmp_path / name)
    assert (answer.status, said in answer.err) == (3, True)
