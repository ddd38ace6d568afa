from __future__ import annotations

import pytest
import re2

from inspector.errors import SelectionError
from inspector.names.patterns import KeyPattern

KEYS = [
    "model.layers.7.attn.weight", "model.layers.17.mlp.bias", "", "x", "xx", "ab", "b\u00e9ta", "weight", "model",
    "\ud800.weight", "a b", "ключ.weight", "xy", "y\tx", "", "layers.7",
]  # fmt: skip
PATTERNS = [
    "7", "^model", "weight$", "^$", "x*", "[^x]", r"\s", r"\W", r"\b7\b", "a|^x|t$", "(a)(b)?", "é", ".", "..",
    r"\Aa", r"\Ax", r"x\z", "(?i)MODEL", "(?s)a.b", "(?-m)^x$", "(?-m:^ab$)", r"\Qlayers.7", r"\.(7|17)\.", "X", r"t\nm",
    r"weight\s*m", r"[\n]", "(?P<n>x)y", r"\C", "x{2}", "^.*$", r"[^a]b?$", r"\D$", "a.*b", "(x|y)+$", "^(a|m).*[t7]$",
]  # fmt: skip


@pytest.mark.parametrize("text", PATTERNS)
def test_a_pattern_finds_in_many_keys_what_it_finds_in_each(text: str) -> None:
    options = re2.Options()
    options.case_sensitive = False
    each = re2.compile(f"(?m){text}", options)
    expected = [each.search(key.encode("utf-8", "replace").decode()) is not None for key in KEYS]
    pattern = KeyPattern(text)
    assert list(pattern.found_in(KEYS)) == expected
    assert list(pattern.found_in(KEYS[::-1])) == expected[::-1]
    assert [pattern.found_in([key])[0] for key in KEYS] == expected


def test_a_key_with_line_breaks_is_one_key() -> None:
    keys = ["a\nb", "c", "a", "b\n"]
    assert list(KeyPattern(r"a\nb").found_in(keys)) == [1, 0, 0, 0]
    assert list(KeyPattern(r"b\s").found_in(keys)) == [0, 0, 0, 1]
    assert list(KeyPattern("^b$").found_in(keys)) == [1, 0, 0, 1]


def test_nothing_is_found_in_no_keys() -> None:
    assert KeyPattern("x").found_in([]) == b""


def test_parentheses_that_belong_to_no_group_are_refused() -> None:
    with pytest.raises(SelectionError):
        KeyPattern("a)|(b")
