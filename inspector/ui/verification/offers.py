"""The architectures a form offers, put into words in the worker thread that found them: their values may be long."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from inspector.sentences import translated
from inspector.text import count_text, printable
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.operations.detection import Candidate

__all__ = ["Offer", "fit_text", "offer", "value_text"]

_SHOWN_KEYS = 4
_MAX_FIELDS = 40
#: Longer values (a tree of modules, the shapes of all tensors) are not for typing.
_MAX_TEXT = 4000
#: The shape of the noise has a field of its own.
_ELSEWHERE = frozenset({"input_shape"})


@dataclass(frozen=True, slots=True)
class Offer:
    """An architecture to choose: how well it fits in words, its hyperparameters, and these as they are typed.

    ``candidate`` is None for what the file itself says. ``left_out`` counts hyperparameters that are too long for typing.
    """

    title: str
    candidate: Candidate | None
    params: Mapping[str, Any]
    fit: str
    texts: Mapping[str, str]
    left_out: int


def offer(title: str, candidate: Candidate | None, params: Mapping[str, Any], fit: str) -> Offer:
    """The offer to build a candidate, or what the file says, with these hyperparameters."""
    shown = {name: value for name, value in params.items() if _is_shown(name, value)}
    texts = {name: text for name, value in shown.items() if len(text := value_text(value)) <= _MAX_TEXT}
    first = dict(list(texts.items())[:_MAX_FIELDS])
    return Offer(title, candidate, params, fit, first, len(shown) - len(first))


def _is_shown(name: str, value: Any) -> bool:
    """Whether a hyperparameter gets a field here: not a bound of integers where the module takes none."""
    return name not in _ELSEWHERE and (name != "input_high" or bool(value))


def value_text(value: Any) -> str:
    """A value as it is shown and typed: text as it is, all else as JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def fit_text(candidate: Candidate) -> str:
    """How well a candidate fits, as ``load_state_dict`` would say it."""
    parts = [translated(candidate.title[:1].upper() + candidate.title[1:])]
    if candidate.matched:
        matched = tr("%n key match", "%n keys match", candidate.matched)
        parts.append(tr("all {matched}", matched=matched) if candidate.fits else matched)
    parts += _keys(tr("missing"), candidate.missing)
    parts += _keys(tr("unexpected"), candidate.unexpected)
    parts += _keys(tr("of another shape"), [item.key for item in candidate.mismatched])
    if candidate.note:
        parts.append(translated(candidate.note))
    return "; ".join(parts) + "."


def _keys(what: str, keys: Sequence[str]) -> Iterable[str]:
    if keys:
        first = ", ".join(printable(key[:200]) for key in keys[:_SHOWN_KEYS])
        yield f"{count_text(len(keys))} {what} ({first}{', …' if len(keys) > _SHOWN_KEYS else ''})"
