"""GPT-2 is known by its keys and shapes."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from inspector.architectures.gpt2 import gpt2_keys
from tests.verifying import detected, saved

CONFIG = {"vocab_size": 100, "n_positions": 32, "n_embd": 128, "n_layer": 2, "n_head": 2, "n_inner": 300}


def state_of(name: str) -> dict[str, torch.Tensor]:
    return {key: torch.zeros(shape) for key, shape in gpt2_keys({**CONFIG, "class": name}).items()}


@pytest.mark.parametrize("name", ["GPT2Model", "GPT2LMHeadModel"])
@pytest.mark.parametrize("prefix", ["", "module.", "_orig_mod."])
def test_a_state_dict_tells_the_configuration(tmp_path: Path, name: str, prefix: str) -> None:
    state = {prefix + key: tensor for key, tensor in state_of(name).items()}
    best = detected(saved(tmp_path / "pytorch_model.bin", state))[0]
    assert (best.arch, best.fits, best.prefix) == (f"transformers:{name}", True, prefix)
    assert {key: best.params[key] for key in CONFIG} == CONFIG


def test_the_keys_are_those_of_the_library() -> None:
    """As ``GPT2Model(GPT2Config(n_layer=1)).state_dict()`` has them."""
    block = ("ln_1", "attn.c_attn", "attn.c_proj", "ln_2", "mlp.c_fc", "mlp.c_proj")
    keys = gpt2_keys({**CONFIG, "class": "GPT2Model", "n_layer": 1})
    assert set(keys) == {"wte.weight", "wpe.weight"} | {
        f"{part}.{kind}" for part in (*(f"h.0.{part}" for part in block), "ln_f") for kind in ("weight", "bias")
    }
    assert (keys["h.0.attn.c_attn.weight"], keys["h.0.mlp.c_proj.weight"]) == ((128, 384), (300, 128))


def test_masks_of_older_files_do_not_hide_the_model(tmp_path: Path) -> None:
    masks = {f"h.{layer}.attn.bias": torch.zeros(1, 1, 32, 32) for layer in range(2)}
    best = detected(saved(tmp_path / "pytorch_model.bin", {**state_of("GPT2Model"), **masks}))[0]
    assert (best.arch, best.unexpected) == ("transformers:GPT2Model", tuple(masks))


def test_matrices_the_other_way_round_are_no_gpt2(tmp_path: Path) -> None:
    state = {
        key: tensor.mT.contiguous() if "c_attn.w" in key else tensor for key, tensor in state_of("GPT2Model").items()
    }
    found = detected(saved(tmp_path / "pytorch_model.bin", state))
    assert not any("GPT2" in candidate.arch for candidate in found)
