from __future__ import annotations

import pytest

from inspector.names.canonical import canonical_name, canonical_rules


@pytest.mark.parametrize(
    "key",
    [
        "layers.0._orig_mod.attn.weight",
        "layers._orig_mod.0.attn.weight",
        "module.layers.0._checkpoint_wrapped_module.attn.weight",
        "_fsdp_wrapped_module.layers.0._fsdp_wrapped_module.attn.weight",
        "layers.0.attn.base_layer.weight",
        "layers.0.attn.weight_orig",
        "layers.0.attn.parametrizations.weight.original",
        "layers.0.attn.gamma",
        "layers.0.attn.weight",
    ],
)
def test_one_name_for_many(key: str) -> None:
    assert canonical_name(key) == "layers.0.attn.weight"


def test_a_module_that_is_saved_whole_is_seen_through_where_something_lies_in_it() -> None:
    assert canonical_name("head.modules_to_save.default.weight") == canonical_name("head.weight") == "head.weight"
    for key in ("head.modules_to_save", "head.modules_to_save.default", "modules_to_save.weight"):
        assert canonical_name(key) == key


def test_weight_normalisation_old_and_new() -> None:
    assert canonical_name("a.parametrizations.weight.original0") == canonical_name("a.weight_g") == "a.weight_g"


def test_a_rule_is_about_as_many_names_as_it_can_be() -> None:
    a = {f"layers.{n}._orig_mod.{name}": (2,) for n in range(2) for name in ("q.weight", "k.weight")}
    b = {f"layers.{n}.{name}": (2,) for n in range(2) for name in ("q.weight", "k.weight")}
    assert [str(rule) for rule in canonical_rules(a, b)] == [
        "layers.0._orig_mod.*=layers.0.*",
        "layers.1._orig_mod.*=layers.1.*",
    ]
    norms = {"0.norm.gamma": (2,), "1.norm.gamma": (2,), "0.norm.beta": (2,)}
    named = {"0.norm.weight": (2,), "1.norm.weight": (2,), "0.norm.bias": (2,)}
    assert [str(rule) for rule in canonical_rules(norms, named)] == ["*.gamma=*.weight", "*.beta=*.bias"]


def test_what_is_not_one_tensor_is_left_alone() -> None:
    assert canonical_rules({"a.weight": (2,), "module.a.weight": (2,)}, {"a.gamma": (2,)}) == []
    assert canonical_rules({"a.weight": (2,)}, {"a.gamma": (3,)}) == []
