"""A transformers model and the same as Llama's authors and Megatron-LM keep it, cut among two ranks."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import torch
from safetensors.numpy import load_file, save_file

import inspector
from inspector.comparing.conversion.verdicts import conversion_notes, verdict

MODEL = Path(__file__).parents[2] / "fixtures" / "conversion" / "llama" / "hf"
HEADS, GROUPS = 4, 2
Array = npt.NDArray[Any]


def _rows_of_neighbours(values: Array, heads: int) -> Array:
    """The order of Llama's authors: the parts of a rotation lie beside each other."""
    rows, columns = values.shape
    return values.reshape(heads, 2, rows // heads // 2, columns).swapaxes(1, 2).reshape(rows, columns)


def llama(folder: Path, tensors: dict[str, Array]) -> None:
    """``consolidated.NN.pth`` of two ranks."""
    names = {
        "self_attn.q_proj": ("attention.wq", 0), "self_attn.k_proj": ("attention.wk", 0),
        "self_attn.v_proj": ("attention.wv", 0), "self_attn.o_proj": ("attention.wo", 1),
        "mlp.gate_proj": ("feed_forward.w1", 0), "mlp.down_proj": ("feed_forward.w2", 1),
        "mlp.up_proj": ("feed_forward.w3", 0), "input_layernorm": ("attention_norm", None),
        "post_attention_layernorm": ("ffn_norm", None), "embed_tokens": ("tok_embeddings", 0), "lm_head": ("output", 0),
    }  # fmt: skip
    ranks: list[dict[str, torch.Tensor]] = [{"rope.freqs": torch.ones(4)}, {"rope.freqs": torch.ones(4)}]
    for key, values in tensors.items():
        name, axis = key.removeprefix("model."), None
        for old, (new, cut) in names.items():
            if f"{old}." in name:
                name, axis = name.replace(old, new), cut
        if "wq" in name or "wk" in name:
            values = _rows_of_neighbours(values, HEADS if "wq" in name else GROUPS)
        for rank, part in enumerate([values, values] if axis is None else np.split(values, 2, axis)):
            ranks[rank][name] = torch.from_numpy(part.copy())
    for rank, state in enumerate(ranks):
        torch.save(state, folder / f"consolidated.{rank:02}.pth")
    (folder / "params.json").write_text('{"dim": 32, "n_heads": 4, "n_kv_heads": 2}')


def _in_groups(q: Array, k: Array, v: Array) -> Array:
    """q, k and v of each group of heads together."""
    size = q.shape[0] // HEADS
    each = [part.reshape(GROUPS, -1, size, q.shape[1]) for part in (q, k, v)]
    return np.concatenate(each, axis=1).reshape(-1, q.shape[1])


def megatron(folder: Path, tensors: dict[str, Array], *, core: bool = False) -> None:
    """``mp_rank_NN`` of two ranks, of Megatron's core or of the days before it."""
    modules = ("query_key_value", "dense", "dense_h_to_4h", "dense_4h_to_h")
    norms = ("input_norm.", "post_attention_norm.")
    if core:
        modules = ("linear_qkv", "linear_proj", "linear_fc1", "linear_fc2")
        norms = ("self_attention.linear_qkv.layer_norm_", "pre_mlp_layernorm.")
    qkv, proj, fc1, fc2 = modules
    ranks: list[dict[str, torch.Tensor]] = [{}, {}]

    def put(name: str, parts: list[Array]) -> None:
        for rank, part in enumerate(parts):
            ranks[rank][name] = torch.from_numpy(np.ascontiguousarray(part))

    for layer in range(2):
        old = f"model.layers.{layer}."
        new = f"{'decoder' if core else 'language_model.encoder'}.layers.{layer}."
        q, k, v = (tensors[f"{old}self_attn.{name}_proj.weight"] for name in "qkv")
        put(f"{new}self_attention.{qkv}.weight", np.split(_in_groups(q, k, v), 2))
        put(f"{new}self_attention.{proj}.weight", np.split(tensors[f"{old}self_attn.o_proj.weight"], 2, 1))
        gates = [np.split(tensors[f"{old}mlp.{name}_proj.weight"], 2) for name in ("gate", "up")]
        put(f"{new}mlp.{fc1}.weight", [np.concatenate(parts) for parts in zip(*gates, strict=True)])
        put(f"{new}mlp.{fc2}.weight", np.split(tensors[f"{old}mlp.down_proj.weight"], 2, 1))
        for norm, name in zip(norms, ("input_layernorm", "post_attention_layernorm"), strict=True):
            put(f"{new}{norm}weight", [tensors[f"{old}{name}.weight"]] * 2)
    padded = np.pad(tensors["model.embed_tokens.weight"], ((0, 16), (0, 0)))  # to a multiple of what the ranks need
    outer = "" if core else "language_model."
    put(f"{outer}embedding.word_embeddings.weight", np.split(padded, 2))
    put(f"{outer}output_layer.weight", np.split(tensors["lm_head.weight"], 2))
    put(
        "decoder.final_layernorm.weight" if core else "language_model.encoder.final_norm.weight",
        [tensors["model.norm.weight"]] * 2,
    )
    for rank, state in enumerate(ranks):
        place = folder / f"mp_rank_{rank:02}"
        place.mkdir()
        torch.save({"model": state, "args": {"num_attention_heads": 4}}, place / "model_optim_rng.pt")


def core(folder: Path, tensors: dict[str, Array]) -> None:
    megatron(folder, tensors, core=True)


Writer = Callable[[Path, dict[str, Array]], None]
RULES: dict[Writer, set[str]] = {
    llama: {
        "17 tensors bit-exact under identity", "2 tensors bit-exact under permute q/k of 4 heads",
        "2 tensors bit-exact under permute q/k of 2 heads",
    },
    megatron: {
        "10 tensors bit-exact under identity", "2 tensors bit-exact under concatenate 2",
        "2 tensors bit-exact under concatenate 3, split qkv of 4 heads in 2 groups",
        "1 tensor bit-exact under slice [0:48] of axis 0",
    },
}  # fmt: skip
RULES[core] = RULES[megatron]


@pytest.mark.parametrize("write", [llama, megatron, core])
def test_the_files_of_those_who_trained_it_are_the_model(write: Writer, tmp_path: Path) -> None:
    folder = tmp_path / "trained"
    folder.mkdir()
    tensors = load_file(MODEL / "model.safetensors")
    write(folder, tensors)
    for a, b in ((MODEL, folder), (folder, MODEL)):
        report = inspector.compare(a, b)
        assert report.agrees
        assert {line.removeprefix("conversion: ") for line in conversion_notes(report.results)} == RULES[write]


@pytest.mark.parametrize(
    ("write", "key", "place", "said"),
    [
        (llama, "model.layers.1.self_attn.q_proj.weight", (17, 3), "in head 2 of 4, at [18, 3]"),
        (llama, "model.layers.0.mlp.down_proj.weight", (17, 60), "at [17, 60]"),
        (megatron, "model.layers.1.self_attn.k_proj.weight", (9, 3), "in head 5 of 8, at [41, 3]"),
        (core, "model.layers.0.mlp.up_proj.weight", (5, 1), "at [69, 1]"),
    ],
)
def test_one_altered_weight_is_found_through_ranks_and_heads(
    write: Writer, key: str, place: tuple[int, int], said: str, tmp_path: Path
) -> None:
    folder, model = tmp_path / "trained", shutil.copytree(MODEL, tmp_path / "hf")
    folder.mkdir()
    tensors = load_file(MODEL / "model.safetensors")
    write(folder, tensors)
    tensors[key][place] += np.float32(0.01)
    save_file(tensors, model / "model.safetensors")
    (wrong,) = [result for result in inspector.compare(model, folder).results if not result.agrees]
    assert verdict(wrong).endswith(f"largest {said}")
    assert wrong.conversion is not None
    assert key in wrong.conversion.sources


def test_the_heads_may_be_told_by_the_other_file_alone(tmp_path: Path) -> None:
    tensors = load_file(MODEL / "model.safetensors")
    llama(tmp_path, tensors)
    save_file(tensors, tmp_path / "alone.safetensors")
    (tmp_path / "ranks").mkdir()
    for file in (*tmp_path.glob("*.pth"), tmp_path / "params.json"):
        file.rename(tmp_path / "ranks" / file.name)
    assert inspector.compare(tmp_path / "alone.safetensors", tmp_path / "ranks").agrees
