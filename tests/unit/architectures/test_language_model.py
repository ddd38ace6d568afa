from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import save_file

import inspector
from inspector.architectures.language_model import HeadTie, LanguageModel, language_model
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.sources.location import LocalLocation
from inspector.tensors.entries import Entry
from tests.tensors import entry_of

WIDTH, WORDS, LAYERS = 8, 12, 3
CONFIG = {
    "architectures": ["Qwen2ForCausalLM"],
    "model_type": "qwen2",
    "hidden_size": WIDTH,
    "num_hidden_layers": LAYERS,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "vocab_size": WORDS,
    "max_position_embeddings": 1 << 20,
}
SHAPES: dict[str, tuple[int, ...]] = {
    "model.embed_tokens.weight": (WORDS, WIDTH),
    **{f"model.layers.{layer}.mlp.weight": (2, WIDTH) for layer in range(LAYERS)},
    "vision.blocks.0.weight": (2, 2),
    "vision.blocks.1.weight": (2, 2),
}
HEAD: dict[str, tuple[int, ...]] = {"lm_head.weight": (WORDS, WIDTH)}


def checkpoint(shapes: Mapping[str, tuple[int, ...]], metadata: dict[str, Any] | None = None) -> Checkpoint:
    entries: list[Entry] = [entry_of(np.ones(shape, "float16"), path=(key,)) for key, shape in shapes.items()]
    return Checkpoint(LocalLocation(Path("a.safetensors")), "safetensors", (), entries, metadata or {})


def found(shapes: Mapping[str, tuple[int, ...]], config: dict[str, Any], **metadata: Any) -> LanguageModel:
    model = language_model(checkpoint(shapes, metadata), config)
    assert model is not None
    return model


def test_sizes_are_those_of_the_configuration() -> None:
    model = found(SHAPES, CONFIG)
    assert (model.source, model.tie) == ("config.json", HeadTie.LEFT_OUT)
    assert (model.layers, model.hidden_size, model.heads, model.kv_heads, model.head_size) == (LAYERS, WIDTH, 4, 2, 2)
    assert (model.vocabulary, model.context, model.experts) == (WORDS, 1 << 20, None)
    assert model.cache_nbytes == 2 * 2 * LAYERS * 2 * 2
    assert model.non_embedding == model.parameters - WORDS * WIDTH == LAYERS * 2 * WIDTH + 8
    facts = {fact.name: fact.value for fact in model.facts()}
    assert (facts["KV cache per token"], facts["Context"]) == ("48 B", "1,048,576")
    assert (facts["Parameters"], facts["Bits per parameter"]) == (f"{model.parameters:,}", "16")
    assert facts["Memory at full context"] == "48.0 MiB" != facts["KV cache per token"]
    short = {fact.name: fact.value for fact in found(SHAPES, CONFIG | {"max_position_embeddings": 2}).facts()}
    assert short["Memory at full context"] == f"{2 * model.parameters + 2 * 48} B"
    assert not facts.keys() & {"Experts", "Active parameters"}


def test_shapes_tell_what_they_can() -> None:
    model = found(SHAPES | HEAD, {})
    assert (model.source, model.tie, model.layers, model.vocabulary) == ("shapes", HeadTie.UNTIED, LAYERS, WORDS)
    assert (model.heads, model.kv_heads, model.cache_nbytes) == (None, None, None)
    assert model.non_embedding == LAYERS * 2 * WIDTH + 8


def test_a_model_with_a_vision_tower_keeps_its_sizes_below_text_config() -> None:
    assert found(SHAPES, {"architectures": ["LlavaForConditionalGeneration"], "text_config": CONFIG}).heads == 4


def test_the_metadata_of_a_gguf() -> None:
    shapes = {"token_embd.weight": (WORDS, WIDTH), "blk.0.ffn_up.weight": (2, 2), "blk.1.ffn_up.weight": (2, 2)}
    said = {"llama.block_count": 2, "llama.attention.head_count": 4, "llama.attention.head_count_kv": 1}
    model = found(shapes, {}, **{"general.architecture": "llama", **said})
    assert (model.source, model.tie, model.layers, model.kv_heads) == ("GGUF metadata", HeadTie.LEFT_OUT, 2, 1)
    assert model.cache_nbytes == 2 * 2 * 2 * 1 * 2
    by_layer = {**said, "llama.attention.head_count_kv": [1, 2]}
    assert found(shapes, {}, **{"general.architecture": "llama", **by_layer}).kv_heads is None
    windowed = {**said, "llama.attention.sliding_window": 64}
    assert found(shapes, {}, **{"general.architecture": "llama", **windowed}).cache_nbytes is None
    encoder = {"general.architecture": "bert", "bert.block_count": 2}
    assert found(shapes, {}, **encoder).tie is HeadTie.NONE


@pytest.mark.parametrize(
    ("shapes", "said", "tie"),
    [
        (SHAPES, {"tie_word_embeddings": False}, HeadTie.NONE),
        (SHAPES, {"tie_word_embeddings": True, "architectures": ["Qwen2Model"]}, HeadTie.LEFT_OUT),
        (SHAPES, {"architectures": ["Qwen2Model"]}, HeadTie.NONE),
        (SHAPES | HEAD, {"tie_word_embeddings": True}, HeadTie.COPIED),
        (SHAPES | HEAD, {"tie_word_embeddings": False}, HeadTie.UNTIED),
    ],
)
def test_how_the_head_is_tied(shapes: Mapping[str, tuple[int, ...]], said: dict[str, Any], tie: HeadTie) -> None:
    model = found(shapes, CONFIG | said)
    assert model.tie is tie
    assert model.sentence


def test_a_head_and_an_embedding_of_one_storage_are_tied() -> None:
    embedding = entry_of(np.ones((WORDS, WIDTH)), path=("wte.weight",))
    entries: list[Entry] = [embedding, embedding.at(("lm_head.weight",))]
    tied = language_model(Checkpoint(LocalLocation(Path("a.pth")), "pytorch-zip", (), entries), {})
    assert tied is not None
    assert (tied.tie, tied.parameters, tied.non_embedding) == (HeadTie.SHARED, WORDS * WIDTH, 0)


def test_a_window_and_other_kinds_of_attention_keep_other_caches() -> None:
    assert found(SHAPES, CONFIG | {"sliding_window": 4}).cache_nbytes is None
    assert found(SHAPES, CONFIG | {"sliding_window": 4, "use_sliding_window": False}).cache_nbytes
    assert found(SHAPES, CONFIG | {"model_type": "deepseek_v3"}).cache_nbytes is None
    latent = CONFIG | {"model_type": "deepseek_v3", "kv_lora_rank": 512, "qk_rope_head_dim": 64, "v_head_dim": 128}
    model = found(SHAPES, latent | {"head_dim": 64})
    assert (model.cache_nbytes, model.head_size) == (LAYERS * (512 + 64) * 2, 128)
    assert found(SHAPES, latent | {"model_type": "qwen2"}).cache_nbytes == 2 * LAYERS * 2 * 128 * 2
    said = {"attention.kv_lora_rank": 512, "rope.dimension_count": 64, "block_count": 2}
    metadata: dict[str, Any] = {f"deepseek2.{name}": size for name, size in said.items()}
    gguf = found({"token_embd.weight": (WORDS, WIDTH)}, {}, **metadata, **{"general.architecture": "deepseek2"})
    assert gguf.cache_nbytes == 2 * (512 + 64) * 2


@pytest.mark.parametrize("names", [("mlp.experts.0.w1", "mlp.experts.1.w1"), ("ffn_up_exps.weight",)])
def test_a_token_meets_its_share_of_the_experts(names: tuple[str, ...]) -> None:
    each = {f"model.layers.0.{name}": (8 // len(names), WIDTH) for name in names}
    shapes = {**SHAPES, **each, "model.layers.0.mlp.shared_experts.w1": (4, WIDTH)}
    model = found(shapes, CONFIG | {"num_local_experts": 8, "num_experts_per_tok": 2})
    assert model.active == model.parameters - 8 * WIDTH * 6 // 8
    assert found(shapes, CONFIG | {"num_local_experts": 8, "num_experts_per_tok": 9}).active is None
    assert found(shapes, CONFIG).active is None
    assert found(SHAPES, CONFIG | {"num_local_experts": 8, "num_experts_per_tok": 2}).active is None


def test_an_encoder_and_decoder_that_hears() -> None:
    said = {"decoder_attention_heads": 4, "decoder_ffn_dim": 6, "max_target_positions": 448, "num_hidden_layers": 3}
    model = found(SHAPES, said)
    assert (model.heads, model.feed_forward, model.context) == (4, 6, 448)


@pytest.mark.parametrize("size", [-1, 0, 1 << 60, 2.5, "8", [8], True, None])
def test_what_is_no_size_is_not_believed(size: Any) -> None:
    model = found(SHAPES, CONFIG | {"num_key_value_heads": size, "hidden_size": size})
    assert (model.kv_heads, model.hidden_size) == (None, WIDTH)


def test_the_state_of_an_optimizer_is_no_parameter() -> None:
    shapes = {f"model.{key}": shape for key, shape in SHAPES.items()}
    model = found(shapes | {"optimizer.state.0.exp_avg": (99,)}, {})
    assert model.parameters == found(SHAPES, {}).parameters


def test_without_an_embedding_of_tokens_it_is_no_language_model() -> None:
    assert language_model(checkpoint({"fc.weight": (2, 2), "renewte.weight": (2, 2)}), CONFIG) is None


def test_detection_has_it_and_the_configurations_beside_the_weights(tmp_path: Path) -> None:
    save_file({"wte.weight": np.ones((4, 2))}, tmp_path / "model.safetensors")
    (tmp_path / "config.json").write_text('{"n_embd": 2, "n_head": 1}')
    (tmp_path / "tokenizer_config.json").write_text("[1]")
    report = inspector.detect(tmp_path / "model.safetensors")
    assert report.configurations == {"config.json": {"n_embd": 2, "n_head": 1}}
    assert report.language_model is not None
    assert report.language_model.head_size == 2
