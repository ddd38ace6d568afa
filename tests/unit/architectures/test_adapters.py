"""Adapters are named, with the model they are for; no module is made of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import save_file

import inspector
from inspector.errors import SelectionError
from tests.languages import brackets
from tests.verifying import detected, saved

A, B = torch.zeros(8, 64), torch.zeros(64, 8)
LAYER = "base_model.model.model.layers.0.self_attn.q_proj"
PEFT = {f"{LAYER}.lora_A.weight": A, f"{LAYER}.lora_B.weight": B}
CONFIG = {"peft_type": "LORA", "r": 8, "lora_alpha": 16, "base_model_name_or_path": "meta-llama/Llama-2-7b-hf"}


@pytest.mark.parametrize(
    ("state", "arch", "rank"),
    [
        (PEFT, "peft:lora", 8),
        ({f"{LAYER}.lora_A.default.weight": A, f"{LAYER}.lora_B.default.weight": B}, "peft:lora", 8),
        ({**PEFT, f"{LAYER}.lora_magnitude_vector": torch.zeros(64)}, "peft:lora", 8),
        ({"emb.lora_embedding_A": torch.zeros(4, 100), "emb.lora_embedding_B": torch.zeros(64, 4)}, "peft:lora", 4),
        ({**PEFT, "base_model.model.score.modules_to_save.weight": B}, "peft:lora", 8),
        ({"lora_unet_mid.lora_down.weight": A, "lora_unet_mid.lora_up.weight": B, "lora_unet_mid.alpha": A[0, 0]},
         "peft:lora", 8),
        ({"te.hada_w1_a": A, "te.hada_w1_b": B, "te.hada_w2_a": A, "te.hada_w2_b": B, "te.alpha": A[0, 0]}, "peft:loha", 0),
        ({"te.lokr_w1": A, "te.lokr_w2": B}, "peft:lokr", 0),
        ({"base_model.model.h.0.mlp.ia3_l": A[:, :1]}, "peft:ia3", 0),
        ({"prompt_embeddings": A}, "peft:prompt", 0),
    ],
)  # fmt: skip
def test_adapters_are_named(tmp_path: Path, state: dict[str, torch.Tensor], arch: str, rank: int) -> None:
    best = detected(saved(tmp_path / "adapter_model.bin", state))[0]
    assert (best.arch, best.params.get("r", 0), best.matched, best.unexpected) == (arch, rank, len(state), ())


def test_the_configuration_names_the_base_model(tmp_path: Path) -> None:
    (tmp_path / "adapter_config.json").write_text(json.dumps(CONFIG))
    path = saved(tmp_path / "adapter_model.bin", PEFT)
    report = inspector.detect(path)
    assert report.sentence == "Looks like a LoRA adapter of meta-llama/Llama-2-7b-hf, 2 of 2 keys, rank 8, alpha 16."
    with brackets():
        assert report.sentence.startswith("⟨Looks like a ⟨LoRA adapter of meta-llama/Llama-2-7b-hf⟩, ⟨2 of 2 keys⟩")
    assert report.best is not None
    assert report.best.params == {"peft_type": "LORA", "r": 8, "lora_alpha": 16}
    for arch in ("peft:lora", report.best):
        with pytest.raises(SelectionError, match="merge it with its base model"):
            inspector.verify(path, arch)


def test_metadata_of_kohya_name_the_base_model(tmp_path: Path) -> None:
    state = {"lora_unet_mid.lora_down.weight": A, "lora_unet_mid.lora_up.weight": B}
    metadata = {"ss_sd_model_name": "", "ss_base_model_version": "sdxl_base_v1-0"}
    save_file(state, tmp_path / "a.safetensors", metadata)
    sentence = inspector.detect(tmp_path / "a.safetensors").sentence
    assert sentence == "Looks like a LoRA adapter of sdxl_base_v1-0, 2 of 2 keys, rank 8."


@pytest.mark.parametrize(
    "state",
    [
        {"fc.weight": B, "fc.bias": B[0]},
        {**PEFT, **{f"layers.{number}.weight": B for number in range(3)}},  # a model with an adapter in it
        {"explorations.weight": A},
    ],
)
def test_models_are_no_adapters(tmp_path: Path, state: dict[str, Any]) -> None:
    assert not any(found.arch.startswith("peft:") for found in detected(saved(tmp_path / "a.pth", state)))


@pytest.mark.parametrize("text", ["", "[1]", "{", json.dumps({"base_model_name_or_path": 3, "r": None})])
def test_a_bad_configuration_says_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "adapter_config.json").write_text(text)
    best = detected(saved(tmp_path / "adapter_model.bin", PEFT))[0]
    assert (best.title, best.params) == ("LoRA adapter", {"r": 8})
