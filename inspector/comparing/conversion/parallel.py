"""A transformers model and the files of those who trained it: the original Llama, and Megatron-LM.

Both cut tensors among the ranks of a parallel run; their readers put the parts together, so that names, the order of rows
in attention heads and fused projections are what is left. Sources: ``convert_llama_weights_to_hf.py`` of transformers
(https://github.com/huggingface/transformers/tree/main/src/transformers/models/llama), and Megatron-LM's
``tools/checkpoint/loader_llama_mistral.py`` (https://github.com/NVIDIA/Megatron-LM/tree/main/tools/checkpoint).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from inspector.architectures.configuration import CONFIGURATION, configuration
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.comparing.conversion import rules
from inspector.comparing.conversion.model_tensors import ModelTensors
from inspector.comparing.conversion.rules import Converted
from inspector.errors import InspectorError
from inspector.tensors.entries import TensorEntry, ValueEntry

__all__ = ["is_llama", "is_megatron", "llama_conversions", "megatron_conversions"]

_LAYER = re.compile(r"(?:.*\.)?layers\.(\d+)\.(.+)\.(weight|bias)")
_OUTSIDE = re.compile(r"(?:.*\.)?(\w+)\.(weight|bias)")
_LLAMA_KEY = re.compile(r"layers\.\d+\.attention\.wq\.weight")
_MEGATRON_KEY = re.compile(r"(?:.*\.)?layers\.\d+\.self_attention\.(?:query_key_value|linear_qkv)\.weight")
_MODEL_KEY = re.compile(r".*layers\.\d+\.self_attn\.q_proj\.weight")

_LLAMA: Mapping[str, str] = {
    "tok_embeddings": "embed_tokens", "norm": "norm", "output": "lm_head", "attention_norm": "input_layernorm",
    "ffn_norm": "post_attention_layernorm", "attention.wq": "self_attn.q_proj", "attention.wk": "self_attn.k_proj",
    "attention.wv": "self_attn.v_proj", "attention.wo": "self_attn.o_proj", "feed_forward.w1": "mlp.gate_proj",
    "feed_forward.w2": "mlp.down_proj", "feed_forward.w3": "mlp.up_proj",
}  # fmt: skip
#: What Megatron calls a module now and in the days before its core, and of which modules of transformers it is.
_MEGATRON: Mapping[str, Sequence[str]] = {
    "word_embeddings": ("embed_tokens",), "output_layer": ("lm_head",),
    "final_layernorm": ("norm",), "final_norm": ("norm",),
    "input_layernorm": ("input_layernorm",), "input_norm": ("input_layernorm",),
    "self_attention.linear_qkv.layer_norm": ("input_layernorm",),
    "pre_mlp_layernorm": ("post_attention_layernorm",), "post_attention_layernorm": ("post_attention_layernorm",),
    "post_attention_norm": ("post_attention_layernorm",), "mlp.linear_fc1.layer_norm": ("post_attention_layernorm",),
    "self_attention.query_key_value": ("self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj"),
    "self_attention.linear_qkv": ("self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj"),
    "self_attention.dense": ("self_attn.o_proj",), "self_attention.linear_proj": ("self_attn.o_proj",),
    "mlp.dense_h_to_4h": ("mlp.gate_proj", "mlp.up_proj"), "mlp.linear_fc1": ("mlp.gate_proj", "mlp.up_proj"),
    "mlp.dense_4h_to_h": ("mlp.down_proj",), "mlp.linear_fc2": ("mlp.down_proj",),
}  # fmt: skip
_QKV = frozenset({"self_attention.query_key_value", "self_attention.linear_qkv"})
_TE_NORM = re.compile(r"(.*\.layer_norm)_(weight|bias)")


def is_llama(model: Checkpoint, other: Checkpoint) -> bool:
    """Whether ``other`` has the names of Llama's authors, and ``model`` those of transformers."""
    return _has(other, _LLAMA_KEY) and _has(model, _MODEL_KEY)


def is_megatron(model: Checkpoint, other: Checkpoint) -> bool:
    """Whether ``other`` has Megatron's names, and ``model`` those of transformers."""
    return _has(other, _MEGATRON_KEY) and _has(model, _MODEL_KEY)


def _has(checkpoint: Checkpoint, pattern: re.Pattern[str]) -> bool:
    return any(pattern.fullmatch(entry.key) for entry in checkpoint.state_tensors)


def llama_conversions(model: Checkpoint, other: Checkpoint) -> Iterator[tuple[Converted, TensorEntry]]:
    """For each tensor of Llama's authors that is of the model: what it should be, and what it is."""
    tensors = ModelTensors(model)
    heads, kv_heads = _heads(model, other)
    for target in other.state_tensors:
        layer, module, parameter = _parts(target.key)
        entry = tensors.find(layer, _LLAMA.get(module, ""), parameter)
        if entry is None and module == "output":  # tied
            entry = tensors.find("", "embed_tokens", parameter)
        if entry is None:
            continue
        if module in ("attention.wq", "attention.wk"):  # the converter of transformers undoes this
            yield rules.permuted_heads(entry, heads if module == "attention.wq" else kv_heads), target
        else:
            yield rules.identity(entry), target


def megatron_conversions(model: Checkpoint, other: Checkpoint) -> Iterator[tuple[Converted, TensorEntry]]:
    """For each tensor of Megatron's that is of the model: what it should be, and what it is.

    Megatron keeps q, k and v of each group of heads together: they are compared in the order of the model's.
    """
    tensors = ModelTensors(model)
    heads, kv_heads = _heads(model, other)
    for target in other.state_tensors:
        layer, module, parameter = _parts(target.key)
        entries = [tensors.find(layer, name, parameter) for name in _MEGATRON.get(module, ())]
        found = [rules.identity(entry) for entry in entries if entry is not None]
        if not found or len(found) < len(entries):
            continue
        try:
            made = found[0] if len(found) == 1 else rules.concatenated(found)
            if module in _QKV:
                split = rules.qkv_by_group(target, heads, kv_heads)
                yield replace(made, rule=f"{made.rule}, {split.rule}", heads=split.heads), split.entry
            elif module == "word_embeddings" and target.shape[0] > made.entry.shape[0]:  # padded for the ranks
                cut = rules.sliced(target, 0, 0, made.entry.shape[0])
                yield replace(made, rule=cut.rule), cut.entry
            else:
                yield made, target
        except InspectorError:  # shapes that do not go together
            continue


def _parts(key: str) -> tuple[str, str, str]:
    """The layer ("" outside of layers), the module and the parameter that a key is about."""
    if norm := _TE_NORM.fullmatch(key):
        key = f"{norm[1]}.{norm[2]}"
    if found := _LAYER.fullmatch(key):
        return found[1], found[2], found[3]
    outside = _OUTSIDE.fullmatch(key)
    return ("", outside[1], outside[2]) if outside else ("", "", "")


def _heads(model: Checkpoint, other: Checkpoint) -> tuple[int, int]:
    """How many heads queries have, and how many keys have: by the configuration of either; 0 if nobody says."""
    config = configuration(model.location, CONFIGURATION)
    kept = {entry.key.rpartition(".")[2]: entry.value for entry in other.entries if isinstance(entry, ValueEntry)}
    params = other.metadata.get("params.json")
    said: Mapping[str, Any] = {**kept, **(params if isinstance(params, dict) else {}), **config}
    heads = _first(said, "num_attention_heads", "n_heads")
    return heads, _first(said, "num_key_value_heads", "num_query_groups", "n_kv_heads") or heads


def _first(said: Mapping[str, Any], *names: str) -> int:
    values = (said.get(name) for name in names)
    return next((value for value in values if type(value) is int and value > 0), 0)
