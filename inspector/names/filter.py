r"""The language of the filter box: which entries a person means by a few words.

==================  ===============================================================================================
``attn weight``     every word occurs in the key, in any order; case is ignored
``"layer norm"``    quotes keep spaces, and keep a field's name from meaning anything
``/attn\.[qk]/``     the key matches the pattern (of RE2: no look-around, no back-references; case ignored)
``shape:4096``      some axis has this size
``shape:64x3x7x7``  the shape is this; ``*`` stands for any size; ``(64)`` is the shape of one axis, ``()`` a scalar's
``dtype:bf16``      the element type's name holds this; short names (bf16, f32, half, i8) are known
``size>1M``         bytes of the tensor; ``> < >= <= =``; k, M, G, T are powers of 1000, Ki, Mi, Gi, Ti of 1024
``params<=4096``    the same for the number of elements
``std>1``           a number of the values: one of :data:`NUMBERS`; ``zeros>50%`` is a share
``has:nan``         there is a NaN among the values; ``has:inf``, ``has:zeros``
``a or b c``        either what comes before or all of what comes after
``-bias``           a ``-`` in front of any of these turns it round
==================  ===============================================================================================

All terms must hold, or all of those on one side of an ``or``. Reading a query is instant; :func:`matching` is for a worker
thread and looks at its job.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain, compress

from inspector.errors import SelectionError
from inspector.jobs import Job
from inspector.names.patterns import KeyPattern
from inspector.names.tree import NameTree
from inspector.tensors.entries import TensorEntry
from inspector.text import MULTIPLES

__all__ = ["DTYPE_ALIASES", "NUMBERS", "NumberOf", "Query", "matching", "parse"]

#: Entries tested between two looks at the job: about a millisecond of the slowest term.
_SLICE = 1024
_MAX_TERMS = 64

_TOKEN = re.compile(
    r"""(?P<minus>-?)
    (?: /(?P<pattern>(?:\\.|[^/\\])+)/(?=\s|$)
      | "(?P<quoted>[^"]*)"?
      | (?P<field>shape|dtype|type|has):(?P<value>\S*)
      | (?P<measure>size|params|parameters|elements)(?P<compare>[<>]=?|=)(?P<number>\S*)
      | (?P<statistic>min|max|mean|std|l2|rms|peak|zeros|nan|inf|median|q0\.01|q0\.5|q0\.99)
        (?P<relation>[<>]=?|=)(?P<bound>\S*)
      | (?P<word>\S+)
    )""",
    re.VERBOSE | re.IGNORECASE,
)

_COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    ">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le, "=": operator.eq,
}  # fmt: skip

#: Short names of element types, and of families of them.
DTYPE_ALIASES = {
    "bf16": "bfloat16", "brain": "bfloat16",
    "f16": "float16", "fp16": "float16", "half": "float16",
    "f32": "float32", "fp32": "float32", "single": "float32",
    "f64": "float64", "fp64": "float64", "double": "float64",
    "f8": "float8", "fp8": "float8", "f4": "float4", "fp4": "float4",
    "i8": "int8", "i16": "int16", "i32": "int32", "i64": "int64", "long": "int64",
    "u8": "uint8", "u16": "uint16", "u32": "uint32", "u64": "uint64", "byte": "uint8",
    "c64": "complex64", "c128": "complex128",
}  # fmt: skip
#: Names that are also part of another type's name and mean only themselves.
_WHOLE_NAMES = frozenset({"int8", "int16", "int32", "int64", "float16", "bool"})

#: Numbers of the values that terms may be on, by what people type; and which column of a table of tensors that is.
NUMBERS = {
    "min": "min", "max": "max", "mean": "mean", "std": "std", "l2": "l2", "rms": "rms", "peak": "peak", "zeros": "zeros",
    "nan": "nan", "inf": "inf", "q0.01": "q0.01", "q0.5": "q0.5", "q0.99": "q0.99", "median": "q0.5",
}  # fmt: skip
_HELD = {"nan": "nan", "inf": "inf", "zeros": "zeros", "zero": "zeros"}

_Test = Callable[[int], bool]
#: Those of some entries, by their indices, for which something holds.
_Choice = Callable[[Sequence[int]], list[int]]
#: The number of a tensor, by the name of its column and the index of the entry; None if it is not known, or there is none.
NumberOf = Callable[[str, int], float | None]


@dataclass(frozen=True, slots=True)
class Query:
    """A query as read: all terms of one of the ``alternatives`` must hold. An empty query holds for everything."""

    alternatives: tuple[tuple[_Term, ...], ...]

    def __bool__(self) -> bool:
        return bool(self.alternatives)

    @property
    def needs_numbers(self) -> bool:
        """Whether a term is on the values, which takes reading them."""
        return any(term.number is not None for terms in self.alternatives for term in terms)


@dataclass(frozen=True, slots=True)
class _Term:
    """One condition: ``prepare(tree, job)`` gives the test of an entry's index.

    One on the key has instead the ``word`` that is to occur in it, or a ``pattern``: a million keys are asked for these
    while somebody types. A condition on the values has the column of their ``number`` and what it has to be; what is not
    known meets neither it nor its opposite.
    """

    prepare: Callable[[NameTree, Job], _Test] | None
    negated: bool
    number: tuple[str, Callable[[float], bool]] | None = None
    word: str | None = None
    pattern: KeyPattern | None = None

    def choice(self, tree: NameTree, numbers: NumberOf | None, job: Job) -> _Choice:
        """What takes the entries for which the term holds from some of them."""
        word, pattern, negated, keys = self.word, self.pattern, self.negated, tree.keys
        if pattern is not None:
            return lambda indices: [
                index
                for index, is_found in zip(indices, pattern.found_in([keys[at] for at in indices]), strict=True)
                if is_found != negated
            ]
        if word is None:
            test = self.test(tree, numbers, job)
            return lambda indices: [index for index in indices if test(index)]
        if negated:
            return lambda indices: [index for index in indices if word not in keys[index]]
        return lambda indices: [index for index in indices if word in keys[index]]

    def test(self, tree: NameTree, numbers: NumberOf | None, job: Job) -> _Test:
        """The test of an entry's index."""
        if self.prepare is not None:
            holds = self.prepare(tree, job)
            return (lambda index: not holds(index)) if self.negated else holds
        assert self.number is not None
        column, is_met = self.number
        if numbers is None:
            raise SelectionError(f"a filter on {column} works on the tensors of one file, not here")
        known, negated = numbers, self.negated

        def test(index: int) -> bool:
            number = known(column, index)
            return number is not None and is_met(number) is not negated

        return test


def parse(text: str) -> Query:
    """The query a person typed. Raises SelectionError with a sentence for a term that can't be understood."""
    alternatives: list[list[_Term]] = [[]]
    for count, match in enumerate(_TOKEN.finditer(text), 1):
        if count > _MAX_TERMS:
            raise SelectionError(f"a filter may have {_MAX_TERMS} terms, this one has more")
        if match["word"] is not None and match[0].lower() == "or":
            alternatives.append([])
        elif (term := _term(match)) is not None:
            alternatives[-1].append(term)
    return Query(tuple(tuple(terms) for terms in alternatives if terms))


def matching(query: Query, tree: NameTree, job: Job | None = None, numbers: NumberOf | None = None) -> list[int]:
    """The indices of the entries for which the query holds, ascending. ``numbers`` is asked for those of the values.

    Raises SelectionError where there are terms on the values and nobody to ask.
    """
    job = job or Job()
    if not query:
        return list(range(len(tree.source)))
    found = [_meeting_all(terms, tree, numbers, job) for terms in query.alternatives]
    if len(found) == 1:
        return found[0]
    is_among = bytearray(len(tree.source))  # a million numbers take long to be sorted, in one go
    for index in job.each(chain.from_iterable(found)):
        is_among[index] = 1
    return list(compress(range(len(is_among)), is_among))


def _meeting_all(terms: Sequence[_Term], tree: NameTree, numbers: NumberOf | None, job: Job) -> list[int]:
    found: Sequence[int] = range(len(tree.source))
    for term in terms:
        choice = term.choice(tree, numbers, job)
        kept: list[int] = []
        for start in range(0, len(found), _SLICE):
            job.check()
            kept += choice(found[start : start + _SLICE])
        found = kept
    return list(found)


def _term(match: re.Match[str]) -> _Term | None:
    negated = match["minus"] == "-"
    if match["pattern"]:
        return _Term(None, negated, pattern=KeyPattern(match["pattern"]))
    if match["statistic"]:
        return _on_number(NUMBERS[match["statistic"].lower()], match["relation"], match["bound"], negated)
    if match["field"] and match["field"].lower() == "has":
        column = _HELD.get(match["value"].lower())
        if column is None:
            raise SelectionError("has: takes nan, inf or zeros")
        return _on_number(column, ">", "0", negated)
    if match["field"]:
        by_value = _by_shape if match["field"].lower() == "shape" else _by_dtype
        return _Term(by_value(match["value"].lower()), negated)
    if match["measure"]:
        return _Term(_by_measure(match["measure"].lower(), match["compare"], match["number"]), negated)
    word = match["quoted"] if match["quoted"] is not None else match["word"]
    return _Term(None, negated, word=word.lower()) if word else None


def _on_number(column: str, relation: str, text: str, negated: bool) -> _Term:
    number = re.fullmatch(r"([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?)(%?)", text[:64].lower())
    if number is None:
        raise SelectionError(f"{column}{relation} takes a number such as 0.5, -1e-3 or 50%")
    bound = float(number[1]) / (100 if number[2] else 1)
    holds = _COMPARISONS[relation]
    return _Term(None, negated, (column, lambda value: holds(value, bound)))


def _by_tensor(holds: Callable[[TensorEntry], bool]) -> Callable[[NameTree, Job], _Test]:
    def prepare(tree: NameTree, _job: Job) -> _Test:
        def test(index: int) -> bool:
            entry = tree.source[index]
            return isinstance(entry, TensorEntry) and holds(entry)

        return test

    return prepare


def _by_shape(text: str) -> Callable[[NameTree, Job], _Test]:
    inside = text.strip("[]()")
    sizes: list[int | None] = []
    for part in re.split("[x×,]", inside.removesuffix(",")) if inside or not text else ():  # "()" is a scalar's shape
        if part not in ("*", "?") and not (part.isdecimal() and len(part) < 20):
            raise SelectionError("shape: takes a size such as 4096 or a shape such as 64x3x7x7 (* is any size)")
        sizes.append(int(part) if part.isdecimal() else None)
    if len(sizes) == 1 and inside == text:
        wanted = sizes[0]
        return _by_tensor(lambda entry: wanted in entry.shape or (wanted is None and bool(entry.shape)))
    return _by_tensor(
        lambda entry: (
            len(entry.shape) == len(sizes)
            and all(size is None or size == actual for size, actual in zip(sizes, entry.shape, strict=True))
        )
    )


def _by_dtype(text: str) -> Callable[[NameTree, Job], _Test]:
    if not text:
        raise SelectionError("dtype: takes the name of an element type such as float32 or bf16")
    name = DTYPE_ALIASES.get(text, text)
    if name in _WHOLE_NAMES:
        return _by_tensor(lambda entry: entry.dtype.name == name)
    return _by_tensor(lambda entry: name in entry.dtype.name.lower())


def _by_measure(measure: str, compare: str, text: str) -> Callable[[NameTree, Job], _Test]:
    plain = text.lower().replace(",", "")
    number = re.fullmatch(r"(\d{1,20}(?:\.\d{1,20})?)([a-z]*)", plain.removesuffix("b") if measure == "size" else plain)
    if number is None or number[2] not in MULTIPLES:
        raise SelectionError(f"{measure}{compare} takes a number such as 4096, 1.5M or 2G")
    bound = float(number[1]) * MULTIPLES[number[2]]
    holds = _COMPARISONS[compare]
    if measure == "size":
        return _by_tensor(lambda entry: holds(entry.file_nbytes, bound))
    return _by_tensor(lambda entry: holds(entry.numel, bound))
