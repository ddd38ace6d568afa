from __future__ import annotations

import hashlib
import math
import os
import signal
import subprocess
import sys
from argparse import Namespace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.numpy import save_file

import inspector
from inspector import cli
from inspector.checkpoint.checkpoint import Checkpoint
from tests.command_line import Answer, Run, answer_to


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*words: object) -> Answer:
        return answer_to(capsys, *words)

    return run


@pytest.fixture
def checkpoint(tmp_path: Path) -> Path:
    """A small training checkpoint with a tied weight."""
    path = tmp_path / "model.pth"
    weight = torch.arange(6, dtype=torch.float32).reshape(2, 3)
    state = {
        "model": {"hidden.weight": weight, "hidden.bias": torch.tensor([0.0, math.nan]), "tied.weight": weight},
        "epoch": 3,
        "lr": math.inf,
        "args": Namespace(name="mlp"),
    }
    torch.save(state, path)
    return path


def sha256(array: np.ndarray[Any, Any]) -> str:
    return hashlib.sha256(array.tobytes()).hexdigest()


def write_malicious(path: Path) -> None:
    path.write_bytes(b"\x80\x02cposix\nsystem\nX\x04\x00\x00\x00true\x85R.")


# ls


def test_ls_json_is_exact(run: Run, checkpoint: Path) -> None:
    answer = run("ls", checkpoint, "--json", "--sha256")
    assert (answer.status, answer.err) == (0, "")
    record = answer.record
    assert record["file"] == str(checkpoint)
    assert record["format"] == "pytorch-zip"
    weight = {
        "kind": "tensor",
        "dtype": "float32",
        "shape": [2, 3],
        "nbytes": 24,
        "strides": [3, 1],
        "storage": 0,
        "storage_offset": 0,
        "storage_nbytes": 24,
        "sha256": sha256(np.arange(6, dtype="<f4")),
    }
    entries = {entry["key"]: entry for entry in record["entries"]}
    assert list(entries) == [
        "model.hidden.weight", "model.hidden.bias", "model.tied.weight", "epoch", "lr", "args", "args.name",
    ]  # fmt: skip
    assert entries["model.hidden.weight"].items() >= weight.items()
    assert entries["model.hidden.weight"]["path"] == ["model", "hidden.weight"]
    assert entries["model.tied.weight"].items() >= weight.items()
    assert entries["model.hidden.bias"]["storage"] == 1
    assert entries["epoch"] == {"path": ["epoch"], "key": "epoch", "kind": "value", "value": 3}
    assert entries["lr"]["value"] == "Infinity"
    assert entries["args"].items() >= {"path": ["args"], "kind": "object", "class": "argparse.Namespace"}.items()
    assert entries["args.name"] == {
        "path": ["args", {"attr": "name"}], "key": "args.name", "kind": "value", "value": "mlp",
    }  # fmt: skip
    assert record["totals"] == {
        "tensors": 3,
        "parameters": 14,
        "nbytes": 56,
        "storage_nbytes": 32,
        "unique_parameters": 8,
        "unique_nbytes": 32,
        "parameters_by_role": {"parameters": 8, "buffers": 0, "optimizer": 0, "other": 0},
    }
    assert all(set(finding) == {"severity", "code", "message", "where"} for finding in record["findings"])


def test_ls_hashes_only_when_asked(run: Run, checkpoint: Path) -> None:
    assert all("sha256" not in entry for entry in run("ls", checkpoint, "--json").record["entries"])


def test_ls_of_a_lone_tensor_has_the_empty_path(run: Run, tmp_path: Path) -> None:
    torch.save(torch.ones(3), tmp_path / "x.pt")
    (entry,) = run("ls", tmp_path / "x.pt", "--json").record["entries"]
    assert entry["path"] == []


def test_ls_of_a_meta_tensor_has_no_storage_and_no_hash(run: Run, tmp_path: Path) -> None:
    torch.save({"m": torch.empty(3, device="meta")}, tmp_path / "meta.pt")
    (entry,) = run("ls", tmp_path / "meta.pt", "--json", "--sha256").record["entries"]
    assert entry["shape"] == [3]
    assert not {"storage", "storage_nbytes", "sha256"} & set(entry)


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("lss", "did you mean checkpoint-inspector ls?"),
        ("Verfy", "checkpoint-inspector verify?"),
        ("qqqq", "verbs are ls,"),
    ],
)
def test_a_mistyped_verb_opens_no_window(run: Run, checkpoint: Path, word: str, said: str) -> None:
    answer = run(word, checkpoint)
    assert answer.status == 2
    assert answer.err.startswith(f"checkpoint-inspector: there is no verb and no file called {word!r}; ")
    assert said in answer.err


def test_what_is_to_be_compared_goes_to_the_window_that_is_open(
    run: Run, checkpoint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":7")
    monkeypatch.chdir(tmp_path)
    Path("lss").write_bytes(b"")  # called like a verb that was mistyped, but there
    handed_over: list[object] = []

    def hand_over(*request: object) -> bool:
        handed_over.append(request)
        return True

    monkeypatch.setattr(cli, "_is_handed_over", hand_over)
    assert run("lss", "--compare", "a.pth", "b.pth").status == 0
    assert run(checkpoint).status == 0
    assert handed_over == [(["lss"], ["a.pth", "b.pth"]), ([str(checkpoint)], [])]


def test_ls_says_what_keras_calls_a_layer(run: Run) -> None:
    path = Path(__file__).parents[1] / "fixtures" / "keras" / "keras3.keras"
    records = {record["key"]: record for record in run("ls", path, "--json").record["entries"]}
    assert records["layers.dense.vars.0"]["layer"] == "zeta"
    assert "layer" not in records["model_config.class_name"]
    (line,) = [line for line in run("ls", path).out.splitlines() if line.startswith("layers.dense.vars.0 ")]
    assert line.split()[-1] == "zeta"


def test_ls_prints_an_aligned_table_with_totals(run: Run, checkpoint: Path) -> None:
    answer = run("ls", checkpoint)
    assert answer.status == 0
    lines = answer.out.splitlines()
    assert lines[0] == f"{checkpoint}: pytorch-zip, 3 tensors, 8 parameters, 32 B"
    assert lines[1].split() == ["key", "type", "shape", "size", "value"]
    assert lines[2].split() == ["model.hidden.weight", "float32", "2", "×", "3", "24", "B"]
    assert lines[5].split() == ["epoch", "int", "3"]
    assert lines[7].split() == ["args", "object", "argparse.Namespace"]


@pytest.mark.parametrize(
    ("globs", "keys"),
    [
        (["model.*"], ["model.hidden.weight", "model.hidden.bias", "model.tied.weight"]),
        (["*.bias", "epoch"], ["model.hidden.bias", "epoch"]),
        (["*.w?ight"], ["model.hidden.weight", "model.tied.weight"]),
        (["model.[!h]*"], ["model.tied.weight"]),
        (["*.WEIGHT"], []),
        (["hidden"], []),
    ],
)
def test_match_takes_globs_on_the_whole_key(run: Run, checkpoint: Path, globs: list[str], keys: list[str]) -> None:
    together = run("ls", checkpoint, "--json", "--match", *globs)
    repeated = run("ls", checkpoint, "--json", *(word for glob in globs for word in ("--match", glob)))
    assert [entry["key"] for entry in together.record["entries"]] == keys
    assert together.out == repeated.out


@pytest.mark.parametrize("verb", ["ls", "stats"])
def test_globs_that_match_nothing_are_told(run: Run, checkpoint: Path, verb: str) -> None:
    answer = run(verb, checkpoint, "--match", "hidden", "bias")
    assert answer.status == 0
    told = "nothing matches 'hidden', 'bias'; a glob must match the whole dotted key, as '*.weight' does"
    assert answer.err.endswith(f"{told}\n")
    assert run(verb, checkpoint, "--match", "hidden", "*.bias").err == ""


def test_totals_are_of_what_is_listed(run: Run, checkpoint: Path) -> None:
    record = run("ls", checkpoint, "--json", "--match", "*.tied.*").record
    old = {"tensors": 1, "parameters": 6, "nbytes": 24, "storage_nbytes": 24}
    assert old.items() <= record["totals"].items()


def test_keys_that_could_play_with_the_terminal_are_escaped(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "keys.pt"
    torch.save({"a\x1b[2J\n": torch.ones(1), "\ud800": torch.ones(1), "张量": torch.ones(1)}, path)
    text = run("ls", path).out
    assert "\x1b" not in text
    assert "a\\x1b[2J\\n" in text
    assert "张量" in text
    assert [entry["key"] for entry in run("ls", path, "--json").record["entries"]] == ["a\x1b[2J\n", "\ud800", "张量"]


# several files, bad files


def test_one_bad_file_does_not_stop_the_others(run: Run, checkpoint: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.pth"
    bad.write_bytes(b"not a checkpoint")
    answer = run("ls", "--json", bad, checkpoint, tmp_path / "absent.pth")
    assert answer.status == 3
    first, second, third = answer.records
    assert set(first) == {"file", "error"}
    assert first["file"] == str(bad)
    assert first["error"].startswith(f"{bad}: ")
    assert second["totals"]["tensors"] == 3
    assert "does not exist" in third["error"]
    assert len(answer.err.splitlines()) == 2


@pytest.mark.parametrize("verb", ["ls", "stats", "scan"])
def test_a_bad_file_is_one_sentence_and_status_3(run: Run, verb: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.pth"
    path.write_bytes(b"\0" * 100)
    answer = run(verb, path)
    assert answer.status == 3
    assert answer.out == ""
    assert len(answer.err.splitlines()) == 1
    assert answer.err.startswith(f"checkpoint-inspector: {path}: ")


def test_a_file_cut_short_while_open_spoils_only_what_is_gone(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "cut.safetensors"
    save_file({"a": np.arange(3, dtype="f4"), "b": np.arange(1000, dtype="f4")}, path)
    opened = inspector.open

    def cut(*arguments: Any, **options: Any) -> Checkpoint:
        checkpoint = opened(*arguments, **options)
        stamp = path.stat()
        os.truncate(path, stamp.st_size - 100)
        os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))  # else all of it counts as changed
        return checkpoint

    monkeypatch.setattr("inspector.open", cut)
    answer = run("ls", path, "--json", "--sha256")
    assert answer.status == 3
    hashes = {entry["key"]: entry.get("sha256") for entry in answer.record["entries"]}
    assert hashes == {"a": sha256(np.arange(3, dtype="<f4")), "b": None}
    assert len(answer.err.splitlines()) == 1
    assert "b: " in answer.err


def test_a_fault_of_this_program_is_a_sentence_too(run: Run, checkpoint: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object, **_options: object) -> None:
        raise IndexError("list index out of range")

    monkeypatch.setattr("inspector.open", fail)
    answer = run("ls", checkpoint)
    assert answer.status == 3
    assert "IndexError: list index out of range" in answer.err
    assert "Traceback" not in answer.err


def test_a_file_name_that_is_not_utf8_works(checkpoint: Path, tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.pth"
    Path(os.fsdecode(name)).write_bytes(checkpoint.read_bytes())
    for words in [b"--json"], []:
        answer = subprocess.run(
            [sys.executable, "-m", "inspector", "ls", name, *words], capture_output=True, check=False
        )
        assert answer.returncode == 0, answer.stderr
        assert b"caf" in answer.stdout


# stats


def test_stats_json_equals_numpy(run: Run, tmp_path: Path) -> None:
    values = np.random.default_rng(0).normal(size=1000).astype("f4")
    values[:5] = [math.nan, math.inf, -math.inf, 0, 0]
    np.save(tmp_path / "x.npy", values)
    (entry,) = run("stats", tmp_path / "x.npy", "--json", "--bins", 32).record["entries"]
    finite = values[np.isfinite(values)].astype("f8")
    counts, edges = np.histogram(finite, 32)
    assert entry["dtype"] == "float32"
    assert entry["shape"] == [1000]
    assert [entry[name] for name in ("count", "finite", "nan", "posinf", "neginf", "zeros")] == [1000, 997, 1, 1, 1, 2]
    assert entry["min"] == finite.min()
    assert entry["max"] == finite.max()
    assert entry["mean"] == pytest.approx(finite.mean(), rel=1e-12)
    assert entry["std"] == pytest.approx(finite.std(), rel=1e-12)
    assert entry["l2"] == pytest.approx(np.linalg.norm(finite), rel=1e-12)
    assert entry["histogram"] == {"edges": edges.tolist(), "counts": counts.tolist()}


def test_stats_of_no_finite_numbers_has_no_range(run: Run, tmp_path: Path) -> None:
    for values in [math.nan, math.inf], []:
        np.save(tmp_path / "x.npy", np.array(values))
        (entry,) = run("stats", tmp_path / "x.npy", "--json").record["entries"]
        assert (entry["count"], entry["finite"], entry["l2"]) == (len(values), 0, 0)
        assert [entry[name] for name in ("min", "max", "mean", "std")] == [None] * 4
        assert run("stats", tmp_path / "x.npy").status == 0


def test_stats_of_complex_numbers(run: Run, tmp_path: Path) -> None:
    np.save(tmp_path / "x.npy", np.array([3 + 4j, 1j]))
    (entry,) = run("stats", tmp_path / "x.npy", "--json").record["entries"]
    assert (entry["min"], entry["max"], entry["mean"]) == (1, 5, {"complex": [1.5, 2.5]})
    assert run("stats", tmp_path / "x.npy").status == 0


def test_stats_takes_negative_ranges(run: Run, tmp_path: Path) -> None:
    values = np.linspace(-2, 2, 101)
    np.save(tmp_path / "x.npy", values)
    (entry,) = run("stats", tmp_path / "x.npy", "--json", "--range", "-1e0", "1", "--bins", 4).record["entries"]
    counts, edges = np.histogram(values, 4, (-1, 1))
    assert entry["histogram"] == {"edges": edges.tolist(), "counts": counts.tolist()}


def test_stats_of_what_has_no_numbers_says_only_what_it_is(run: Run, tmp_path: Path) -> None:
    np.save(tmp_path / "x.npy", np.array(["a", "bc"]))
    (entry,) = run("stats", tmp_path / "x.npy", "--json").record["entries"]
    assert set(entry) == {"path", "key", "dtype", "shape"}
    assert run("stats", tmp_path / "x.npy").status == 0


def test_stats_prints_a_row_with_a_histogram_per_tensor(run: Run, checkpoint: Path) -> None:
    answer = run("stats", checkpoint, "--match", "model.hidden.*")
    assert answer.status == 0
    _heading, weight, bias = answer.out.splitlines()
    assert weight.split()[:10] == ["model.hidden.weight", "float32", "2", "×", "3", "0", "5", "2.5", "1.708", "16.7%"]
    assert set(weight.split()[-1]) <= set("▁▂▃▄▅▆▇█")
    assert bias.split()[7:10] == ["50.0%", "1", "0"]


@pytest.mark.parametrize(
    "words", [["--bins", "0"], ["--bins", "1000000"], ["--range", "1", "0"], ["--range", "0", "nan"], ["--bins", "x"]]
)
def test_stats_refuses_senseless_bins_and_ranges(run: Run, checkpoint: Path, words: list[str]) -> None:
    answer = run("stats", checkpoint, *words)
    assert answer.status == 2
    assert "between 1 and 65,536" in answer.err or "two finite numbers" in answer.err


# show


def test_show_prints_values_as_numpy_does(run: Run, checkpoint: Path) -> None:
    answer = run("show", checkpoint, "model.hidden.weight")
    assert answer.out == "model.hidden.weight: float32, 2 × 3, 24 B\n[[0. 1. 2.]\n [3. 4. 5.]]\n"


def test_show_takes_slices(run: Run, checkpoint: Path) -> None:
    answer = run("show", checkpoint, "model.hidden.weight", "--slice", "-1,::2", "--json")
    assert answer.record == {
        "file": str(checkpoint),
        "path": ["model", "hidden.weight"],
        "key": "model.hidden.weight",
        "kind": "tensor",
        "dtype": "float32",
        "shape": [2],
        "values": [3.0, 5.0],
    }


def test_show_json_writes_what_json_lacks_as_text(run: Run, checkpoint: Path) -> None:
    assert run("show", checkpoint, "model.hidden.bias", "--json").record["values"] == [0.0, "NaN"]


def test_show_of_a_reference(run: Run, tmp_path: Path) -> None:
    shared = {"lr": {"base": 0.1}}
    torch.save({"a": shared, "b": shared}, tmp_path / "c.pth")
    assert run("show", tmp_path / "c.pth", "b").out == "b: the same object as a\n"


def test_show_of_values_and_objects(run: Run, checkpoint: Path) -> None:
    assert run("show", checkpoint, "epoch").out == "epoch: int 3\n"
    assert run("show", checkpoint, "epoch", "--json").record["value"] == 3
    assert run("show", checkpoint, "args").out == "args: object of class argparse.Namespace, 1 entry inside\n"


def test_show_of_a_nested_tensor_is_of_its_values(run: Run, tmp_path: Path) -> None:
    import h5py

    with h5py.File(tmp_path / "a.h5", "w") as file:
        lists = file.create_dataset("lists", (2,), h5py.vlen_dtype("i4"))
        lists[0], lists[1] = [1, 2, 3], [4]
    assert run("show", tmp_path / "a.h5", "lists").out == "lists: int32, 4, 16 B\n[1 2 3 4]\n"


def test_what_is_no_tensor_says_why(run: Run, tmp_path: Path) -> None:
    import h5py

    with h5py.File(tmp_path / "a.h5", "w") as file:
        file.create_dataset("lists", (2,), h5py.vlen_dtype(h5py.ref_dtype))
    lines = run("show", tmp_path / "a.h5", "lists").out.splitlines()
    assert lines[0] == "lists: object of class HDF5 dataset, 0 entries inside"
    assert "  not shown: 'holds elements that are not shown: sequence of reference to an object'" in lines


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["model.hiden.weight"], "there is 'model.hidden.weight'"),
        (["model"], "'model' is a group of 3 entries; there is 'model.hidden.weight'"),
        (["zzz"], "no entry 'zzz'"),
        (["model.hidden.weight", "--slice", "5"], "index 5 is outside axis 0"),
        (["model.hidden.weight", "--slice", "0,0,0"], "names 3 axes, the tensor has 2"),
        (["epoch", "--slice", "0"], "not a tensor"),
    ],
)
def test_a_wrong_request_is_status_2_with_its_reason(run: Run, checkpoint: Path, words: list[str], reason: str) -> None:
    answer = run("show", checkpoint, *words)
    assert answer.status == 2
    assert reason in answer.err
    assert len(answer.err.splitlines()) == 1


# scan


def test_scan_answers_no_to_a_dangerous_pickle(run: Run, checkpoint: Path, tmp_path: Path) -> None:
    path = tmp_path / "evil.pkl"
    write_malicious(path)
    answer = run("scan", "--json", path, checkpoint)
    assert answer.status == 1
    evil, good = answer.records
    assert set(evil) == {"file", "format", "findings"}
    assert any(f["severity"] == "danger" and "posix.system" in f["message"] for f in evil["findings"])
    assert not any(finding["severity"] == "danger" for finding in good["findings"])
    assert "danger: " in run("scan", path).out
    assert run("scan", checkpoint).status == 0
    assert run("ls", path).status == 0


def test_a_file_that_can_not_be_read_outweighs_a_finding(run: Run, tmp_path: Path) -> None:
    write_malicious(tmp_path / "evil.pkl")
    assert run("scan", tmp_path / "absent", tmp_path / "evil.pkl").status == 3


# the command line itself


@pytest.mark.parametrize("words", [["ls"], ["ls", "--no-such-option", "x"], ["show", "x"], ["--no-such-option"]])
def test_wrong_use_is_status_2(run: Run, words: list[str]) -> None:
    answer = run(*words)
    assert answer.status == 2
    assert "usage: checkpoint-inspector" in answer.err


def test_help_and_version(run: Run) -> None:
    help_ = run("--help")
    assert help_.status == 0
    assert all(verb in help_.out for verb in ("ls", "stats", "show", "scan"))
    assert "--sha256" in run("ls", "--help").out
    assert run("--version").out.startswith("checkpoint-inspector 0.")


def test_options_may_stand_anywhere_and_a_file_may_be_called_like_one(
    run: Run, checkpoint: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(checkpoint.parent)
    checkpoint.rename("--json")
    assert run("ls", "--json", "--", "--json").record["file"] == "--json"
    assert len(run("ls", "./--json", "--json", "./--json").records) == 2


def test_without_a_display_the_window_says_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    answer = run()
    assert answer.status == 3
    assert len(answer.err.splitlines()) == 1
    assert "display" in answer.err


def test_ctrl_c_is_status_130_without_a_word(run: Run, checkpoint: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_arguments: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("inspector.open", interrupt)
    assert run("ls", checkpoint) == Answer(130, "", "")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_sigint_ends_work_that_shows_its_progress(tmp_path: Path) -> None:
    """A real signal to a real process on a terminal, which hashes a large (sparse) file."""
    path = tmp_path / "large.npy"
    with path.open("wb") as file:
        header = {"descr": "<f4", "fortran_order": False, "shape": (1 << 34,)}
        np.lib.format.write_array_header_1_0(file, header)
        file.truncate(file.tell() + (4 << 34))
    mine, theirs = os.openpty()
    command = [sys.executable, "-m", "inspector", "ls", "--sha256", str(path)]
    heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # what a shell runs in the background ignores it
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, preexec_fn=heard) as process:
        os.close(theirs)
        said = b""
        while b"%" not in said:
            said += os.read(mine, 1000)
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=60)
    rest = os.read(mine, 10_000)
    os.close(mine)
    assert (process.returncode, out) == (130, b"")
    assert b"Hashing" in said
    assert b"Traceback" not in rest


def test_a_reader_that_leaves_early_is_not_an_error(checkpoint: Path) -> None:
    command = f"{sys.executable} -m inspector ls --json {'-- ' + ' '.join([str(checkpoint)] * 200)} | head -c 10"
    answer = subprocess.run(["/bin/bash", "-c", command], capture_output=True, check=False)
    assert answer.stderr == b""
    assert answer.stdout == b'{"file": "'


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("words", [[], ["--json"]])
def test_output_that_can_not_be_written_is_a_sentence(checkpoint: Path, words: list[str]) -> None:
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "inspector", "ls", str(checkpoint), *words]
        answer = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert answer.returncode == 3
    assert answer.stderr == "checkpoint-inspector: can't write the output: No space left on device\n"


@pytest.mark.skipif(os.name == "nt", reason="closes a descriptor as a shell does")
def test_closed_outputs_are_none(checkpoint: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "inspector", "ls"]
    closed = subprocess.run([*command, checkpoint], stderr=subprocess.PIPE, preexec_fn=lambda: os.close(1))
    assert (closed.returncode, closed.stderr) == (0, b"")
    silent = subprocess.run([*command, tmp_path / "none"], stdout=subprocess.PIPE, preexec_fn=lambda: os.close(2))
    assert (silent.returncode, silent.stdout) == (3, b"")


# diff


def test_what_is_compared_is_counted_as_everywhere(run: Run, checkpoint: Path, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    lines = run("diff", checkpoint, checkpoint, "--html", page).out.splitlines()
    counts = "pytorch-zip, 3 tensors, 8 parameters, 32 B"  # the tied weight once
    assert lines[0] == f"A  {checkpoint}: {counts}"
    assert counts in page.read_text()
