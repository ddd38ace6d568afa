"""Names that changed, said in few rules."""

from __future__ import annotations

import pytest

from inspector.comparing.moved_names import neighbour_rules, rules_of_moves
from inspector.names.renaming import Renaming


def rules(*moves: str) -> list[str]:
    pairs = [tuple(move.split("=")) for move in moves]
    found = rules_of_moves([(old, new) for old, new in pairs])
    renaming = Renaming(found)
    assert [renaming.apply(old) for old, _ in pairs] == [new for _, new in pairs]
    return [str(rule) for rule in found]


def test_one_rule_says_it_for_all_layers() -> None:
    moves = [
        f"layers.{n}.{old}.weight=blocks.{n}.{new}.w" for n in range(12) for old, new in (("fc", "up"), ("o", "o"))
    ]
    assert rules("head=out", *moves) == [
        "layers.*.fc.weight=blocks.*.up.w",
        "layers.*.o.weight=blocks.*.o.w",
        "head=out",
    ]


@pytest.mark.parametrize(
    "moves",
    [
        ("layers.0.w=blocks.0.w",),  # one is no rule
        ("layers.0.w=blocks.1.w", "layers.1.w=blocks.0.w"),  # renumbered
        ("layers.0.w=first.w", "layers.1.w=second.w"),  # no number any more
        ("layers.0.w=blocks.0.w", "layers.1.w=others.1.w"),  # two ways
        ("0.w=1.w", "1.w=0.w"),
    ],
)
def test_names_without_a_pattern_are_rules_of_their_own(moves: tuple[str, ...]) -> None:
    assert rules(*moves) == list(moves)


def test_a_rule_is_not_about_names_that_went_elsewhere() -> None:
    assert rules("x.0.w=y.0.w", "x.1.w=y.1.w", "x.0.norm.w=z.0.w", "x.1.norm.w=z.1.w") == [
        "x.*.norm.w=z.*.w",
        "x.0.w=y.0.w",
        "x.1.w=y.1.w",
    ]
    assert "x.*.w=y.*.w" not in rules("x.0.w=y.0.w", "x.1.w=y.1.w", "x.last.w=last")


def test_neighbours_are_beside_the_tensor_or_in_its_layer() -> None:
    found = neighbour_rules(
        [("layers.3.attn.weight", "blocks.3.attention.weight"), ("stem.conv.weight", "conv.weight")]
    )
    assert [str(rule) for rule in found] == ["layers.3.attn.*=blocks.3.attention.*", "layers.*=blocks.*"]
    assert [str(rule) for rule in neighbour_rules([("stem.weight", "conv.weight"), ("a.b", "c.d")])] == [
        "stem.*=conv.*"
    ]
