from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file

from inspector.cli import main
from inspector.resources import resource
from tests.command_line import Answer, Run, answer_to


@pytest.fixture
def export(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The verb, in a folder of its own."""

    def export(*words: object) -> Answer:
        return answer_to(capsys, "export", *words)

    monkeypatch.setattr(os, "fsync", lambda _descriptor: None)
    monkeypatch.chdir(tmp_path)
    return export


@pytest.fixture
def training(tmp_path: Path) -> Path:
    """A training checkpoint with a tied weight, a view and an optimizer."""
    torch.manual_seed(0)
    weight = torch.randn(4, 3)
    model = {"hidden.weight": weight, "hidden.bias": torch.randn(4), "tied": weight, "view": torch.randn(999)[10:15]}
    state = {"model": model, "optimizer": {"state": {0: {"step": torch.tensor(1.0)}}, "lr": 0.1}, "epoch": 3}
    torch.save(state, tmp_path / "training.pth")
    return Path("training.pth")


def test_the_record_is_exact(export: Run, training: Path) -> None:
    answer = export(training, "-o", "b.safetensors", "--match", "model.*", "--rename", "model.*=*", "--json")
    assert (answer.status, answer.err) == (0, "")
    assert answer.record == {
        "file": "training.pth",
        "format": "safetensors",
        "tensors": 4,
        "nbytes": 48 + 16 + 48 + 20,
        "files": ["b.safetensors"],
        "verified": True,
        "casts": [],
        "findings": [
            {
                "severity": "info",
                "code": "views-cut",
                "message": "1 view cut out of a larger storage",
                "where": "view",
            },
            {
                "severity": "info",
                "code": "copies",
                "message": "1 tensor written with a copy of elements that others have too",
                "where": "tied",
            },
        ],
    }
    assert set(load_file("b.safetensors")) == {"hidden.weight", "hidden.bias", "tied", "view"}


def test_only_tensors_are_written_and_the_values_left_out_are_counted(export: Run, training: Path) -> None:
    answer = export(training, "-o", "b.pth", "--json")
    assert list(torch.load("b.pth", weights_only=True))[-1] == "optimizer.state.0.step"
    assert answer.record["findings"][0] == {
        "severity": "info", "code": "values-left-out", "message": "2 values left out: only tensors are written",
        "where": "optimizer.lr",
    }  # fmt: skip


def test_values_are_kept_where_that_is_wanted(export: Run, training: Path) -> None:
    words = ("--match", "optimizer.lr", "*.bias", "--rename", "optimizer.lr=lr", "--keep-values", "--json")
    answer = export(training, "-o", "b.pth", *words)
    assert torch.load("b.pth", weights_only=True)["lr"] == torch.load(training, weights_only=True)["optimizer"]["lr"]
    assert answer.record["findings"] == []
    answer = export(training, "-o", "b.safetensors", *words)
    assert [finding["code"] for finding in answer.record["findings"]] == ["values-left-out"]


def test_the_optimizer_is_excluded(export: Run, training: Path) -> None:
    assert export(training, "-o", "b.pth", "--exclude", "optimizer.*", "*.bias").status == 0
    assert list(torch.load("b.pth", weights_only=True)) == ["model.hidden.weight", "model.tied", "model.view"]


def test_match_and_exclude_are_about_the_old_keys(export: Run, training: Path) -> None:
    export(training, "-o", "b.npz", "--match", "model.hidden.*", "--exclude", "*.bias", "--rename", "model.hidden.*=*")
    assert list(np.load("b.npz")) == ["weight"]


def test_casting_says_what_it_costs(export: Run, training: Path) -> None:
    answer = export(training, "-o", "b.pth", "--match", "model.hidden.weight", "--dtype", "bf16", "--json")
    (cast,) = answer.record["casts"]
    before = torch.load("training.pth")["model"]["hidden.weight"].double()
    error = before.bfloat16().double() - before
    assert cast == {
        "key": "model.hidden.weight", "from": "float32", "to": "bfloat16", "max_abs": float(error.abs().max()),
        "rel_l2": pytest.approx(float(error.norm() / before.norm())), "overflows": 0, "underflows": 0,
    }  # fmt: skip
    answer = export(training, "-o", "c.pth", "--match", "model.hidden.weight", "--dtype", "float8_e5m2")
    assert [line.split()[:3] for line in answer.out.splitlines()[1:3]] == [
        ["key", "from", "to"],
        ["model.hidden.weight", "float32", "float8_e5m2"],
    ]


def test_an_infinite_error_is_json(export: Run, tmp_path: Path) -> None:
    torch.save({"w": torch.zeros(1)}, tmp_path / "a.pth")
    (cast,) = export("a.pth", "-o", "b.pth", "--dtype", "float8_e8m0fnu", "--json").record["casts"]
    assert cast["rel_l2"] == "NaN"


def test_views_are_kept_where_that_is_wanted(export: Run, training: Path) -> None:
    export(training, "-o", "b.pth", "--keep-views")
    assert torch.load("b.pth", weights_only=True)["model.view"].untyped_storage().nbytes() == 999 * 4
    export(training, "-o", "c.pth")
    assert torch.load("c.pth", weights_only=True)["model.view"].untyped_storage().nbytes() == 5 * 4


def test_shards_come_with_an_index(export: Run, training: Path) -> None:
    answer = export(training, "-o", "m.safetensors", "--max-shard-size", "0.1kB", "--match", "model.*")
    assert answer.out.splitlines()[0] == (
        "m.safetensors.index.json: safetensors, 4 tensors, 132 B in 2 shards; verified by reading it back"
    )
    assert sorted(path.name for path in Path().glob("m*")) == [
        "m-00001-of-00002.safetensors", "m-00002-of-00002.safetensors", "m.safetensors.index.json",
    ]  # fmt: skip


def test_the_answer_in_words(export: Run, training: Path) -> None:
    answer = export(training, "-o", "b.pth", "--match", "model.hidden.*", "--rename", "model.*=*", "no.*=*")
    assert (answer.status, answer.err) == (0, "")
    assert answer.out == (
        "b.pth: pytorch-zip, 2 tensors, 64 B; verified by reading it back\nwarning: the rule 'no.*=*' matches no key\n"
    )


def test_nothing_is_replaced_without_force(export: Run, training: Path) -> None:
    Path("b.pth").write_bytes(b"old")
    answer = export(training, "-o", "b.pth")
    assert (answer.status, answer.err) == (3, "checkpoint-inspector: b.pth: exists already; --force replaces it\n")
    assert Path("b.pth").read_bytes() == b"old"
    assert export(training, "-o", "b.pth", "--force").status == 0
    assert len(torch.load("b.pth", weights_only=True)) == 5


def test_a_source_is_never_written_to(export: Run, training: Path) -> None:
    before = training.read_bytes()
    answer = export(training, "-o", training, "--force")
    assert (answer.status, answer.err) == (
        3, "checkpoint-inspector: training.pth: is a source of this export; choose another name\n",
    )  # fmt: skip
    assert training.read_bytes() == before


@pytest.mark.parametrize(("words", "said"), [
    (["-o", "b.txt"], "the name 'b.txt' does not say which format to write; end it with one of .pth"),
    (["-o", "b.pth", "--match", "nothing"], "a glob must match the whole dotted key"),
    (["-o", "b.pth", "--rename", "model.tied=model.view"], "would both be called 'model.view'; rename or leave out one"),
    (["-o", "b.pth", "--rename", "model.*"], "a rename rule has the form OLD=NEW"),
    (["-o", "b.npy"], "a .npy file holds one array, not 5; a .npz file holds several"),
    (["-o", "b.npz", "--dtype", "bfloat16"], "can't hold; cast it to float32, or choose another format"),
    (["-o", "b.pth", "--max-shard-size", "1MB"], ".pth files are not spread over shards; .safetensors files can be"),
    (["-o", "b.pth", "--dtype", "int8"], "argument --dtype: 'int8' is none of bfloat16, complex128"),
    (["-o", "b.pth", "--max-shard-size", "big"], "'big' is not a size such as 5GB, 500MB or 2GiB"),
    ([], "the following arguments are required: -o/--output"),
])  # fmt: skip
def test_wrong_use_is_status_2_and_writes_nothing(export: Run, training: Path, words: list[str], said: str) -> None:
    answer = export(training, *words)
    assert (answer.status, answer.out) == (2, "")
    assert said in answer.err
    assert list(Path().iterdir()) == [training]


def test_what_can_not_be_read_or_written_is_status_3(export: Run, training: Path) -> None:
    answer = export(training, "-o", "no/b.pth", "--json")
    assert answer.status == 3
    assert answer.record == {"file": "training.pth", "error": "no/b.pth: can't be written: there is no folder no"}
    assert export("absent.pth", "-o", "b.pth").err == "checkpoint-inspector: absent.pth: does not exist\n"
    os.truncate(training, training.stat().st_size // 2)
    assert export(training, "-o", "b.pth").status == 3
    assert not Path("b.pth").exists()


def test_metadata_goes_along(export: Run, tmp_path: Path) -> None:
    save_file({"a": torch.ones(1)}, tmp_path / "a.safetensors", {"author": "me"})
    export("a.safetensors", "-o", "b.safetensors", "--rename", "a=b")
    with safe_open(tmp_path / "b.safetensors", "pt") as file:
        assert (file.metadata(), list(file.keys())) == ({"author": "me"}, ["b"])


def test_the_example_of_the_readme(export: Run) -> None:
    """The first layer of one network in another."""
    example = resource("example.pth")
    answer = export(example, "-o", "part.pth", "--match", "model.hidden.*", "--rename", "model.hidden.*=hidden1.*")
    assert answer.status == 0
    genuine = torch.load(example, weights_only=False)["model"]
    rows, columns = genuine["hidden.weight"].shape

    class Part(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.hidden1 = torch.nn.Linear(columns, rows)

    part = Part()
    part.load_state_dict(torch.load("part.pth", weights_only=True), strict=True)
    assert torch.equal(part.hidden1.weight, genuine["hidden.weight"])
    assert torch.equal(part.hidden1.bias, genuine["hidden.bias"])


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_progress_is_shown_on_a_terminal(training: Path, tmp_path: Path) -> None:
    """Of a large file with a hole, to a disk that does not keep it."""
    header = b'{"a":{"dtype":"F32","shape":[%d],"data_offsets":[0,%d]}}' % (1 << 28, 1 << 30)
    with open(tmp_path / "a.safetensors", "wb") as file:
        file.write(len(header).to_bytes(8, "little") + header)
        file.truncate(file.tell() + (1 << 30))
    mine, theirs = os.openpty()
    command = [
        sys.executable,
        "-m",
        "inspector",
        "export",
        str(tmp_path / "a.safetensors"),
        "-o",
        str(tmp_path / "b.pth"),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs) as process:
        os.close(theirs)
        said = b""
        while b"%" not in said:
            said += os.read(mine, 1000)
        process.send_signal(2)
        process.communicate()
    os.close(mine)
    assert b"Writing a" in said
    assert process.returncode == 130
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.safetensors", "training.pth"]


@pytest.mark.slow
def test_the_architecture_is_kept_where_that_is_wanted(export: Run, capsys: pytest.CaptureFixture[str]) -> None:
    answer = export(resource("example.pth"), "-o", "kept.pth", "--match", "model.*", "--with-architecture")
    assert (answer.status, answer.err) == (0, "")
    assert main(["verify", "kept.pth"]) == 0
    assert "Outputs match bit for bit" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-o", "x.npz", "--with-architecture", "--match", "model.*"], "no place for an architecture"),
        (["-o", "x.pth", "--with-architecture", "--arch", "nothing"], "there is no architecture 'nothing'"),
        (["-o", "x.pth", "--with-architecture", "--arch", "mlp", "--param", "width"], "not of the form K=V"),
    ],
)
def test_an_architecture_that_can_not_be_kept_is_status_2(export: Run, words: list[str], said: str) -> None:
    answer = export(resource("example.pth"), *words)
    assert answer.status == 2
    assert said in answer.err
    assert not list(Path.cwd().glob("x.*"))


def test_no_architecture_fits(export: Run, training: Path) -> None:
    answer = export(training, "-o", "x.pth", "--with-architecture")
    assert answer.status == 2
    assert "the architecture of training.pth was not recognized" in answer.err
