"""What the library says in the reader's language: templates are recognised, and what is made of several is taken apart."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector import sentences
from inspector.resources import resource
from inspector.sentences import Template, Templates, translated
from inspector.wording import use_language

TEXTS: list[tuple[str, str]] = [
    tuple(each) for each in json.loads(resource("languages/sentences.json").read_text("utf-8"))
]
TEMPLATES = [text for text, several in TEXTS if not several]

GERMAN: Mapping[tuple[str, str], str] = {
    ("has {nbytes:,} bytes of data, its shape asks for {count:,}", ""): "braucht {count:,} Byte und hat {nbytes:,}",
    ("has no data", ""): "hat keine Daten",
    ("{key} can't be read: {reason}", ""): "{key} ist unlesbar: {reason}",
    ("is no whole number of {tensors} and more", ""): "ist keine ganze Zahl von {tensors} und mehr",
    ("Has the first in step {label}, {model}", ""): "In {label} hat {model} es zuerst",
    ("{key} at index {value}", ""): "{key} bei {value}",
    ("%n tensor", "%n tensors"): "%n Tensoren",
    ("it is no tar archive", ""): "es ist kein tar-Archiv",
    ("{sentence}.", ""): "{sentence}!",
    ("it has no {missing}", ""): "es hat kein {missing}",
    ("it has no {missing} beside it", ""): "neben ihm ist kein {missing}",
    ("DANGER: {value}{more}", ""): "GEFAHR: {value}{more}",
    ("calls {name}; nothing was run", ""): "ruft {name}, was nicht geschah",
    ("{first}; {second}", ""): "{first} / {second}",
    ("{first} and {second}", ""): "{first} und {second}",
    ("%n other danger", "%n other dangers"): "%n weitere",
    ("is followed by {what}", ""): "vor {what}",
    ("another; it is ignored", ""): "einem anderen",
    ("it should hold {lost}", ""): "es sollte {lost} haben",
    (" while {what}", ""): " beim {what}",
    ("{name} is not an array of numbers", ""): "{name} ist nichts",
    ("is not an array of numbers", ""): "enthält nichts",
    ("was stopped after {seconds:,} seconds{during}", ""): "hielt nach {seconds:,} s{during}",
}


@pytest.fixture
def german(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    use_language(lambda text, several, _: GERMAN.get((text, several), ""), ".", ",")
    templates = Templates([*GERMAN, ("{a} of {b} things", "")])
    monkeypatch.setattr(sentences, "_templates", lambda: templates)
    yield
    use_language(None)


@pytest.fixture(scope="module")
def templates() -> Templates:
    return Templates(TEXTS)


def rendered(source: str, name: str = "a.b_{}", number: str = "1,203") -> str:
    template = Template.of(source)
    values = [number if each in template.numbers else name.format(at) for at, each in enumerate(template.names)]
    return "".join(chain.from_iterable(zip(template.literals, [*values, ""], strict=True)))


@pytest.mark.parametrize("number", ["7", "1,203", "0.0125", "-3e-08"])
def test_each_template_is_recognised_by_what_it_makes(templates: Templates, number: str) -> None:
    """None is taken for another: of two that fit, the one that says more is the one that it came from."""
    found = {source: templates.recognised(rendered(source, number=number)) for source in TEMPLATES}
    assert [source for source, each in found.items() if each is None or each[0].source != source] == []


def test_fields_are_what_stood_in_them(templates: Templates) -> None:
    text = "has 1,203 bytes of data in the shape, its shape asks for 7"
    recognised = templates.recognised(text)
    assert recognised is not None
    assert recognised[1] == {"length": "1,203", "name": "the shape", "wanted": "7"}


@given(st.sampled_from(TEMPLATES), st.text(max_size=8), st.integers(0, 10**9))
@settings(max_examples=50)
def test_whatever_stands_in_a_field_puts_the_text_together_again(source: str, name: str, number: int) -> None:
    template = Template.of(source)
    text = rendered(source, name.replace("{", "").replace("}", "") + "{}", f"{number:,}")
    values = template.match(text)
    if values is not None:  # a name that has the words of the sentence in it may hide where it ends
        parts = [values[each] for each in template.names]
        assert "".join(chain.from_iterable(zip(template.literals, [*parts, ""], strict=True))) == text


@pytest.mark.parametrize(
    ("english", "german_text"),
    [
        ("has 1,203 bytes of data, its shape asks for 4,096", "braucht 4.096 Byte und hat 1.203"),
        ("has x bytes of data, its shape asks for 4,096", ""),
        ("Has no data.", "Hat keine Daten!"),
        ("1,203 tensors", "1.203 Tensoren"),
        ("w.0 can't be read: has no data", "w.0 ist unlesbar: hat keine Daten"),
        ("a.npz: has no data", "a.npz: hat keine Daten"),
        ("a.npz has no data.", "a.npz hat keine Daten!"),
        ("a: b.npz: w can't be read: unknown", "a: b.npz: w ist unlesbar: unknown"),
        ("x (it is no tar archive; has no data)", "x (es ist kein tar-Archiv / hat keine Daten)"),
        ("It is no tar archive. Has no data.", "Es ist kein tar-Archiv! Hat keine Daten!"),
        (
            "Has the first in step 3, w at index 2. Has the first in step 5, b at index [1].",
            "In 3 hat w bei 2 es zuerst! In 5 hat b bei [1] es zuerst!",
        ),
        ("is no whole number of 2 tensors and more", "ist keine ganze Zahl von 2 Tensoren und mehr"),
        ("b can't be read: it is no tar archive", "b ist unlesbar: es ist kein tar-Archiv"),
        ("a: it has no x; b: it has no y beside it", "a: es hat kein x / b: neben ihm ist kein y"),
        ("a.b has no data; it should hold 1 tensor", "a.b hat keine Daten / es sollte 1 Tensoren haben"),
        ("; it should hold w", " / es sollte w haben"),
        ("Is followed by another; it is ignored.", "Vor einem anderen!"),
        (
            "x: DANGER: calls os.system; nothing was run and 2 other dangers; b has no data",
            "x: GEFAHR: ruft os.system, was nicht geschah und 2 weitere / b hat keine Daten",
        ),
        ("was stopped after 1,500 seconds while it ran", "hielt nach 1.500 s beim it ran"),
        ("x can't be read: Error -3 while decompressing", "x ist unlesbar: Error -3 while decompressing"),
        ("has 1,203 bytes of data, its shape asks for 4,096 then", ""),
        ("b can't be read: is not an array of numbers", "b ist unlesbar: enthält nichts"),
        ("1 of 2 things", ""),
        ("has no data of it can't be read: has no data things", "has no data of it ist unlesbar: has no data things"),
        ("1 of it is no tar archive things", ""),
        ("k" * 5000 + ": has no data", ""),
        ("layers.0.weight", ""),
        ("一个张量", ""),
        ("", ""),
    ],
)
def test_sentences_are_translated_with_what_is_in_them(german: None, english: str, german_text: str) -> None:
    assert translated(english) == (german_text or english)


def test_english_loads_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> Templates:
        raise AssertionError

    monkeypatch.setattr(sentences, "_templates", refuse)
    assert translated("has no data") == "has no data"


@pytest.mark.parametrize("text", ["has no x; " * 200, "a: " * 1200, "(" * 3000 + " ()", "has " * 900, "x. X" * 900])
def test_what_is_made_to_take_long_does_not(german: None, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    looked_up: list[str] = []
    recognised = Templates.recognised

    def counted(self: Templates, part: str) -> tuple[Template, dict[str, str]] | None:
        looked_up.append(part)
        return recognised(self, part)

    monkeypatch.setattr(Templates, "recognised", counted)
    sentences._translated.cache_clear()
    translated(text)
    assert len(looked_up) <= 300
