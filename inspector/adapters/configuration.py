"""The configuration of an adapter, ``adapter_config.json``, and the scaling that follows from it.

Nothing in it is believed that the tensors contradict: the rank of a module is that of its factors. Patterns are regular
expressions, of strangers, and are run by RE2, whose time is linear.
Source: https://huggingface.co/docs/peft/package_reference/lora (LoraConfig), peft.utils.other.get_pattern_key.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from inspector.architectures.configuration import configuration
from inspector.errors import CorruptError
from inspector.sources.location import Location
from inspector.text import printable, shortened

__all__ = ["AdapterConfig"]

_NAME = "adapter_config.json"
_LONGEST = 200
_MAX_PATTERNS = 10_000


@dataclass(frozen=True)
class AdapterConfig:
    """The parts of PEFT's configuration that decide what an adapter does; ``known`` says whether there was one.

    ``base`` is the name of the model that the adapter was made for, empty if it does not say.
    """

    known: bool = False
    method: str = ""
    base: str = ""
    rank: float | None = None
    alpha: float | None = None
    rank_pattern: Mapping[str, Any] = field(default_factory=dict)
    alpha_pattern: Mapping[str, Any] = field(default_factory=dict)
    rslora: bool = False
    dora: bool = False
    fan_in_fan_out: bool = False
    target_modules: tuple[str, ...] = ()

    @classmethod
    def beside(cls, weights: Location) -> AdapterConfig:
        """The configuration beside a file of weights, or in their folder."""
        found = configuration(weights, _NAME)
        return cls.parse(found) if found else cls()

    @classmethod
    def parse(cls, found: Mapping[str, Any]) -> AdapterConfig:
        """The configuration of a decoded ``adapter_config.json``; what has an impossible type counts as not given."""
        alpha = found.get("lora_alpha", found.get("alpha"))
        targets = found.get("target_modules")
        names = [targets] if isinstance(targets, str) else targets if isinstance(targets, list) else []
        return cls(
            known=True,
            method=_text(found.get("peft_type")),
            base=_text(found.get("base_model_name_or_path")),
            rank=_number(found.get("r")),
            alpha=_number(alpha),
            rank_pattern=_patterns(found.get("rank_pattern")),
            alpha_pattern=_patterns(found.get("alpha_pattern")),
            rslora=found.get("use_rslora") is True,
            dora=found.get("use_dora") is True,
            fan_in_fan_out=found.get("fan_in_fan_out") is True,
            target_modules=tuple(sorted(_text(name) for name in names if isinstance(name, str))),
        )

    def alpha_of(self, module: str) -> float | None:
        """The alpha of a module, None if nothing says it. Raises CorruptError for one that is no number."""
        return _finite(_pattern_value(self.alpha_pattern, module, self.alpha), "alpha")

    def rank_of(self, module: str) -> float | None:
        """The rank that the configuration claims of a module. Raises CorruptError for one that is no number."""
        return _finite(_pattern_value(self.rank_pattern, module, self.rank), "rank")

    def scaling(self, alpha: float | None, rank: float | None) -> float:
        """What a product of factors of this rank is multiplied by: alpha / r, or alpha / sqrt(r) if rank-stabilised.

        1 where there is no alpha, or no rank, as those who read such files take it.
        """
        if alpha is None or not rank:
            return 1.0
        return alpha / (math.sqrt(rank) if self.rslora else rank)


def _text(value: Any) -> str:
    return printable(shortened(value, _LONGEST)) if isinstance(value, str) else ""


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    try:
        return float(value)
    except OverflowError:
        return math.inf


def _patterns(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict) or len(value) > _MAX_PATTERNS:
        return {}
    return {key: number for key, each in value.items() if (number := _number(each)) is not None}


def _finite(value: float | None, what: str) -> float | None:
    if value is not None and not math.isfinite(value):
        raise CorruptError(f"has the {what} {value}, which is no number to scale by")
    return value


def _pattern_value(patterns: Mapping[str, Any], module: str, default: float | None) -> float | None:
    """The value of the first pattern that is the name of the module, or the end of it after a dot."""
    for pattern, value in patterns.items():
        if module == pattern or module.endswith(f".{pattern}") or _matches(pattern, module):
            return float(value)
    return default


def _matches(pattern: str, module: str) -> bool:
    if not any(character in pattern for character in "\\[](){}*+?|^$"):
        return False  # a name, whose dots are dots
    import re2  # few patterns are regular expressions

    options = re2.Options()
    options.log_errors = False
    try:
        return re2.compile(rf"(.*\.)?({pattern})$", options).match(module) is not None
    except (re2.error, UnicodeEncodeError):
        return False
