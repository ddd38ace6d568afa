"""Texts in the reader's language: what is looked up, what stands in a template, how numbers are written."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from inspector.text import count_text, number_text, size_text
from inspector.wording import local_number, tr, translatable, use_language

GERMAN = {
    ("Open", ""): "Öffnen",
    ("%n tensor in {file}", "%n tensors in {file}"): "{file}: %n Tensoren",
    ("{share:.1%} of {total:,}", ""): "{total:,}, davon {share:.1%}",
}


@pytest.fixture
def german() -> Iterator[list[int]]:
    """A language with other marks, and the numbers it was asked to decline."""
    asked: list[int] = []

    def catalogue(text: str, several: str, n: int) -> str:
        asked.append(n)
        return GERMAN.get((text, several), "")

    use_language(catalogue, ".", ",")
    yield asked
    use_language(None)


def test_english_is_what_stands_in_the_code() -> None:
    assert tr("Open") == translatable("Open") == "Open"
    assert [tr("%n tensor in {file}", "%n tensors in {file}", n, file="a") for n in (0, 1, 1203)] == [
        "0 tensors in a",
        "1 tensor in a",
        "1,203 tensors in a",
    ]
    assert tr("{share:.1%} of {total:,}", share=0.125, total=4096) == "12.5% of 4,096"
    assert tr("a {b}") == "a {b}"  # no template without values


def test_a_language_has_its_own_texts_order_and_marks(german: list[int]) -> None:
    assert tr("Open") == "Öffnen"
    assert tr("%n tensor in {file}", "%n tensors in {file}", 1203, file="1,5.pth") == "1,5.pth: 1.203 Tensoren"
    assert german == [-1, 1203]
    assert tr("{share:.1%} of {total:,}", share=0.125, total=4096) == "4.096, davon 12,5%"


def test_what_is_not_translated_stays_english(german: list[int]) -> None:
    assert tr("%n row", "%n rows", 2000) == "2.000 rows"


def test_numbers_have_the_marks_of_the_language(german: list[int]) -> None:
    assert (count_text(23508), size_text(31130), number_text(0.0123)) == ("23.508", "30,4 KiB", "0,0123")
    assert local_number("1,203.5") == "1.203,5"
    use_language(None)
    assert (count_text(23508), size_text(31130), number_text(0.0123)) == ("23,508", "30.4 KiB", "0.0123")
