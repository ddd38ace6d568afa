"""The element types of Zarr arrays, of version 2 as numpy describes them and of version 3 by names.

The types that ml_dtypes has beyond numpy's go by their names there, as tensorstore writes them, an element in each byte at
least. Those of version 3 that have parameters are in https://github.com/zarr-developers/zarr-extensions, ``data-types``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from inspector.errors import UnsupportedError
from inspector.tensors.dtypes import DTYPES, DType, Kind, dtype_of_numpy
from inspector.text import printable, shortened

__all__ = ["dtype_of_version_2", "dtype_of_version_3"]

_NUMPY_TYPE = re.compile(r"[<>|](b1|[iu][1248]|f[248]|c(8|16)|[SUV]\d{1,6}|[Mm]8(\[\w{1,6}\])?)")
_RAW = re.compile(r"r(\d{1,6})")
_MAX_NBYTES = 1 << 20
_MAX_FIELDS = 1000
#: A character for numpy, and how many bytes of its elements one of what it counts takes.
_SIZED = {"null_terminated_bytes": ("S", 1), "fixed_length_utf32": ("U", 4), "raw_bytes": ("V", 1)}
_TIMES = {"numpy.datetime64": "M", "numpy.timedelta64": "m"}


def dtype_of_version_2(descr: Any) -> DType:
    """Raises UnsupportedError for a type that is not decoded."""
    dtype = _fields(descr) if isinstance(descr, list) else _plain(descr)
    return dtype_of_version_3(descr) if dtype is None else dtype_of_numpy(dtype)


def dtype_of_version_3(name: Any) -> DType:
    """Raises UnsupportedError for a type that is not decoded."""
    if isinstance(name, str):
        known = DTYPES.get(name)
        if (
            known is not None
            and known.elements_per_unit == known.values_per_element == 1
            and known.kind is not Kind.TEXT
        ):
            return known
        raw = _RAW.fullmatch(name)
        if raw is not None and int(raw[1]) and int(raw[1]) % 8 == 0:
            return dtype_of_numpy(np.dtype(f"V{int(raw[1]) // 8}"))
    elif isinstance(name, dict) and (dtype := _of_parameters(name)) is not None:
        return dtype_of_numpy(dtype)
    shown = name.get("name") if isinstance(name, dict) else name
    raise UnsupportedError(f"has elements of the type {printable(shortened(str(shown), 60))}, which is not decoded")


def _plain(descr: Any) -> np.dtype[Any] | None:
    if not isinstance(descr, str) or not _NUMPY_TYPE.fullmatch(descr):
        return None
    try:
        dtype = np.dtype(descr)
    except TypeError:  # a unit of time that numpy has not
        return None
    return dtype if dtype.itemsize else None


def _fields(descr: list[Any]) -> np.dtype[Any] | None:
    """Records: of each field the name, the type, and perhaps the shape. None for records in records and what is none."""
    found: list[tuple[str, np.dtype[Any], tuple[int, ...]]] = []
    nbytes = 0
    for each in descr[:_MAX_FIELDS]:
        name, kind, shape = (*each, [])[:3] if isinstance(each, list) and len(each) in (2, 3) else ("", None, [])
        dtype = _plain(kind)
        if not isinstance(name, str) or not name or dtype is None or not isinstance(shape, list):
            return None
        if not all(type(size) is int and 0 < size < _MAX_NBYTES for size in shape) or len(shape) > len("axes"):
            return None
        nbytes += dtype.itemsize * int(np.prod(shape, dtype=object))
        found.append((name, dtype, tuple(shape)))
    if not found or len(found) < len(descr) or len({name for name, *_ in found}) < len(found) or nbytes > _MAX_NBYTES:
        return None
    return np.dtype(found)


def _of_parameters(named: Mapping[str, Any]) -> np.dtype[Any] | None:
    """A type of version 3 with parameters; None for one that is not known."""
    name, facts = named.get("name"), named.get("configuration")
    if not isinstance(name, str) or not isinstance(facts, dict):
        return None
    if name in _SIZED:
        character, each = _SIZED[name]
        nbytes = facts.get("length_bytes")
        if type(nbytes) is int and 0 < nbytes <= _MAX_NBYTES and nbytes % each == 0:
            return np.dtype(f"{character}{nbytes // each}")
    elif name in _TIMES:
        unit, scale = facts.get("unit"), facts.get("scale_factor")
        if unit == "generic":
            return np.dtype(f"<{_TIMES[name]}8")
        return _plain(f"<{_TIMES[name]}8[{scale if scale != 1 else ''}{unit}]")
    return None
