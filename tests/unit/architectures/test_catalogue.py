"""The catalogue of library models: written, read, and asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

import inspector
from inspector.architectures import catalogue as module
from inspector.architectures.catalogue import Catalogue, Row, catalogue, write_catalogue
from inspector.architectures.subject import Shape, Subject, subjects
from tests.syncing import Syncs
from tests.verifying import saved

STEM: dict[str, Shape] = {"stem.weight": (8, 3, 3, 3), "stem.bias": (8,)}
HEAD: dict[str, Shape] = {"fc.weight": (1000, 8), "fc.bias": (1000,)}
INPUT = {"input_shape": [1, 3, 32, 32]}
ROWS = [
    Row("timm:small", {"name": "small", **INPUT}, "timm", {**STEM, "norm.steps": (), **HEAD}),
    Row("timm:large", {"name": "large", **INPUT}, "timm", {**STEM, "block.weight": (8, 8), "norm.steps": (), **HEAD}),
    Row("torchvision:small", {"name": "small", **INPUT}, "torchvision", {**STEM, "norm.steps": (), **HEAD}),
    Row("timm:other", {"name": "other", **INPUT}, "timm", {"x": (2,)}),
]


@pytest.fixture
def known(tmp_path: Path) -> Catalogue:
    write_catalogue(tmp_path / "a.npz", ROWS, [("Net", "a net", ["all", "body.weight"])], {"timm": "1.0"})
    return Catalogue(tmp_path / "a.npz")


def subject(folder: Path, shapes: dict[str, Shape], **values: Any) -> Subject:
    """The state dict of a checkpoint with tensors of these shapes."""
    path = saved(
        folder / "weights.pth", {"state_dict": {key: torch.zeros(shape) for key, shape in shapes.items()}, **values}
    )
    with inspector.open(path) as checkpoint:
        return next(subject for subject in subjects(checkpoint) if subject.prefix == "state_dict.")


def test_a_catalogue_is_read_as_it_was_written(known: Catalogue) -> None:
    assert known.archs == [row.arch for row in ROWS]
    assert known.conditions == [("Net", "a net", ["all", "body.weight"])]
    assert known.versions == {"timm": "1.0"}
    assert [known._row(position) for position in range(len(ROWS))] == ROWS


def test_models_are_ranked_by_the_pairs_they_share(known: Catalogue, tmp_path: Path) -> None:
    found = {item.arch: item for item in known.candidates(subject(tmp_path, dict(ROWS[1].keys)))}
    assert found["timm:large"].fits
    assert found["timm:large"].score == 1.0
    assert found["timm:small"].unexpected == ("block.weight",)
    assert found["timm:small"].score == pytest.approx(5 / 6)
    assert "timm:other" not in found


def test_of_models_with_the_same_keys_the_one_that_is_named_is_likelier(known: Catalogue, tmp_path: Path) -> None:
    ranks = {item.arch: item.rank for item in known.candidates(subject(tmp_path, dict(ROWS[0].keys)))}
    assert ranks["torchvision:small"] > ranks["timm:small"]
    ranks = {item.arch: item.rank for item in known.candidates(subject(tmp_path, dict(ROWS[1].keys), arch="large"))}
    assert ranks["timm:large"] > ranks["torchvision:small"]


def test_the_number_of_classes_and_of_channels_is_inferred(known: Catalogue, tmp_path: Path) -> None:
    shapes = {**ROWS[0].keys, "fc.weight": (7, 8), "fc.bias": (7,), "stem.weight": (8, 1, 3, 3)}
    found = known.fitted("timm:small", subject(tmp_path, shapes))
    assert found is not None
    assert found.fits
    assert (found.params["num_classes"], found.params["in_chans"], found.params["input_shape"]) == (
        7,
        1,
        [1, 1, 32, 32],
    )
    other = known.fitted("torchvision:small", subject(tmp_path, shapes))
    assert other is not None
    assert [item.key for item in other.mismatched] == ["stem.weight"]


def test_an_unknown_model_is_none(known: Catalogue, tmp_path: Path) -> None:
    assert known.fitted("timm:none", subject(tmp_path, {"x": (2,)})) is None


def test_an_empty_catalogue_knows_nothing(tmp_path: Path) -> None:
    write_catalogue(tmp_path / "a.npz", [], [], {})
    assert list(Catalogue(tmp_path / "a.npz").candidates(subject(tmp_path, {"x": (2,)}))) == []


def test_a_catalogue_appears_when_it_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    syncs = Syncs.watched(monkeypatch)
    write_catalogue(tmp_path / "a.npz", ROWS, [], {})
    assert syncs.has(tmp_path / "a.npz")


def test_the_users_own_catalogue_is_preferred_and_a_damaged_one_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped, own = tmp_path / "shipped.npz", tmp_path / "architectures.npz"
    write_catalogue(shipped, ROWS[:1], [], {})
    write_catalogue(own, ROWS[1:], [], {})
    monkeypatch.setattr(module, "cache_folder", lambda: tmp_path)
    monkeypatch.setattr(module, "resource", lambda name: shipped)
    found = catalogue()
    assert found is not None
    assert found.archs == [row.arch for row in ROWS[1:]]
    for damage in (own.read_bytes()[:200], b"", b"PK\x03\x04"):
        own.write_bytes(damage)
        found = catalogue()
        assert found is not None
        assert found.archs == ["timm:small"]
    write_catalogue(own, ROWS[1:], [], {})
    whole = own.read_bytes()
    for position in range(0, len(whole), 7):  # whatever a broken disk makes of it, something is known
        own.write_bytes(whole[:position] + bytes([whole[position] ^ 0x55]) + whole[position + 1 :])
        assert catalogue() is not None
    np.savez(own, head=np.zeros(3, np.uint8))
    assert catalogue() is not None
    own.unlink()
    shipped.unlink()
    assert catalogue() is None
