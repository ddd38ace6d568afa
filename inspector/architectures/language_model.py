"""What engineers ask of a language model first: layers, heads, context, vocabulary, whether the embeddings are tied.

The numbers are those of the ``config.json`` beside the weights or of the metadata of a GGUF, whatever the architecture; what
neither says is taken from the shapes, as far as these tell it. Nothing is built, and no tensor data is read.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, NamedTuple

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.checkpoint.roles import Role, roles
from inspector.checkpoint.totals import totals
from inspector.jobs import Job
from inspector.names.layers import stacks
from inspector.tensors.entries import TensorEntry
from inspector.text import count_text, size_text
from inspector.wording import tr, translatable

__all__ = ["Fact", "HeadTie", "LanguageModel", "language_model", "token_matrices"]

#: How the sizes are called: in configurations of transformers, the usual name first, and below an architecture in a GGUF
#: (https://github.com/ggml-org/ggml/blob/master/docs/gguf.md).
_NAMES: Mapping[str, tuple[Sequence[str], str]] = {
    "layers": (("num_hidden_layers", "n_layer", "num_layers", "n_layers"), "block_count"),
    "hidden_size": (("hidden_size", "n_embd", "d_model", "dim"), "embedding_length"),
    "heads": (
        ("num_attention_heads", "n_head", "num_heads", "n_heads", "decoder_attention_heads"), "attention.head_count",
    ),
    "kv_heads": (("num_key_value_heads", "num_kv_heads", "n_kv_heads"), "attention.head_count_kv"),
    "head_size": (("v_head_dim", "head_dim", "d_kv"), "attention.key_length"),
    "feed_forward": (("intermediate_size", "n_inner", "d_ff", "ffn_dim", "decoder_ffn_dim"), "feed_forward_length"),
    "experts": (("num_local_experts", "num_experts", "n_routed_experts"), "expert_count"),
    "experts_used": (("num_experts_per_tok", "moe_topk"), "expert_used_count"),
    "vocabulary": (("vocab_size",), "vocab_size"),
    "context": (
        ("max_position_embeddings", "n_positions", "max_sequence_length", "n_ctx", "max_target_positions"),
        "context_length",
    ),
}  # fmt: skip
#: What multi-head latent attention keeps of a token in each layer, in this many numbers: a compressed latent and the key's
#: rotary part (https://arxiv.org/abs/2405.04434, section 2.1).
_LATENT: Mapping[str, tuple[Sequence[str], str]] = {
    "rank": (("kv_lora_rank",), "attention.kv_lora_rank"),
    "rotary": (("qk_rope_head_dim",), "rope.dimension_count"),
}
_LATENT_ATTENTION = frozenset({"deepseek_v2", "deepseek_v3", "deepseek2", "kimi_k2"})
#: Weights of which a token meets those of some experts only; shared experts, which it always meets, are called otherwise.
_OF_EXPERTS = re.compile(r"(^|\.)experts\.|_exps\.")
_LARGEST = 1 << 40
#: The embeddings of tokens, those of positions and kinds of tokens, and the heads whose outputs are tokens, as keys end.
_TOKENS = (
    "embed_tokens.weight", "wte.weight", "word_embeddings.weight", "tok_embeddings.weight", "token_embd.weight",
    "embed_in.weight", "shared.weight", "backbone.embeddings.weight", "backbone.embedding.weight",
)  # fmt: skip
_POSITIONS = (
    "wpe.weight", "embed_positions.weight", "position_embeddings.weight", "position_embd.weight",
    "token_type_embeddings.weight", "token_types.weight",
)  # fmt: skip
_HEADS = ("lm_head.weight", "embed_out.weight", "cls.predictions.decoder.weight")
#: The head has this name alone, without a prefix, in GGUF and in the files of Llama's authors.
_PLAIN_HEAD = "output.weight"
#: Models each of whose layers keeps keys and values of all tokens, if it has no window.
_FULL_ATTENTION = frozenset({
    "gpt2", "gpt_neox", "gptneox", "gptj", "llama", "mistral", "mixtral", "olmo", "olmo2", "opt", "phi", "qwen2",
    "qwen2_moe", "qwen2moe", "qwen3", "qwen3_moe", "qwen3moe", "stablelm", "starcoder2",
})  # fmt: skip
#: Architectures of GGUF that have no head, in whose names these are.
_ENCODERS = ("bert", "t5encoder")
_CACHED_NBYTES = 2
_MATRIX = 2


class HeadTie(enum.Enum):
    """Whether the head is the token embedding; the values are those of ``archs --json``."""

    SHARED = "shared"
    """The file has both, in one storage."""
    LEFT_OUT = "left-out"
    """The file has the embedding alone, which is the head, too."""
    COPIED = "stored-twice"
    """The file has both, each in a storage of its own, though the configuration ties them."""
    UNTIED = "untied"
    NONE = "none"
    """There is no head in the file, and nothing says that the embedding is one."""


_TIES = {
    HeadTie.SHARED: translatable("Tied embeddings: the output head and the token embedding are one storage."),
    HeadTie.LEFT_OUT: translatable("Tied embeddings: the output head is the token embedding, and not stored again."),
    HeadTie.COPIED: translatable(
        "Tied embeddings by config.json; the file has a tensor for the output head all the same."
    ),
    HeadTie.UNTIED: translatable("Untied embeddings: the output head has a tensor of its own."),
    HeadTie.NONE: translatable("No output head in the file."),
}


class Fact(NamedTuple):
    """A number, what it is called, and what it is where the name doesn't say."""

    name: str
    value: str
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """Sizes of a language model; None for what is not known.

    ``source`` is where they come from: ``config.json``, ``GGUF metadata`` or ``shapes``. ``kv_heads`` are the heads of keys
    and values, ``experts_used`` how many of the ``experts`` a token goes through. ``parameters`` counts each element once,
    ``non_embedding`` those without the embeddings and the head, as model cards do, and ``active`` those that a token meets
    in a mixture of experts. ``nbytes`` are the bytes of the parameters as they are stored. ``cache_nbytes`` are the bytes
    that keys and values of a token, or the latents in their place, take in 16 bits; None for models that do not keep those
    of every token in every layer.
    """

    source: str
    tie: HeadTie
    parameters: int
    non_embedding: int
    nbytes: int
    active: int | None = None
    layers: int | None = None
    hidden_size: int | None = None
    heads: int | None = None
    kv_heads: int | None = None
    head_size: int | None = None
    feed_forward: int | None = None
    experts: int | None = None
    experts_used: int | None = None
    vocabulary: int | None = None
    context: int | None = None
    cache_nbytes: int | None = None

    def facts(self) -> list[Fact]:
        """What is known, each with its name; without how the head is tied (:attr:`tie`)."""
        sizes = (
            (tr("Layers"), self.layers, ""),
            (tr("Hidden size"), self.hidden_size, ""),
            (tr("Heads"), self.heads, ""),
            (tr("KV heads"), self.kv_heads, tr("Heads of keys and values, which groups of query heads share")),
            (tr("Head size"), self.head_size, ""),
            (tr("Feed-forward"), self.feed_forward, tr("Width of the feed-forward layers")),
            (tr("Experts"), self.experts, ""),
            (tr("Experts per token"), self.experts_used, ""),
            (tr("Vocabulary"), self.vocabulary, ""),
            (tr("Context"), self.context, tr("The most tokens that it was made for")),
            (tr("Parameters"), self.parameters, ""),
            (tr("Non-embedding"), self.non_embedding, tr("Parameters without the embeddings and the output head")),
            (tr("Active parameters"), self.active, tr("Parameters that a token meets, with its share of the experts")),
        )
        facts = [Fact(name, count_text(size), what) for name, size, what in sizes if size is not None]
        return [*facts, *self._memory()]

    def _memory(self) -> Iterator[Fact]:
        """What the model takes while it runs."""
        if self.parameters and self.nbytes:
            bits, stored = self.nbytes * 8 / self.parameters, size_text(self.nbytes)
            yield Fact(tr("Bits per parameter"), f"{bits:.3g}", tr("Parameters take {size} as stored", size=stored))
        if self.cache_nbytes is None:
            return
        what = tr("What keys and values of a token take in 16 bits")
        yield Fact(tr("KV cache per token"), size_text(self.cache_nbytes), what)
        if self.context is not None and self.nbytes:
            cache = self.cache_nbytes * self.context
            what = tr(
                "Parameters as stored, {stored}, and the KV cache of the whole context in 16 bits, {cache}; no activations",
                stored=size_text(self.nbytes),
                cache=size_text(cache),
            )
            yield Fact(tr("Memory at full context"), size_text(self.nbytes + cache), what)

    @property
    def sentence(self) -> str:
        """How the head is tied."""
        return tr(_TIES[self.tie])


def language_model(checkpoint: Checkpoint, config: Mapping[str, Any], job: Job | None = None) -> LanguageModel | None:
    """The sizes of the language model in a checkpoint, None if it has no embedding of tokens.

    ``config`` is what a ``config.json`` beside it says, empty if there is none.
    """
    if _embedding(checkpoint.tensors) is None:  # as of most: nothing more is worked out then
        return None
    known = zip(checkpoint.entries, roles(checkpoint.entries, job), strict=True)
    tensors = [entry for entry, role in known if isinstance(entry, TensorEntry) and role is Role.PARAMETER]
    embedding, head = token_matrices(tensors)
    if embedding is None:
        return None
    text = config.get("text_config")
    config = {**text, **config} if isinstance(text, dict) else config
    said = _said(config, checkpoint.metadata)
    sizes = {**_seen(tensors, embedding), **said.sizes}
    heads, width = sizes.get("heads"), sizes["hidden_size"]
    if heads is not None:
        if said.has_a_kv_head_for_each:
            sizes.setdefault("kv_heads", heads)
        if width % heads == 0:
            sizes.setdefault("head_size", width // heads)
    whole = totals(tensors, job)
    embedded = totals(each for each in tensors if each is head or _ends(each, (*_TOKENS, *_POSITIONS, *_HEADS)))
    return LanguageModel(
        said.source,
        _tie(embedding, head, said),
        whole.unique_parameters,
        whole.unique_parameters - embedded.unique_parameters,
        whole.unique_nbytes,
        _active(whole.unique_parameters, tensors, sizes),
        **sizes,
        cache_nbytes=_cache_nbytes(said, sizes),
    )


def token_matrices(tensors: Iterable[TensorEntry]) -> tuple[TensorEntry | None, TensorEntry | None]:
    """The embedding of tokens and the output head among the tensors of a model; None for what is not there."""
    tensors = list(tensors)
    return _embedding(tensors), next((each for each in tensors if _is_head(each)), None)


def _embedding(tensors: Iterable[TensorEntry]) -> TensorEntry | None:
    return next((each for each in tensors if _ends(each, _TOKENS) and len(each.shape) == _MATRIX), None)


def _ends(tensor: TensorEntry, names: tuple[str, ...]) -> bool:
    """Whether the last parts of the key are one of the names."""
    key = tensor.key
    return key.endswith(names) and any(key == name or key.endswith(f".{name}") for name in names)


def _is_head(tensor: TensorEntry) -> bool:
    return len(tensor.shape) == _MATRIX and (tensor.key == _PLAIN_HEAD or _ends(tensor, _HEADS))


@dataclass(frozen=True, slots=True)
class _Said:
    """What a configuration or the metadata of a GGUF gives; ``kind`` is the type of the model there."""

    source: str
    sizes: Mapping[str, int]
    kind: str
    has_a_kv_head_for_each: bool
    has_window: bool
    latent: int | None
    is_tied: bool | None
    generates: bool


def _said(config: Mapping[str, Any], metadata: Mapping[str, Any]) -> _Said:
    names = {size: called for size, (called, _) in _NAMES.items()}
    sizes = _sizes(config, names)
    if sizes:
        tied = config.get("tie_word_embeddings")
        classes = str(config.get("architectures"))
        return _Said(
            "config.json",
            sizes,
            str(config.get("model_type")),
            has_a_kv_head_for_each=not config.get("multi_query")
            and not any(name in config for name in names["kv_heads"]),
            has_window=bool(config.get("sliding_window")) and config.get("use_sliding_window") is not False,
            latent=_latent(config, {size: called for size, (called, _) in _LATENT.items()}),
            is_tied=tied if isinstance(tied, bool) else None,
            generates="ForCausalLM" in classes or "LMHead" in classes,
        )
    kind = str(metadata.get("general.architecture"))
    names = {size: (f"{kind}.{key}",) for size, (_, key) in _NAMES.items()}
    sizes = _sizes(metadata, names)
    return _Said(
        "GGUF metadata" if sizes else "shapes",
        sizes,
        kind,
        has_a_kv_head_for_each=names["kv_heads"][0] not in metadata,
        has_window=bool(metadata.get(f"{kind}.attention.sliding_window")),
        latent=_latent(metadata, {size: (f"{kind}.{key}",) for size, (_, key) in _LATENT.items()}),
        is_tied=None,
        generates=bool(sizes) and not any(word in kind for word in _ENCODERS),
    )


def _sizes(said: Mapping[str, Any], names: Mapping[str, Sequence[str]]) -> dict[str, int]:
    return {size: found for size, called in names.items() if (found := _first(said, called)) is not None}


def _latent(said: Mapping[str, Any], names: Mapping[str, Sequence[str]]) -> int | None:
    sizes = _sizes(said, names)
    return sum(sizes.values()) if sizes.keys() == _LATENT.keys() else None


def _first(said: Mapping[str, Any], names: Iterable[str]) -> int | None:
    """The first of the names that has a size."""
    sizes = (said.get(name) for name in names)
    return next((size for size in sizes if type(size) is int and 0 < size < _LARGEST), None)


def _seen(tensors: Sequence[TensorEntry], embedding: TensorEntry) -> dict[str, int]:
    """What shapes and names tell: of several stacks of layers, that whose names begin most like that of the embedding."""
    sizes = {"vocabulary": embedding.shape[0], "hidden_size": embedding.shape[1]}
    found = stacks(tensor.key for tensor in tensors)
    if found:
        stack = max(found, key=lambda stack: _shared_parts(stack.prefix, embedding.key))
        sizes["layers"] = len(stack.layers)
    return sizes


def _shared_parts(one: str, other: str) -> int:
    pairs = zip(one.split("."), other.split("."), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _tie(embedding: TensorEntry, head: TensorEntry | None, said: _Said) -> HeadTie:
    if head is None:
        return HeadTie.LEFT_OUT if said.is_tied or (said.is_tied is None and said.generates) else HeadTie.NONE
    if head.storage is not None and head.view_key == embedding.view_key:
        return HeadTie.SHARED
    return HeadTie.COPIED if said.is_tied else HeadTie.UNTIED


def _cache_nbytes(said: _Said, sizes: Mapping[str, int]) -> int | None:
    layers, heads, size = (sizes.get(name) for name in ("layers", "kv_heads", "head_size"))
    if layers is None or said.has_window:
        return None
    if said.kind in _LATENT_ATTENTION:
        return None if said.latent is None else layers * said.latent * _CACHED_NBYTES
    if said.kind not in _FULL_ATTENTION or heads is None or size is None:
        return None
    return 2 * layers * heads * size * _CACHED_NBYTES


def _active(parameters: int, tensors: Iterable[TensorEntry], sizes: Mapping[str, int]) -> int | None:
    """How many of the parameters a token meets; None where there are no experts, or it is not known how many it meets."""
    experts, used = sizes.get("experts"), sizes.get("experts_used")
    if experts is None or used is None or used > experts:
        return None
    of_experts = totals(each for each in tensors if _OF_EXPERTS.search(each.key)).unique_parameters
    return parameters - of_experts + of_experts * used // experts if of_experts else None
