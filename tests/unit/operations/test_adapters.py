"""Adapters of peft and LyCORIS against what these libraries made of them, and against the formulas in float64."""

from __future__ import annotations

import json
import math
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import torch
from safetensors import safe_open
from safetensors.numpy import load_file, save_file
from safetensors.torch import load_file as load_torch

import inspector
from inspector.errors import LimitError, OutputError, OutputExistsError, SelectionError
from inspector.jobs import Cancelled, Job
from inspector.operations.adapter_pairing import is_adapter, pairing
from inspector.operations.adapters import ModuleState, adapter, merge_adapter

FOLDER = Path(__file__).parents[2] / "fixtures" / "adapters"
BASE = FOLDER / "base.safetensors"
CASES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())
ROUNDED = [name for name in CASES if (FOLDER / name / "merged_bfloat16.safetensors").exists()]
Arrays = dict[str, npt.NDArray[Any]]


def place(case: str) -> Path:
    folder = FOLDER / case / "adapter"
    return folder if folder.exists() else folder.with_suffix(".safetensors")


def differences(merged: Path, genuine: Path) -> dict[str, float]:
    """The largest difference of each tensor."""
    ours, theirs = load_torch(merged), load_torch(genuine)
    assert {key: (value.dtype, value.shape) for key, value in ours.items()} == {
        key: (value.dtype, value.shape) for key, value in theirs.items()
    }
    return {key: float((ours[key].double() - theirs[key].double()).abs().max()) for key in ours}


@pytest.mark.parametrize("case", CASES)
def test_what_is_merged_is_what_the_library_merges(case: str, tmp_path: Path) -> None:
    report = merge_adapter(place(case), BASE, tmp_path / "merged.safetensors")
    found = differences(tmp_path / "merged.safetensors", FOLDER / case / "merged_float32.safetensors")
    assert max(found.values()) < 1e-6
    base, genuine = load_file(BASE), load_file(FOLDER / case / "merged_float32.safetensors")
    assert sorted(report.merged_keys) == sorted(key for key in base if not np.array_equal(base[key], genuine[key]))
    assert report.adapter.is_clean


@pytest.mark.parametrize("case", ROUNDED)
def test_a_bfloat16_base_is_merged_in_its_type_as_peft_merges_it(case: str, tmp_path: Path) -> None:
    inspector.export(BASE, tmp_path / "base.safetensors", dtype="bfloat16")
    merge_adapter(place(case), tmp_path / "base.safetensors", tmp_path / "merged.safetensors")
    found = differences(tmp_path / "merged.safetensors", FOLDER / case / "merged_bfloat16.safetensors")
    assert max(found.values()) < 1e-6


@pytest.mark.parametrize("case", CASES)
def test_singular_values_are_those_of_what_the_library_added(case: str) -> None:
    base, merged = load_file(BASE), load_file(FOLDER / case / "merged_float32.safetensors")
    for module in adapter(place(case), BASE).modules:
        key = module.base_keys[0]
        dense = (merged[key].astype(np.float64) - base[key]).reshape(len(base[key]), -1)
        assert module.delta is not None
        assert module.delta.norm == pytest.approx(np.linalg.norm(dense), rel=1e-5)
        assert module.base_norm == pytest.approx(np.linalg.norm(base[key].astype(np.float64)))
        if base[key].ndim == 1:
            assert module.delta.values is None
            continue
        assert module.delta.values is not None
        expected = np.linalg.svd(dense, compute_uv=False)
        found = np.zeros(len(expected))
        found[: len(module.delta.values)] = module.delta.values[: len(expected)]
        np.testing.assert_allclose(found, expected, atol=1e-5)
        assert module.delta.rank == np.count_nonzero(expected > 1e-5)


def test_alphas_and_ranks_follow_the_patterns() -> None:
    found = {module.name: (module.rank, module.alpha, module.scaling) for module in adapter(place("patterns")).modules}
    assert found == {
        "block.0.fc_in": (3, 6, 2), "block.0.fc_out": (3, 9, 3),
        "block.1.fc_in": (2, 5, 2.5), "block.1.fc_out": (3, 9, 3),
    }  # fmt: skip
    assert {module.scaling for module in adapter(place("rslora")).modules} == {3}


def test_an_adapter_alone_says_what_it_is() -> None:
    report = adapter(place("dora"))
    assert report.title == "DoRA adapter, rank 2, alpha 4"
    assert {module.state for module in report.modules} == {ModuleState.ALONE}
    assert report.dead == []
    assert report.config.target_modules == ("conv", "emb", "fc_in")
    assert "block.0.fc_in" in repr(report)


def test_of_a_decomposed_weight_the_factors_are_measured_beside_it() -> None:
    module = adapter(place("dora"), BASE).modules[0]
    assert module.delta is not None
    assert module.factors is not None
    assert module.factors.rank == 2
    assert module.delta.rank is not None
    assert module.delta.rank > 2


def test_whole_tensors_replace_those_of_the_base() -> None:
    report = adapter(place("kinds"), BASE)
    assert sorted(tensor.base_key for tensor in report.whole) == ["head.bias", "head.weight"]
    assert "2 tensors replaced" in report.sentence
    assert set(report.unchanged).isdisjoint(["conv.weight", "head.bias"])
    assert "conv.bias" in report.unchanged


def renamed(case: str, path: Path, old: str, new: str) -> Path:
    save_file({key.replace(old, new): value for key, value in load_file(place(case)).items()}, path)
    return path


def test_whole_tensors_of_another_shape_or_of_a_module_replace_nothing(tmp_path: Path) -> None:
    whole = {"head.bias": np.ones(4, np.float32), "block.0.fc_in.weight": np.ones((5, 6), np.float32)}
    tensors = factors() | {f"base_model.model.{key}": value for key, value in whole.items()}
    report = adapter(peft_files(tmp_path / "lora", tensors), BASE)
    reasons = {tensor.key.removeprefix("base_model.model."): tensor.reason for tensor in report.whole}
    assert reasons["head.bias"] == "is 4, and head.bias is 3"
    assert "a module changes" in reasons["block.0.fc_in.weight"]
    assert sorted(report.dead) == [f"base_model.model.{key}" for key in sorted(whole)]


def test_the_names_of_kohya_do_the_same(tmp_path: Path) -> None:
    path = renamed("lycoris_locon", tmp_path / "kohya.safetensors", "lycoris_", "lora_unet_")
    merge_adapter(path, BASE, tmp_path / "merged.safetensors")
    found = differences(tmp_path / "merged.safetensors", FOLDER / "lycoris_locon" / "merged_float32.safetensors")
    assert max(found.values()) < 1e-6


def peft_files(folder: Path, tensors: Arrays, **config: Any) -> Path:
    folder.mkdir()
    save_file(tensors, folder / "adapter_model.safetensors")
    (folder / "adapter_config.json").write_text(json.dumps({"peft_type": "LORA", "r": 2, "lora_alpha": 4, **config}))
    return folder


def factors(name: str = "block.0.fc_in", rows: int = 5, columns: int = 6, rank: int = 2) -> Arrays:
    random = np.random.default_rng(3)
    return {
        f"base_model.model.{name}.lora_A.weight": random.normal(size=(rank, columns)).astype(np.float32),
        f"base_model.model.{name}.lora_B.weight": random.normal(size=(rows, rank)).astype(np.float32),
    }


def test_dead_modules_are_named_and_refused(tmp_path: Path) -> None:
    other = factors("transformer.h.0.attn.c_attn")
    path = peft_files(tmp_path / "lora", {**factors(), **other})
    report = adapter(path, BASE)
    assert report.effective
    assert not report.is_clean
    assert report.dead == sorted(other)
    assert "2 tensors match nothing" in report.sentence
    with pytest.raises(SelectionError, match=r"c_attn\.lora_A"):
        merge_adapter(path, BASE, tmp_path / "m.safetensors")
    assert merge_adapter(path, BASE, tmp_path / "m.safetensors", partial=True).merged_keys == ["block.0.fc_in.weight"]


@pytest.mark.parametrize(
    ("tensors", "state", "said"),
    [
        (factors("elsewhere.fc"), ModuleState.NO_SUCH_MODULE, "none of its modules"),
        (factors(rows=9), ModuleState.WRONG_SHAPE, "other shapes"),
        (
            {key: value * (0 if "B" in key else 1) for key, value in factors().items()},
            ModuleState.ZERO,
            "never trained",
        ),
    ],
)
def test_an_adapter_that_does_nothing_says_why(tensors: Arrays, state: ModuleState, said: str, tmp_path: Path) -> None:
    path = peft_files(tmp_path / "lora", tensors)
    report = adapter(path, BASE)
    assert [module.state for module in report.modules] == [state]
    assert not report.effective
    assert said in report.sentence
    assert len(report.unchanged) == len(load_file(BASE))
    with pytest.raises(SelectionError, match="nothing to merge"):
        merge_adapter(path, BASE, tmp_path / "m.safetensors")
    assert not (tmp_path / "m.safetensors").exists()


@pytest.mark.parametrize(
    ("changed", "config", "said"),
    [
        ({"lora_A.weight": np.ones((3, 6), np.float32)}, {}, "don't multiply"),
        ({"lora_A.weight": np.ones((0, 6), np.float32), "lora_B.weight": np.ones((5, 0), np.float32)}, {}, "rank 0"),
        ({"lora_A.weight": np.array(1, np.float32)}, {}, "without axes"),
        ({"lora_A.weight": np.ones((2, 6), bool)}, {}, ""),
        ({}, {"lora_alpha": math.nan}, "alpha"),
        ({"alpha": np.array(np.nan, np.float32)}, {}, "alpha nan"),
        ({"alpha": np.ones(3, np.float32)}, {}, "no number"),
        ({"lora_magnitude_vector": np.ones(4, np.float32)}, {}, "4 magnitudes"),
    ],
)
def test_what_is_broken_in_one_module_hides_no_other(
    changed: Arrays, config: dict[str, Any], said: str, tmp_path: Path
) -> None:
    tensors = factors() | factors("block.1.fc_in")
    tensors |= {f"base_model.model.block.0.fc_in.{name}": value for name, value in changed.items()}
    report = adapter(peft_files(tmp_path / "lora", tensors, **config), BASE)
    broken, other = report.modules
    if said:
        assert broken.is_dead
        assert said in broken.reason
    assert other.name == "block.1.fc_in"
    assert other.state is (ModuleState.BROKEN if config else ModuleState.CHANGES)


def test_alphas_in_the_file(tmp_path: Path) -> None:
    tensors: Arrays = {
        "lora_unet_block_0_fc_in.lokr_w1": np.ones((1, 2), np.float32),
        "lora_unet_block_0_fc_in.lokr_w2": np.ones((5, 3), np.float32),
        "lora_unet_block_0_fc_in.alpha": np.array(4, np.float32),  # of two whole halves, which ignore it
        "lora_unet_block_1_fc_in.lora_down.weight": np.ones((2, 6), np.float32),
        "lora_unet_block_1_fc_in.lora_up.weight": np.ones((5, 2), np.float32),
        "lora_unet_block_1_fc_in.alpha": np.array(1, np.int64),
        "lora_unet_head.lora_down.weight": np.ones((2, 8), np.float32),
        "lora_unet_head.lora_up.weight": np.ones((3, 2), np.float32),
    }
    save_file(tensors, tmp_path / "a.safetensors")
    modules = sorted(adapter(tmp_path / "a.safetensors", BASE).modules, key=lambda module: module.name)
    assert [(module.alpha, module.scaling) for module in modules] == [(4, 1), (1, 0.5), (2, 1)]


def test_findings_on_what_adapters_say_of_themselves(tmp_path: Path) -> None:
    tensors = factors()
    (first, value) = next(iter(tensors.items()))
    tensors[first.replace("lora_A.weight", "lora_A.default.weight")] = value
    tensors["base_model.model.block.1.fc_in.lora_A.weight"] = value
    tensors["base_model.model.block.1.fc_out.vera_lambda_b"] = value
    report = adapter(peft_files(tmp_path / "lora", tensors, r=8), BASE)
    assert {finding.code for finding in report.findings} == {
        "adapter-role-twice", "adapter-incomplete", "adapter-method", "adapter-rank",
    }  # fmt: skip
    assert len(report.modules) == 1
    assert len(report.dead) == 3


def test_deltas_that_are_not_finite_are_a_finding(tmp_path: Path) -> None:
    tensors = {key: np.where(value > 1, np.inf, value).astype(np.float32) for key, value in factors().items()}
    report = adapter(peft_files(tmp_path / "lora", tensors), BASE)
    assert [finding.code for finding in report.findings] == ["adapter-not-finite"]


def test_two_modules_never_change_one_tensor(tmp_path: Path) -> None:
    tensors = factors()
    tensors |= {key.replace("base_model.model.", "lora_unet_").replace("block.0.fc_in", "block_0_fc_in")
                .replace("lora_A", "lora_down").replace("lora_B", "lora_up"): value
                for key, value in factors().items()}  # fmt: skip
    report = adapter(peft_files(tmp_path / "lora", tensors), BASE)
    assert [module.state for module in report.modules] == [ModuleState.CHANGES, ModuleState.AMBIGUOUS]


def test_tied_weights_change_together_and_metadata_and_values_stay(tmp_path: Path) -> None:
    weight = torch.arange(12.0).reshape(4, 3)
    state: dict[str, Any] = {"emb.weight": weight, "head.weight": weight, "other.weight": torch.ones(2, 2), "epoch": 3}
    torch.save(state, tmp_path / "base.pt")
    path = peft_files(tmp_path / "lora", factors("head", 4, 3))
    merge_adapter(path, tmp_path / "base.pt", tmp_path / "merged.pt")
    merged = torch.load(tmp_path / "merged.pt", weights_only=True)
    assert torch.equal(merged["emb.weight"], merged["head.weight"])
    assert not torch.equal(merged["emb.weight"], weight)
    assert torch.equal(merged["other.weight"], state["other.weight"])
    assert merged["epoch"] == 3

    save_file({"head.weight": weight.numpy()}, tmp_path / "base.safetensors", {"author": "me"})
    merge_adapter(path, tmp_path / "base.safetensors", tmp_path / "merged.safetensors")
    with safe_open(tmp_path / "merged.safetensors", "np") as file:
        assert file.metadata() == {"author": "me"}


@pytest.mark.parametrize(("dtype", "unit"), [("float64", 1e-12), ("float16", 1e-3)])
def test_other_types_of_the_base_are_kept(dtype: str, unit: float, tmp_path: Path) -> None:
    inspector.export(BASE, tmp_path / "base.safetensors", dtype=dtype)
    merge_adapter(place("patterns"), tmp_path / "base.safetensors", tmp_path / "merged.safetensors")
    base, merged = load_file(tmp_path / "base.safetensors"), load_file(tmp_path / "merged.safetensors")
    tensors = load_file(place("patterns") / "adapter_model.safetensors")
    down, up = (tensors[f"base_model.model.block.0.fc_out.lora_{name}.weight"].astype(np.float64) for name in "AB")
    key = "block.0.fc_out.weight"
    assert merged[key].dtype == dtype
    np.testing.assert_allclose(merged[key], base[key] + 3 * (up @ down), rtol=0, atol=unit * 4)


def test_a_full_fine_tune_has_deltas_with_ranks(tmp_path: Path) -> None:
    random = np.random.default_rng(4)
    base = {name: random.normal(size=(30, 20)).astype(np.float32) for name in ("low", "full", "frozen")}
    base["bias"] = np.zeros(3, np.float32)
    tuned = dict(base)
    tuned["low"] = (base["low"] + random.normal(size=(30, 4)) @ random.normal(size=(4, 20))).astype(np.float32)
    tuned["full"] = (base["full"] + random.normal(size=(30, 20))).astype(np.float32)
    tuned["bias"] = np.ones(3, np.float32)
    tuned["new"] = np.ones(1, np.float32)
    save_file(base, tmp_path / "base.safetensors")
    save_file(tuned, tmp_path / "tuned.safetensors")
    report = adapter(tmp_path / "tuned.safetensors", tmp_path / "base.safetensors")
    assert report.is_fine_tune
    found = {module.name: module for module in report.modules}
    assert {name: module.delta and module.delta.rank for name, module in found.items()} == {
        "bias": None, "low": 4, "full": 20, "frozen": 0,
    }  # fmt: skip
    assert found["low"].delta is not None
    assert 2 < (found["low"].delta.effective_rank or 0) < 4
    assert found["frozen"].state is ModuleState.ZERO
    assert report.sentence == "Full fine-tune: 3 of 4 tensors changed."
    assert report.dead == ["new"]


def test_adapters_are_told_from_models() -> None:
    with (
        inspector.open(BASE) as base,
        inspector.open(place("kinds")) as lora,
        inspector.open(place("peft_lokr")) as lokr,
    ):
        assert [is_adapter(each) for each in (base, lora, lokr)] == [False, True, True]
        assert pairing(base, lora) == (lora, base) == pairing(lora, base)
        assert pairing(lora, lokr) is None
        assert pairing(base, base) is None
    with pytest.raises(SelectionError, match="no adapter's tensors"):
        adapter(BASE)
    with pytest.raises(SelectionError, match="nothing to merge"):
        merge_adapter(BASE, BASE, "merged.safetensors")


def test_a_file_that_is_there_is_replaced_only_if_that_is_asked_for(tmp_path: Path) -> None:
    target = tmp_path / "base.safetensors"
    shutil.copy(BASE, target)
    with pytest.raises(OutputExistsError):
        merge_adapter(place("patterns"), BASE, target)
    with pytest.raises(OutputError, match="source"):  # never what is read
        merge_adapter(place("patterns"), target, target, replace=True)
    assert target.read_bytes() == BASE.read_bytes()
    merge_adapter(place("patterns"), BASE, target, replace=True)
    assert target.read_bytes() != BASE.read_bytes()


def test_modules_come_one_by_one_and_can_be_cancelled() -> None:
    job = Job()
    seen: list[str] = []

    def stop(module: Any) -> None:
        seen.append(module.name)
        job.cancel()

    with pytest.raises(Cancelled):
        adapter(place("patterns"), BASE, each=stop, job=job)
    assert len(seen) == 1


def test_views_of_little_memory_are_not_gone_through(tmp_path: Path) -> None:
    one = torch.ones(1)
    tensors = {
        f"base_model.model.m{n}.lora_{name}.weight": one.expand(shape)
        for n in range(20)
        for name, shape in (("A", (500, 2000)), ("B", (2000, 500)))
    }
    torch.save(tensors, tmp_path / "lora.pt")
    with pytest.raises(LimitError, match="out of all proportion"):
        adapter(tmp_path / "lora.pt", BASE)


@pytest.mark.parametrize("rank", [-1, 0, 1e300, math.nan])
def test_ranks_that_the_configuration_claims_are_not_believed(rank: float, tmp_path: Path) -> None:
    (module,) = adapter(peft_files(tmp_path / "lora", factors(), r=rank), BASE).modules
    assert module.state in (ModuleState.CHANGES, ModuleState.BROKEN)
    assert module.state is ModuleState.BROKEN or module.scaling == 2


def test_modules_of_a_sorted_file_are_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    ones = np.ones((2, 2), np.float32)
    keys = [f"layers.{layer}.q_proj.lora_{side}.weight" for layer in (9, 10, 1) for side in "AB"]
    save_file(dict.fromkeys(keys, ones), tmp_path / "adapter_model.safetensors")
    report = adapter(tmp_path / "adapter_model.safetensors")
    assert [module.name for module in report.modules] == [f"layers.{layer}.q_proj" for layer in (1, 9, 10)]
