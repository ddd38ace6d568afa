"""The same model under other names: what comparing pairs."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from tests.reported.conftest import Program

Rename = Callable[[str], str]
_SHAPES = {"emb.weight": (10, 4), "head.weight": (10, 4)} | {
    f"layers.{number}.{name}": shape
    for number in range(3)
    for name, shape in (("attn.q.weight", (4, 4)), ("attn.q.bias", (4,)), ("norm.weight", (4,)), ("norm.bias", (4,)))
}


def net() -> dict[str, torch.Tensor]:
    generator = torch.Generator().manual_seed(1)
    return {key: torch.randn(shape, generator=generator) for key, shape in _SHAPES.items()}


def tuned(rename: Rename = str) -> dict[str, torch.Tensor]:
    generator = torch.Generator().manual_seed(2)
    return {rename(key): value + 0.01 * torch.randn(value.shape, generator=generator) for key, value in net().items()}


def under(prefix: str) -> Rename:
    return lambda key: prefix + key


@pytest.mark.parametrize(
    "rename",
    [
        lambda key: key.replace(".attn.", "._checkpoint_wrapped_module.attn.").replace(
            ".norm.", "._checkpoint_wrapped_module.norm."
        ),
        lambda key: re.sub(r"layers\.(\d)", r"layers.\1._orig_mod", key),
        lambda key: key.replace("layers.", "layers._orig_mod."),
        lambda key: f"base_model.model.{key.replace('attn.q.', 'attn.q.base_layer.')}",
        lambda key: f"base_model.model.{key.replace('head.', 'head.modules_to_save.default.')}",
        lambda key: re.sub(r"layers\.(\d)", r"layers.\1._module", key),
        lambda key: f"_torch_module._original_module.{key}",
        lambda key: f"state_dict.net.{key.replace('attn.q.weight', 'attn.q.weight_orig')}",
        lambda key: key.replace("norm.weight", "norm.gamma").replace("norm.bias", "norm.beta"),
        *map(
            under, ("_orig_mod.", "module._orig_mod.", "state_dict.model._orig_mod.", "_forward_module.", "net.module.")
        ),
    ],
)
def test_wrappers_are_seen_through(program: Program, tmp_path: Path, rename: Rename) -> None:
    torch.save(net(), tmp_path / "a.pth")
    torch.save(tuned(rename), tmp_path / "b.pth")
    assert len(program.diff(tmp_path / "a.pth", tmp_path / "b.pth")["changed"]) == 14


@pytest.mark.parametrize("inside", ["", "backbone."])
def test_of_a_student_and_a_teacher_one_is_the_partner(program: Program, tmp_path: Path, inside: str) -> None:
    """https://github.com/facebookresearch/dinov2/issues/544"""
    torch.save(net(), tmp_path / "a.pth")
    copies = {**tuned(under(f"student.{inside}")), **tuned(under(f"teacher.{inside}"))}
    torch.save(copies, tmp_path / "b.pth")
    assert len(program.diff(tmp_path / "a.pth", tmp_path / "b.pth")["changed"]) == 14


def test_a_resized_vocabulary_is_compared_over_what_is_common(program: Program, tmp_path: Path) -> None:
    """https://github.com/arcee-ai/mergekit/issues/47"""
    longer = net()
    longer["emb.weight"] = torch.cat([longer["emb.weight"], torch.zeros(2, 4)])
    torch.save(net(), tmp_path / "a.pth")
    torch.save(longer, tmp_path / "b.pth")
    (line,) = [
        text for text in program.run("diff", tmp_path / "a.pth", tmp_path / "b.pth").out.splitlines() if "emb" in text
    ]
    assert "10" in line


@pytest.mark.parametrize("shared", [True, False])
def test_a_tied_head_that_one_file_leaves_out_is_compared_with_its_twin(
    program: Program, tmp_path: Path, shared: bool
) -> None:
    without = net()
    del without["head.weight"]
    embedding = without["emb.weight"]
    torch.save(without, tmp_path / "without.pth")
    torch.save({**without, "head.weight": embedding if shared else embedding.clone()}, tmp_path / "with.pth")
    for a, b, rule in (("with", "without", "head.weight=emb.weight"), ("without", "with", "emb.weight=head.weight")):
        answer = program.run("diff", tmp_path / f"{a}.pth", tmp_path / f"{b}.pth")
        assert answer.status == 0
        assert f"{rule} (tied, and left out of the other file)" in answer.out
    torch.save({**without, "head.weight": embedding + 1}, tmp_path / "other.pth")
    assert program.diff(tmp_path / "other.pth", tmp_path / "without.pth")["only_in_a"] == ["head.weight"]


def test_a_copy_of_the_model_is_not_taken_for_tied_weights(program: Program, tmp_path: Path) -> None:
    torch.save(net(), tmp_path / "a.pth")
    torch.save({**tuned(under("encoder_q.")), **tuned(under("encoder_k."))}, tmp_path / "b.pth")
    found = program.diff(tmp_path / "a.pth", tmp_path / "b.pth")
    assert (len(found["changed"]), len(found["only_in_b"])) == (14, 14)
    assert found["map"]["alternatives"] == ["*=encoder_k.*"]
