"""What is no danger, and what is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import nn

from tests.reported.conftest import Program

Placed = Callable[[type, str], Any]


def test_a_method_that_is_only_named_is_no_danger(program: Program, placed: Placed, tmp_path: Path) -> None:
    """https://github.com/open-mmlab/mmengine/issues/1655"""

    class HistoryBuffer:
        def min(self) -> None:
            pass

    placed(HistoryBuffer, "mmengine.logging.history_buffer")

    class Reached:
        def __init__(self, *args: Any) -> None:
            self.args = args

        def __reduce__(self) -> Any:
            return getattr, self.args

    hub = {"lr": {"min": Reached(HistoryBuffer, "min")}}
    torch.save({"state_dict": {"w": torch.ones(2)}, "message_hub": hub}, tmp_path / "m.pth")
    assert program.run("scan", tmp_path / "m.pth").status == 0
    torch.save({"x": Reached(getattr, "__call__")}, tmp_path / "e.pth")
    assert program.run("scan", tmp_path / "e.pth").status == 1


def test_functions_and_methods_that_a_module_keeps_are_no_danger(
    program: Program, placed: Placed, tmp_path: Path
) -> None:
    """``torch.tanh`` as an activation, and what ``torch.compile`` keeps of its backend, are written by ``getattr``."""

    class Backend:
        def config(self) -> None:
            pass

    class Net(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.layer = nn.Linear(1, 1)
            self.activation, self.config = torch.tanh, backend.config

    backend = placed(Backend, "acme.backends")()
    torch.save(placed(Net, "acme.nets")(), tmp_path / "m.pt")
    answer = program.run("scan", tmp_path / "m.pt")
    assert answer.status == 0, answer.out


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        (b"ctorch._C\n_VariableFunctionsClass\n", b"from_file"),
        (b"ccollections\nOrderedDict\n)R", b"pop"),
        (b"cacme\nBackend\n)R", b"run"),
    ],
)
def test_an_attribute_that_is_called_is_dangerous(program: Program, tmp_path: Path, owner: bytes, name: bytes) -> None:
    looked_up = b"cbuiltins\ngetattr\n" + owner + b"X" + len(name).to_bytes(4, "little") + name + b"\x86R"
    (tmp_path / "kept.pkl").write_bytes(b"\x80\x02" + looked_up + b".")
    (tmp_path / "called.pkl").write_bytes(b"\x80\x02" + looked_up + b"X\x01\x00\x00\x00x\x85R.")
    assert program.run("scan", tmp_path / "kept.pkl").status == 0
    assert program.run("scan", tmp_path / "called.pkl").status == 1


def test_a_class_in_a_module_called_main_is_unknown(program: Program, placed: Placed, tmp_path: Path) -> None:
    class Net(nn.Module):
        pass

    torch.save(placed(Net, "main")(), tmp_path / "m.pt")
    assert program.run("scan", tmp_path / "m.pt").status == 0


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("torch.utils.bottleneck.__main__", "run_cprofile"),
        ("torch._dynamo.guards", "GuardBuilder.get"),
        ("mlflow.projects.backend.local", "_run_entry_point"),
        ("torch._inductor.codecache", "compile_file"),
        ("uuid", "_get_command_stdout"),
        ("_osx_support", "_read_output"),
        ("imaplib", "IMAP4_stream"),
    ],
)
def test_functions_that_are_called_are_dangerous(program: Program, tmp_path: Path, module: str, name: str) -> None:
    data = b"\x80\x02c" + module.encode() + b"\n" + name.encode() + b"\n(X\x02\x00\x00\x00idtR."
    (tmp_path / "g.pkl").write_bytes(data)
    assert program.run("scan", tmp_path / "g.pkl").status == 1
