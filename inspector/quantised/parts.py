"""The names of the parts of quantised weights: they tell whether a checkpoint has any before decoders are loaded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, repeat
from operator import attrgetter, is_, itemgetter

from inspector.jobs import Job
from inspector.tensors.columns import TensorColumns
from inspector.tensors.dtypes import DType, dtype_named
from inspector.tensors.entries import Entry, ObjectEntry

__all__ = ["SUFFIXES", "is_torchao", "may_hold_weights"]

#: What the name of at least one part of every quantised weight ends with; :mod:`.detection` knows the schemes.
SUFFIXES = (
    ".quant_state.bitsandbytes__nf4", ".quant_state.bitsandbytes__fp4", "SCB", "qweight", "_packed", "_scale",
    "_scale_inv", "_blocks", "W_q", "._data", "_qdata", "_scale_2", ".scale_weight", ".codes", ".scales",
)  # fmt: skip
#: The ends of those: of names there are many, of what they end with few, which are looked through as one text.
_ENDINGS = tuple(f"{suffix[-7:]}\n" for suffix in SUFFIXES)
_RUN = 4096
_dtype, _where = attrgetter("dtype"), attrgetter("where")
_ending = itemgetter(slice(-7, None))
#: Types that a quantised weight has scales of, and never all of its parts; by identity, which takes half the time.
_FLOATS = frozenset(map(id, map(dtype_named, ("float16", "bfloat16", "float32", "float64"))))
_TORCHAO = "torchao."


def may_hold_weights(entries: Sequence[Entry], job: Job) -> bool:
    """Whether any entry is such an object, or has the ending of a part: few checkpoints are gone through any further.

    Where all are tensors of ordinary floats none is, whatever it ends with.
    """
    if _are_floats(entries, job):
        return False
    if isinstance(entries, TensorColumns):
        return any(_is_any_of_a_part(set(map(_ending, columns.names))) for columns in entries.columns)
    for start in range(0, len(entries), _RUN):
        job.check()
        run = entries[start : start + _RUN]
        kinds = [*map(type, run)]
        if ObjectEntry in set(kinds) and any(map(is_torchao, compress(run, map(is_, kinds, repeat(ObjectEntry))))):
            return True
        try:
            endings = {where[-7:] if type(where) is str else where[-1][-7:] for where in map(_where, run)}
        except (IndexError, TypeError):  # a path is empty, or ends with what is no text
            names = [where if type(where) is str else where[-1] for where in map(_where, run) if where]
            if not any(issubclass(kind, str) for kind in set(map(type, names))):  # as in an object with its attributes
                continue
            endings = {name[-7:] for name in names if isinstance(name, str)}
        if _is_any_of_a_part(endings):
            return True
    return False


def _are_floats(entries: Sequence[Entry], job: Job) -> bool:
    """Whether all are tensors of ordinary floats, which is told in less time than what any of them ends with."""
    for dtypes in _types(entries):
        job.check()
        try:
            if not _FLOATS.issuperset(map(id, dtypes)):
                return False
        except AttributeError:  # one is no tensor
            return False
    return True


def _types(entries: Sequence[Entry]) -> Iterator[Iterable[DType]]:
    """The element types of entries, run by run; raises AttributeError in the middle of one with an entry that has none."""
    if isinstance(entries, TensorColumns):
        yield from (columns.types for columns in entries.columns)
        return
    for start in range(0, len(entries), _RUN):
        yield map(_dtype, entries[start : start + _RUN])


def _is_any_of_a_part(endings: Iterable[str]) -> bool:
    text = "\n".join((*endings, ""))
    return any(map(text.__contains__, _ENDINGS))


def is_torchao(entry: Entry) -> bool:
    """Whether this is an object of one of torchao's tensor classes, whose attributes are the parts."""
    return (
        isinstance(entry, ObjectEntry) and entry.class_name.startswith(_TORCHAO) and entry.class_name.endswith("Tensor")
    )
