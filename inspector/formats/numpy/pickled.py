"""NumPy arrays, scalars and dtypes as pickles record them.

An array is ``_reconstruct(ndarray, (0,), b'b')`` with the state ``(version, shape, dtype, is_fortran, data)``; since
protocol 5 also ``_frombuffer(data, dtype, shape, order)``, to which newer NumPy adds the order of the axes, if it is
neither C's nor Fortran's; a scalar is ``scalar(dtype, data)``. A masked array is
``_mareconstruct(MaskedArray, ndarray, (0,), 'b')`` with the mask's bytes and the fill value at the end of that state. Of an
array of text of any length (``StringDType``) the data is a list of ``str``, as that of an array of Python objects.
dill writes ``_create_array(function, arguments, state, attributes)`` for what ``function(*arguments)`` with that state is.
Sources: numpy/_core/src/multiarray/methods.c, numpy/_core/numeric.py (``_frombuffer``), numpy/ma/core.py
(``MaskedArray.__reduce__``),
https://github.com/uqfoundation/dill/blob/master/dill/_dill.py.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import compress, repeat
from operator import attrgetter, is_not, itemgetter, ne
from typing import Any, ClassVar

from inspector.errors import CheckpointError, CorruptError, UnsupportedError
from inspector.formats.numpy.pickled_dtypes import (
    EXTENSION_NAMES,
    STRING_DTYPE,
    array_shape,
    element_dtype,
    extension_dtype,
    numpy_dtype,
)
from inspector.numeric import np
from inspector.pickles.long_text import LongText
from inspector.pickles.names import words
from inspector.pickles.recogniser import FrameworkTensors, Maker, PickleContext, Recogniser
from inspector.pickles.records import DICT_CLASSES, OUT_OF_BAND, Call, Global, PickledDict, brief, shown
from inspector.pickles.values import NOT_PLAIN, PlainValues
from inspector.sources.storage import MemoryStorage, Part, Storage
from inspector.tensors.dtypes import STRING, DType
from inspector.tensors.entries import NO_ATTRIBUTES, Key, Opaque, Path, TensorEntry, contiguous_strides
from inspector.tensors.reading import read_values
from inspector.tensors.strings import StringStorage

__all__ = ["ARRAY_NAMES", "NUMPY", "NumpyArrays", "as_storage", "object_items"]

_FROM_BUFFER = "numpy.core.numeric._frombuffer"
ARRAY_NAMES = frozenset({"numpy.core.multiarray._reconstruct", _FROM_BUFFER})
_SCALAR_NAME = "numpy.core.multiarray.scalar"
_DILL_NAMES = frozenset({"dill._dill._create_array", "dill.dill._create_array"})
_MASKED_NAMES = frozenset({"numpy.ma.core._mareconstruct", "numpy.ma.mrecords._mrreconstruct"})
_RECONSTRUCT, _NDARRAY = Global("numpy.core.multiarray", "_reconstruct"), Global("numpy", "ndarray")
_BYTES_NAMES = frozenset({"_codecs.encode", "builtins.bytes", "builtins.bytearray"})
_MAX_KEY_NBYTES = 256
_FUNCTION, _ARGS, _STATES = attrgetter("function"), attrgetter("args"), attrgetter("states")
_CHANGES = attrgetter("items"), attrgetter("pairs")
_NBYTES = attrgetter("nbytes")
_FIRST, _LAST = itemgetter(0), itemgetter(-1)
_LAYOUT = attrgetter("dtype", "shape", "strides", "storage.nbytes")


class NumpyArrays(FrameworkTensors):
    """Turns recorded calls into entries of arrays and scalars. One per pickle; each recorded dtype is read once."""

    def __init__(self, _context: PickleContext | None = None) -> None:
        self._dtypes: dict[int, tuple[np.dtype[Any], DType | None]] = {}
        self._texts: dict[int, StringStorage | None] = {}
        self._classes: dict[str, Mapping[str, str]] = {}
        #: By identity of its recorded shape, dtype and order.
        self._known: dict[tuple[int, ...], TensorEntry | None] = {}

    def key(self, call: Call) -> Key | None:
        """Scalars are hashed by their values."""
        entry = self.entry(call, ())
        if entry is None or entry.shape != () or entry.nbytes >= _MAX_KEY_NBYTES:
            return None
        return Key(repr(read_values(entry).item()), opaque=True)

    def plain_entries(self, nodes: Sequence[Any], paths: Sequence[Path | str]) -> list[TensorEntry] | None:
        """Arrays of one class whose bytes lie in the file: each is as the first that shares its recorded shape and type."""
        parts = _columns(nodes)
        if parts is None:
            return None
        shapes, dtypes, orders, storages = parts
        if {*map(type, storages)} != {Part}:
            return self._entries_of_some_in_memory(nodes, paths, [type(storage) is Part for storage in storages])
        alike = [*zip(map(id, shapes), map(id, dtypes), map(id, orders), strict=True)]
        known = self._known
        kinds_of = dict(zip(alike, nodes, strict=True))
        for key, call in kinds_of.items():
            if key not in known:
                try:
                    known[key] = self.entry(call, ())
                except CheckpointError:
                    return None
            if known[key] is None:
                return None
        layouts = {key: _LAYOUT(known[key]) for key in kinds_of}
        kinds, sizes, strides, nbytes = zip(*map(layouts.__getitem__, alike), strict=True)
        if any(map(ne, nbytes, map(_NBYTES, storages))):
            return None
        no, nothing = repeat(False), repeat(NO_ATTRIBUTES)
        fields = (
            paths, kinds, sizes, strides, storages, repeat(0), repeat("strided"), no, no, repeat(None), nothing,
            repeat(self._class(nodes[0])),
        )  # fmt: skip
        return list(map(TensorEntry, *fields))

    def _entries_of_some_in_memory(
        self, nodes: Sequence[Any], paths: Sequence[Path | str], lie_in_file: Sequence[bool]
    ) -> list[TensorEntry] | None:
        """The same where some arrays are so small that their bytes were kept, as the counters of an optimizer are."""
        in_file = [*compress(nodes, lie_in_file)]
        plain = self.plain_entries(in_file, [*compress(paths, lie_in_file)]) if in_file else None
        if plain is None:
            return None
        following, entries = iter(plain), list[TensorEntry]()
        for node, path, lies in zip(nodes, paths, lie_in_file, strict=True):
            try:
                entry = next(following) if lies else self.entry(node, path if isinstance(path, tuple) else (path,))
            except CheckpointError:
                return None
            if entry is None:
                return None
            entries.append(entry)
        return entries

    def _array(self, call: Call, path: Path) -> TensorEntry | None:
        """An array; None for one of objects or of text with gaps, which :func:`object_items` has."""
        shape, record, fortran, data = _array_parts(call)
        dtype, element = self._dtype(record)
        if element is STRING:
            shape, items = object_items(call)
            texts = self._text_storage(items)
            if texts is None:
                return None
            return TensorEntry(path, STRING, shape, contiguous_strides(shape), texts, attributes=self._class(call))
        if element is None:
            if type(data) is not list:
                raise CorruptError("an array of Python objects holds raw bytes instead of objects")
            return None
        storage = as_storage(data)
        if math.prod(shape) * dtype.itemsize != storage.nbytes:
            kind = shown(element.name)
            raise CorruptError(f"an array of shape {brief(shape)} and type {kind} can't have {storage.nbytes:,} bytes")
        strides = contiguous_strides(shape[::-1])[::-1] if fortran else contiguous_strides(shape)
        if call.name == _FROM_BUFFER:
            axes = _axis_order(call, len(shape))
            shape, strides = tuple(shape[axis] for axis in axes), tuple(strides[axis] for axis in axes)
        return TensorEntry(path, element, shape, strides, storage, attributes=self._class(call))

    def _of_dill(self, call: Call, path: Path) -> TensorEntry | None:
        """An array that dill wrote; None for one that is no plain array of numbers."""
        made = _made_by_dill(call)
        return self._array(made, path) if made.name in ARRAY_NAMES else None

    def _scalar(self, call: Call, path: Path) -> TensorEntry:
        """A numpy scalar as a tensor without axes."""
        if type(call.args) is not tuple or len(call.args) != 2:
            raise CorruptError("a numpy scalar without type and data")
        dtype, element = self._dtype(call.args[0])
        if element is None or element is STRING:
            raise UnsupportedError("a numpy scalar of a Python object")
        storage = as_storage(call.args[1])
        if storage.nbytes != dtype.itemsize:
            raise CorruptError(f"a scalar of type {shown(element.name)} can't have {storage.nbytes:,} bytes")
        return TensorEntry(path, element, (), (), storage, attributes={"class": f"numpy.{dtype.name}"})

    def _text_storage(self, items: list[Any]) -> StringStorage | None:
        """:func:`_stored_texts` of a recorded list, which many arrays may share."""
        if id(items) not in self._texts:
            self._texts[id(items)] = _stored_texts(items)
        return self._texts[id(items)]

    def _class(self, call: Call) -> Mapping[str, str]:
        """What is shown of an array beside its values, one object for all of a class."""
        name = _class_of(call)
        return self._classes.get(name) or self._classes.setdefault(name, {"class": name})

    def _dtype(self, record: Any) -> tuple[np.dtype[Any], DType | None]:
        """:func:`element_dtype` of a record, of which many arrays share one."""
        known = self._dtypes.get(id(record))
        if known is None:
            known = self._dtypes[id(record)] = element_dtype(record)
        return known

    makers: ClassVar[Mapping[str, Maker]] = {
        **dict.fromkeys(ARRAY_NAMES, _array),
        **dict.fromkeys(_DILL_NAMES, _of_dill),
        _SCALAR_NAME: _scalar,
    }


def _columns(calls: Sequence[Any]) -> tuple[Sequence[Any], Sequence[Any], Sequence[Any], Sequence[Any]] | None:
    """Shapes, recorded dtypes, orders and data of arrays that are made alike and were not changed later; None for others."""
    first = calls[0]
    if any(map(is_not, map(_FUNCTION, calls), repeat(first.function))) or any(any(map(get, calls)) for get in _CHANGES):
        return None
    arguments = [*map(_ARGS, calls)]
    if {*map(type, arguments)} != {tuple}:
        return None
    states = [*map(_STATES, calls)]
    if first.name == _FROM_BUFFER:
        if {*map(len, arguments)} != {4} or any(states):
            return None
        storages, dtypes, shapes, orders = zip(*arguments, strict=True)
        return shapes, dtypes, orders, storages
    if first.name != _RECONSTRUCT.canonical or not all(arguments) or not all(states):
        return None
    kind = arguments[0][0]
    state = [*map(_LAST, states)]
    if (
        any(map(is_not, map(_FIRST, arguments), repeat(kind)))
        or {*map(type, state)} != {tuple}
        or {*map(len, state)} != {5}
    ):
        return None
    _, shapes, dtypes, orders, storages = zip(*state, strict=True)
    return shapes, dtypes, orders, storages


def _made_by_dill(call: Call) -> Call:
    """The call that dill's stands for, with the state that the array is given."""
    function, args, state, _ = call.args
    made = Call(function, args)
    made.states = [state]
    return made


def _objects_of_dill(call: Call, values: PlainValues) -> Any:
    """The items of an array of Python objects that dill wrote; of an array of another kind its parts."""
    try:
        made = _made_by_dill(call)
    except (TypeError, ValueError):
        return None
    if made.name in _MASKED_NAMES:
        return _masked(made, values)
    return _objects(made, values) if made.name in ARRAY_NAMES else None


def _harm_of_dill(call: Call) -> str:
    """What a call of dill's that is not about an array does: it calls what it is given."""
    function = call.args[0] if type(call.args) is tuple and call.args else None
    if type(function) is Global and function.canonical in ARRAY_NAMES | _MASKED_NAMES:
        return ""
    return f"The pickle calls {call.name}, which calls what it is given; nothing was run."


def object_items(call: Call) -> tuple[tuple[int, ...], list[Any]]:
    """Shape and items of an array of Python objects. Raises CorruptError if they don't fit each other."""
    shape, _, _, data = _array_parts(call)
    if type(data) is not list or len(data) != math.prod(shape):
        raise CorruptError(f"an object array of shape {brief(shape)} without as many items")
    return shape, data


def _stored_texts(items: list[Any]) -> StringStorage | None:
    """The items as a heap of text and the place of each in it; None if they are not all text, for some may be missing."""
    if not all(type(item) is str for item in items):
        return None
    units = np.zeros(len(items), STRING.stored_dtype)
    places: dict[int, tuple[int, int]] = {}  # by identity: a few bytes of a pickle repeat a text of any length
    heap = bytearray()
    for number, item in enumerate(items):
        if id(item) not in places:
            text = item.encode("utf-8", "surrogatepass")
            places[id(item)] = len(heap), len(text)
            heap += text
        units[number] = places[id(item)]
    return StringStorage(MemoryStorage(units.tobytes()), MemoryStorage(heap))


def _objects(call: Call, values: PlainValues) -> Any:
    """The items of an array of Python objects; of one that was made of a single dict the dict."""
    shape, items = object_items(call)
    if (
        shape == ()
        and (type(items[0]) is not Call or items[0].name in DICT_CLASSES)
        and values.of(items[0]) is NOT_PLAIN
    ):
        return items[0]
    return _nested(items, shape)


def _nested(items: list[Any], shape: tuple[int, ...]) -> list[Any]:
    """The items of an array as lists in lists, one level for each axis."""
    for size in reversed(shape[1:]):
        items = [items[start : start + size] for start in range(0, len(items), size or 1)]
    return items


def _masked(call: Call, _values: PlainValues) -> Call | None:
    """A masked array as an object with its ``data`` and its ``mask``, which is true where an element doesn't count."""
    state = call.states[-1] if call.states else None
    if type(state) is not tuple or not 6 <= len(state) <= 7 or type(call.args) is not tuple or not call.args:
        return None
    shape, dtype, fortran, data, mask = state[1:6]
    stored, element = element_dtype(dtype)
    flags = stored if element is None else np.ma.make_mask_descr(stored)  # a record has a flag for each field
    parts = PickledDict()
    parts.pairs += [
        ("data", _ndarray((1, shape, dtype, fortran, data))),
        ("mask", _ndarray((1, shape, np.dtype(bool) if element is None else flags, fortran, mask))),
    ]
    if len(state) == 7 and state[6] is not None:
        parts.pairs.append(("fill_value", state[6]))
    made = Call(call.args[0], ())
    made.states = [parts, *call.states[:-1]] if call.states else [parts]
    return made


def _ndarray(state: tuple[Any, ...]) -> Call:
    made = Call(_RECONSTRUCT, (_NDARRAY, (0,), b"b"))
    made.states = [state]
    return made


def _plain_string_dtype(_call: Call, _values: PlainValues, _depth: int) -> Opaque:
    return Opaque("StringDType()")


def _plain_dtype(call: Call, _values: PlainValues, _depth: int) -> Opaque:
    extension = extension_dtype(call)
    return Opaque(f"dtype({extension.name if extension else repr(numpy_dtype(call, max_fields=1).str)})")


def as_storage(data: Any) -> Storage:
    """The bytes of an array, whatever the protocol made of them (bytes, latin-1 text, a range of the file)."""
    for _ in range(2):  # bytearray(_codecs.encode(text, 'latin1'))
        if type(data) is Call and data.name in _BYTES_NAMES and type(data.args) is tuple:
            data = data.args[0] if data.args else b""
    if isinstance(data, Storage):
        return data
    if type(data) is LongText:
        return data.as_bytes()
    if isinstance(data, str):
        try:
            return MemoryStorage(data.encode("latin-1"))
        except UnicodeEncodeError as error:
            raise CorruptError("array bytes hold characters beyond latin-1") from error
    if isinstance(data, (bytes, bytearray)):
        return MemoryStorage(data)
    if data is OUT_OF_BAND:
        raise CorruptError("its bytes were pickled out of band, beside this file")
    raise CorruptError(f"an array holds a {type(data).__name__} instead of bytes")


def _array_parts(call: Call) -> tuple[tuple[int, ...], Any, bool, Any]:
    """Shape, recorded dtype, whether in Fortran order, and data of a recorded array."""
    if call.name == _FROM_BUFFER:
        if type(call.args) is not tuple or not 4 <= len(call.args) <= 5:
            raise CorruptError("an array buffer without its four arguments")
        data, dtype, shape, order = call.args[:4]
        return array_shape(shape), dtype, order == "F", data
    state = call.states[-1] if call.states else None
    if type(state) is not tuple or len(state) < 4:
        raise CorruptError("an array without its state")
    shape, dtype, fortran, data = state[-4:]
    return array_shape(shape), dtype, fortran is True or fortran == 1, data


def _axis_order(call: Call, axes: int) -> Sequence[int]:
    """Which axis of the shape in which the elements of an array buffer lie is its first, its second, and so on."""
    order = call.args[4] if len(call.args) == 5 and call.args[3] == "K" else None
    if order is None:
        return range(axes)
    if type(order) is not tuple or not {*map(type, order)} <= {int} or sorted(order) != [*range(axes)]:
        raise CorruptError(f"an array buffer of {axes} axes with the axis order {brief(order)}")
    return order


def _class_of(call: Call) -> str:
    kind = call.args[0] if type(call.args) is tuple and call.args else None
    return kind.name if type(kind) is Global and call.name != _FROM_BUFFER else "numpy.ndarray"


NUMPY = Recogniser(
    name="numpy",
    harmless=EXTENSION_NAMES
    | words("""
        numpy.dtype numpy.ndarray numpy.core.multiarray._reconstruct numpy.core.multiarray.scalar
        numpy.core.numeric._frombuffer numpy.matrix numpy.matrixlib.defmatrix.matrix
        numpy.random.__RandomState_ctor numpy.random._pickle.__randomstate_ctor numpy.random._pickle.__generator_ctor
        numpy.random._pickle.__bit_generator_ctor numpy.random._mt19937.MT19937 numpy.random._pcg64.PCG64
        numpy.ma.core._mareconstruct numpy.ma.mrecords._mrreconstruct numpy.ma.MaskedArray
        numpy.ma.core.MaskedArray numpy.ma.core.MaskedConstant numpy.ma.mrecords.MaskedRecords
        numpy.rec.recarray numpy.recarray numpy.core.records.recarray numpy.record numpy.rec.record
        numpy.core.records.record numpy.char.chararray numpy.core.defchararray.chararray
        numpy.core._internal._convert_to_stringdtype_kwargs
    """),
    instantiates=frozenset({"numpy.core.multiarray._reconstruct", "numpy.ma.core._mareconstruct"}),
    conditional=dict.fromkeys(_DILL_NAMES, _harm_of_dill),
    dangerous_parts=words("""
        runstring loadtxt genfromtxt fromfile tofile open_memmap testing f2py ctypeslib
    """),
    open=NumpyArrays,
    values={"numpy.dtype": _plain_dtype, STRING_DTYPE: _plain_string_dtype},
    unwrapped={
        **dict.fromkeys(ARRAY_NAMES, _objects),
        **dict.fromkeys(_MASKED_NAMES, _masked),
        **dict.fromkeys(_DILL_NAMES, _objects_of_dill),
    },
)
