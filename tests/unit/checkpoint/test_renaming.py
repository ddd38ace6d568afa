"""Rules that rename keys."""

from __future__ import annotations

import pytest

from inspector.checkpoint.renaming import parse_rules, renamed
from inspector.errors import SelectionError


@pytest.mark.parametrize(
    ("rule", "key", "expected"),
    [
        ("module.*=*", "module.fc.weight", "fc.weight"),
        ("*=model.*", "fc.weight", "model.fc.weight"),
        ("fc.*=head.*", "fc.weight", "head.weight"),
        ("fc.*=head.*", "fcs.weight", "fcs.weight"),
        ("layer.*.w=layers.*.weight", "layer.3.w", "layers.3.weight"),
        ("a.*.a=*", "a.a", "a.a"),
        ("fc.weight=w", "fc.weight", "w"),
        ("fc.weight=w", "fc.weight.x", "fc.weight.x"),
        ("*.gamma=*.weight", "ln.gamma", "ln.weight"),
    ],
)
def test_a_rule_renames_what_it_speaks_of(rule: str, key: str, expected: str) -> None:
    assert renamed(key, parse_rules([rule])) == expected


def test_the_first_rule_that_speaks_of_a_key_decides() -> None:
    rules = parse_rules(["module.head.*=classifier.*", "module.*=*"])
    assert [renamed(key, rules) for key in ("module.head.bias", "module.stem.bias", "other")] == [
        "classifier.bias",
        "stem.bias",
        "other",
    ]


@pytest.mark.parametrize("text", ["", "a", "=b", "a=", "a.*.*=b", "a=*"])
def test_what_is_no_rule_is_refused(text: str) -> None:
    with pytest.raises(SelectionError, match=r"OLD"):
        parse_rules([text])
