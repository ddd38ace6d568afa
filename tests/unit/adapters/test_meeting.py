from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from inspector.adapters.meeting import BaseModules, meet
from inspector.adapters.modules import read_adapter
from inspector.jobs import Job
from inspector.tensors.entries import TensorEntry
from tests.tensors import entry_of

THIN = np.zeros((1, 1), np.float32)


def met(adapter: Iterable[str], base: Iterable[str]) -> dict[str, str]:
    """The base's module of each of the adapter's, with ``?`` where it is none of several."""
    kohya = ("lora_down.weight", "lora_up.weight")
    peft = ("lora_A.weight", "lora_B.weight")
    keys = [
        f"{name}.{ending}" for name in adapter for ending in (kohya if name.startswith(("lora_", "lycoris_")) else peft)
    ]
    modules = read_adapter([entry_of(THIN).at((key,)) for key in keys]).modules
    found = meet(modules, BaseModules([entry_of(THIN).at((f"{name}.weight",)) for name in base]), Job())
    return {module.name: found.names.get(module, "?" if module in found.ambiguous else "") for module in modules}


def test_equal_names_meet() -> None:
    assert met(["base_model.model.a.b", "base_model.model.a.c"], ["a.b", "a.d"]) == {"a.b": "a.b", "a.c": ""}


def test_a_wrapper_on_either_side_is_left_out() -> None:
    assert met(["a.b", "a.c"], ["model.a.b", "model.a.c"]) == {"a.b": "model.a.b", "a.c": "model.a.c"}
    assert met(["model.a.b", "model.a.c"], ["a.b", "a.c"]) == {"model.a.b": "a.b", "model.a.c": "a.c"}
    assert met(["unet.a.b"], ["a.b"]) == {"unet.a.b": "a.b"}
    assert met(["unet.a.b"], ["model.diffusion_model.a.b"]) == {"unet.a.b": "model.diffusion_model.a.b"}


def test_names_of_another_model_meet_nothing() -> None:
    assert met(["transformer.h.0.attn.c_attn"], ["model.layers.0.self_attn.q_proj"]) == {
        "transformer.h.0.attn.c_attn": ""
    }
    assert met(["model.x.b"], ["decoder.y.b"]) == {"model.x.b": ""}


def test_most_modules_decide_which_prefix_is_meant() -> None:
    found = met(["a.x", "a.y", "a.z"], ["one.a.x", "two.a.x", "two.a.y", "two.a.z"])
    assert found == {"a.x": "two.a.x", "a.y": "two.a.y", "a.z": "two.a.z"}


def test_prefixes_that_fit_as_well_are_not_guessed() -> None:
    assert met(["a.x"], ["one.a.x", "two.a.x"]) == {"a.x": "?"}
    assert met(["a.x"], ["a.x", "two.a.x"]) == {"a.x": "a.x"}


def test_underscores_meet_dots() -> None:
    assert met(["lora_unet_down_to_out_0"], ["down.to_out.0"]) == {"lora_unet_down_to_out_0": "down.to_out.0"}
    assert met(["lora_unet_down_to_out_0"], ["unet.down.to_out_0"]) == {"lora_unet_down_to_out_0": "unet.down.to_out_0"}
    assert met(["lycoris_a_b"], ["a.b"]) == {"lycoris_a_b": "a.b"}
    wrapped = "model.diffusion_model.down.to_out.0"
    assert met(["lora_unet_down_to_out_0"], [wrapped]) == {"lora_unet_down_to_out_0": wrapped}


def test_names_that_are_one_with_underscores_are_not_guessed() -> None:
    assert met(["lora_unet_a_b_c"], ["a.b_c", "a_b.c"]) == {"lora_unet_a_b_c": "?"}


def test_models_of_a_pipeline_meet_each_their_own() -> None:
    found = met(["lora_unet_a_x", "lora_te_b_y"], ["unet.a.x", "text_encoder.b.y"])
    assert found == {"lora_unet_a_x": "unet.a.x", "lora_te_b_y": "text_encoder.b.y"}
    found = met(["unet.a.x", "text_encoder.b.y"], ["model.diffusion_model.a.x", "cond_stage_model.b.y"])
    assert found == {"unet.a.x": "model.diffusion_model.a.x", "text_encoder.b.y": "cond_stage_model.b.y"}
    found = met(["unet.x.q", "text_encoder.x.q"], ["unet.x.q", "text_encoder.x.q"])
    assert found == {"unet.x.q": "unet.x.q", "text_encoder.x.q": "text_encoder.x.q"}


def test_of_two_models_that_have_the_names_the_one_of_its_shape_is_met() -> None:
    def keyed(key: str, rows: int) -> TensorEntry:
        return entry_of(np.zeros((rows, 1), np.float32)).at((key,))

    base = BaseModules([keyed("text_encoder.a.x.weight", 3), keyed("text_encoder_2.a.x.weight", 5)])
    for rows, model in ((3, "text_encoder"), (5, "text_encoder_2")):
        factors = [keyed("lora_te1_a_x.lora_down.weight", 1), keyed("lora_te1_a_x.lora_up.weight", rows)]
        (module,) = read_adapter(factors).modules
        assert meet([module], base, Job()).names == {module: f"{model}.a.x"}


def test_names_of_many_parts_take_no_long_time() -> None:
    long = ".".join("a" * 100_000)
    assert met([long], [f"x.{long}.y"]) == {long: ""}


def test_whole_tensors_are_found_behind_a_wrapper_if_only_one_has_the_name() -> None:
    base = BaseModules([entry_of(THIN).at((key,)) for key in ("model.head.weight", "a.norm.weight", "b.norm.weight")])
    assert (found := base.whole("head.weight")) is not None
    assert found.key == "model.head.weight"
    assert base.whole("norm.weight") is None
    assert base.whole("tail.weight") is None
