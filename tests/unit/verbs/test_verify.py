"""The verbs archs and verify: what they print, and their exit statuses."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import save_file
from torch import nn

from inspector.cli import main
from inspector.errors import MissingDependencyError
from inspector.interpreters import Interpreter
from inspector.verifying.embedded_architecture import metadata_of
from tests.verifying import rebuilt, saved

pytestmark = pytest.mark.slow  # each starts a process that imports torch

RECORDED = Path(__file__).parents[2] / "fixtures" / "recorded_outputs"
MLP = RECORDED / "d2l_mlp"


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of a command."""
    status = main([str(word) for word in words])
    said = capsys.readouterr()
    return status, said.out, said.err


def record(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, dict[str, Any]]:
    status, out, _ = run(capsys, *words, "--json")
    found = json.loads(out)
    assert isinstance(found, dict)
    return status, found


def test_archs_ranks_the_architectures_of_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    status, found = record(capsys, "archs", MLP / "mlp.params")
    assert status == 0
    first = found["candidates"][0]
    assert (first["arch"], first["matched"], first["missing"], first["unexpected"], first["score"]) == (
        "mlp",
        4,
        [],
        [],
        1.0,
    )
    assert first["params"]["input_shape"] == [2, 20]
    status, out, _ = run(capsys, "archs", MLP / "mlp.params")
    assert status == 0
    assert out.splitlines()[2].split() == ["mlp", "100%", "4"]


def test_archs_of_a_language_model_has_its_sizes(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = saved(tmp_path / "a.pth", {"wte.weight": torch.zeros(5, 4)})
    (tmp_path / "config.json").write_text(
        '{"n_head": 2, "n_layer": 3, "model_type": "gpt2", "tie_word_embeddings": true}'
    )
    _, found = record(capsys, "archs", path)
    model = found["language_model"]
    assert (model["tie"], model["layers"], model["hidden_size"], model["cache_nbytes"]) == ("left-out", 3, 4, 48)
    assert found["configurations"]["config.json"]["n_head"] == 2
    _, out, _ = run(capsys, "archs", path)
    assert "\nLanguage model, by config.json: Layers 3, Hidden size 4, Heads 2, KV heads 2," in out
    assert "\nTied embeddings: the output head is the token embedding" in out
    assert record(capsys, "archs", MLP / "mlp.params")[1]["language_model"] is None


def test_archs_without_a_file_lists_them_all(capsys: pytest.CaptureFixture[str]) -> None:
    _, found = record(capsys, "archs")
    names = {item["arch"] for item in found["architectures"]}
    assert {"mlp", "lenet", "lstm", "transformer-encoder", "pickled", "transformers:BertModel"} <= names
    assert "lenet" in run(capsys, "archs")[1]


def test_archs_of_something_unknown_says_what_to_do(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    status, out, _ = run(capsys, "archs", saved(tmp_path / "a.pth", {"strange": torch.zeros(3)}))
    assert status == 0
    assert "--code" in out


def test_archs_of_a_module_of_somebody_elses_class_names_it(capsys: pytest.CaptureFixture[str]) -> None:
    status, found = record(capsys, "archs", RECORDED / "whole_net" / "net.pth")
    assert (status, found["foreign_classes"]) == (0, ["vanished_nets.Block", "vanished_nets.Net"])
    assert "vanished_nets.Net" in run(capsys, "archs", RECORDED / "whole_net" / "net.pth")[1]


def test_archs_imports_no_framework() -> None:
    program = (
        "import sys\n"
        "for name in ('torch', 'torchvision', 'timm', 'transformers', 'spandrel', 'PySide6'): sys.modules[name] = None\n"
        "from inspector.cli import main\n"
        f"sys.exit(main(['archs', {str(MLP / 'mlp.params')!r}]))"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=False).returncode == 0


def test_outputs_that_match_end_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["verify", MLP / "mlp.params", "--arch", "mlp", "--input", MLP / "X.npy", "--expected", MLP / "Y.npy"]
    status, found = record(capsys, *words)
    assert (status, found["match"], found["arch"], found["problem"]) == (0, True, "mlp", "")
    assert [found[name] for name in ("missing", "unexpected", "shape_mismatch", "first_divergence")] == [
        [],
        [],
        [],
        None,
    ]
    assert found["layers"][0] == {
        "layer": "hidden", "kind": "Linear", "shape": [2, 256], "bitwise": None, "max_abs": None, "nmse": None,
    }  # fmt: skip
    assert {"bitwise", "max_abs", "max_rel", "nmse", "params"} <= set(found)
    status, out, _ = run(capsys, *words)
    assert status == 0
    assert "Outputs match" in out


def test_outputs_that_do_not_match_end_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    other = RECORDED / "d2l_mlp_legacy" / "mlp.params"
    status, out, _ = run(capsys, "verify", MLP / "mlp.params", "--arch", "mlp", "--against", other)
    assert status == 1
    assert "Outputs do not match" in out
    assert "first in hidden" in out
    assert "top-1" in out


def test_keys_that_do_not_fit_are_listed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    source = tmp_path / "model.py"
    source.write_text("from torch import nn\ndef Net(width): return nn.Linear(20, width)\n")
    words = ["verify", MLP / "mlp.params", "--code", source, "--arch", "Net", "--param", "width=256"]
    status, out, err = run(capsys, *words, "--map", "hidden.weight=weight", "output.bias=bias")
    assert status == 1
    assert "does not fit Net" in err
    assert "keys unexpected: hidden.bias, output.weight" in out
    assert "bias (10, not 256)" in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--arch", "nothing"], "no architecture 'nothing'"),
        (["--arch", "lenet"], "does not have the keys of lenet"),
        (["--arch", "mlp", "--param", "nonsense"], "not of the form K=V"),
        (["--arch", "mlp", "--param", "depth=3"], "no hyperparameter 'depth'"),
        (["--arch", "mlp", "--expected", "missing.npy"], "missing.npy does not exist"),
        (["--arch", "mlp", "--map", "x"], "OLD=NEW"),
        (["--code", "x.py"], "code needs arch"),
        ([], "does not say which architecture"),
    ],
)
def test_wrong_use_ends_with_2(capsys: pytest.CaptureFixture[str], words: list[str], said: str) -> None:
    status, _, err = run(capsys, "verify", MLP / "mlp.params", *words)
    assert (status, said in err, "Traceback" in err) == (2, True, False)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--memory-limit", "lots"], "such as 4GiB"),
        (["--time-limit", "0"], "0 is not a time"),
        (["--time-limit", "long"], "long is not a time"),
        (["--rtol", "-1"], "-1 is not a number from 0 up"),
        (["--rtol", "little"], "little is not a number from 0 up"),
        (["--atol", "nan"], "nan is not a number from 0 up"),
    ],
)
def test_numbers_that_are_none_end_with_2(capsys: pytest.CaptureFixture[str], words: list[str], said: str) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["verify", str(MLP / "mlp.params"), "--arch", "mlp", *words])
    assert said in capsys.readouterr().err


def test_files_that_can_not_be_read_end_with_3(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    bad = tmp_path / "bad.pth"
    bad.write_bytes(b"PK\x03\x04nothing")
    assert run(capsys, "verify", bad, "--arch", "mlp")[0] == 3
    status, _, err = run(capsys, "verify", MLP / "mlp.params", "--arch", "mlp", "--against", bad)
    assert (status, str(bad) in err) == (3, True)
    assert run(capsys, "archs", bad)[0] == 3


def test_a_file_that_keeps_its_architecture_is_verified_without_being_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    module = nn.Sequential(nn.Linear(3, 2))
    report = rebuilt(saved(tmp_path / "a.pth", module.state_dict()), "sequential-mlp")
    path = tmp_path / "kept.safetensors"
    save_file(module.state_dict(), path, metadata=metadata_of(report))
    status, found = record(capsys, "verify", path)
    assert (status, found["bitwise"], found["reference"]) == (0, True, "kept")


def test_hyperparameters_are_json_or_text(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["verify", MLP / "mlp.params", "--arch", "mlp", "--param", "activation=tanh", "input_shape=[3,20]"]
    status, found = record(capsys, *words)
    assert (status, found["params"]["activation"], found["output_shapes"]) == (0, "tanh", [[3, 10]])


def test_a_python_without_torch_is_named_with_the_option_for_another(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = tmp_path / "python"
    bare.write_text(f'#!/bin/sh\nexec {sys.executable} -S "$@"\n')
    bare.chmod(0o755)
    monkeypatch.setattr("inspector.operations.verification.interpreters", lambda *_: [])
    status, _, err = run(capsys, "verify", MLP / "mlp.params", "--arch", "mlp", "--python", bare)
    assert (status, "needs numpy" in err, "(--python; verify --list-pythons)" in err) == (3, True, True)


@pytest.mark.parametrize("end", ["", "."])
def test_who_has_a_library_that_is_lacking_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    def call(*_: object, **__: object) -> None:
        raise MissingDependencyError(f"torchvision can't be imported by python{end}", "torchvision")

    has = {"torch": "2.13.0", "torchvision": "0.28.0"}
    known = [
        Interpreter("/a/python", "3.12.1", has),
        Interpreter("/b/python", "3.12.1", has),
        Interpreter("/c", "3.12", {}),
    ]
    monkeypatch.setattr("inspector.verifying.verification.call", call)
    monkeypatch.setattr("inspector.operations.verification.interpreters", lambda *_: known)
    monkeypatch.setattr("inspector.operations.verification.can_import", lambda path, _: path == "/b/python")
    status, _, err = run(capsys, "verify", MLP / "mlp.params", "--arch", "mlp")
    said = "torchvision can't be imported by python; /b/python can import it (--python; verify --list-pythons)"
    assert (status, err) == (3, f"checkpoint-inspector: {said}\n")
    monkeypatch.setattr("inspector.operations.verification.can_import", lambda *_: False)
    assert (
        "no other interpreter that was found can import torchvision"
        in run(capsys, "verify", MLP / "mlp.params", "--arch", "mlp")[2]
    )


def test_interpreters_are_listed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    known = [Interpreter("/a/python", "3.12.1", {"torch": "2.13.0", "timm": ""}), Interpreter("/c", "3.13.0", {})]
    monkeypatch.setattr("inspector.verbs.verify.interpreters", lambda **_: known)
    status, out, _ = run(capsys, "verify", "--list-pythons")
    assert (status, [line.split() for line in out.splitlines()]) == (
        0,
        [
            ["interpreter", "Python", "libraries"],
            ["/a/python", "3.12.1", "torch", "2.13.0,", "timm"],
            ["/c", "3.13.0", "none", "of", "those", "needed"],
        ],
    )
    status, found = record(capsys, "verify", "--list-pythons")
    assert (status, found["interpreters"]) == (0, [each.record() for each in known])
    status, _, err = run(capsys, "verify", "--arch", "mlp")
    assert (status, "name the FILE" in err) == (2, True)
