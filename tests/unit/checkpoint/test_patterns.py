from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.checkpoint.patterns import Pattern
from inspector.errors import SelectionError
from inspector.jobs import Cancelled

ATOMS = st.sampled_from(
    [
        "a",
        "b",
        r"\.",
        ".",
        "1",
        r"\d",
        r"\D",
        r"\w",
        r"\W",
        r"\s",
        "[ab]",
        "[^a]",
        "[a-c1]",
        "^",
        "$",
        r"\b",
        "_",
        "]",
    ]
)


def _larger(patterns: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(patterns, patterns).map("".join),
        st.tuples(patterns, patterns).map(lambda pair: f"(?:{pair[0]}|{pair[1]})"),
        patterns.map(lambda inner: f"(?:{inner})*"),
        patterns.map(lambda inner: f"({inner})+"),
        patterns.map(lambda inner: f"({inner})?"),
        patterns.map(lambda inner: f"(?:{inner}){{1,3}}"),
        patterns.map(lambda inner: f"(?:{inner}){{2,}}"),
        patterns.map(lambda inner: f"(?:{inner}){{,2}}?"),
        patterns.map(lambda inner: f"(?:{inner}){{2}}"),
    )


@settings(max_examples=500)
@given(st.recursive(ATOMS, _larger, max_leaves=8), st.text("ab.1_ -]", max_size=8))
def test_matches_what_python_matches(pattern: str, text: str) -> None:
    assert Pattern(pattern).search(text) == bool(re.search(pattern, text, re.IGNORECASE))


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        ("", "anything", True),
        ("ATTN", "self_attn.q_proj", True),
        (r"layers\.[0-3]\.", "model.layers.2.mlp", True),
        (r"layers\.[0-3]\.", "model.layers.4.mlp", False),
        ("[A-C]x", "bx", True),
        ("[^A-C]x", "bx", False),
        (r"[\w-]+\[", "a-b[", True),
        (r"\bweight$", "conv.weight", True),
        (r"\bweight$", "conv.weights", False),
        (r"a{x}", "a{x}", True),
        (r"^a{,}$", "aaa", True),
        (r"a\Bb", "ab", True),
        (r"a\B", "a", False),
        ("ключ", "ключ", True),
    ],
)
def test_examples(pattern: str, text: str, matches: bool) -> None:
    assert Pattern(pattern).search(text) is matches


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("(a+)+$", "a" * 50_000 + "!"),
        ("(a|aa)+$", "a" * 50_000 + "!"),
        (".*.*.*.*x", "y" * 5_000),
        ("(x+x+)+y", "x" * 50_000),
    ],
)
def test_what_ruins_a_backtracking_search_takes_linear_time(pattern: str, text: str) -> None:
    assert not Pattern(pattern).search(text)


@pytest.mark.parametrize(
    ("pattern", "complaint"),
    [
        ("(a", r"missing '\)'"),
        ("a)", r"unopened '\)'"),
        ("[a", "missing end"),
        ("a\\", "missing end"),
        ("*a", "nothing to repeat"),
        ("a**", "two quantifiers"),
        ("a{3,1}", "least exceeds its most"),
        ("(?=a)", "look-around"),
        (r"(a)\1", "escape"),
        ("[z-a]", "wrong way round"),
        ("(((a{99}){99}){99})", "too large"),
        ("a{9999}", "too large"),
        ("(" * 1000, "too many groups"),
        ("a" * 1001, "1,000 characters"),
    ],
)
def test_what_is_no_pattern_is_refused_with_a_sentence(pattern: str, complaint: str) -> None:
    with pytest.raises(SelectionError, match=complaint):
        Pattern(pattern)


def test_states_are_forgotten_before_there_are_too_many() -> None:
    pattern = Pattern("(a|b)*a" + "(a|b)" * 14 + "c")  # its automaton has 2**15 states
    text = "".join("ab"[(number * number // 7) % 2] for number in range(40_000))
    assert not pattern.search(text)
    assert pattern.search(text + "a" + "b" * 14 + "c")


def test_a_long_text_can_be_left() -> None:
    def check() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        Pattern("x").search("y" * 100_000, check)
