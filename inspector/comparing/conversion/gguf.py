"""A transformers model and the GGUF made from it: the source tensors of each GGUF tensor, and the rule that made it.

Names as in gguf-py (https://github.com/ggml-org/llama.cpp/blob/master/gguf-py/gguf/tensor_mapping.py); what is done to the
values depends on ``general.architecture`` and on the numbers of heads, which the GGUF's metadata has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.comparing.conversion import rules
from inspector.comparing.conversion.model_tensors import ModelTensors
from inspector.comparing.conversion.rules import Converted
from inspector.errors import InspectorError
from inspector.tensors.entries import TensorEntry

__all__ = ["GENERATED", "conversions", "is_conversion", "is_dropped"]

#: Architectures whose q and k the converter permutes, and those whose norms it adds one to.
_PERMUTED = frozenset({"llama", "deci", "granite", "granitemoe", "minicpm", "olmo"})
_PLUS_ONE = frozenset({"gemma", "gemma2", "gemma3"})
#: Tensors that are made of the configuration, and tensors of a model that no converter keeps.
GENERATED = frozenset({"rope_freqs.weight", "rope_factors_long.weight", "rope_factors_short.weight", "rope.freqs"})
_DROPPED = re.compile(
    r"(bert\.)?(pooler|cls)\..*|(bert\.)?embeddings\.position_ids|.*\.(rotary_emb\.inv_freq|attn\.(masked_)?bias)"
)

_BLOCK = re.compile(r"blk\.(\d+)\.(.+)")
_PARAMETER = re.compile(r"(.+)\.(weight|bias)")

#: What transformers call what a GGUF has, without prefix and parameter; the first that there is counts.
_NAMES: Mapping[str, Sequence[str]] = {
    "token_embd": ("embed_tokens", "wte", "word_embeddings", "embeddings", "embeddings.word_embeddings"),
    "position_embd": ("wpe", "embeddings.position_embeddings"),
    "token_types": ("embeddings.token_type_embeddings",),
    "token_embd_norm": ("word_embeddings_layernorm", "embeddings.LayerNorm"),
    "output_norm": ("norm", "ln_f", "norm_f"),
    "output": ("lm_head",),
    "attn_norm": ("input_layernorm", "ln_1", "ln_mlp", "norm"),
    "attn_norm_2": ("ln_attn",),
    "attn_q": ("self_attn.q_proj", "attention.self.query"),
    "attn_k": ("self_attn.k_proj", "attention.self.key"),
    "attn_v": ("self_attn.v_proj", "attention.self.value"),
    "attn_qkv": ("self_attn.qkv_proj", "attn.c_attn", "self_attention.query_key_value"),
    "attn_q_norm": ("self_attn.q_norm",),
    "attn_k_norm": ("self_attn.k_norm",),
    "attn_output": ("self_attn.o_proj", "attn.c_proj", "self_attention.dense", "attention.output.dense"),
    "attn_output_norm": ("attention.output.LayerNorm",),
    "layer_output_norm": ("output.LayerNorm",),
    "ffn_norm": ("pre_feedforward_layernorm", "post_attention_layernorm", "ln_2"),
    "post_attention_norm": ("post_attention_layernorm",),
    "post_ffw_norm": ("post_feedforward_layernorm",),
    "ffn_gate": ("mlp.gate_proj",),
    "ffn_up": ("mlp.up_proj", "mlp.gate_up_proj", "mlp.c_fc", "mlp.dense_h_to_4h", "intermediate.dense"),
    "ffn_down": ("mlp.down_proj", "mlp.c_proj", "mlp.dense_4h_to_h", "output.dense"),
    "ffn_gate_inp": ("block_sparse_moe.gate", "mlp.gate"),
    "ssm_a": ("mixer.A_log",),
    "ssm_d": ("mixer.D",),
    "ssm_conv1d": ("mixer.conv1d",),
    "ssm_dt": ("mixer.dt_proj",),
    "ssm_in": ("mixer.in_proj",),
    "ssm_out": ("mixer.out_proj",),
    "ssm_x": ("mixer.x_proj",),
}
_QKV = ("self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj")
_EXPERTS: Mapping[str, Sequence[str]] = {
    "ffn_gate_exps": ("block_sparse_moe.experts.*.w1", "mlp.experts.*.gate_proj"),
    "ffn_up_exps": ("block_sparse_moe.experts.*.w3", "mlp.experts.*.up_proj"),
    "ffn_down_exps": ("block_sparse_moe.experts.*.w2", "mlp.experts.*.down_proj"),
}
_FUSED_EXPERTS = "mlp.experts.gate_up_proj"
_MOST_EXPERTS = 4096


def is_conversion(model: Checkpoint, other: Checkpoint) -> bool:
    """Whether ``other`` is a GGUF with the names that the converter gives, and ``model`` is none."""
    is_gguf = other.format == "gguf" and model.format != "gguf"
    return is_gguf and isinstance(other.metadata.get("general.architecture"), str)


def is_dropped(key: str) -> bool:
    """Whether no GGUF has this tensor of a model."""
    return _DROPPED.fullmatch(key) is not None


def conversions(model: Checkpoint, gguf: Checkpoint) -> Iterator[tuple[Converted, TensorEntry]]:
    """For each tensor of the GGUF that is made of tensors of the model: what it should be, and what it is."""
    converter = _Converter(model, gguf.metadata)
    for target in gguf.state_tensors:
        made = converter.made_for(target)
        if made is not None:
            yield made, target


@dataclass(frozen=True, slots=True)
class _Name:
    """A name in a GGUF: ``blk.3.attn_q.weight`` is of layer "3", and has the stem ``attn_q``."""

    layer: str
    stem: str
    parameter: str

    @classmethod
    def of(cls, key: str) -> _Name:
        block = _BLOCK.fullmatch(key)
        layer, rest = (block[1], block[2]) if block else ("", key)
        parameter = _PARAMETER.fullmatch(rest)
        return cls(layer, parameter[1], parameter[2]) if parameter else cls(layer, rest, "")


class _Converter:
    """What the converter makes of a model, tensor by tensor."""

    def __init__(self, model: Checkpoint, metadata: Mapping[str, Any]) -> None:
        self.arch = str(metadata.get("general.architecture"))
        self.heads = _whole(metadata.get(f"{self.arch}.attention.head_count"))
        self.kv_heads = _whole(metadata.get(f"{self.arch}.attention.head_count_kv")) or self.heads
        self._tensors = ModelTensors(model)

    def made_for(self, target: TensorEntry) -> Converted | None:
        """What ``target`` should hold; None if it is made of no tensor of the model."""
        name = _Name.of(target.key)
        if name.stem in _EXPERTS:
            return self._experts(name)
        for other in _NAMES.get(name.stem, ()):
            entry = self._tensors.find(name.layer, other, name.parameter)
            if entry is not None:
                try:
                    return self._by_rule(name, other, entry, target)
                except InspectorError:  # of a type that can't be cut: what is compared is the tensor as it is
                    return rules.identity(entry)
        if name.stem == "attn_qkv":
            parts = [self._tensors.find(name.layer, part, name.parameter) for part in _QKV]
            if all(parts):
                return self._fused([part for part in parts if part is not None])
        return None

    def _by_rule(self, name: _Name, other: str, entry: TensorEntry, target: TensorEntry) -> Converted:
        if name.stem in ("attn_q", "attn_k") and self.arch in _PERMUTED:
            return rules.permuted_heads(entry, self.heads if name.stem == "attn_q" else self.kv_heads)
        if name.stem.endswith("norm") and self.arch in _PLUS_ONE and name.parameter == "weight":
            return rules.plus_one(entry)
        if name.stem == "ssm_a":
            return rules.negative_exponential(entry)
        if self.arch == "gpt2" and other.rpartition(".")[2].startswith("c_") and len(entry.shape) == 2:
            return rules.transposed(entry)
        if name.stem == "attn_qkv" and self.arch == "bloom":
            return rules.qkv_by_head(entry, self.heads)
        if name.stem == "attn_qkv" and self.arch == "falcon":
            return rules.qkv_by_group(entry, self.heads, self.kv_heads)
        if len(entry.shape) > len(target.shape):
            return rules.squeezed(entry)
        if name.stem == "token_embd" and entry.shape[1:] == target.shape[1:] and entry.shape[0] > target.shape[0]:
            return rules.sliced(entry, 0, 0, target.shape[0])
        return rules.identity(entry)

    def _fused(self, entries: Sequence[TensorEntry]) -> Converted:
        query, key, value = entries
        if self.arch not in _PERMUTED:
            return rules.concatenated([rules.identity(entry) for entry in entries])
        parts = (rules.permuted_heads(query, self.heads), rules.permuted_heads(key, self.kv_heads))
        return rules.concatenated([*parts, rules.identity(value)])

    def _experts(self, name: _Name) -> Converted | None:
        for pattern in _EXPERTS[name.stem]:
            entries: list[TensorEntry] = []
            while len(entries) < _MOST_EXPERTS:
                entry = self._tensors.find(name.layer, pattern.replace("*", str(len(entries))), name.parameter)
                if entry is None or entry.shape != (entries or [entry])[0].shape:
                    break
                entries.append(entry)
            if entries:
                return rules.stacked([rules.identity(entry) for entry in entries])
        fused = self._tensors.find(name.layer, _FUSED_EXPERTS)
        if name.stem == "ffn_down_exps":
            down = self._tensors.find(name.layer, "mlp.experts.down_proj")
            return None if down is None else rules.identity(down)
        if fused is None or len(fused.shape) != 3:
            return None
        half = fused.shape[1] // 2
        return rules.sliced(fused, 1, *((0, half) if name.stem == "ffn_gate_exps" else (half, fused.shape[1])))


def _whole(value: object) -> int:
    """A number of heads from metadata; 0 for none, and where layers have different ones."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0
