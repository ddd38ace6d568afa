from __future__ import annotations

import numpy as np
import pytest

from inspector.names.layers import Place, place_of, role_of, roles, stacks, stacks_of
from inspector.tensors.entries import OUTSIDE_STATE_DICT, FileName
from tests.tensors import entry_of

GPT2 = [
    "wte.weight",
    *(f"h.{n}.{role}" for n in range(12) for role in ("ln_1.weight", "attn.c_attn.weight", "attn.c_attn.bias")),
    "ln_f.weight",
]


def test_a_transformer_is_one_stack_of_layers_by_roles() -> None:
    (stack,) = stacks(GPT2)
    assert stack.prefix == "h"
    assert list(stack.layers) == list(range(12))
    assert stack.roles == ["ln_1.weight", "attn.c_attn.weight", "attn.c_attn.bias"]
    assert GPT2[stack.cells[10, "attn.c_attn.weight"]] == "h.10.attn.c_attn.weight"


def test_an_encoder_and_a_decoder_are_two_stacks_the_larger_first() -> None:
    keys = [f"encoder.layers.{n}.fc.weight" for n in range(3)]
    keys += [f"decoder.layers.{n}.{name}.weight" for n in range(3) for name in ("self", "cross")]
    assert [(stack.prefix, len(stack)) for stack in stacks(keys)] == [("decoder.layers", 6), ("encoder.layers", 3)]


def test_states_of_an_optimizer_come_last_however_many_they_are() -> None:
    model = [entry_of(np.zeros(2), path=("model", f"h.{n}.weight")) for n in range(2)]
    states = [
        entry_of(np.zeros(2), path=("optimizer", "state", n, name))
        for n in range(9)
        for name in ("exp_avg", "exp_avg_sq")
    ]
    found = stacks_of([*states, *model], [*states, *model])
    assert [stack.prefix for stack in found] == ["model.h", "optimizer.state"]
    assert found[0].cells[1, "weight"] == len(states) + 1


def test_parts_of_quantised_weights_are_no_roles_and_keep_the_places_of_others() -> None:
    part = {OUTSIDE_STATE_DICT: True}
    tensors = [
        tensor
        for n in range(2)
        for tensor in (
            entry_of(np.zeros(2), path=(f"h.{n}.scales",)).replace(attributes=part),
            entry_of(np.zeros(2), path=(f"h.{n}.weight",)),
        )
    ]
    (stack,) = stacks_of(tensors, tensors)
    assert (stack.roles, stack.cells) == (["weight"], {(0, "weight"): 1, (1, "weight"): 3})


def test_steps_in_a_folder_are_no_layers() -> None:
    steps = [
        entry_of(np.zeros(2)).at((FileName(f"step_{step}.pt"), "h", str(layer), "weight"))
        for step in (10, 20)
        for layer in range(3)
    ]
    assert [stack.prefix for stack in stacks_of(steps, steps)] == ["step_10.pt.h", "step_20.pt.h"]
    states = [entry_of(np.zeros(2)).at((FileName(step), "state", "w")) for step in ("10", "20")]
    assert stacks_of(states, states) == []


def test_blocks_of_a_unet_and_stages_of_a_resnet() -> None:
    unet = [f"down_blocks.{i}.resnets.{j}.conv1.weight" for i in range(4) for j in range(2)]
    (stack,) = stacks(unet)
    assert (stack.prefix, list(stack.layers)) == ("down_blocks", [0, 1, 2, 3])
    assert stack.roles == ["resnets.0.conv1.weight", "resnets.1.conv1.weight"]
    resnet = [f"layer{stage}.{block}.conv1.weight" for stage in (1, 2) for block in range(2)]
    assert [stack.prefix for stack in stacks(resnet)] == ["layer1", "layer2"]


def test_words_that_end_in_numbers_are_layers_where_nothing_else_is() -> None:
    assert place_of("block12.conv.weight") == Place("block", 12, "conv.weight")
    assert place_of("conv1") is None
    assert place_of("head.weight") is None


def test_the_weights_of_a_layer_of_keras_are_no_layers() -> None:
    assert place_of("layers.dense.vars.0") is None
    assert place_of("layers.dense_2.vars.0") == Place("layers.dense_", 2, "vars.0")
    assert role_of("optimizer.vars.3") == ("optimizer.vars.3", ())
    assert [stack.prefix for stack in stacks(["a.vars.0", "a.vars.1", "d_1.vars.0", "d_2.vars.0"])] == ["d_"]
    assert place_of("vars.0.kernel") == Place("vars", 0, "kernel")


@pytest.mark.parametrize(
    "keys", [[], ["a.b"], ["net.0.weight", "net.2.bias"], ["net.0.weight", "net.0.bias"], ["x.99999999999.w", "x.1.w"]]
)
def test_what_does_not_repeat_is_no_stack(keys: list[str]) -> None:
    assert stacks(keys) == []


def test_roles_are_keys_without_numbers() -> None:
    assert role_of("h.3.mlp.experts.12.w1") == ("h.*.mlp.experts.*.w1", (3, 12))
    assert role_of("wte.weight") == ("wte.weight", ())


def test_tensors_of_a_role_are_in_the_order_of_their_layers() -> None:
    keys = ["h.10.w", "wte", "h.2.w", "h.2.b", "e.1.x.7.w", "e.0.x.7.w", "alone.3.w"]
    weights, experts = roles(keys)
    assert (weights.name, weights.positions, weights.labels) == ("h.*.w", [2, 0], ["2", "10"])
    assert experts.numbers == [(0, 7), (1, 7)]
    assert experts.labels == ["0", "1"]  # what is the same in all says nothing


def test_layers_within_layers_have_both_numbers() -> None:
    (found,) = roles(f"down.{block}.res.{unit}.w" for block in (1, 0) for unit in (0, 1))
    assert found.labels == ["0.0", "0.1", "1.0", "1.1"]
