"""A stand-in for msgspec in the user's interpreters, which have torch and numpy but need none of our libraries.

Records become dataclasses and the parser is Python's own, with the same checks of types as far as readers ask for them. Both
are slower and otherwise the same.
"""

from __future__ import annotations

import dataclasses
import inspect
import json
import sys
import types
import typing
from typing import Any

__all__ = ["stand_in_for_msgspec"]


class Struct:
    """A record whose fields are annotations of its class."""

    def __init_subclass__(cls, *, frozen: bool = False, eq: bool = True, gc: bool = True) -> None:
        for name in inspect.get_annotations(cls):
            default = cls.__dict__.get(name)
            if default is not None and type(default).__hash__ is None:  # which dataclasses take for one that may change
                setattr(cls, name, dataclasses.field(default_factory=lambda it=default: it))  # type: ignore[misc]
        dataclasses.dataclass(frozen=frozen, eq=eq)(cls)


class Meta:
    """The condition that a number is not below ``ge``."""

    def __init__(self, *, ge: int) -> None:
        self.ge = ge


class DecodeError(ValueError):
    """A text is not JSON, or not of the type that was asked for."""


class Decoder:
    """A parser of JSON for values of one type."""

    def __init__(self, kind: Any = Any) -> None:
        self._kind = kind

    def decode(self, text: bytes) -> Any:
        """The value; raises DecodeError."""
        try:
            return _checked(json.loads(text), self._kind)
        except DecodeError:
            raise
        except ValueError as error:
            raise DecodeError(str(error)) from error


def _checked(value: Any, kind: Any) -> Any:
    """A value of JSON as one of ``kind``: a record, dict, tuple, union, number with a condition, or plain type."""
    origin, parts = typing.get_origin(kind), typing.get_args(kind)
    if kind is Any or (origin is None and type(value) is (types.NoneType if kind is None else kind)):
        return value
    if origin is types.UnionType:
        part = next((part for part in parts if _plain(part) is type(value)), None)
        if part is not None:
            return _checked(value, part)
    elif origin is typing.Literal and value in parts:
        return value
    elif origin is typing.Annotated:
        number = _checked(value, parts[0])
        if number >= parts[1].ge:
            return number
    elif origin is dict and type(value) is dict:
        return {name: _checked(item, parts[1]) for name, item in value.items()}
    elif origin is tuple and type(value) is list:
        kinds = parts[:1] * len(value) if parts[-1] is ... else parts
        if len(kinds) == len(value):
            return tuple(map(_checked, value, kinds))
    elif origin is None and issubclass(kind, Struct) and type(value) is dict:
        hints = typing.get_type_hints(kind, include_extras=True)
        try:
            return kind(**{name: _checked(item, hints[name]) for name, item in value.items() if name in hints})
        except TypeError as error:
            raise DecodeError(f"a field is missing ({error})") from error
    raise DecodeError(f"there is {type(value).__name__} where {kind} is expected")


def _plain(kind: Any) -> Any:
    """The type of what JSON has for a kind."""
    return typing.get_origin(kind) or kind


def astuple(record: Any) -> tuple[Any, ...]:
    """The values of a record's fields as they are; ``dataclasses.astuple`` copies what is in them, too."""
    return tuple(getattr(record, each.name) for each in dataclasses.fields(record))


def stand_in_for_msgspec() -> None:
    """Where msgspec is not installed, let what imports it have the names above."""
    try:
        import msgspec  # noqa: F401 - only whether it is there
    except ImportError:
        module = _module("msgspec", Struct=Struct, StructMeta=type, Meta=Meta, DecodeError=DecodeError)
        vars(module)["structs"] = _module("msgspec.structs", replace=dataclasses.replace, astuple=astuple)
        _module("msgspec.json", Decoder=Decoder)


def _module(name: str, **contents: Any) -> types.ModuleType:
    module = sys.modules[name] = types.ModuleType(name)
    vars(module).update(contents)
    return module
