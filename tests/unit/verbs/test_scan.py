from __future__ import annotations

import io
import json
import os
import pickle
import zipfile
from collections import OrderedDict
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from inspector.cli import main


class Attack:
    def __reduce__(self) -> tuple[Any, ...]:
        return os.system, ("true",)


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    np.save(tmp_path / "good.npy", np.ones(3))
    (tmp_path / "evil.pkl").write_bytes(pickle.dumps(Attack()))
    (tmp_path / "unknown.pkl").write_bytes(b"\x80\x04\x8c\x04nets\x8c\x03Net\x93)\x81.")
    return {path.stem: str(path) for path in tmp_path.iterdir()}


def flipped(path: Path) -> Path:
    """An archive too large to be checked on opening, with one bit of its second array turned over."""
    np.savez(path, a=np.zeros(10), b=np.zeros(3 << 20))
    with zipfile.ZipFile(path) as archive:
        at = archive.getinfo("b.npy").header_offset + 5000
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)
    return path


def test_strictly_what_is_unknown_fails_too(files: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scan", files["good"]]) == 0
    assert main(["scan", files["unknown"]]) == 0
    assert main(["scan", "--strict", files["good"]]) == 0
    assert main(["scan", "--strict", files["unknown"]]) == 1
    assert main(["scan", files["evil"]]) == 1


def test_many_files_end_in_one_line(files: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scan", files["good"], files["evil"], files["good"] + ".gone"]) == 3
    assert capsys.readouterr().out.splitlines()[-1] == "3 files: 1 dangerous, 1 can't be read"


def test_damage_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = flipped(tmp_path / "a.npz")
    assert main(["scan", "--json", str(path)]) == 0
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert (finding["code"], finding["where"]) == ("crc-mismatch", "b.npy")
    assert main(["scan", "--strict", str(path)]) == 1


def test_whoever_reads_damaged_tensors_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = flipped(tmp_path / "a.npz")
    assert main(["stats", str(path)]) == 0
    assert "b.npy do not match their checksum" in capsys.readouterr().err
    assert main(["export", str(path), "-o", str(tmp_path / "out.npz")]) == 0
    assert "b.npy do not match their checksum" in capsys.readouterr().out


def test_sarif_is_one_log_of_all_files(files: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scan", "--format", "sarif", files["evil"], files["good"], files["unknown"]]) == 1
    log = json.loads(capsys.readouterr().out)
    (run,) = log["runs"]
    levels = {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]: result["level"]
        for result in run["results"]
    }
    assert log["version"] == "2.1.0"
    assert levels == {Path(files["evil"]).as_uri(): "error", Path(files["unknown"]).as_uri(): "warning"}
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == {result["ruleId"] for result in run["results"]}


def test_sarif_as_code_scanning_wants_it(
    files: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What GitHub asks of a log: rules with a level, places relative to the repository with a line, and fingerprints."""
    folder = Path(files["evil"]).parent
    (folder / "a b").mkdir()
    odd = folder / "a b" / "é.pkl"
    odd.write_bytes(Path(files["evil"]).read_bytes())
    monkeypatch.chdir(folder)
    logs = []
    for names in (["a b/é.pkl", "evil.pkl"], [str(odd), "./evil.pkl"]):
        assert main(["scan", "--format", "sarif", *names]) == 1
        logs.append(json.loads(capsys.readouterr().out)["runs"][0])
    first, again = logs
    assert first["results"] == again["results"]
    places = [result["locations"][0]["physicalLocation"] for result in first["results"]]
    assert {place["artifactLocation"]["uri"] for place in places} == {"a%20b/%C3%A9.pkl", "evil.pkl"}
    assert {place["artifactLocation"]["uriBaseId"] for place in places} <= set(first["originalUriBaseIds"])
    assert all(place["region"] == {"startLine": 1} for place in places)
    prints = [json.dumps(result["partialFingerprints"]) for result in first["results"]]
    assert len(set(prints)) == len(prints)
    rules = first["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in first["results"])
    assert {rule["properties"]["security-severity"] for rule in rules} <= {"9.0", "5.0"}
    assert first["invocations"] == [{"executionSuccessful": True}]
    assert main(["scan", "--format", "sarif", "gone.pkl"]) == 3
    assert json.loads(capsys.readouterr().out)["runs"][0]["invocations"] == [{"executionSuccessful": False}]
    Path("known.pkl").write_bytes(pickle.dumps(OrderedDict(a=1)))
    assert main(["scan", "--format", "sarif", "known.pkl"]) == 0
    assert json.loads(capsys.readouterr().out)["runs"][0]["results"] == [], "what is harmless is no result"


def test_names_from_a_list(
    files: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "lines").write_text(f"{files['good']}\n\n{files['evil']}\n")
    assert main(["scan", files["good"], "--files-from", str(tmp_path / "lines")]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "3 files: 1 dangerous"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(f"{files['good']}\0gone\n.pkl\0".encode())))
    assert main(["scan", "--files-from", "-"]) == 3
    assert r"gone\n.pkl: does not exist" in capsys.readouterr().err
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO()))
    assert main(["scan", "--files-from", "-"]) == 0
    assert main(["scan"]) == 2
    assert main(["scan", "--files-from", str(tmp_path / "gone")]) == 2
    assert "can't be read" in capsys.readouterr().err


def test_an_empty_name_is_not_the_present_folder(files: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scan", "", files["good"]]) != 0
    assert "an empty name is no file" in capsys.readouterr().err


def test_a_file_that_can_not_be_read_is_scanned_as_far_as_it_can_be(
    files: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    broken = Path(files["evil"]).with_name("broken.pkl")
    broken.write_bytes(Path(files["evil"]).read_bytes()[:-1])
    assert main(["scan", "--json", str(broken)]) == 3
    out, err = capsys.readouterr()
    record = json.loads(out)
    assert record["findings"][0]["severity"] == "danger"
    assert "DANGER: " in record["error"]
    assert "DANGER: " in err
    assert record["findings"][-1]["code"] == "unreadable-file"
    assert "DANGER" not in record["findings"][-1]["message"]
    assert main(["scan", str(broken), files["good"]]) == 3
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"{broken}: can't be read, ")
    assert lines[-1] == "2 files: 1 dangerous, 1 can't be read"
    assert main(["scan", "--format", "sarif", str(broken)]) == 3
    results = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    assert [result["level"] for result in results][:1] == ["error"]
