"""The roles of an adapter's tensors, by their names in PEFT, diffusers, Kohya's scripts and LyCORIS.

All of them put what a tensor is behind the name of the module it changes. PEFT and diffusers keep the dots of that name;
Kohya's scripts and LyCORIS write underscores for them, which can't be undone by itself (``to_out_0``), only against a base.
Sources: https://huggingface.co/docs/peft/developer_guides/checkpoint, https://github.com/kohya-ss/sd-scripts,
https://github.com/KohakuBlueleaf/LyCORIS, https://github.com/huggingface/diffusers (src/diffusers/loaders).
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

__all__ = ["AdapterKey", "Role", "may_have_factors", "parsed", "unsupported_method", "whole_tensor_name"]


class Role(Enum):
    """What a tensor is in the change of its module; matrices are written as the field writes them."""

    A = "lora_A"
    B = "lora_B"
    MID = "lora_mid"
    B_BIAS = "lora_B bias"
    EMBEDDING_A = "lora_embedding_A"
    EMBEDDING_B = "lora_embedding_B"
    MAGNITUDE = "magnitude"
    DORA_SCALE = "dora_scale"
    ALPHA = "alpha"
    SCALAR = "scalar"
    HADA_W1_A = "hada_w1_a"
    HADA_W1_B = "hada_w1_b"
    HADA_W2_A = "hada_w2_a"
    HADA_W2_B = "hada_w2_b"
    HADA_T1 = "hada_t1"
    HADA_T2 = "hada_t2"
    LOKR_W1 = "lokr_w1"
    LOKR_W1_A = "lokr_w1_a"
    LOKR_W1_B = "lokr_w1_b"
    LOKR_W2 = "lokr_w2"
    LOKR_W2_A = "lokr_w2_a"
    LOKR_W2_B = "lokr_w2_b"
    LOKR_T2 = "lokr_t2"
    DIFF = "diff"
    DIFF_BIAS = "diff_b"
    NORM = "w_norm"
    NORM_BIAS = "b_norm"


class AdapterKey(NamedTuple):
    """A key taken apart. ``module`` is the name of what is changed; ``is_joined`` says that its dots are underscores."""

    module: str
    role: Role
    is_joined: bool


#: What keys end with, and what that is.
_ENDINGS = {
    "lora_A.weight": Role.A,
    "lora_B.weight": Role.B,
    "lora_B.bias": Role.B_BIAS,
    "lora_embedding_A": Role.EMBEDDING_A,
    "lora_embedding_B": Role.EMBEDDING_B,
    "lora_magnitude_vector": Role.MAGNITUDE,
    "lora_magnitude_vector.weight": Role.MAGNITUDE,
    "lora_down.weight": Role.A,
    "lora_up.weight": Role.B,
    "lora_mid.weight": Role.MID,
    "lora.down.weight": Role.A,
    "lora.up.weight": Role.B,
    "lora_linear_layer.down.weight": Role.A,
    "lora_linear_layer.up.weight": Role.B,
    "dora_scale": Role.DORA_SCALE,
    **{role.value: role for role in Role if role.value.startswith(("hada_", "lokr_", "diff", "w_norm", "b_norm"))},
    "alpha": Role.ALPHA,
    "scalar": Role.SCALAR,
}
#: One of these is in the key of every factor.
_WORDS = frozenset(ending.partition(".")[0] for ending in _ENDINGS)
#: Parts of names after which PEFT puts the name of the adapter, in files that were not saved by its own function.
_NAMED = frozenset({
    "lora_A", "lora_B", "lora_embedding_A", "lora_embedding_B", "lora_magnitude_vector", "modules_to_save",
    *(ending for ending in _ENDINGS if ending.startswith(("hada_", "lokr_"))),
})  # fmt: skip
_MOST_PARTS = 3
_JOINED = ("lora_", "lycoris_")
_WRAPPER = "base_model.model."
#: Methods whose tensors are known by a word of theirs, and which are not linear changes of a weight that is merged here.
_UNSUPPORTED = {
    "vera_lambda_b": "VeRA", "vera_lambda_d": "VeRA", "ia3_l": "IA3", "oft_blocks": "OFT", "oft_r": "OFT", "oft_s": "OFT",
    "boft_R": "BOFT", "boft_s": "BOFT", "prompt_embeddings": "prompt tuning", "lora_E": "AdaLoRA",
    "trainable_tokens_delta": "trainable tokens", "glora_a1": "GLoRA", "randlora_lambda": "RandLoRA",
}  # fmt: skip


def may_have_factors(keys: Iterable[str]) -> bool:
    """Whether one of the keys may be of a factor, which :func:`parsed` knows; the names of most models say so faster."""
    text = "\n".join(keys)
    return any(word in text for word in _WORDS)


def parsed(key: str) -> AdapterKey | None:
    """A key taken apart; None for one that is not of a factor."""
    parts = key.rsplit(".", _MOST_PARTS + 1)
    for count in range(min(_MOST_PARTS, len(parts) - 1), 0, -1):
        role = _ENDINGS.get(_without_adapter_name(parts[-count:]))
        if role is not None:
            return _named(key, parts[-count:], role)
    return _of_processor(key)


def _without_adapter_name(parts: list[str]) -> str:
    if len(parts) > 1 and parts[0] in _NAMED and (len(parts) > 2 or parts[1] not in ("weight", "bias")):
        return ".".join([parts[0], *parts[2:]])
    return ".".join(parts)


def _named(key: str, ending: list[str], role: Role) -> AdapterKey:
    module = key[: -len(".".join(ending)) - 1]
    is_joined = "." not in module and module.startswith(_JOINED)
    return AdapterKey(module if is_joined else _unwrapped(module), role, is_joined)


def _of_processor(key: str) -> AdapterKey | None:
    """A key of diffusers before 0.22, whose factors were an attention processor's: ``processor.to_q_lora.up.weight``."""
    for ending, role in (("_lora.down.weight", Role.A), ("_lora.up.weight", Role.B)):
        if key.endswith(ending):
            module = key.removesuffix(ending).replace(".processor.", ".")
            outer, _, name = module.rpartition(".")
            return AdapterKey(_unwrapped(f"{outer}.{name}.0" if name == "to_out" else module), role, False)
    return None


def _unwrapped(name: str) -> str:
    return name.removeprefix(_WRAPPER)


def whole_tensor_name(key: str) -> str:
    """What a tensor is called in the base that an adapter has whole: of ``modules_to_save``, or a trained bias."""
    parts = _unwrapped(key).split(".")
    name = []
    for at, part in enumerate(parts):
        if part == "base_layer" and at == len(parts) - 2:
            continue
        if part == "modules_to_save":
            continue
        if at and parts[at - 1] == "modules_to_save" and at < len(parts) - 1:
            continue  # the adapter's name
        name.append(part)
    return ".".join(name)


def unsupported_method(key: str) -> str:
    """The method that a tensor is of, if it is one that is not merged here; empty for others."""
    return next((_UNSUPPORTED[part] for part in key.split(".") if part in _UNSUPPORTED), "")
