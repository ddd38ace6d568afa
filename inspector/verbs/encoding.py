"""Entries, values and findings as JSON: what scripts read, described in the README.

JSON has no NaN, no bytes, no tuples and no keys but strings, and Python refuses to write very long integers. All of these
are written as ``{"kind of thing": content}``, so that nothing is lost and nothing is mistaken for something else.
"""

from __future__ import annotations

import sys
from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from inspector.findings import Finding
from inspector.sources.storage import Storage
from inspector.strict_json import dumps, number
from inspector.tensors.entries import Attribute, Entry, Key, ObjectEntry, PathElement, ReferenceEntry, TensorEntry

__all__ = ["StorageNumbers", "encode_entry", "encode_finding", "encode_path", "encode_value", "write_json"]

#: Containers nested deeper than this are given by their repr: the JSON encoder recurses.
_MAX_DEPTH = 64
#: Python writes integers of up to 4,300 decimal digits, which is 14,284 bits.
_MAX_INT_BITS = 14_280


#: Items of a long list that are written together: an encoder for each would take as long as what it writes.
_ITEMS_AT_ONCE = 1000


def write_json(record: Mapping[str, Any]) -> None:
    """One record on one line of standard output.

    A value that is an iterator becomes a list, whose items are written a thousand at a time: there may be millions.
    """
    write = sys.stdout.write
    separator = "{"
    for name, value in record.items():
        write(f"{separator}{dumps(name)}: ")
        separator = ", "
        if isinstance(value, Iterator):
            before = "["
            while several := list(islice(value, _ITEMS_AT_ONCE)):
                write(before + dumps(several)[1:-1])
                before = ", "
            write("]" if before == ", " else "[]")
        else:
            write(dumps(value))
    write("}\n")


class StorageNumbers:
    """Numbers storages in the order in which they are first asked for; entries on one storage share its number."""

    def __init__(self) -> None:
        self._numbers: dict[Hashable, int] = {}

    def __getitem__(self, storage: Storage) -> int:
        return self._numbers.setdefault(storage.key, len(self._numbers))


def encode_entry(entry: Entry, storages: StorageNumbers) -> dict[str, Any]:
    """What ``ls`` says of one entry."""
    record: dict[str, Any] = {"path": encode_path(entry.path), "key": entry.key}
    if isinstance(entry, TensorEntry):
        return record | {"kind": "tensor"} | _encode_tensor(entry, storages)
    if isinstance(entry, ObjectEntry):
        attributes = {name: encode_value(value) for name, value in entry.attributes.items()}
        return record | {"kind": "object", "class": entry.class_name} | attributes
    if isinstance(entry, ReferenceEntry):
        return record | {"kind": "reference", "to": encode_path(entry.to)}
    return record | {"kind": "value", "value": encode_value(entry.value)}


def _encode_tensor(entry: TensorEntry, storages: StorageNumbers) -> dict[str, Any]:
    record: dict[str, Any] = {"dtype": entry.dtype.name, "shape": list(entry.shape), "nbytes": entry.nbytes}
    if entry.layout != "strided":
        record |= {"logical": True} if entry.is_logical else {"layout": entry.layout}
        record["components"] = {name: _encode_tensor(part, storages) for name, part in entry.components.items()}
    elif entry.storage is not None:
        record["strides"] = list(entry.strides)
        record["storage"] = storages[entry.storage]
        record["storage_offset"] = entry.storage_offset
        record["storage_nbytes"] = entry.storage_nbytes
    if entry.quantization is not None:
        quantization = entry.quantization
        record["quantization"] = {
            "scheme": quantization.scheme,
            "scale": encode_value(list(quantization.scale)),
            "zero_point": encode_value(list(quantization.zero_point)),
            "axis": quantization.axis,
        }
    record |= {name: True for name in ("conjugate", "negative") if getattr(entry, name)}
    return {name: encode_value(value) for name, value in entry.attributes.items()} | record


def encode_finding(finding: Finding) -> dict[str, str]:
    """A finding as it is."""
    return {
        "severity": finding.severity.value,
        "code": finding.code,
        "message": finding.message,
        "where": finding.where,
    }


def encode_path(path: Sequence[PathElement]) -> list[Any]:
    """The container keys: a string or a list position as itself, all others by what they are."""
    return [_encode_path_element(element) for element in path]


def _encode_path_element(element: PathElement) -> Any:
    if isinstance(element, Attribute):
        return {"attr": element.name}
    if isinstance(element, Key):
        return {"repr": element.value} if element.opaque else _encode_key(element.value)
    return element


def _encode_key(value: object) -> Any:
    """A dict key; within a tuple integers are marked as well, as they are outside."""
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return {"bytes": value.hex()}
    if isinstance(value, tuple):
        return {"tuple": [_encode_key(part) for part in value]}
    if isinstance(value, int) and not isinstance(value, bool) and value.bit_length() <= _MAX_INT_BITS:
        return {"int": value}
    return {"repr": _repr(value)}


def encode_value(value: object, depth: int = 0) -> Any:
    """A plain value as JSON can hold it."""
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int):
        return int(value) if value.bit_length() <= _MAX_INT_BITS else {"repr": _repr(value)}
    if isinstance(value, float):
        return number(value)
    if isinstance(value, complex):
        return {"complex": [encode_value(value.real), encode_value(value.imag)]}
    if isinstance(value, (bytes, bytearray)):
        return {"bytes": value.hex()}
    if depth < _MAX_DEPTH:
        if isinstance(value, list):
            return [encode_value(part, depth + 1) for part in value]
        if isinstance(value, tuple):
            return {"tuple": [encode_value(part, depth + 1) for part in value]}
        if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
            return {key: encode_value(part, depth + 1) for key, part in value.items()}
    return {"repr": _repr(value)}


def _repr(value: object) -> str:
    if isinstance(value, int) and value.bit_length() > _MAX_INT_BITS:
        return f"<int of {value.bit_length()} bits>"
    try:
        return repr(value)
    except (ValueError, RecursionError):  # a very long integer or very deep nesting inside
        return f"<{type(value).__name__}>"
