"""The program of an inference model of Paddle: ``.pdmodel``, a protobuf message, or since Paddle 3 ``.json``.

It has no tensors; it names those in the ``.pdiparams`` beside it, and tells the operators.
Source: ``paddle/phi/core/framework/framework.proto`` and ``paddle/fluid/pir/serialize_deserialize/`` of
https://github.com/PaddlePaddle/Paddle.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from msgspec import DecodeError, Struct
from msgspec import field as json_field
from msgspec.json import Decoder

from inspector.errors import CheckpointError, CorruptError
from inspector.findings import Finding, Severity
from inspector.limits import LIMITS, Limits
from inspector.sources.documents import read_document
from inspector.sources.protobuf import BYTES, Message, fields_seen, signed
from inspector.sources.source import Source
from inspector.sources.storage import Storage

__all__ = ["Program", "probe_program", "program_beside", "program_in"]

_SUFFIXES = (".json", ".pdmodel")
_BLOCKS = 1
_SCHEMA = dict.fromkeys((_BLOCKS, 4, 5), BYTES)
#: Variables that feed and fetch: they are persistable, and no parameters.
_PLUMBING = frozenset({9, 10, 17})  # feed minibatch, fetch list, raw


@dataclass
class Program:
    """What a program says: the names of its parameters, and how often it uses each operator."""

    parameters: list[str] = field(default_factory=list)
    operators: Counter[str] = field(default_factory=Counter)
    version: int = 0

    @property
    def metadata(self) -> dict[str, Any]:
        """As the metadata of a checkpoint."""
        return {"program version": self.version, "operators": dict(self.operators.most_common())}


def program_beside(source: Source) -> tuple[Program | None, list[Finding]]:
    """The program that a file of parameters belongs to, if it is there; a finding if it can't be read."""
    if source.suffix != ".pdiparams":
        return None, []
    for suffix in _SUFFIXES:
        location = source.location.sibling(f"{source.location.stem}{suffix}")
        if not location.exists:
            continue
        try:
            with location.open() as file:
                return program_in(file, source.limits), []
        except CheckpointError:
            message = f"{location.name}, which has the names of these tensors, can't be read as a program."
            return None, [Finding(Severity.INFO, "unreadable-program", message, location.name)]
    return None, []


def probe_program(source: Source) -> str | None:
    """Whether this is the protobuf form of a program, whose first block is one."""
    message = Message(source.file, limits=source.limits)
    seen = fields_seen(message, _SCHEMA)
    if seen is None or _BLOCKS not in seen:
        return "it is no program"
    first = message.message(next(iter(message)))
    inside = fields_seen(first, {1: 0, 2: 0, 3: BYTES, 4: BYTES, 5: 0})
    return None if inside is not None and {1, 2} <= inside else "its first block is none"


def program_in(storage: Storage, limits: Limits = LIMITS) -> Program:
    """The program in a file. Raises CheckpointError for what is none."""
    if storage.read(0, min(1, storage.nbytes)) == b"{":
        return _from_json(storage, limits)
    program = Program()
    message = Message(storage, limits=limits)
    for each in message:
        if each.number == _BLOCKS:
            _read_block(message.message(each), program)
        elif each.number == 4:
            version = message.message(each)
            program.version = next((signed(part.value) for part in version if part.number == 1), 0)
    return program


def _read_block(block: Message, program: Program) -> None:
    for each in block:
        if each.number == 3:
            name = _parameter(block.message(each))
            if name:
                program.parameters.append(name)
        elif each.number == 4:
            operator = block.message(each)
            kind = next((operator.text_of(part) for part in operator if part.number == 3), "")
            program.operators[kind] += 1


def _parameter(variable: Message) -> str:
    """The name of a variable that is kept; empty for others."""
    name, is_kept, kind = "", False, 0
    for each in variable:
        if each.number == 1:
            name = variable.text_of(each)
        elif each.number == 2:
            types = variable.message(each)
            kind = next((part.value for part in types if part.number == 1), 0)
        elif each.number == 3:
            is_kept = bool(each.value)
    return name if is_kept and kind not in _PLUMBING else ""


class _Operator(Struct):
    kind: str = json_field(name="#")
    attributes: Any = json_field(name="A", default=None)


class _Block(Struct):
    ops: list[_Operator]


class _Region(Struct):
    blocks: list[_Block]


class _Regions(Struct):
    regions: list[_Region]


class _Base(Struct):
    version: int = 0


class _Json(Struct):
    base_code: _Base
    program: _Regions


def _from_json(storage: Storage, limits: Limits) -> Program:
    """The program as Paddle 3 writes it, where a parameter is an operator called ``p``, and prefixes have a number."""
    document = read_document(storage, limits)
    try:
        decoded = Decoder(_Json).decode(document)
    except (DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CorruptError("is no program") from error
    program = Program(version=decoded.base_code.version)
    for region in decoded.program.regions:
        for operator in (operator for block in region.blocks for operator in block.ops):
            name = operator.attributes[-1] if operator.kind == "p" and isinstance(operator.attributes, list) else None
            if isinstance(name, str):
                program.parameters.append(name)
            else:
                program.operators[operator.kind.partition(".")[2] or operator.kind] += 1
    return program
