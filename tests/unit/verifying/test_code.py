"""The word that code may run, and how it is remembered."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspector.errors import CheckpointError, SelectionError
from inspector.verifying.code import allow, allowed, classes_in, code_blueprint, forget, is_allowed
from tests.syncing import Syncs


@pytest.fixture(autouse=True)
def _settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inspector.verifying.code.settings_folder", lambda: tmp_path / "settings")


def test_the_word_is_remembered_for_the_content_of_a_file(tmp_path: Path) -> None:
    source = tmp_path / "model.py"
    source.write_text("x = 1\n")
    assert not is_allowed(str(source))
    allow(str(source))
    assert is_allowed(str(source))
    twin = tmp_path / "twin.py"
    twin.write_text("x = 1\n")
    assert is_allowed(str(twin))
    source.write_text("x = 2\n")
    assert not is_allowed(str(source))


def test_the_word_outlives_a_loss_of_power(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    syncs = Syncs.watched(monkeypatch)
    allow("json.decoder")
    (file,) = (tmp_path / "settings").iterdir()
    assert syncs.has(file)


def test_the_word_is_remembered_for_an_installed_module() -> None:
    assert not is_allowed("json.decoder")
    allow("json.decoder")
    assert is_allowed("json.decoder")
    assert not is_allowed("json.encoder")


def test_what_was_allowed_is_listed_and_forgotten(tmp_path: Path) -> None:
    source = tmp_path / "model.py"
    source.write_text("x = 1\n")
    allow(str(source))
    allow("json.decoder")
    listed = allowed()
    assert set(listed.values()) == {str(source), "json.decoder"}
    forget(next(identity for identity, where in listed.items() if where == str(source)))
    assert not is_allowed(str(source))
    assert is_allowed("json.decoder")


def test_a_damaged_memory_is_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "settings").mkdir()
    for text in ("{", "3", '["json.decoder"]'):
        (tmp_path / "settings" / "allowed_code.json").write_text(text)
        assert not is_allowed("json.decoder")


def test_what_is_no_code_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SelectionError, match="neither a file nor an installed module"):
        is_allowed("no.such.module")
    with pytest.raises(CheckpointError, match=r"missing\.py: can't be read"):
        code_blueprint(str(tmp_path / "missing.py"), "Net", {})


def test_hyperparameters_of_the_input_are_no_arguments(tmp_path: Path) -> None:
    source = tmp_path / "model.py"
    source.write_text("")
    params = code_blueprint(str(source), "Net", {"width": 3, "input_shape": [1, 2]}).params
    assert (params["arguments"], params["input_shape"]) == ({"width": 3}, [1, 2])


def test_asking_about_a_module_imports_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "acme_models"
    package.mkdir()
    (package / "__init__.py").write_text("raise AssertionError('imported')\n")
    (package / "nets.py").write_text("raise AssertionError('imported')\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert not is_allowed("acme_models.nets")
    allow("acme_models.nets")
    assert is_allowed("acme_models.nets")
    for missing in ("acme_models.others", "acme_models.nets.deeper", "acme_nothing"):
        with pytest.raises(SelectionError, match="neither a file nor an installed module"):
            is_allowed(missing)


CODE = """
import torch
from torch import nn
raise AssertionError("nothing runs")

class Config: pass
class Block(nn.Module): pass
class Net(Block):
    class Inner(nn.Module): pass
class Loss(make()): pass
class Trained(LightningModule): pass
"""


def test_the_classes_of_code_are_read_and_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "acme_model.py"
    source.write_text(CODE)
    assert classes_in(str(source)) == ["Trained", "Net", "Block", "Config", "Loss"]
    monkeypatch.syspath_prepend(str(tmp_path))
    assert classes_in("acme_model") == classes_in(str(source))
    assert "JSONDecoder" in classes_in("json.decoder")


@pytest.mark.parametrize(
    "text", ["class (", "\0", "(" * 100_000, "x = " + "-" * 200_000 + "1", "#" * (1 << 20) + "\nclass A: pass"]
)
def test_what_is_no_code_has_no_classes(text: str, tmp_path: Path) -> None:
    source = tmp_path / "model.py"
    source.write_text(text)
    assert classes_in(str(source)) == []
    assert classes_in(str(tmp_path / "gone.py")) == classes_in("no.such.module") == classes_in("") == []
