from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

import numpy as np
import pytest
import torch
import xxhash
from safetensors.numpy import save_file

import inspector
from inspector.cli import main
from inspector.errors import CheckpointError, OutputError, OutputExistsError, UnsupportedError
from inspector.jobs import Cancelled, Job
from inspector.operations.checking import CheckReport, CheckState, check
from inspector.operations.manifest import write_manifest
from inspector.operations.results import TensorResult
from inspector.operations.whole_files import file_hashes
from inspector.sources.storage import Part
from inspector.tensors.entries import TensorEntry
from inspector.tensors.hashing import TensorHashes

rng = np.random.default_rng(0)
WEIGHTS = {
    "a": rng.standard_normal((1100, 1000)).astype("f4"),  # more than one block
    "b": rng.standard_normal((6, 4)).astype("f2"),
    "c": np.arange(5, dtype="i8"),
    "empty": np.zeros((0, 3), "f4"),
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    save_file(WEIGHTS, tmp_path / "model.safetensors")
    return tmp_path / "model.safetensors"


@pytest.fixture
def manifest(file: Path, tmp_path: Path) -> Path:
    return write_manifest(file, tmp_path / "model.manifest").path


def damaged(file: Path, key: str, element: int, *bits: int) -> Path:
    """A copy of the file with some bits of one element turned."""
    with inspector.open(file) as checkpoint:
        entry = checkpoint[key]
        assert isinstance(entry, TensorEntry)
        assert isinstance(entry.storage, Part)
        offset = entry.storage.offset + element * entry.dtype.itemsize
    data = bytearray(file.read_bytes())
    for bit in bits:
        data[offset + bit // 8] ^= 1 << bit % 8
    copy = file.with_name("damaged.safetensors")
    copy.write_bytes(data)
    return copy


def states(report: CheckReport) -> dict[str, str]:
    return {result.key: result.state.name for result in report.results}


def test_a_manifest_has_the_hashes_of_each_tensor(manifest: Path) -> None:
    head, *records, end = map(json.loads, manifest.read_text().splitlines())
    assert head["tensors"] == end["end"] == 4
    assert {record["key"] for record in records} == set(WEIGHTS)
    for record in records:
        data = WEIGHTS[record["key"]].tobytes()
        assert record["sha256"] == hashlib.sha256(data).hexdigest()
        assert record["xxh3"] == xxhash.xxh3_64_hexdigest(data)
        blocks = [data[at : at + (4 << 20)] for at in range(0, len(data), 4 << 20)]
        assert record["blocks"] == list(map(xxhash.xxh3_64_hexdigest, blocks))


def test_the_same_tensors_agree_in_another_format(manifest: Path, tmp_path: Path) -> None:
    torch.save({key: torch.from_numpy(value) for key, value in WEIGHTS.items()}, tmp_path / "model.pth")
    report = check(manifest, tmp_path / "model.pth")
    assert report.agrees
    assert report.sentence == "4 same"


@pytest.mark.parametrize(("key", "element", "bits"), [("a", 1_050_123, (17,)), ("b", 9, (0, 15)), ("c", 4, (63,))])
def test_damage_is_found_to_the_bit(manifest: Path, file: Path, key: str, element: int, bits: tuple[int, ...]) -> None:
    broken = damaged(file, key, element, *bits)
    (result,) = [result for result in check(manifest, broken).results if result.state is not CheckState.SAME]
    assert (result.key, result.state) == (key, CheckState.DAMAGED)
    ((start, stop),) = result.blocks
    assert start <= element < stop
    assert stop - start <= (4 << 20) // WEIGHTS[key].itemsize
    assert stop <= WEIGHTS[key].size
    (result,) = [each for each in check(manifest, broken, replica=file).results if each.state is CheckState.DAMAGED]
    where = result.damage
    assert where is not None
    assert where.index == np.unravel_index(element, WEIGHTS[key].shape)
    assert (where.bit, where.elements, where.bits) == (bits[0], 1, len(bits))
    was = WEIGHTS[key].reshape(-1)[element : element + 1].tobytes()
    assert where.expected == was[::-1].hex()
    assert int(where.stored, 16) ^ int(where.expected, 16) == sum(1 << bit for bit in bits)


def test_a_replica_that_is_damaged_itself_says_nothing(manifest: Path, file: Path) -> None:
    broken = damaged(file, "b", 3, 2)
    result = next(each for each in check(manifest, broken, replica=broken).results if each.key == "b")
    assert result.damage is None
    assert result.reason == "the replica does not agree with the manifest"


def test_what_is_missing_other_or_new_is_told_apart(manifest: Path, tmp_path: Path) -> None:
    save_file({"a": WEIGHTS["a"].T.copy(), "b": WEIGHTS["b"].astype("f4"), "c": WEIGHTS["c"], "d": WEIGHTS["c"]},
              tmp_path / "other.safetensors")  # fmt: skip
    report = check(manifest, tmp_path / "other.safetensors")
    assert states(report) == {"a": "RESHAPED", "b": "RESHAPED", "c": "SAME", "empty": "MISSING", "d": "ADDED"}
    assert not report.agrees


def test_what_a_manifest_lacks_is_told_from_what_is_new(manifest: Path, file: Path) -> None:
    head, *records, end = manifest.read_text().splitlines()
    manifest.write_text("\n".join((head, *records[:-1], end)))
    assert check(manifest, file).sentence == "3 same"  # it promises four
    again = json.loads(records[0]) | {"sha256": "0" * 64}
    manifest.write_text("\n".join((head, *records, json.dumps(again), end)))
    assert check(manifest, file).sentence == "4 same"  # the first counts


def test_what_was_interrupted_is_continued(file: Path, tmp_path: Path) -> None:
    target = tmp_path / "model.manifest"
    job, seen = Job(), []

    def stop_after_two(result: TensorResult[TensorHashes]) -> None:
        seen.append(result.key)
        if len(seen) == 2:
            job.cancel()

    with pytest.raises(Cancelled):
        write_manifest(file, target, each=stop_after_two, job=job)
    part = tmp_path / "model.manifest.part"
    assert not target.exists()
    kept = part.read_bytes()
    part.write_bytes(kept + b'{"key": "c", "dty')  # the line it was in
    report = write_manifest(file, target)
    assert (report.resumed, report.tensors) == (2, 4)
    assert check(target, file).sentence == "4 same"
    assert not part.exists()
    part.write_bytes(kept.replace(b'"name": "model', b'"name": "other'))
    assert write_manifest(file, target, replace=True).resumed == 0
    part.write_bytes(b"somebody's")
    with pytest.raises(OutputExistsError, match="is no interrupted manifest"):
        write_manifest(file, target, replace=True)


def test_what_is_there_is_not_replaced(file: Path, manifest: Path) -> None:
    with pytest.raises(OutputExistsError):
        write_manifest(file, manifest)
    with pytest.raises(OutputError, match="is a source of this manifest"):
        write_manifest(file, file, replace=True)


def test_manifests_of_others(file: Path, tmp_path: Path) -> None:
    whole = hashlib.sha256(file.read_bytes()).hexdigest()
    other = tmp_path / "other"
    for text in (
        f"version https://git-lfs.github.com/spec/v1\noid sha256:{whole}\nsize {file.stat().st_size}\n",
        f"{whole}  some/folder/{file.name}\n",
        "xxh64 0123456789abcdef  model.gguf:b\n"
        f"sha256    {hashlib.sha256(WEIGHTS['b'].tobytes()).hexdigest()}  model.gguf:b\n",
        f"sha256    {hashlib.sha256(WEIGHTS['b'].tobytes()).hexdigest()}  C:\\models\\model.gguf:b\n"
        f"sha256    {whole}  C:\\models\\model.gguf\n",  # of the tensors together, not of the file
    ):
        other.write_text(text)
        assert check(other, file).sentence == "1 same"
        assert not check(other, damaged(file, "b", 0, 0)).agrees or "gguf" not in text
    other.write_text(
        "xxh64     f66e9cd66a4396a0  model.gguf:b\nsha1      59f79ecefd8125a996fdf419239051a7e99e5f20  m.gguf:c\n"
    )
    with pytest.raises(UnsupportedError, match="run gguf-hash with --sha256"):
        check(other, file)
    for text in ("", "nothing", "{}", '{"manifest": 2}', "\xff", "[" * 100_000):
        other.write_text(text, "latin-1")
        with pytest.raises(CheckpointError, match="is not a manifest"):
            check(other, file)


def test_files_are_hashed_as_others_do(file: Path) -> None:
    data = file.read_bytes()
    with inspector.open(file) as checkpoint:
        (hashes,) = file_hashes(checkpoint, Job())
    assert hashes.sha256 == hashlib.sha256(data).hexdigest()
    assert hashes.autov2 == hashes.sha256[:10]
    assert hashes.autov1 == hashlib.sha256(data[0x100000 : 0x100000 + 0x10000]).hexdigest()[:8]
    assert hashes.data_sha256 == hashlib.sha256(data[8 + int.from_bytes(data[:8], "little") :]).hexdigest()


def test_the_verbs(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "x.manifest"
    assert main(["hash", str(file), "--match", "b", "--json"]) == 0
    (record,) = json.loads(capsys.readouterr().out)["tensors"]
    assert record["sha256"] == hashlib.sha256(WEIGHTS["b"].tobytes()).hexdigest()
    assert main(["hash", str(file), "-o", str(target), "--whole-files"]) == 0
    assert "4 tensors\n" in capsys.readouterr().out
    assert main(["hash", str(file), "-o", str(target)]) == 3
    assert "exists already; --force replaces it" in capsys.readouterr().err
    assert main(["check", str(target), str(file)]) == 0
    assert capsys.readouterr().out.endswith("4 same\n")
    broken = damaged(file, "b", 9, 3)
    assert main(["check", str(target), str(broken), "--replica", str(file)]) == 1
    assert "b    damaged at [2, 1], bit 3: " in capsys.readouterr().out
    assert main(["check", str(target), str(broken), "--json"]) == 1
    states_of = {each["key"]: each["state"] for each in json.loads(capsys.readouterr().out)["results"]}
    assert states_of == {"a": "same", "b": "damaged", "c": "same", "empty": "same"}


def test_what_can_not_be_read_is_no_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, target = tmp_path / "model.npz", tmp_path / "x.manifest"
    np.savez_compressed(path, a=np.zeros(5000), b=np.arange(5))
    write_manifest(path, target)
    with zipfile.ZipFile(path) as archive:
        member = archive.getinfo("a.npy")
    data = bytearray(path.read_bytes())
    middle = member.header_offset + 30 + len("a.npy") + member.compress_size - 20
    data[middle : middle + 12] = b"\xff" * 12
    path.write_bytes(data)
    assert main(["check", str(target), str(path)]) == 3
    assert "1 same, 1 unreadable" in capsys.readouterr().out
