"""Adapters: small state dicts that change a model which is somewhere else, and so are no module of their own.

PEFT names its tensors after the module they change and a word of the method, ``lora_A``; what scripts for diffusion models
write (kohya, LyCORIS) joins the parts of a name with underscores. The ``adapter_config.json`` beside the weights says
which model they are for.
Source: https://huggingface.co/docs/peft/developer_guides/checkpoint, https://github.com/KohakuBlueleaf/LyCORIS
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from inspector.architectures.architecture import Blueprint, Candidate, Fit, Listing
from inspector.architectures.configuration import configuration
from inspector.architectures.subject import Subject
from inspector.errors import SelectionError
from inspector.text import printable, shortened

__all__ = ["ADAPTER_PREFIX", "AdapterProvider", "why_not_built"]

ADAPTER_PREFIX = "peft:"
#: The words in keys by which a method is known, and what people call it; the first that any key has counts.
_METHODS = (
    ("vera", "VeRA", "vera_lambda_b vera_lambda_d"),
    (
        "lora",
        "LoRA",
        "lora_A lora_B lora_embedding_A lora_embedding_B lora_magnitude_vector lora_E lora_down lora_up lora",
    ),
    ("loha", "LoHa", "hada_w1_a hada_w1_b hada_w2_a hada_w2_b hada_t1 hada_t2"),
    ("lokr", "LoKr", "lokr_w1 lokr_w2 lokr_w1_a lokr_w1_b lokr_w2_a lokr_w2_b lokr_t2"),
    ("ia3", "IA3", "ia3_l"),
    ("oft", "OFT", "oft_r oft_s oft_blocks"),
    ("prompt", "prompt tuning", "prompt_embeddings"),
)
#: One of these is in the key of a tensor of an adapter.
_WORDS = frozenset(word for _, _, words in _METHODS for word in words.split())
#: The tensors of adapters that no method has for itself.
_COMMON = frozenset({"alpha", "dora_scale", "modules_to_save", "scalar"})
#: Above all others: what happens to be a chain of matrices, too, is none.
_RANK = 20
_LEAST_SHARE = 0.5
_OF_CONFIG = ("peft_type", "r", "lora_alpha", "target_modules", "task_type")


class AdapterProvider:
    """Adapters by the id ``peft:method``. They are named, not built."""

    def candidates(self, subject: Subject) -> Iterable[Candidate]:
        """The adapter that the state dict is, if at least half of its tensors are of one."""
        if not any(word in subject.text for word in _WORDS):
            return
        parts = {key: frozenset(key.split(".")) for key in subject.tensors}
        found = (
            (method, title, known)
            for method, title, words in _METHODS
            if (known := {key for key, names in parts.items() if not names.isdisjoint(words.split())})
        )
        method, title, known = next(found, ("", "", set()))
        common = {key for key, names in parts.items() if not names.isdisjoint(_COMMON)}
        unexpected = tuple(key for key in parts if key not in known and key not in common)
        matched = len(parts) - len(unexpected)
        score = Fit(matched, unexpected=unexpected).score(subject.left_out)
        if not known or score < _LEAST_SHARE:  # few: adapters in a model, beside its own weights
            return
        params, base = _described(subject)
        name = f"{title} adapter of {base}" if base else f"{title} adapter"
        yield Candidate(
            ADAPTER_PREFIX + method, name, params, matched, score,
            unexpected=unexpected, prefix=subject.prefix, rank=_RANK, note=why_not_built(base),
        )  # fmt: skip

    def blueprint(self, arch: str, subjects: Sequence[Subject]) -> Blueprint | None:
        """Raises SelectionError for any adapter."""
        if not arch.startswith(ADAPTER_PREFIX):
            return None
        base = _described(subjects[0])[1] if subjects else ""
        raise SelectionError(why_not_built(base))

    def listing(self) -> list[Listing]:
        """The methods."""
        return [Listing(ADAPTER_PREFIX + method, f"{title} adapter") for method, title, _ in _METHODS]


#: The base as Kohya's scripts have it: the file that was trained on, or else which model that is.
_BASE_OF_METADATA = ("ss_sd_model_name", "ss_base_model_version")


def why_not_built(base: str = "") -> str:
    """Why there is no module to rebuild, and what can be done."""
    whose = f"its base model, {base}," if base else "its base model"
    return f"an adapter is no module of its own: merge it with {whose} and verify that"


def _described(subject: Subject) -> tuple[dict[str, Any], str]:
    """What the configuration beside the weights, or their metadata, says of the adapter, and which model it is for."""
    config = configuration(subject.checkpoint.location, "adapter_config.json")
    metadata = subject.checkpoint.metadata
    named = (config.get("base_model_name_or_path"), *(metadata.get(name) for name in _BASE_OF_METADATA))
    base = next((name for name in named if name and isinstance(name, str)), "")
    params = {name: config[name] for name in _OF_CONFIG if config.get(name) is not None}
    rank = _rank(subject)
    if "r" not in params and rank:
        params["r"] = rank
    return params, printable(shortened(base, 100))


def _rank(subject: Subject) -> int:
    """The rank of the first matrix of a pair, the output of which has as many features; 0 if there is none."""
    for key, shape in subject.signature.items():
        if len(shape) > 1 and not {"lora_A", "lora_down", "lora_embedding_A"}.isdisjoint(key.split(".")):
            return shape[0]
    return 0
