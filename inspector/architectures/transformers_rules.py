"""Models of transformers: by the ``config.json`` beside the weights, or, for BERT, Llama and GPT-2, by their shapes.

A ``config.json`` names the class and has all hyperparameters. Without it the shapes tell all but the number of heads, for
which the usual size of a head is taken; it is a hyperparameter to be set where that is wrong. Code beside the weights
(``auto_map``) is never looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from math import gcd
from typing import Any

from inspector.architectures.architecture import Architecture, Blueprint, Candidate, Listing, Params, candidate_of
from inspector.architectures.configuration import CONFIGURATION, configuration
from inspector.architectures.gpt2 import GPT2_PREFIX, gpt2_keys, infer_gpt2
from inspector.architectures.subject import Shape, Subject, count_layers
from inspector.errors import SelectionError

__all__ = ["TransformersProvider"]

_PREFIX = "transformers:"
_BUILD = "inspector.architectures.builds.transformers:build"
_CLASS_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_INPUT = {"input_shape": [2, 16]}
_RANK = 12
_NEEDED = ("vocab_size", "hidden_size", "intermediate_size", "num_hidden_layers", "num_attention_heads")
_OPTIONAL = ("max_position_embeddings", "type_vocab_size", "num_labels", "num_key_value_heads", "head_dim")
_MAX_LAYERS = 1000
_CONFIG_NOTE = "named by the config.json beside the weights; its keys are compared when it is built"


class TransformersProvider:
    """Models by the id ``transformers:Class``."""

    def candidates(self, subject: Subject) -> Iterator[Candidate]:
        """What the configuration names, and the families that the shapes are of."""
        named = _configured(subject)
        if named is not None:
            yield from filter(None, [candidate_of(named, subject, _CONFIG_NOTE)])
        for rule in _FAMILIES:
            candidate = None if named is not None and rule.id == named.id else candidate_of(rule, subject)
            if candidate is not None:
                yield candidate

    def blueprint(self, arch: str, subjects: Sequence[Subject]) -> Blueprint | None:
        """The model called ``arch``. Raises SelectionError if neither configuration nor shapes tell how to build it."""
        if not arch.startswith(_PREFIX):
            return None
        for subject in subjects:
            named = _configured(subject)
            rules = [rule for rule in (named, *_FAMILIES) if rule is not None and rule.id == arch]
            for rule in rules:
                params = rule.infer(subject)
                if params is not None:
                    return Blueprint(arch, rule.title, _BUILD, params, "transformers")
        raise SelectionError(
            f"no config.json beside the checkpoint names {arch}, and its keys and shapes do not tell it"
        )

    def listing(self) -> list[Listing]:
        """The families that shapes tell."""
        return [Listing(rule.id, rule.title, "transformers") for rule in _FAMILIES]


def _configured(subject: Subject) -> Architecture | None:
    """The architecture that the ``config.json`` beside the weights names, if there is one."""
    config = configuration(subject.checkpoint.location, CONFIGURATION)
    classes = config.get("architectures")
    name = classes[0] if isinstance(classes, list) and classes else None
    if not isinstance(name, str) or not _CLASS_NAME.fullmatch(name):
        return None
    vocabulary = config.get("vocab_size")
    high = vocabulary if isinstance(vocabulary, int) else 0
    params = {**config, "class": name, **(_INPUT if high else _image_input(config)), "input_high": high}
    known = next((rule for rule in _FAMILIES if rule.id == _PREFIX + name), None)
    keys = known.keys if known is not None and _is_sound(config) else None
    title = f"{name} of transformers, by its config.json"
    return Architecture(_PREFIX + name, title, lambda _: params, _BUILD, keys, "transformers", _RANK)


def _is_sound(config: Mapping[str, Any]) -> bool:
    """Whether the sizes that keys and shapes depend on are there, and numbers a model can have."""
    sizes = [config.get(name) for name in _NEEDED] + [config.get(name) or 1 for name in _OPTIONAL]
    return (
        all(type(size) is int and 0 < size < 1 << 31 for size in sizes) and config["num_hidden_layers"] <= _MAX_LAYERS
    )


def _image_input(config: Mapping[str, Any]) -> dict[str, Any]:
    size, channels = config.get("image_size"), config.get("num_channels", 3)
    return {"input_shape": [1, channels, size, size]} if isinstance(size, int) and isinstance(channels, int) else {}


def _heads(width: int, size: int = 64) -> int:
    """As many heads of the usual size as make up the width; of a smaller one where the width is small."""
    return next(width // head for head in (size, 32, 16, 8, 4, 2, 1) if width % head == 0)


_BERT_PREFIX = {"BertModel": "", "BertForMaskedLM": "bert.", "BertForSequenceClassification": "bert."}


def _infer_bert(name: str, subject: Subject) -> Params | None:
    signature, prefix = subject.signature, _BERT_PREFIX[name]
    words = signature.get(f"{prefix}embeddings.word_embeddings.weight", ())
    positions = signature.get(f"{prefix}embeddings.position_embeddings.weight", ())
    types = signature.get(f"{prefix}embeddings.token_type_embeddings.weight", ())
    inner = signature.get(f"{prefix}encoder.layer.0.intermediate.dense.weight", ())
    classifier = signature.get("classifier.weight", ())
    if not (len(words) == len(positions) == len(types) == len(inner) == 2):
        return None
    if (name == "BertForMaskedLM") != ("cls.predictions.bias" in signature) and prefix:
        return None
    if name == "BertForSequenceClassification" and len(classifier) != 2:
        return None
    labels = {"num_labels": classifier[0]} if name == "BertForSequenceClassification" else {}
    return {
        "class": name,
        "vocab_size": words[0],
        "hidden_size": words[1],
        "num_hidden_layers": count_layers(signature, prefix + "encoder.layer.{}.intermediate.dense.weight"),
        "num_attention_heads": _heads(words[1]),
        "intermediate_size": inner[0],
        "max_position_embeddings": positions[0],
        "type_vocab_size": types[0],
        **labels,
        "input_shape": [2, min(16, positions[0])],
        "input_high": words[0],
    }


def _bert_keys(params: Params) -> dict[str, Shape]:
    name = params["class"]
    prefix = _BERT_PREFIX[name]
    width, inner = params["hidden_size"], params["intermediate_size"]
    keys: dict[str, Shape] = {}

    def add(key: str, *shape: int) -> None:
        keys[f"{key}.weight"] = shape
        keys[f"{key}.bias"] = shape[:1]

    embeddings = f"{prefix}embeddings."
    keys[f"{embeddings}word_embeddings.weight"] = (params["vocab_size"], width)
    keys[f"{embeddings}position_embeddings.weight"] = (params.get("max_position_embeddings") or 512, width)
    keys[f"{embeddings}token_type_embeddings.weight"] = (params.get("type_vocab_size") or 2, width)
    add(f"{embeddings}LayerNorm", width)
    for index in range(params["num_hidden_layers"]):
        layer = f"{prefix}encoder.layer.{index}."
        for part in ("self.query", "self.key", "self.value", "output.dense"):
            add(f"{layer}attention.{part}", width, width)
        add(f"{layer}attention.output.LayerNorm", width)
        add(f"{layer}intermediate.dense", inner, width)
        add(f"{layer}output.dense", width, inner)
        add(f"{layer}output.LayerNorm", width)
    if name == "BertForMaskedLM":
        keys["cls.predictions.bias"] = (params["vocab_size"],)
        add("cls.predictions.transform.dense", width, width)
        add("cls.predictions.transform.LayerNorm", width)
        add("cls.predictions.decoder", params["vocab_size"], width)
    else:
        add(f"{prefix}pooler.dense", width, width)
    if name == "BertForSequenceClassification":
        add("classifier", params.get("num_labels") or len(params.get("id2label") or "01"), width)
    return keys


#: From this width on, heads of 128 features are usual, below of 64.
_WIDE = 3072
_LLAMA_PREFIX = {"LlamaForCausalLM": "model.", "LlamaModel": ""}


def _infer_llama(name: str, subject: Subject) -> Params | None:
    signature, prefix = subject.signature, _LLAMA_PREFIX[name]
    words = signature.get(f"{prefix}embed_tokens.weight", ())
    query = signature.get(f"{prefix}layers.0.self_attn.q_proj.weight", ())
    key = signature.get(f"{prefix}layers.0.self_attn.k_proj.weight", ())
    gate = signature.get(f"{prefix}layers.0.mlp.gate_proj.weight", ())
    if not (len(words) == len(query) == len(key) == len(gate) == 2):
        return None
    common = gcd(query[0], key[0])
    usual = 128 if words[1] >= _WIDE else 64
    size = next((size for size in (usual, 32, 16, 8, 4, 2) if common % size == 0 and size < query[0]), 1)
    if 0 in (query[0], key[0]):
        return None
    heads = query[0] // size
    return {
        "class": name,
        "vocab_size": words[0],
        "hidden_size": words[1],
        "intermediate_size": gate[0],
        "num_hidden_layers": count_layers(signature, prefix + "layers.{}.self_attn.q_proj.weight"),
        "num_attention_heads": heads,
        "num_key_value_heads": key[0] // size,
        "head_dim": size,
        "tie_word_embeddings": "lm_head.weight" not in signature,
        **_INPUT,
        "input_high": words[0],
    }


def _llama_keys(params: Params) -> dict[str, Shape]:
    prefix = _LLAMA_PREFIX[params["class"]]
    width, inner = params["hidden_size"], params["intermediate_size"]
    heads = params["num_attention_heads"]
    size = params.get("head_dim") or width // heads
    query, pair = heads * size, (params.get("num_key_value_heads") or heads) * size
    keys: dict[str, Shape] = {f"{prefix}embed_tokens.weight": (params["vocab_size"], width)}
    for index in range(params["num_hidden_layers"]):
        layer = f"{prefix}layers.{index}."
        for part, shape in (
            ("self_attn.q_proj", (query, width)),
            ("self_attn.k_proj", (pair, width)),
            ("self_attn.v_proj", (pair, width)),
            ("self_attn.o_proj", (width, query)),
            ("mlp.gate_proj", (inner, width)),
            ("mlp.up_proj", (inner, width)),
            ("mlp.down_proj", (width, inner)),
            ("input_layernorm", (width,)),
            ("post_attention_layernorm", (width,)),
        ):
            keys[f"{layer}{part}.weight"] = shape
    keys[f"{prefix}norm.weight"] = (width,)
    if prefix and not params.get("tie_word_embeddings"):
        keys["lm_head.weight"] = (params["vocab_size"], width)
    return keys


def _family(name: str, infer: Any, keys: Any) -> Architecture:
    return Architecture(
        _PREFIX + name,
        f"{name} of transformers, by its shapes",
        lambda subject: infer(name, subject),
        _BUILD,
        keys,
        "transformers",
        _RANK,
    )


_FAMILIES = tuple(
    _family(name, infer, keys)
    for names, infer, keys in (
        (_BERT_PREFIX, _infer_bert, _bert_keys),
        (_LLAMA_PREFIX, _infer_llama, _llama_keys),
        (GPT2_PREFIX, infer_gpt2, gpt2_keys),
    )
    for name in names
)
