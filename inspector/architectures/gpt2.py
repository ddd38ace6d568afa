"""GPT-2 of transformers by its keys and shapes.

Its layers keep their matrices as ``[in, out]``, unlike those of every other model here, since it was written with
one-dimensional convolutions. Older files have the causal mask beside the weights (``attn.bias``), which models leave
aside. Source: https://github.com/huggingface/transformers/blob/main/src/transformers/models/gpt2/modeling_gpt2.py
"""

from __future__ import annotations

from inspector.architectures.architecture import Params
from inspector.architectures.subject import Shape, Subject, count_layers

__all__ = ["GPT2_PREFIX", "gpt2_keys", "infer_gpt2"]

#: What stands in front of the keys of the transformer, by the name of the class.
GPT2_PREFIX = {"GPT2LMHeadModel": "transformer.", "GPT2Model": ""}
#: Features of a head in all models that were published.
_HEAD_SIZE = 64


def infer_gpt2(name: str, subject: Subject) -> Params | None:
    """The configuration of the class ``name``; None for what is no GPT-2. The number of heads is an assumption."""
    signature, prefix = subject.signature, GPT2_PREFIX[name]
    words = signature.get(f"{prefix}wte.weight", ())
    positions = signature.get(f"{prefix}wpe.weight", ())
    attention = signature.get(f"{prefix}h.0.attn.c_attn.weight", ())
    inner = signature.get(f"{prefix}h.0.mlp.c_fc.weight", ())
    if not (len(words) == len(positions) == len(attention) == len(inner) == 2):
        return None
    width = words[1]
    if 0 in words or attention != (width, 3 * width) or inner[0] != width:
        return None
    return {
        "class": name,
        "vocab_size": words[0],
        "n_positions": positions[0],
        "n_embd": width,
        "n_layer": count_layers(signature, prefix + "h.{}.attn.c_attn.weight"),
        "n_head": next(width // size for size in (_HEAD_SIZE, 32, 16, 8, 4, 2, 1) if width % size == 0),
        "n_inner": inner[1],
        "input_shape": [2, min(16, positions[0])],
        "input_high": words[0],
    }


def gpt2_keys(params: Params) -> dict[str, Shape]:
    """The keys and shapes of the class with this configuration."""
    prefix = GPT2_PREFIX[params["class"]]
    width = params["n_embd"]
    inner = params.get("n_inner") or 4 * width
    keys: dict[str, Shape] = {
        f"{prefix}wte.weight": (params["vocab_size"], width),
        f"{prefix}wpe.weight": (params["n_positions"], width),
    }
    for index in range(params["n_layer"]):
        layer = f"{prefix}h.{index}."
        for part, shape in (
            ("ln_1", (width,)),
            ("attn.c_attn", (width, 3 * width)),
            ("attn.c_proj", (width, width)),
            ("ln_2", (width,)),
            ("mlp.c_fc", (width, inner)),
            ("mlp.c_proj", (inner, width)),
        ):
            keys[f"{layer}{part}.weight"] = shape
            keys[f"{layer}{part}.bias"] = shape[-1:]
    keys[f"{prefix}ln_f.weight"] = keys[f"{prefix}ln_f.bias"] = (width,)
    if prefix:
        keys["lm_head.weight"] = (params["vocab_size"], width)
    return keys
