"""Which texts of the library are found as sentences, and what their templates look like."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

PACKAGING = Path(__file__).parents[3] / "packaging"


@pytest.fixture
def core_texts(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(PACKAGING))
    import core_texts

    return core_texts


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ('raise CorruptError("the header ends early")', {"the header ends early"}),
        ('raise CorruptError(f"has {n:,} axes of {self._shape!r}")', {"has {n:,} axes of {shape}"}),
        ('f"{a.name} and {b.name} differ."', {"{name} and {name2} differ"}),
        ('f"has no {quoted(name)} in it"', {"has no {name} in it"}),
        ('f"the length is {len(class_)}"', {"the length is {class_}"}),
        ('f"a {\'map\' if m else \'list\'} of {n:,} items"', {"a map of {n:,} items", "a list of {n:,} items"}),
        ('_WHAT = "index"\nf"the {_WHAT} is empty"', {"the index is empty"}),
        ("f\"{plural(n, 'tensor')} have no data\"", {"%n tensor", "{tensors} have no data"}),
        ("plural(n, 'entry', 'entries')", {"%n entry"}),
        ('"the first" + more + f" of {n:,}"', {"the first{more} of {n:,}"}),
        ('"{} left out of it".format(n)', {"{value} left out of it"}),
        ('f"{{a}} is no {b}"', {"{{a}} is no {b}"}),
        ('f"Reading {key}"', {"Reading {key}"}),
        ('f"{names} incomplete: {reason}."', {"{names} incomplete: {reason}"}),
        ('f" while {what}"', {" while {what}"}),
        ('f"DANGER: {dangers[0]}{more}; "', {"DANGER: {dangers}{more}"}),
        ('f"keeps{f\', without {n} of it\' if n else \'\'} all"', {"keeps{value} all", "without {n} of it"}),
    ],
)  # fmt: skip
def test_sentences_are_found(core_texts: ModuleType, code: str, texts: set[str]) -> None:
    assert {text for text, _ in core_texts.extracted_from(code)} == texts


def test_nouns_have_their_plurals(core_texts: ModuleType) -> None:
    assert core_texts.extracted_from("plural(n, 'tensor'), plural(n, 'entry', 'entries')") == {
        ("%n tensor", "%n tensors"),
        ("%n entry", "%n entries"),
    }


@pytest.mark.parametrize(
    "code",
    [
        '"""A docstring of a module."""',
        'def __repr__(self):\n    return f"the object {self.name} here"',
        'tr("A text of the window")',
        're.compile("one or more")',
        'if text == "is not it":\n    pass',
        '"<p>one of many</p>"',
        '"one two\\nthree four"',
        '"torch.nn.Linear torch.nn.Conv2d"',
        '"lora_A lora_B"',
        'x: "Sequence of int" = 3',
        '"word"',
        'f"{a} of {b}"',
    ],
)
def test_what_is_no_sentence_is_passed_over(core_texts: ModuleType, code: str) -> None:
    assert core_texts.extracted_from(code) == set()
