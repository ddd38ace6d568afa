"""Models and what converters made of them: genuine files, and each rule against numpy's way to write it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from safetensors.numpy import load_file, save_file

import inspector
from inspector.cli import main
from inspector.comparing.conversion.allowance import allowed_nmse
from inspector.comparing.conversion.rules import plus_one
from inspector.comparing.conversion.verdicts import conversion_notes, verdict
from inspector.operations.comparison import explained
from inspector.sources.storage import Storage
from inspector.tensors.dtypes import DTYPES
from inspector.testing.storages import StorageConformance
from tests.unit.comparing.conversions import gguf_of

CONVERTED = Path(__file__).parents[2] / "fixtures" / "conversion"
Array = npt.NDArray[Any]


@pytest.mark.parametrize(
    ("family", "file", "said"),
    [
        (
            "llama",
            "fuse_qkv-f32.gguf",
            {
                "15 tensors bit-exact under identity",
                "2 tensors bit-exact under concatenate 3 (permute q/k of 4 heads, permute q/k of 2 heads)",
            },
        ),
        (
            "llama",
            "model-q8_0.gguf",
            {
                "12 tensors as near as q8_0 allows under identity",
                "5 tensors bit-exact under identity",
                "2 tensors as near as q8_0 allows under permute q/k of 4 heads",
                "2 tensors as near as q8_0 allows under permute q/k of 2 heads",
            },
        ),
        (
            "falcon",
            "model-bf16.gguf",
            {"10 tensors bit-exact under identity", "1 tensor bit-exact under split qkv of 4 heads in 2 groups"},
        ),
        (
            "mamba",
            "model-f16.gguf",
            {
                "10 tensors bit-exact under identity",
                "1 tensor bit-exact under squeeze",
                "1 tensor equal to 1e-06 under -exp",
            },
        ),
    ],
)
def test_genuine_conversions_are_proven_either_way(family: str, file: str, said: set[str]) -> None:
    model, made = CONVERTED / family / "hf", CONVERTED / family / file
    for a, b in ((model, made), (made, model)):
        report = inspector.compare(a, b)
        assert report.agrees
        assert {line.removeprefix("conversion: ") for line in conversion_notes(report.results)} == said
        assert all(result.conversion is not None for result in report.results)


def test_proven_rules_are_explanations_of_the_record() -> None:
    folder = CONVERTED / "mamba"
    report = explained(inspector.compare(folder / "hf", folder / "model-f16.gguf"))
    found = [one for one in report.record()["explanations"] if one["kind"] == "conversion rule"]
    assert [one["evidence"]["rule"] for one in found] == ["-exp", "squeeze"]
    assert [one["evidence"]["bitwise"] for one in found] == [False, True]
    assert found[1]["sentence"] == "One is the other converted: bit-exact under squeeze."
    assert not any("converted" in line for line in report.explanation_texts)  # the verdicts say it


@pytest.mark.parametrize(
    ("key", "place", "said"),
    [
        ("model.layers.1.self_attn.q_proj.weight", (8, 5), "in head 1 of 4, at [8, 5]"),
        ("model.layers.0.self_attn.k_proj.weight", (13, 31), "in head 1 of 2, at [11, 31]"),
        ("model.layers.0.mlp.up_proj.weight", (3, 2), "at [3, 2]"),
    ],
)
def test_an_error_in_one_head_is_found_and_named(
    key: str, place: tuple[int, int], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = shutil.copytree(CONVERTED / "llama" / "hf", tmp_path / "hf")
    tensors = load_file(folder / "model.safetensors")
    planted = tensors[key].copy()
    planted[place] += 0.01
    metadata = {"general.architecture": "llama", "llama.attention.head_count": 4, "llama.attention.head_count_kv": 2}
    made = gguf_of(tmp_path / "made.npz", {**_llama_names(tensors)}, metadata)
    save_file({**tensors, key: planted}, folder / "model.safetensors")
    with inspector.open(folder) as model, made as gguf:
        report = inspector.compare(model, gguf)
    (wrong,) = [result for result in report.results if not result.agrees]
    assert wrong.key == key
    assert verdict(wrong).endswith(said)
    assert "1 of " in verdict(wrong)
    assert main(["diff", str(folder), str(CONVERTED / "llama" / "model-q8_0.gguf")]) == 1  # also in rounded weights
    lines = capsys.readouterr().out.splitlines()
    (named,) = [line for line in lines if line.startswith(f"conversion: {key} differs under ")]
    assert named.endswith(said)


def _llama_names(tensors: dict[str, Array]) -> dict[str, Array]:
    """What the converter makes of a llama, written independently."""
    names = {
        "self_attn.q_proj": "attn_q", "self_attn.k_proj": "attn_k", "self_attn.v_proj": "attn_v", "mlp.up_proj": "ffn_up",
        "self_attn.o_proj": "attn_output", "mlp.gate_proj": "ffn_gate", "mlp.down_proj": "ffn_down",
        "input_layernorm": "attn_norm", "post_attention_layernorm": "ffn_norm",
    }  # fmt: skip
    outer = {"embed_tokens": "token_embd", "norm": "output_norm", "lm_head": "output"}
    outer = {f"{old}.weight": f"{new}.weight" for old, new in outer.items()}
    made = {}
    for key, values in tensors.items():
        name = key.removeprefix("model.").replace("layers.", "blk.")
        for old, new in names.items():
            name = name.replace(old, new)
        name = outer.get(name, name)
        heads = {"attn_q": 4, "attn_k": 2}.get(name.split(".")[-2], 0)
        made[name] = _permuted(values, heads) if heads else values
    return made


def _permuted(values: Array, heads: int) -> Array:
    rows, *rest = values.shape
    return values.reshape(heads, 2, rows // heads // 2, *rest).swapaxes(1, 2).reshape(values.shape)


def _by_head(values: Array) -> Array:
    return np.concatenate(
        [values.reshape(4, 3, -1, *values.shape[1:])[:, part].reshape(-1, *values.shape[1:]) for part in range(3)]
    )


def numbers(*shape: int) -> Array:
    return np.random.default_rng(sum(shape)).standard_normal(shape, np.float32)


def _is(values: Array) -> Array:
    return values


@pytest.mark.parametrize(
    ("arch", "source", "shape", "target", "formula"),
    [
        ("llama", "model.layers.2.self_attn.q_proj.weight", (24, 5), "blk.2.attn_q.weight", lambda x: _permuted(x, 4)),
        ("llama", "model.layers.2.self_attn.k_proj.bias", (12,), "blk.2.attn_k.bias", lambda x: _permuted(x, 2)),
        ("qwen2", "model.layers.2.self_attn.q_proj.weight", (24, 5), "blk.2.attn_q.weight", _is),
        ("gemma2", "model.layers.0.pre_feedforward_layernorm.weight", (7,), "blk.0.ffn_norm.weight", lambda x: x + 1),
        ("gemma3", "model.norm.weight", (7,), "output_norm.weight", lambda x: x + 1),
        ("gemma3", "model.embed_tokens.weight", (7, 3), "token_embd.weight", lambda x: x[:5]),
        ("gpt2", "transformer.h.11.attn.c_attn.weight", (4, 12), "blk.11.attn_qkv.weight", np.transpose),
        ("gpt2", "transformer.h.11.attn.c_attn.bias", (12,), "blk.11.attn_qkv.bias", _is),
        ("gpt2", "h.11.mlp.c_proj.weight", (4, 6), "blk.11.ffn_down.weight", np.transpose),
        ("gpt2", "transformer.wpe.weight", (4, 6), "position_embd.weight", _is),
        ("phi3", "model.layers.0.mlp.gate_up_proj.weight", (8, 3), "blk.0.ffn_up.weight", _is),
        ("bloom", "transformer.h.0.self_attention.query_key_value.weight", (24, 5), "blk.0.attn_qkv.weight", _by_head),
        ("bloom", "h.0.self_attention.query_key_value.bias", (24,), "blk.0.attn_qkv.bias", _by_head),
        ("bert", "bert.encoder.layer.0.attention.self.query.weight", (4, 4), "blk.0.attn_q.weight", _is),
        ("bert", "embeddings.token_type_embeddings.weight", (2, 4), "token_types.weight", _is),
        ("qwen3moe", "model.layers.0.mlp.experts.gate_up_proj", (2, 6, 3), "blk.0.ffn_gate_exps.weight", lambda x: x[:, :3]),
        ("qwen3moe", "model.layers.0.mlp.experts.gate_up_proj", (2, 6, 3), "blk.0.ffn_up_exps.weight", lambda x: x[:, 3:]),
        ("mamba", "backbone.layers.0.mixer.D", (4,), "blk.0.ssm_d", _is),
    ],
)  # fmt: skip
@pytest.mark.parametrize("dtype", ["float32", "float16"])
def test_each_rule_is_what_numpy_makes(
    arch: str, source: str, shape: tuple[int, ...], target: str, formula: Callable[[Array], Array], dtype: str,
    tmp_path: Path,
) -> None:  # fmt: skip
    values = numbers(*shape).astype(dtype)
    metadata = {"general.architecture": arch, f"{arch}.attention.head_count": 4, f"{arch}.attention.head_count_kv": 2}
    made = np.ascontiguousarray(formula(values.astype(np.float32)))
    save_file({source: values}, tmp_path / "model.safetensors")
    with (
        inspector.open(tmp_path / "model.safetensors") as model,
        gguf_of(tmp_path / "right.npz", {target: made}, metadata) as right,
        gguf_of(tmp_path / "wrong.npz", {target: made + np.float32(1) * (made == made.max())}, metadata) as wrong,
    ):
        (result,) = inspector.compare(model, right).results
        assert (result.agrees, result.is_bitwise) == (True, True)
        assert result.conversion is not None
        assert result.conversion.sources == (source,)
        (result,) = inspector.compare(model, wrong).results
        assert not result.agrees
        assert "1 of " in verdict(result)


def test_experts_are_stacked_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    experts = {
        f"model.layers.0.block_sparse_moe.experts.{number}.w1.weight": numbers(3, 2 + 0 * number) + number
        for number in range(11)
    }
    save_file(experts, tmp_path / "model.safetensors")
    stack = np.stack([experts[f"model.layers.0.block_sparse_moe.experts.{number}.w1.weight"] for number in range(11)])
    with (
        inspector.open(tmp_path / "model.safetensors") as model,
        gguf_of(tmp_path / "a.npz", {"blk.0.ffn_gate_exps.weight": stack}, {"general.architecture": "llama"}) as made,
    ):
        (result,) = inspector.compare(model, made).results
    assert (result.is_bitwise, verdict(result)) == (True, "bit-exact under stack 11 experts")


def test_what_is_no_conversion_is_aligned_as_ever(tmp_path: Path) -> None:
    save_file({"model.norm.weight": numbers(3)}, tmp_path / "a.safetensors")
    with (
        inspector.open(tmp_path / "a.safetensors") as model,
        gguf_of(tmp_path / "a.npz", {"model.norm.weight": numbers(3)}, {"general.architecture": "llama"}) as other,
        gguf_of(tmp_path / "b.npz", {"output_norm.weight": numbers(3)}, {}) as nameless,
        gguf_of(tmp_path / "c.npz", {"output_norm.weight": numbers(3)}, {"general.architecture": "llama"}) as made,
    ):
        for pair in ((model, other), (model, nameless), (made, nameless)):
            assert [result.conversion for result in inspector.compare(*pair).results] == [None]
        rename = "model.norm.weight=output_norm.weight"
        assert inspector.compare(model, made, rename=rename).results[0].conversion is None
        assert inspector.compare(model, made).results[0].conversion is not None


def test_heads_that_do_not_divide_the_rows_are_no_error(tmp_path: Path) -> None:
    """Numbers in metadata are claims."""
    for heads in (3, 0, -4, 1 << 40, True, [2, 4]):
        save_file({"model.layers.0.self_attn.q_proj.weight": numbers(8, 3)}, tmp_path / "a.safetensors")
        metadata = {"general.architecture": "llama", "llama.attention.head_count": heads}
        with (
            inspector.open(tmp_path / "a.safetensors") as model,
            gguf_of(tmp_path / "a.npz", {"blk.0.attn_q.weight": numbers(8, 3)}, metadata) as made,
        ):
            (result,) = inspector.compare(model, made).results
        assert verdict(result) == "bit-exact under identity"


def test_what_block_types_allow_shrinks_by_sixteen_for_two_bits() -> None:
    found = {name: allowed_nmse(DTYPES[name]) for name in ("q8_0", "q6_k", "q4_0", "iq4_nl", "q2_k", "float32", "int8")}
    assert found["q6_k"] == pytest.approx(16 * found["q8_0"])
    assert found["q4_0"] == found["iq4_nl"] == pytest.approx(found["q2_k"] / 16)
    assert found["q8_0"] < 2e-4
    assert found["float32"] == found["int8"] == 0


class TestComputedValues(StorageConformance):
    """What a rule computes is a storage like any other."""

    @pytest.fixture
    def content(self) -> bytes:
        return (np.arange(1000, dtype=np.float32) + 1).tobytes()

    @pytest.fixture
    def storage(self, tmp_path: Path) -> Iterator[Storage]:
        np.save(tmp_path / "a.npy", np.arange(1000, dtype=np.float32))
        with inspector.open(tmp_path / "a.npy") as checkpoint:
            storage = plus_one(checkpoint.tensors[0]).entry.storage
            assert storage is not None
            yield storage
