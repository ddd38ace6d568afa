"""A language for tests: every text that can be translated is one in angle brackets, whatever stands in its fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape

from inspector.wording import use_language

_WORDS = re.compile(r"[A-Za-z]{3,} [a-z]{2,}")
_TEXT = re.compile(r">([^<>]+)<|(?:title|aria-label)=\"([^\"]*)\"")
#: What is of the file: names, and code.
_OF_FILE = re.compile(r"<(span class=\"key\"|code)>.*?</(?:span|code)>", re.DOTALL)


@contextmanager
def brackets() -> Iterator[None]:
    """The language of angle brackets, which writes numbers as English does."""
    use_language(lambda text, several, n: f"⟨{several if n > 1 else text}⟩", code="x-brackets")
    try:
        yield
    finally:
        use_language(None)


def english_in(page: str) -> list[str]:
    """The texts of a page of HTML that stand in no brackets though they are words."""
    body = _OF_FILE.sub("", page.partition("<body>")[2])
    texts = (unescape(match[1] or match[2] or "") for match in _TEXT.finditer(body))
    return [text for text in texts if _WORDS.search(_without_brackets(text))]


def _without_brackets(text: str) -> str:
    while (shorter := re.sub(r"⟨[^⟨⟩]*⟩", "", text)) != text:
        text = shorter
    return text
