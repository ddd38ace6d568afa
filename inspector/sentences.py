"""What the library says in English, in the reader's language: sentences are recognised by the templates they came from.

The library writes plain English f-strings, since most of what it says goes to the command line, into JSON, into logs and
into exceptions, which stay English. A window in another language shows it through :func:`translated`. The templates of all
those texts, which ``packaging/translations.py`` finds in the code and keeps in ``resources/languages/sentences.json``, are
translated beside the window's own texts. A sentence is compared with the few that share a rare word with it; the one with
most letters in common is translated, and its fields are filled in, translated themselves where they are sentences. What no
template fits is split where the library joins sentences (``file: reason``, ``one; another``), and stays English if that
does not help.

The other way, a ``str`` that remembers its template, would not survive an exception that a worker pickles, a ``join``, or a
file in a cache, and would change a thousand lines that have nothing to do with languages.

A process in English loads nothing of this.
"""

from __future__ import annotations

import json
import re
import string
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from inspector.resources import resource
from inspector.wording import Catalogue, catalogue_in_use, local_number, tr, translatable

__all__ = ["Template", "Templates", "translated"]

#: How two are joined.
_SENTENCES = translatable("{first} {second}")
_CLAUSES = translatable("{first}; {second}")
_ITEMS = translatable("{first}, {second}")
_PLACED = translatable("{first}: {second}")
_JOINTS = {"; ": _CLAUSES, ", ": _ITEMS, ": ": _PLACED}

#: Longer texts are no sentences.
_MAX_LENGTH = 4000
#: Sentences within sentences, and how many parts of one text are looked at, which bounds the time that any text takes.
_MAX_DEPTH = 8
_MAX_PARTS = 300
_MAX_SPLITS = 6

_WORD = re.compile(r"[A-Za-z]{2,}")
_COUNTED = re.compile(r"(\d[\d,]*) (\D.*)")
_NUMBER = re.compile(r"[-+]?(?:\d+(?:,\d{3})*(?:\.\d+)?(?:e[-+]?\d+)?|nan|inf)")
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)\]'\"]\.) (?=[A-Z])")
#: From here on letters are set without blanks between them.
_IDEOGRAPHS = "\u2e80"
_FIELD = re.compile(r"\{\{|\}\}|\{(\w+)(?::,)?\}")


@dataclass(frozen=True, slots=True)
class Template:
    """A text of the library: ``source`` as translators see it, the literals around its fields, the fields' names."""

    source: str
    literals: tuple[str, ...]
    names: tuple[str, ...]
    numbers: frozenset[str]

    @classmethod
    def of(cls, source: str) -> Template:
        """The template as it is written: ``{name}`` is any text, ``{name:,}`` a number."""
        literals, names, numbers = [""], [], set()
        for literal, name, spec, _ in string.Formatter().parse(source):
            literals[-1] += literal
            if name is not None:
                names.append(name)
                literals.append("")
                if spec:
                    numbers.add(name)
        return cls(source, tuple(literals), tuple(names), frozenset(numbers))

    @property
    def weight(self) -> tuple[int, int, int]:
        """Templates that say more are preferred, of those the ones with fewer fields, and of those the ones with numbers."""
        return sum(map(len, self.literals)), -len(self.names), len(self.numbers)

    def words(self) -> set[str]:
        """The words that every text of this template has, in small letters: those that no field goes on from."""
        found: set[str] = set()
        last = len(self.literals) - 1
        for number, literal in enumerate(self.literals):
            for match in _WORD.finditer(literal):
                is_whole = (match.start() > 0 or number == 0) and (match.end() < len(literal) or number == last)
                if is_whole:
                    found.add(match[0].lower())
        return found

    def match(self, text: str) -> dict[str, str] | None:
        """What stands in the fields of a text, None if it is none of this template. Takes time in proportion to the text."""
        first, last = self.literals[0], self.literals[-1]
        if text[: len(first)] != first and text[:1].lower() + text[1 : len(first)] != first:
            return None
        if not self.names:
            return {} if len(text) == len(first) else None
        position, end = len(first), len(text) - len(last)
        if end < position or not text.endswith(last):
            return None
        values: dict[str, str] = {}
        for name, literal in zip(self.names, self.literals[1:], strict=True):
            if name in self.numbers:
                number = _NUMBER.match(text, position, end)
                stop = number.end() if number and text.startswith(literal, number.end()) else -1
            else:
                stop = end if name == self.names[-1] else text.find(literal, position, end)
            if stop < 0:
                return None
            values[name] = text[position:stop]
            position = stop + len(literal)
        return values if position == len(text) else None


@dataclass
class Templates:
    """All templates, found by a word that few of them have."""

    texts: Sequence[tuple[str, str]]
    nouns: dict[str, tuple[str, str]] = field(default_factory=dict)
    _by_word: dict[str, list[Template]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        templates = [(template, template.words()) for template in map(Template.of, self._templates())]
        counts: dict[str, int] = {}
        for _, words in templates:
            for word in words:
                counts[word] = counts.get(word, 0) + 1
        for template, words in templates:
            if words:
                self._by_word.setdefault(min(words, key=lambda word: (counts[word], word)), []).append(template)

    def _templates(self) -> Iterable[str]:
        for text, several in self.texts:
            if several:
                self.nouns[text.removeprefix("%n ")] = self.nouns[several.removeprefix("%n ")] = (text, several)
            else:
                yield text

    def recognised(self, text: str) -> tuple[Template, dict[str, str]] | None:
        """The template that a text came from, and its fields."""
        best = None
        for template, values in self._fitting(text):
            is_better = best is None or template.weight > best[0].weight
            if is_better and all(any(self._fitting(other)) for other in _others(template, values)):
                best = template, values
        return best

    def _fitting(self, text: str) -> Iterator[tuple[Template, dict[str, str]]]:
        for word in {match.lower() for match in _WORD.findall(text)}:
            for template in self._by_word.get(word, ()):
                values = template.match(text)
                if values is not None:
                    yield template, values


def _others(template: Template, values: Mapping[str, str]) -> Iterator[str]:
    """What stands in fields and must be sentences, or else is what stands beside this one: ``a.npz: b is closed; …``."""
    if template.literals[0].isupper():  # ``DANGER: …`` stands before any number of them
        return
    for number, value in enumerate(values.values()):
        is_before = number == 0 and not template.literals[0]
        if "; " in value or (is_before and (": " in value or value.endswith(":"))):
            yield value


def translated(text: str) -> str:
    """A text of the library in the reader's language; as it is in English, or if it is none or not translated."""
    catalogue = catalogue_in_use()
    return text if catalogue is None or len(text) > _MAX_LENGTH else _translated(text, catalogue)


@lru_cache(maxsize=2000)
def _translated(text: str, _catalogue: Catalogue) -> str:
    """Kept for each language, since tables ask for the same texts whenever they are painted."""
    return _Translation().of(text)


@lru_cache(maxsize=1)
def _templates() -> Templates:
    texts = json.loads(resource("languages/sentences.json").read_text("utf-8"))
    return Templates([(text, several) for text, several in texts])


class _Translation:
    """The translation of one text, within the bounds of its parts."""

    def __init__(self) -> None:
        self._parts = 0

    def of(self, text: str, depth: int = 0) -> str:
        if depth > _MAX_DEPTH or not _WORD.search(text):
            return text
        return self._sentences(text, depth) or self._whole(text, depth) or self._joined(text, depth) or text

    def _sentences(self, text: str, depth: int) -> str:
        """Several sentences that are all known: the last field of the first would take the others, too. "" otherwise."""
        parts = _SENTENCE_END.split(text)
        if not 1 < len(parts) <= _MAX_SPLITS or not all(self._whole(part, depth + 1) for part in parts):
            return ""
        return self._series(parts, _SENTENCES, depth)

    def _whole(self, text: str, depth: int) -> str:
        """A text that is one sentence, or a count with its noun; "" if it is none."""
        self._parts += 1
        if self._parts > _MAX_PARTS:
            return ""
        templates = _templates()
        counted = _COUNTED.fullmatch(text)
        if counted and counted[2] in templates.nouns:
            return tr(*templates.nouns[counted[2]], int(counted[1].replace(",", "")))
        joint = next((joint for joint in (*_JOINTS, " ") if text.startswith(joint)), "")
        bare = text[len(joint) :].strip()
        end = "." if bare.endswith(".") and not bare.endswith("..") else ""
        found = templates.recognised(text) if joint == " " else None
        found = found or templates.recognised(bare.removesuffix(end))
        if found is None:
            return ""
        template, values = found
        joint = "" if template.source.startswith(" ") else joint
        said = tr(template.source)
        if said == template.source:
            return ""
        if bare[:1].isupper():
            said = said[:1].upper() + said[1:]
        filled = {
            name: local_number(value) if name in template.numbers else self.of(value, depth + 1)
            for name, value in values.items()
        }
        said = _FIELD.sub(lambda match: filled[match[1]] if match[1] else match[0][0], said)
        said = tr("{sentence}.", sentence=said) if end else said
        if joint.strip():
            return tr(_JOINTS[joint], first="", second=said)
        return joint + said if said[:1] < _IDEOGRAPHS else said

    def _joined(self, text: str, depth: int) -> str:
        """A text that the library has joined from several, where one of these is known; "" if none is."""
        if text.endswith(".") and not text.endswith(".."):
            said = self.of(text[:-1], depth + 1)
            return "" if said == text[:-1] else tr("{sentence}.", sentence=said)
        if text.endswith(")") and " (" in text:
            head, _, more = text[:-1].partition(" (")
            inside = self.of(head, depth + 1), self.of(more, depth + 1)
            if inside != (head, more):
                return tr("{sentence} ({more})", sentence=inside[0], more=inside[1])
        return (
            self._counted(text, depth)
            or self._placed(text, depth)
            or self._series(_SENTENCE_END.split(text), _SENTENCES, depth)
            or self._series(self._clauses(text, depth), _CLAUSES, depth)
            or self._named(text, depth)
            or self._series(text.split(", "), _ITEMS, depth)
        )

    def _series(self, parts: Sequence[str], joint: str, depth: int) -> str:
        if not 1 < len(parts) <= _MAX_PARTS:
            return ""
        said = [self.of(part, depth + 1) for part in parts]
        if said == list(parts):
            return ""
        whole = said[0]
        for each in said[1:]:
            whole = tr(joint, first=whole, second=each)
        return whole

    def _clauses(self, text: str, depth: int) -> Sequence[str]:
        """The parts between semicolons; those that are one sentence, which has a semicolon in it, stay together."""
        parts = text.split("; ")
        total = len(parts)
        if not 2 < total <= _MAX_SPLITS:
            return parts
        clauses: list[str] = []
        while parts:
            several = range(min(len(parts), total - 1), 1, -1)
            stop = next((stop for stop in several if self._is_known("; ".join(parts[:stop]), depth)), 1)
            clauses.append("; ".join(parts[:stop]))
            del parts[:stop]
        return clauses

    def _is_known(self, text: str, depth: int) -> bool:
        return bool(self._whole(text, depth) or self._placed(text, depth) or self._counted(text, depth))

    def _counted(self, text: str, depth: int) -> str:
        """A sentence with a count behind it: ``… and 2 other dangers``."""
        sentence, _, count = text.rpartition(" and ")
        if not sentence or not _COUNTED.fullmatch(count):
            return ""
        said, counted = self.of(sentence, depth + 1), self._whole(count, depth)
        return tr("{first} and {second}", first=said, second=counted) if counted and said != sentence else ""

    def _placed(self, text: str, depth: int) -> str:
        """One sentence behind the name of what it is about: ``a.npz: the header …``, ``a.npz has …``."""
        for place, separator, sentence in sorted(
            (*_splits(text, ": "), *_splits(text, " ")), key=lambda split: len(split[0])
        ):
            if "; " in f"{place} ":
                return ""
            if place.endswith(","):  # one of several
                continue
            said = self._whole(sentence, depth + 1)
            if said:
                place = self.of(place, depth + 1)
                return tr(_PLACED, first=place, second=said) if separator == ": " else f"{place} {said}"
        return ""

    def _named(self, text: str, depth: int) -> str:
        """The same for what is no single sentence."""
        for place, _, sentence in _splits(text, ": "):
            said = self.of(sentence, depth + 1)
            if said != sentence:
                return tr(_PLACED, first=self.of(place, depth + 1), second=said)
        return ""


def _splits(text: str, separator: str) -> Iterator[tuple[str, str, str]]:
    """The text in two around the separator, at each of the first of these."""
    position = -len(separator)
    for _ in range(_MAX_SPLITS):
        position = text.find(separator, position + len(separator))
        if position < 0:
            return
        yield text[:position], separator, text[position + len(separator) :]
