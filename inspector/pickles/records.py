"""What the pickle machine leaves behind: a record of what a pickle would have done, as plain data.

Numbers, text, bytes, lists and tuples are themselves. Everything that would have imported, called or hashed something is a
record: nothing here is ever called, imported or used as a dict key, so neither a name nor a structure in a file can do harm.
"""

from __future__ import annotations

from _compat_pickle import IMPORT_MAPPING, NAME_MAPPING
from typing import Any, final

from msgspec import Struct

from inspector.text import printable, shortened

__all__ = [
    "DICT_CLASSES",
    "MAKES_OTHERS",
    "OUT_OF_BAND",
    "Call",
    "Global",
    "OutOfBand",
    "Persistent",
    "PickledDict",
    "PickledSet",
    "brief",
    "canonical",
    "class_of",
    "named_values",
    "shown",
]

#: The function that protocols 0 and 1 make objects of any class by.
MAKES_OTHERS = "copyreg._reconstructor"
#: Dicts in all but name: their pairs are shown as a dict's.
DICT_CLASSES = frozenset({"collections.OrderedDict", "collections.defaultdict", "collections.Counter", "builtins.dict"})
#: What pickle itself makes of the names of Python 2, and where one version alone has what others have elsewhere: numpy 2
#: and Python 3.13.
_RENAMED_MODULES = {**IMPORT_MAPPING, "numpy._core": "numpy.core", "pathlib._local": "pathlib"}
_RENAMED = {".".join(old): ".".join(new) for old, new in NAME_MAPPING.items()}


def canonical(name: str) -> str:
    """The name under the module layout of Python 3 and numpy 1."""
    if name in _RENAMED:
        return _RENAMED[name]
    end = name.find(".")
    while end > 0:
        renamed = _RENAMED_MODULES.get(name[:end])
        if renamed is not None:
            return renamed + name[end:]
        end = name.find(".", end + 1)
    return name


def shown(name: str) -> str:
    """A name from a file as a message may quote it: on one line, of bounded length."""
    return printable(shortened(name, 100))


@final
class Global:
    """A name the pickle would have imported: ``module.qualname``. One object per name and pickle.

    ``name`` is as the file has it, ``canonical`` as :func:`canonical` spells it.
    """

    __slots__ = ("canonical", "module", "name", "qualname")

    def __init__(self, module: str, qualname: str) -> None:
        self.module = module
        self.qualname = qualname
        self.name = f"{module}.{qualname}"
        self.canonical = canonical(self.name)

    def __repr__(self) -> str:
        return shown(self.name)


@final
class Call(Struct, eq=False):  # a class of Python's takes several times as long to make
    """An object the pickle would have made by calling ``function(*args, **kwargs)``.

    ``function`` is usually a :class:`Global`, but may be any record. ``states`` are the arguments of BUILD (there may be
    several), ``items`` what APPENDS adds to a list-like object, ``pairs`` what SETITEMS adds to a dict-like one.
    """

    function: Any
    args: Any
    kwargs: Any = None
    states: list[Any] | None = None
    items: list[Any] | None = None
    pairs: list[tuple[Any, Any]] | None = None

    @property
    def name(self) -> str:
        """The canonical dotted name of what would have been called; empty if it is not a plain name."""
        return self.function.canonical if type(self.function) is Global else ""

    def __repr__(self) -> str:
        return f"{shown(self.name) or '<computed>'}(...)"


@final
class PickledDict:
    """A dict as its (key, value) pairs in order; keys are not hashed, so they may be anything and may repeat."""

    __slots__ = ("pairs",)

    def __init__(self) -> None:
        self.pairs: list[tuple[Any, Any]] = []


@final
class PickledSet:
    """A set or frozenset as its items in order."""

    __slots__ = ("frozen", "items")

    def __init__(self, items: list[Any], *, frozen: bool) -> None:
        self.items = items
        self.frozen = frozen


@final
class Persistent(Struct, eq=False):
    """A reference to something outside the pickle; torch's storages are such."""

    pid: Any


@final
class OutOfBand:
    """Bytes that were handed on beside the pickle (PEP 574), where no file has them."""

    __slots__ = ()


OUT_OF_BAND = OutOfBand()


def class_of(call: Call) -> str:
    """The canonical name of the class an object is of; empty if that is no plain name."""
    function = call.function
    if call.name == MAKES_OTHERS and type(call.args) is tuple and call.args:
        function = call.args[0]
    return function.canonical if type(function) is Global else ""


def named_values(record: Any) -> dict[str, Any]:
    """The pairs of a recorded dict whose keys are text; empty for anything else. Other keys are not hashed."""
    if type(record) is not PickledDict:
        return {}
    return {key: value for key, value in record.pairs if type(key) is str}


def brief(record: Any) -> str:
    """A record in a few characters, for an error message; bounded for any depth and size."""
    kind = type(record)
    if kind is int:
        return str(record) if abs(record) < 1 << 64 else f"an integer of {record.bit_length():,} bits"
    if kind in (str, bytes):
        return repr(record[:40]) + ("..." if len(record) > 40 else "")
    if kind in (float, bool, type(None), Global, Call):
        return repr(record)
    if kind in (tuple, list):
        shown = [brief(item) if type(item) not in (tuple, list) else type(item).__name__ for item in record[:6]]
        return f"({', '.join(shown)}{', ...' if len(record) > 6 else ''})"
    return kind.__name__
