from __future__ import annotations

import pytest

from inspector.adapters.naming import AdapterKey, Role, may_have_factors, parsed, unsupported_method, whole_tensor_name


@pytest.mark.parametrize(
    ("key", "module", "role"),
    [
        ("base_model.model.model.layers.0.mlp.up_proj.lora_A.weight", "model.layers.0.mlp.up_proj", Role.A),
        ("base_model.model.fc.lora_B.default.weight", "fc", Role.B),
        ("base_model.model.fc.lora_B.bias", "fc", Role.B_BIAS),
        ("base_model.model.emb.lora_embedding_A", "emb", Role.EMBEDDING_A),
        ("base_model.model.emb.lora_embedding_B.default", "emb", Role.EMBEDDING_B),
        ("base_model.model.fc.lora_magnitude_vector", "fc", Role.MAGNITUDE),
        ("base_model.model.fc.lora_magnitude_vector.default.weight", "fc", Role.MAGNITUDE),
        ("base_model.model.fc.hada_w1_a", "fc", Role.HADA_W1_A),
        ("base_model.model.fc.lokr_w2_b.default", "fc", Role.LOKR_W2_B),
        ("unet.mid.attn1.to_q.lora.down.weight", "unet.mid.attn1.to_q", Role.A),
        ("unet.mid.attn1.to_q.lora_linear_layer.up.weight", "unet.mid.attn1.to_q", Role.B),
        ("mid.attn1.processor.to_q_lora.up.weight", "mid.attn1.to_q", Role.B),
        ("mid.attn1.processor.to_out_lora.down.weight", "mid.attn1.to_out.0", Role.A),
    ],
)
def test_keys_with_dots(key: str, module: str, role: Role) -> None:
    assert parsed(key) == AdapterKey(module, role, False)
    assert may_have_factors(["fc.weight", key])


@pytest.mark.parametrize(
    ("key", "role"),
    [
        ("lora_unet_a_to_out_0.lora_down.weight", Role.A),
        ("lora_unet_a_to_out_0.lora_up.weight", Role.B),
        ("lora_unet_a_to_out_0.lora_mid.weight", Role.MID),
        ("lora_unet_a_to_out_0.alpha", Role.ALPHA),
        ("lora_unet_a_to_out_0.dora_scale", Role.DORA_SCALE),
        ("lora_unet_a_to_out_0.hada_t2", Role.HADA_T2),
        ("lora_unet_a_to_out_0.lokr_w1", Role.LOKR_W1),
        ("lora_unet_a_to_out_0.diff", Role.DIFF),
        ("lora_unet_a_to_out_0.diff_b", Role.DIFF_BIAS),
        ("lora_unet_a_to_out_0.w_norm", Role.NORM),
    ],
)
def test_keys_with_underscores_for_dots(key: str, role: Role) -> None:
    assert parsed(key) == AdapterKey("lora_unet_a_to_out_0", role, True)
    assert may_have_factors([key, "fc.weight"])


@pytest.mark.parametrize(
    "key", ["fc.weight", "base_model.model.fc.bias", "lora_A.weight", "", "weight", "a.lora_A.b.c.weight"]
)
def test_keys_of_no_factor(key: str) -> None:
    assert parsed(key) is None


def test_models_have_no_factors() -> None:
    assert not may_have_factors([])
    assert not may_have_factors(["model.layers.0.self_attn.q_proj.weight", "fc.bias", "bn.running_mean"])


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("base_model.model.fc.weight", "fc.weight"),
        ("base_model.model.h.0.c_proj.base_layer.bias", "h.0.c_proj.bias"),
        ("base_model.model.head.modules_to_save.default.weight", "head.weight"),
        ("base_model.model.head.modules_to_save.weight", "head.weight"),
        ("fc.weight", "fc.weight"),
    ],
)
def test_whole_tensors(key: str, name: str) -> None:
    assert whole_tensor_name(key) == name


def test_methods_that_are_not_merged() -> None:
    assert unsupported_method("base_model.model.fc.vera_lambda_b") == "VeRA"
    assert unsupported_method("base_model.model.fc.lora_A.weight") == ""
