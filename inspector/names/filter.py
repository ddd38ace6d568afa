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
``-bias``           a ``-`` in front of any of these turns it round
==================  ===============================================================================================

All terms must hold. Reading a query is instant; :func:`matching` is for a worker thread and looks at its job.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from inspector.errors import SelectionError
from inspector.jobs import Job
from inspector.names.tree import NameTree
from inspector.tensors.entries import TensorEntry
from inspector.text import MULTIPLES, shortened

__all__ = ["DTYPE_ALIASES", "Query", "matching", "parse"]

#: Entries tested between two looks at the job: about a millisecond of the slowest term.
_SLICE = 1024
_MAX_TERMS = 64
_MAX_PATTERN_LENGTH = 1000

_TOKEN = re.compile(
    r"""(?P<minus>-?)
    (?: /(?P<pattern>(?:\\.|[^/\\])+)/(?=\s|$)
      | "(?P<quoted>[^"]*)"?
      | (?P<field>shape|dtype|type):(?P<value>\S*)
      | (?P<measure>size|params|parameters)(?P<compare>[<>]=?|=)(?P<number>\S*)
      | (?P<word>\S+)
    )""",
    re.VERBOSE | re.IGNORECASE,
)

_COMPARISONS: dict[str, Callable[[int, float], bool]] = {
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

_Test = Callable[[int], bool]


@dataclass(frozen=True, slots=True)
class Query:
    """A query as read: the terms that must hold. An empty query holds for everything."""

    terms: tuple[_Term, ...]

    def __bool__(self) -> bool:
        return bool(self.terms)


@dataclass(frozen=True, slots=True)
class _Term:
    """One condition: ``prepare(tree, job)`` gives the test of an entry's index."""

    prepare: Callable[[NameTree, Job], _Test]
    negated: bool


def parse(text: str) -> Query:
    """The query a person typed. Raises SelectionError with a sentence for a term that can't be understood."""
    terms = [_term(match) for match in _TOKEN.finditer(text)]
    if len(terms) > _MAX_TERMS:
        raise SelectionError(f"a filter may have {_MAX_TERMS} terms, this one has {len(terms):,}")
    return Query(tuple(term for term in terms if term is not None))


def matching(query: Query, tree: NameTree, job: Job | None = None) -> list[int]:
    """The indices of the entries for which every term holds, ascending."""
    job = job or Job()
    found: Sequence[int] = range(len(tree.source))
    for term in query.terms:
        test = term.prepare(tree, job)
        kept: list[int] = []
        for start in range(0, len(found), _SLICE):
            job.check()
            part = found[start : start + _SLICE]
            kept += [i for i in part if not test(i)] if term.negated else [i for i in part if test(i)]
        found = kept
    return list(found)


def _term(match: re.Match[str]) -> _Term | None:
    negated = match["minus"] == "-"
    if match["pattern"]:
        return _Term(_by_pattern(match["pattern"]), negated)
    if match["field"]:
        by_value = _by_shape if match["field"].lower() == "shape" else _by_dtype
        return _Term(by_value(match["value"].lower()), negated)
    if match["measure"]:
        return _Term(_by_measure(match["measure"].lower(), match["compare"], match["number"]), negated)
    word = match["quoted"] if match["quoted"] is not None else match["word"]
    return _Term(_by_word(word.lower()), negated) if word else None


def _by_word(word: str) -> Callable[[NameTree, Job], _Test]:
    def prepare(tree: NameTree, _job: Job) -> _Test:
        keys = tree.keys
        return lambda index: word in keys[index]

    return prepare


def _by_pattern(text: str) -> Callable[[NameTree, Job], _Test]:
    """By RE2, whose time is linear: Python's ``re`` takes centuries for ``(a+)+$`` on forty letters that a file holds."""
    import re2  # few filters are patterns

    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    if len(text) > _MAX_PATTERN_LENGTH:
        raise SelectionError(f"a pattern has at most {_MAX_PATTERN_LENGTH:,} characters")
    try:
        pattern = re2.compile(text, options)
    except (re2.error, UnicodeEncodeError) as error:
        reason = error.args[0].decode() if isinstance(error, re2.error) else "it is not Unicode"
        raise SelectionError(f"/{shortened(text, 60)}/ is no pattern: {shortened(reason, 60)}") from error

    def prepare(tree: NameTree, _job: Job) -> _Test:
        def test(index: int) -> bool:
            key = tree.keys[index]
            if not key.isascii():  # a file may hold half a surrogate pair
                key = key.encode("utf-8", "replace").decode()
            return pattern.search(key) is not None

        return test

    return prepare


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
