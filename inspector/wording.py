"""Texts for people in the reader's language: English here and on the command line, another where the window chose one.

Texts are written in English where they are used, as literals given to :func:`tr` or marked by :func:`translatable`, from
where Qt's tools extract them (``packaging/translations.py``). What the library says to the command line and the window alike
is English until the window shows it (:mod:`inspector.sentences`). What translates is given by the window with
:func:`use_language`, so that nothing here knows Qt. Names, keys, codes and what other programs read are never translated.
"""

from __future__ import annotations

import string
from collections.abc import Callable
from typing import Any

__all__ = ["Catalogue", "catalogue_in_use", "language_code", "local_number", "tr", "translatable", "use_language"]

#: The translation of a text, its plural in English and its number (-1 for none); "" where there is none.
Catalogue = Callable[[str, str, int], str]


class _Language:
    """What is in use, one for the process: it is chosen once, before the first text is shown."""

    def __init__(self) -> None:
        self.catalogue: Catalogue | None = None
        self.marks: dict[int, str] = {}
        self.code = "en"


_language = _Language()


def use_language(catalogue: Catalogue | None, group: str = ",", decimal: str = ".", code: str = "en") -> None:
    """Translate by ``catalogue`` from here on, None for English; ``group`` and ``decimal`` are the marks within numbers.

    ``code`` is the name of the language by BCP 47, for pages of the web.
    """
    _language.code = code
    _language.catalogue = catalogue
    _language.marks = {ord(","): group, ord("."): decimal} if (group, decimal) != (",", ".") else {}


def catalogue_in_use() -> Catalogue | None:
    """What translates, None for English."""
    return _language.catalogue


def language_code() -> str:
    """The language in use, by BCP 47: ``en``, ``zh-CN``."""
    return _language.code


def local_number(number: str) -> str:
    """A number that Python has written, with the marks of the language: ``1,203.5``, in Vietnamese ``1.203,5``."""
    return number.translate(_language.marks) if _language.marks else number


class _Formatter(string.Formatter):
    """Python's templates, but numbers have the marks of the language: ``{count:,}``, ``{share:.1%}``."""

    def format_field(self, value: Any, format_spec: str) -> str:
        text = format(value, format_spec)
        return local_number(text) if isinstance(value, int | float) else text


_FORMATTER = _Formatter()


def tr(text: str, several: str = "", n: int | None = None, /, **values: object) -> str:
    """``text`` in the reader's language, with ``{name}`` replaced by the value of that name.

    A text about a number has ``%n`` in its place, and ``several`` is how it reads in English for any number but 1.
    Translators see both: Qt's tools take the second for the comment that tells equal texts apart.
    """
    translated = ""
    if _language.catalogue is not None:
        translated = _language.catalogue(text, several, -1 if n is None else n)
    if not translated:
        translated = text if n is None or n == 1 else several
    if n is not None:
        translated = translated.replace("%n", local_number(f"{n:,}"))
    return _FORMATTER.vformat(translated, (), values) if values else translated


def translatable(text: str) -> str:
    """``text`` as it is, marked for translation: it is made on import, and :func:`tr` translates it when it is shown."""
    return text
