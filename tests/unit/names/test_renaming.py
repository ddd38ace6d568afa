from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.errors import SelectionError
from inspector.names.renaming import RenameRule, Renaming


@pytest.mark.parametrize(
    ("rule", "key", "renamed"),
    [
        ("a.weight=b.weight", "a.weight", "b.weight"),
        ("a.weight=b.weight", "a.weight2", None),
        ("module.*=*", "module.fc.weight", "fc.weight"),
        ("module.*=*", "fc.module.weight", None),
        ("*=model.*", "fc.weight", "model.fc.weight"),
        ("hidden.*=hidden1.*", "hidden.bias", "hidden1.bias"),
        ("hidden.*=hidden1.*", "hidden", None),
        ("*.kernel=*.weight", "conv.kernel", "conv.weight"),
        ("layer*.weight=block.*.w", "layer12.weight", "block.12.w"),
        ("aba*aba=*", "aba", None),
        ("aba*aba=*", "abaaba", ""),
        (r"a\*b=c\=d", "a*b", "c=d"),
        (r"a\\*=b*", "a\\x", "bx"),
        (r"a\.b=c", r"a\.b", "c"),
        ("=x", "", "x"),
    ],
)
def test_a_rule_renames_the_keys_it_is_about(rule: str, key: str, renamed: str | None) -> None:
    assert RenameRule.parse(rule).apply(key) == renamed


@pytest.mark.parametrize("text", ["", "a", "a=b=c", "a*b*=*", "a*=b", "a=b*", "a*=**"])
def test_other_text_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(SelectionError, match="OLD"):
        RenameRule.parse(text)


@given(st.text("ab.*=\\"), st.text("ab.*=\\"), st.text("ab.*=\\"))
def test_rules_are_written_as_they_are_read(old: str, new: str, middle: str) -> None:
    for rule in (RenameRule.key(old, new), RenameRule.prefix(old, new), RenameRule((old, new), (new, old))):
        assert RenameRule.parse(str(rule)) == rule
    assert RenameRule.key(old, new).apply(old) == new
    assert RenameRule.prefix(old, new).apply(old + middle) == new + middle


def test_the_first_rule_about_a_key_applies_alone() -> None:
    renaming = Renaming.parse(["a.x=first", "a.*=b.*", "b.*=c.*", "a.y=never", "d=e", "d=f"])
    assert [renaming.apply(key) for key in ("a.x", "a.y", "b.z", "d", "other")] == ["first", "b.y", "c.z", "e", "other"]
    assert renaming.find("other") is None
    found = renaming.find("a.y")
    assert found is not None
    assert str(found[0]) == "a.*=b.*"


def test_many_rules_about_single_keys_are_not_tried_one_by_one() -> None:
    class CountedRule(RenameRule):
        applied = 0

        def apply(self, key: str) -> str | None:
            type(self).applied += 1
            return super().apply(key)

    count = 20_000
    renaming = Renaming(
        [*(CountedRule((f"k{i}",), (f"n{i}",)) for i in range(count)), CountedRule(("z", ""), ("y", ""))]
    )
    assert [renaming.apply(f"k{i}") for i in range(count)] == [f"n{i}" for i in range(count)]
    assert CountedRule.applied == 0
    assert renaming.apply("zz") == "yz"
