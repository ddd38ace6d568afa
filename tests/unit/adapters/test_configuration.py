from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest

from inspector.adapters.configuration import AdapterConfig
from inspector.errors import CorruptError
from inspector.sources.location import location_of


def test_the_scaling_is_alpha_over_the_rank_or_its_root() -> None:
    assert AdapterConfig.parse({"lora_alpha": 6, "r": 3}).scaling(6, 3) == 2
    assert AdapterConfig.parse({"use_rslora": True}).scaling(6, 4) == 3
    assert AdapterConfig().scaling(None, 4) == 1


@pytest.mark.parametrize(
    ("pattern", "module", "matches"),
    [
        ("v_proj", "model.layers.0.v_proj", True),
        ("v_proj", "v_proj", True),
        ("v_proj", "model.layers.0.kv_proj", False),
        ("layers.1.v_proj", "model.layers.1.v_proj", True),
        ("layers.1.v_proj", "model.layers.1xv_proj", False),
        (r"layers\.[0-3]\.v_proj", "model.layers.2.v_proj", True),
        (r"layers\.[0-3]\.v_proj", "model.layers.4.v_proj", False),
        ("(a|b", "b", False),
        (r"(.*)*\1", "v_proj", False),
    ],
)
def test_patterns_are_names_their_ends_or_regular_expressions(pattern: str, module: str, matches: bool) -> None:
    config = AdapterConfig.parse({"lora_alpha": 1, "alpha_pattern": {pattern: 9}, "r": 2, "rank_pattern": {pattern: 5}})
    assert config.alpha_of(module) == (9 if matches else 1)
    assert config.rank_of(module) == (5 if matches else 2)


def test_the_first_pattern_counts() -> None:
    assert AdapterConfig.parse({"alpha_pattern": {"a": 2, "b.a": 3}}).alpha_of("b.a") == 2


@pytest.mark.parametrize("alpha", [math.nan, math.inf, 10**400])
def test_an_alpha_that_is_no_number_is_refused_where_it_is_needed(alpha: float) -> None:
    with pytest.raises(CorruptError, match="alpha"):
        AdapterConfig.parse({"lora_alpha": alpha}).alpha_of("a")


@pytest.mark.parametrize(
    "found",
    [
        {"lora_alpha": "8", "r": [1], "alpha_pattern": [1], "rank_pattern": {"a": "b"}, "target_modules": 3},
        {"use_rslora": "yes", "base_model_name_or_path": {}, "peft_type": None, "lora_alpha": True},
    ],
)
def test_what_has_an_impossible_type_counts_as_not_given(found: dict[str, Any]) -> None:
    assert AdapterConfig.parse(found) == AdapterConfig(known=True)


def test_the_file_beside_the_weights_is_read(tmp_path: Path) -> None:
    (tmp_path / "adapter_config.json").write_text(
        json.dumps({"peft_type": "LORA", "base_model_name_or_path": "org/m", "r": 4, "target_modules": ["q", "k"]})
    )
    weights = tmp_path / "adapter_model.safetensors"
    weights.write_bytes(b"")
    for place in (tmp_path, weights):
        config = AdapterConfig.beside(location_of(str(place)))
        assert (config.known, config.method, config.base, config.rank) == (True, "LORA", "org/m", 4)
        assert config.target_modules == ("k", "q")
    assert not AdapterConfig.beside(location_of(str(tmp_path / "other" / "x"))).known
