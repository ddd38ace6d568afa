from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.comparing.alignment import Alignment, align, is_matrix, transposed
from inspector.comparing.content_matching import matched_by_content
from inspector.comparing.name_map import Map, MapRule, Origin
from inspector.errors import SelectionError, TruncatedError
from inspector.jobs import Cancelled, Job
from inspector.names.renaming import RenameRule
from inspector.tensors.entries import Attribute, Path, TensorEntry, ValueEntry
from inspector.tensors.reading import read_values
from tests.tensors import CountingStorage, entry_of

Tensors = Mapping[Any, Any]


def entries(tensors: Tensors) -> list[TensorEntry]:
    """Entries at keys or paths; a number stands for a vector of so many zeros."""
    return [
        entry_of(np.zeros(value) if isinstance(value, int) else value, path=(key,) if isinstance(key, str) else key)
        for key, value in tensors.items()
    ]


def nested(container: str, tensors: Mapping[str, Any]) -> dict[Path, Any]:
    return {(container, key): value for key, value in tensors.items()}


def keys(alignment: Alignment) -> list[tuple[str, str]]:
    return [(pair.a.key, pair.b.key) for pair in alignment.pairs]


def rules(alignment: Alignment) -> list[str]:
    return [str(rule.rule) for rule in alignment.map.rules]


def only(alignment: Alignment) -> tuple[list[str], list[str]]:
    return [entry.key for entry in alignment.only_in_a], [entry.key for entry in alignment.only_in_b]


MODEL = {"fc1.weight": 6, "fc1.bias": 2, "fc2.weight": 4, "fc2.bias": 1}


def prefixed(prefix: str, tensors: Mapping[str, Any]) -> dict[str, Any]:
    return {prefix + key: value for key, value in tensors.items()}


# names


def test_equal_keys_are_pairs_in_the_order_of_a() -> None:
    found = align(entries({"x": 1, "y": 2, "only a": 1}), entries({"only b": 1, "y": 2, "x": 1}))
    assert keys(found) == [("x", "x"), ("y", "y")]
    assert only(found) == (["only a"], ["only b"])
    assert found.map.rules == ()


def test_values_and_objects_are_left_out() -> None:
    found = align([ValueEntry(("epoch",), 3), *entries({"x": 1})], entries({"x": 1}))
    assert keys(found) == [("x", "x")]
    assert only(found) == ([], [])


def test_a_key_that_occurs_twice_goes_with_the_first_and_the_second() -> None:
    a = entries({"x": 1}) + entries({"x": 2}) + entries({"x": 3})
    b = entries({"x": 1}) + entries({"x": 2})
    found = align(a, b)
    assert [pair.a.shape == pair.b.shape for pair in found.pairs] == [True, True]
    assert [entry.shape for entry in found.only_in_a] == [(3,)]


@pytest.mark.parametrize(
    ("prefix_a", "prefix_b", "rule"),
    [
        ("module.", "", "module.*=*"),
        ("", "module.", "*=module.*"),
        ("model.", "", "model.*=*"),
        ("_orig_mod.", "", "_orig_mod.*=*"),
        ("module._orig_mod.", "", "module._orig_mod.*=*"),
        ("module.model.", "model.", "module.*=*"),
        ("state_dict.model.", "model_state_dict.module.", "state_dict.model.*=model_state_dict.module.*"),
        ("state_dict.net.", "net.", "state_dict.*=*"),
        ("bert.", "", "bert.*=*"),  # unknown, and explains everything
        ("", "first_stage_model.", "*=first_stage_model.*"),
    ],
)
def test_wrappers_are_seen_through(prefix_a: str, prefix_b: str, rule: str) -> None:
    found = align(entries(prefixed(prefix_a, MODEL)), entries(prefixed(prefix_b, MODEL)))
    assert keys(found) == [(prefix_a + key, prefix_b + key) for key in MODEL]
    assert rules(found) == [rule]
    assert found.map.rules[0] == MapRule(RenameRule.parse(rule), Origin.PREFIX, 4)


def test_two_wrappers_in_one_file() -> None:
    a = prefixed("module.", MODEL) | {"_orig_mod.head": 9}
    found = align(entries(a), entries(MODEL | {"head": 9}))
    assert set(rules(found)) == {"module.*=*", "_orig_mod.*=*"}
    assert only(found) == ([], [])


def test_a_name_that_both_have_is_no_wrapper() -> None:
    model = prefixed("model.", MODEL)
    found = align(entries(model | {"model.new.weight": 3}), entries(model))
    assert rules(found) == []
    assert only(found) == (["model.new.weight"], [])


def test_another_shape_does_not_keep_names_apart() -> None:
    changed = MODEL | {"fc2.weight": 8}
    found = align(entries(prefixed("module.", MODEL)), entries(changed))
    assert len(found.pairs) == 4


def test_unknown_prefixes_must_explain_more_than_any_other() -> None:
    a = {f"layer{n}.{name}": size for n in range(3) for name, size in (("weight", 4), ("bias", 2))}
    found = align(entries(a), entries({"weight": 4, "bias": 2}))
    assert found.pairs == ()
    found = align(entries({"encoder.weight": 4, "encoder.bias": 2}), entries({"weight": 4, "bias": 2}))
    assert rules(found) == ["encoder.*=*"]
    half = {"encoder.weight": 4, "encoder.bias": 2, "p": 1, "q": 1}
    assert align(entries(half), entries({"weight": 4, "bias": 2, "x": 3, "y": 3})).pairs == ()


def test_unrelated_models_have_no_pairs() -> None:
    found = align(entries(MODEL), entries({"conv.kernel": 9, "conv.scale": 3}))
    assert found.pairs == ()
    assert only(found) == (list(MODEL), ["conv.kernel", "conv.scale"])


# training checkpoints


OPTIMIZER = {("optimizer", "state", 0, "exp_avg"): 6, ("optimizer", "state", 1, "exp_avg"): 2}


@pytest.mark.parametrize("container", ["model", "state_dict", "model_state_dict", "net", "generator"])
def test_a_bare_model_against_one_in_a_training_checkpoint(container: str) -> None:
    training = entries(nested(container, MODEL) | OPTIMIZER)
    bare = entries(MODEL)
    found = align(training, bare)
    assert keys(found) == [(f"{container}.{key}", key) for key in MODEL]
    assert only(found) == ([], [])
    assert [entry.key for entry in found.excluded_a] == ["optimizer.state.0.exp_avg", "optimizer.state.1.exp_avg"]
    turned = align(bare, training)
    assert keys(turned) == [(key, f"{container}.{key}") for key in MODEL]
    assert len(turned.excluded_b) == 2
    assert turned.excluded_a == turned.only_in_a == turned.only_in_b == ()


def test_a_layer_that_only_the_training_checkpoint_has_is_not_put_aside() -> None:
    found = align(entries(nested("model", MODEL | {"fc3.weight": 2}) | OPTIMIZER), entries(MODEL))
    assert only(found) == (["model.fc3.weight"], [])
    assert len(found.excluded_a) == 2


def test_two_training_checkpoints_compare_their_optimizers() -> None:
    training = nested("model", MODEL)
    found = align(entries(training | OPTIMIZER), entries(training))
    assert only(found) == (["optimizer.state.0.exp_avg", "optimizer.state.1.exp_avg"], [])
    assert found.excluded_a == ()
    assert len(align(entries(training | OPTIMIZER), entries(training | OPTIMIZER)).pairs) == 6


def test_the_model_is_preferred_to_its_ema_copy() -> None:
    both = entries(nested("ema", MODEL) | nested("model", MODEL))
    found = align(both, entries(MODEL))
    assert rules(found) == ["model.*=*"]
    assert [entry.key for entry in found.excluded_a] == [f"ema.{key}" for key in MODEL]
    chosen = align(both, entries(MODEL), Map.given(["ema.*=*"]))
    assert keys(chosen) == [(f"ema.{key}", key) for key in MODEL]
    assert [entry.key for entry in chosen.excluded_a] == [f"model.{key}" for key in MODEL]


@pytest.mark.parametrize("prefix", ["ema.", "model_ema.", "ema_model.module.", "shadow_params.", "shadow."])
def test_an_ema_copy_alone_is_the_model(prefix: str) -> None:
    found = align(entries(prefixed(prefix, MODEL)), entries(MODEL))
    assert rules(found) == [f"{prefix}*=*"]


def test_models_go_with_models_and_copies_with_copies() -> None:
    a = entries(nested("model", MODEL) | nested("ema", MODEL))
    b = entries(nested("ema", prefixed("module.", MODEL)) | nested("model", prefixed("module.", MODEL)))
    assert sorted(rules(align(a, b))) == ["ema.*=ema.module.*", "model.*=model.module.*"]


def test_a_list_of_shadow_parameters_stands_for_the_parameters_in_order() -> None:
    shadow = {("shadow_params", n): size for n, size in enumerate(MODEL.values())}
    model = MODEL | {"norm.running_mean": 3, "norm.num_batches_tracked": np.array(0)}
    found = align(entries(shadow), entries(model))
    assert keys(found) == [(f"shadow_params.{n}", key) for n, key in enumerate(MODEL)]
    assert {rule.origin for rule in found.map.rules} == {Origin.POSITION}
    assert len(align(entries(model), entries(shadow)).pairs) == 4
    assert align(entries(shadow | {("shadow_params", 4): 1}), entries(model)).pairs == ()


def test_a_pickled_module_has_the_keys_of_its_state_dict() -> None:
    module = {
        (Attribute("_modules"), layer, Attribute("_parameters"), name): size
        for layer, name, size in (("fc1", "weight", 6), ("fc1", "bias", 2), ("fc2", "weight", 4), ("fc2", "bias", 1))
    } | {(Attribute("_buffers"), "mask"): 5}
    found = align(entries(module), entries(MODEL))
    assert keys(found) == [(key, key) for key in MODEL]
    assert only(found) == (["mask"], [])
    inside = {("model", *path): size for path, size in module.items()}
    found = align(entries(inside | OPTIMIZER), entries(MODEL))
    assert rules(found) == ["model.*=*"]
    assert only(found) == (["model.mask"], [])


# the map


def test_given_rules_go_before_equal_names() -> None:
    a, b = entries({"hidden.w": 1, "hidden.b": 1, "out.w": 1}), entries({"hidden.w": 1, "hidden1.w": 1, "out.w": 1})
    found = align(a, b, Map.given(["hidden.*=hidden1.*"]))
    assert keys(found) == [("hidden.w", "hidden1.w"), ("out.w", "out.w")]
    assert only(found) == (["hidden.b"], ["hidden.w"])
    assert found.map.rules == (MapRule(RenameRule.parse("hidden.*=hidden1.*"), Origin.GIVEN, 1),)
    assert align(a, b, Map.given(["absent=x"])).map.rules[0].pairs == 0
    with pytest.raises(SelectionError, match="OLD=NEW"):
        Map.given(["nonsense"])


def test_wrappers_are_seen_through_after_renaming() -> None:
    found = align(
        entries(prefixed("module.", {"hidden.w": 1, "out.w": 2})),
        entries({"hidden1.w": 1, "out.w": 2}),
        Map.given(["module.hidden.*=module.hidden1.*"]),
    )
    assert keys(found) == [("module.hidden.w", "hidden1.w"), ("module.out.w", "out.w")]


NAMES = st.lists(st.sampled_from(["model", "module", "ema", "x", "y", "0", "1", "weight"]), min_size=1, max_size=4)
FILES = st.dictionaries(NAMES.map(".".join), st.integers(1, 3), max_size=12)


@given(FILES, FILES)
def test_the_map_of_an_alignment_gives_it_again(a: dict[str, int], b: dict[str, int]) -> None:
    first = align(entries(a), entries(b))
    again = align(entries(a), entries(b), Map(first.map.rules, is_final=True))
    assert keys(again) == keys(first)
    assert only(again) == only(first)
    assert again.map.rules == first.map.rules


@given(FILES, FILES)
def test_every_tensor_is_somewhere_once(a: dict[str, int], b: dict[str, int]) -> None:
    found = align(entries(a), entries(b))
    ours = [pair.a for pair in found.pairs] + list(found.only_in_a) + list(found.excluded_a)
    theirs = [pair.b for pair in found.pairs] + list(found.only_in_b) + list(found.excluded_b)
    assert sorted(entry.key for entry in ours) == sorted(a)
    assert sorted(entry.key for entry in theirs) == sorted(b)
    assert sum(rule.pairs for rule in found.map.rules) == sum(pair.rule is not None for pair in found.pairs)


def test_a_map_is_data() -> None:
    used = Map((MapRule(RenameRule.parse(r"a\*b.*=*"), Origin.PREFIX, 3),), frozenset({"w"}))
    record = json.loads(json.dumps(used.record()))
    assert record == {
        "rules": [{"rule": r"a\*b.*=*", "origin": "prefix", "pairs": 3}],
        "transposed": ["w"],
    }
    again = Map.of_record(record)
    assert again.is_final
    assert [(rule.rule, rule.origin) for rule in again.rules] == [(rule.rule, rule.origin) for rule in used.rules]
    assert again.transposed == used.transposed
    for wrong in ({}, {"rules": 3}, {"rules": [{"rule": "a=b", "origin": "x"}], "transposed": []}):
        with pytest.raises(SelectionError, match="not the map"):
            Map.of_record(wrong)


def test_a_final_map_is_not_added_to() -> None:
    assert align(entries({"module.x": 1}), entries({"x": 1}), Map(is_final=True)).pairs == ()


@pytest.mark.slow
def test_the_number_of_looks_at_names_grows_with_their_number(monkeypatch: pytest.MonkeyPatch) -> None:
    applied = 0
    apply = RenameRule.apply

    def counted(rule: RenameRule, key: str) -> str | None:
        nonlocal applied
        applied += 1
        return apply(rule, key)

    monkeypatch.setattr(RenameRule, "apply", counted)
    count = 4_000
    model = {f"layers.{n}.weight": 1 for n in range(count)}
    found = align(entries(prefixed("module.", model)), entries(model))
    assert len(found.pairs) == count
    assert applied <= 2 * count
    again = [MapRule(RenameRule.key(f"layers.{n}.weight", f"blocks.{n}.weight"), Origin.MOVED) for n in range(count)]
    renamed = {f"blocks.{n}.weight": 1 for n in range(count)}
    assert len(align(entries(model), entries(renamed), Map(tuple(again), is_final=True)).pairs) == count
    assert applied <= 4 * count


def test_keys_of_very_many_parts_are_cut_a_few_times_only() -> None:
    deep = ".".join(["model"] * 100_000)
    assert len(align(entries({f"module.{deep}": 1}), entries({deep: 1})).pairs) == 1


def test_aligning_can_be_cancelled() -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        align(entries(MODEL), entries(MODEL), job=job)


def test_the_map_back_brings_the_same_together() -> None:
    a, b = (
        entries({"model.a": np.ones((2, 3)), "model.b": 1, "c.x": 2, "same": 3}),
        entries({"a": np.ones((3, 2)), "b": 1, "d.x": 2, "same": 3}),
    )
    found = align(a, b, Map.given(["c.*=d.*"], ["model.a"]))
    back = align(b, a, found.map_back)
    assert sorted((new, old) for old, new in keys(found)) == sorted(keys(back))
    assert [pair.is_transposed for pair in back.pairs] == [True, False, False, False]
    assert len(back.map.rules) == len(found.map.rules) == 2


# contents


def random(*shape: int, seed: int = 0) -> Any:
    return np.random.default_rng(seed).normal(size=shape).astype("f4")


def test_tensors_that_moved_are_found_by_content() -> None:
    a = {
        "old.0.weight": random(4, 3),
        "old.0.bias": np.zeros(4),
        "old.1.weight": random(4, 3, seed=1),
        "gone": random(5),
    }
    b = {
        "new.b.weight": a["old.1.weight"],
        "new.a.bias": np.zeros(4),
        "new.a.weight": a["old.0.weight"],
        "come": random(6),
    }
    found = matched_by_content(align(entries(a), entries(b)))
    assert keys(found) == [
        ("old.0.weight", "new.a.weight"), ("old.0.bias", "new.a.bias"), ("old.1.weight", "new.b.weight"),
    ]  # fmt: skip
    assert only(found) == (["gone"], ["come"])
    assert [(str(rule.rule), rule.origin, rule.pairs) for rule in found.map.rules] == [
        ("old.0.weight=new.a.weight", Origin.MOVED, 1),
        ("old.1.weight=new.b.weight", Origin.MOVED, 1),
        ("old.0.*=new.a.*", Origin.NEIGHBOUR, 1),
    ]
    again = align(entries(a), entries(b), Map(found.map.rules, is_final=True))
    assert keys(again) == keys(found)


def test_layers_that_were_renamed_and_trained_are_found_by_those_that_were_only_renamed() -> None:
    a = {f"layers.{n}.attn.weight": random(4, 3, seed=n) for n in range(6)}
    a |= {f"layers.{n}.norm.bias": np.zeros(4) for n in range(6)}
    b = {key.replace("layers", "blocks").replace("attn", "attention"): values for key, values in a.items()}
    b["blocks.5.attention.weight"] = b["blocks.5.attention.weight"] + 1
    found = matched_by_content(align(entries(a), entries(b)))
    assert only(found) == ([], [])
    assert [(str(rule.rule), rule.origin, rule.pairs) for rule in found.map.rules] == [
        ("layers.*.attn.weight=blocks.*.attention.weight", Origin.MOVED, 6),
        ("layers.*=blocks.*", Origin.NEIGHBOUR, 6),
    ]
    assert keys(align(entries(a), entries(b), Map(found.map.rules, is_final=True))) == keys(found)


def test_the_map_holds_for_names_that_a_given_rule_changed() -> None:
    a, b = entries({"x.w": random(4)}), entries({"z.w": random(4)})
    found = matched_by_content(align(a, b, Map.given(["x.*=y.*"])))
    assert keys(found) == [("x.w", "z.w")]
    assert keys(align(a, b, Map(found.map.rules, is_final=True))) == [("x.w", "z.w")]


def test_views_and_byte_orders_do_not_hide_content() -> None:
    matrix = random(6, 5)
    swapped = entry_of(matrix.astype(">f4"), path=("moved",))
    turned = transposed(entry_of(np.ascontiguousarray(matrix.T), path=("view",)))
    assert keys(matched_by_content(align([swapped], [turned]))) == [("moved", "view")]


def test_what_proves_nothing_is_not_paired() -> None:
    constant = {"a": np.zeros(100), "b": np.ones((40, 40)), "c": np.array(3), "d": np.empty((0, 3)), "e": np.array([7])}
    renamed = {f"other.{key}.x": value for key, value in constant.items()}
    assert matched_by_content(align(entries(constant), entries(renamed))).pairs == ()


def test_another_type_or_shape_is_not_looked_at() -> None:
    storage = CountingStorage(random(24).tobytes())
    a = [entry_of(random(4, 6), path=("a",), storage=storage)]
    matched_by_content(align(a, entries({"b": random(24), "c": random(4, 6).astype("f8")})))
    assert storage.reads == 0


def test_only_likely_candidates_are_hashed() -> None:
    values = [random(1 << 16, seed=seed) for seed in range(4)]
    storages = [CountingStorage(value.tobytes()) for value in values]
    a = [entry_of(value, path=(f"a{n}",), storage=s) for n, (value, s) in enumerate(zip(values, storages, strict=True))]
    found = matched_by_content(align(a, entries({"b": values[2]})))
    assert keys(found) == [("a2", "b")]
    assert [storage.read_nbytes < storage.nbytes / 10 for storage in storages] == [True, True, False, True]


def test_tensors_that_cannot_be_read_have_no_partner() -> None:
    class Broken(CountingStorage):
        def read_into(self, buffer: Any, offset: int) -> None:
            raise TruncatedError("ends early")

    broken = entry_of(random(9), path=("a",), storage=Broken(bytes(36)))
    meta = entry_of(random(9), path=("m",), storage=None)
    found = matched_by_content(align([broken, meta], entries({"b": random(9)})))
    assert found.pairs == ()


def test_the_search_by_content_can_be_cancelled() -> None:
    job = Job()
    alignment = align(entries({"a": random(9)}), entries({"b": random(9)}))
    job.cancel()
    with pytest.raises(Cancelled):
        matched_by_content(alignment, job)


# transposition


def test_transposed_matrices_are_suggested_and_never_paired_as_such_unasked() -> None:
    kernel, square, other = random(3, 5), random(20, 20), random(7, 2)
    a = {"kernel": kernel, "square": square, "same": square, "name a": other, "shape": kernel}
    b = {
        "kernel": kernel.T.copy(),
        "square": square.T.copy(),
        "same": square,
        "name b": other.T.copy(),
        "shape": random(5, 3),
    }
    found = matched_by_content(align(entries(a), entries(b)))
    assert [(pair.a.key, pair.is_transposed) for pair in found.pairs] == [
        ("kernel", False), ("square", False), ("same", False), ("shape", False),
    ]  # fmt: skip
    assert [(s.a.key, s.b.key, s.is_exact) for s in found.suggestions] == [
        ("kernel", "kernel", True), ("square", "square", True), ("shape", "shape", False), ("name a", "name b", True),
    ]  # fmt: skip
    accepted = found.map
    for suggestion in found.suggestions:
        accepted = accepted.transposing(suggestion.a.key, suggestion.b.key)
    again = align(entries(a), entries(b), accepted)
    turned = {pair.a.key: pair for pair in again.pairs}
    assert {key for key, pair in turned.items() if pair.is_transposed} == {"kernel", "square", "shape", "name a"}
    assert turned["name a"].b.key == "name b"
    assert np.array_equal(read_values(turned["kernel"].a), kernel.T)
    assert matched_by_content(again).suggestions == ()


def test_shapes_alone_suggest_without_reading() -> None:
    found = align(entries({"w": random(3, 5)}), entries({"w": random(5, 3)}))
    assert [(s.a.key, s.is_exact) for s in found.suggestions] == [("w", False)]
    assert align(entries({"w": random(3, 3)}), entries({"w": random(3, 3)})).suggestions == ()


def test_what_is_no_matrix_cannot_be_transposed() -> None:
    vector = entry_of(random(3), path=("v",))
    assert not is_matrix(vector)
    with pytest.raises(SelectionError, match="v is not a matrix"):
        transposed(vector)
    found = align([vector], [vector], Map.given(transposed=["v"]))
    assert not found.pairs[0].is_transposed


def test_of_two_equal_copies_the_first_is_paired_and_the_other_offered() -> None:
    for student, teacher in (("student.", "teacher."), ("student.backbone.", "teacher.backbone.")):
        both = prefixed(student, MODEL) | prefixed(teacher, MODEL)
        found = align(entries(MODEL), entries(both))
        assert rules(found) == [f"*={student}*"]
        assert len(found.pairs) == len(MODEL)
        assert [str(rule) for rule in found.alternatives] == [f"*={teacher}*"]


def test_wrappers_in_the_middle_of_names_are_seen_through() -> None:
    compiled = {key.replace("fc2.", "fc2._orig_mod."): size for key, size in MODEL.items()}
    found = align(entries(MODEL), entries(compiled))
    assert len(found.pairs) == len(MODEL)
    assert rules(found) == ["fc2.*=fc2._orig_mod.*"]


def test_tied_tensors_that_one_side_leaves_out_are_paired_unread() -> None:
    model = entries({"emb.weight": np.ones((3, 2)), "norm.weight": 2})
    tied = [*entries({"emb.weight": np.ones((3, 2)), "norm.weight": 2})]
    tied.append(tied[0].at(("head.weight",)))
    for a, b, pair in (
        (tied, model, ("head.weight", "emb.weight")),
        (model, tied, ("emb.weight", "head.weight")),
    ):
        found = align(a, b)
        assert keys(found)[-1] == pair
        assert only(found) == ([], [])
        assert found.map.rules == (MapRule(RenameRule.key(*pair), Origin.TIED, 1),)
        assert keys(align(a, b, replace(found.map, is_final=True))) == keys(found)
        assert only(align(a, b, Map(is_final=True))) != ([], [])
