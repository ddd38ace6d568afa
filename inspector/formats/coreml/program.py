"""An ML program of Core ML: operations of which constants hold a tensor, in the message or in a file of weights.

Sources: ``mlmodel/format/MIL.proto`` and ``mlmodel/src/MILBlob`` of https://github.com/apple/coremltools.
"""

from __future__ import annotations

import math
from collections import Counter

from inspector.errors import CheckpointError, CorruptError, LimitError, UnsupportedError
from inspector.findings import Finding, unreadable_tensor
from inspector.limits import Limits
from inspector.sources.cursor import Cursor
from inspector.sources.protobuf import BYTES, Message
from inspector.sources.siblings import Siblings
from inspector.sources.storage import ByteRange, MemoryStorage, Storage
from inspector.sources.varints import VarintStorage
from inspector.tensors.dtypes import DType, dtype_named
from inspector.tensors.entries import Path, TensorEntry, check_axes, contiguous_strides
from inspector.tensors.packed import UnpackedStorage

__all__ = ["ProgramWalk"]

_NAMES = {
    1: "bool", 10: "float16", 11: "float32", 12: "float64", 13: "bfloat16", 21: "int8", 22: "int16", 23: "int32",
    24: "int64", 25: "int4", 31: "uint8", 32: "uint16", 33: "uint32", 34: "uint64", 35: "uint4", 36: "uint2",
    37: "uint1", 38: "uint6", 39: "uint3", 40: "float8_e4m3fn", 41: "float8_e5m2",
}  # fmt: skip
_TEXT = 2
_BITS = {"int4": 4, "uint1": 1, "uint2": 2, "uint3": 3, "uint4": 4, "uint6": 6}
_FOLDER = "@model_path/"
_BLOB_MAGIC = 0xDEADBEEF
#: The fields of an immediate tensor whose numbers have a fixed width, and those whose have not.
_FIXED = frozenset({1, 6, 7})
_VARIABLE = frozenset({2, 3, 5})


class ProgramWalk:
    """Goes through a program and keeps its constants. One that can't be read is a finding, and the others are kept."""

    def __init__(self, files: Siblings, limits: Limits) -> None:
        self.entries: list[TensorEntry] = []
        self.findings: list[Finding] = []
        self.operations: Counter[str] = Counter()
        self._files = files
        self._most = limits.graph_depth

    def walk(self, program: Message) -> None:
        """Go through all functions, and the blocks in their operations."""
        pending: list[tuple[Message, int]] = []
        for function in _values(program, 2):
            pending += ((block, 0) for block in _values(function, 3))
        while pending:
            block, depth = pending.pop()
            if depth > self._most:
                raise LimitError(f"has blocks nested more than {self._most} deep")
            for field in block:
                if field.number == 3:
                    pending += ((inside, depth + 1) for inside in self._operation(block.message(field)))

    def _operation(self, operation: Message) -> list[Message]:
        """Keep the tensors in an operation's attributes and in its inputs; the blocks in it.

        Of compressed weights the parts are attributes before iOS 18, and inputs since.
        """
        kind = output = ""
        parts: list[tuple[str, Message]] = []
        blocks = []
        for field in operation:
            if field.number == 1:
                kind = operation.text_of(field)
            elif field.number == 2:
                name, argument = _pair(operation.message(field))
                parts += ((f"{name}_{place}", value) for place, value in enumerate(_given(argument)))
            elif field.number == 3 and not output:
                named = operation.message(field)
                output = next((named.text_of(each) for each in named if each.number == 1), "")
            elif field.number == 4:
                blocks.append(operation.message(field))
            elif field.number == 5:
                name, value = _pair(operation.message(field))
                parts += [] if name == "name" or value is None else [(f"{name}_0", value)]
        self.operations[kind] += 1
        for name, value in parts:
            path = (output,) if kind == "const" else (f"{output}_{name}",)
            try:
                entry = self._tensor(value, path)
            except CheckpointError as error:
                self.findings.append(unreadable_tensor(path[0], error.reason))
            else:
                if entry is not None and (kind == "const" or entry.shape):
                    self.entries.append(entry)
        return blocks

    def _tensor(self, value: Message, path: Path) -> TensorEntry | None:
        """The tensor that a value is; None for text and for what is no tensor."""
        parts = {field.number: field for field in value}
        described = _described(value.message(parts[2])) if 2 in parts else None
        if described is None or described[0] == _TEXT:
            return None
        code, shape = described
        if code not in _NAMES:
            raise UnsupportedError(f"has the unknown type {code}")
        dtype = dtype_named(_NAMES[code])
        count = math.prod(shape)
        bits = _BITS.get(dtype.name)
        wanted = dtype.nbytes(count) if bits is None else -(-count * bits // 8)
        if 5 in parts:
            storage = self._blob(value.message(parts[5]), wanted)
        elif 3 in parts:
            storage = _immediate(value.message(parts[3]), dtype, count)
        else:
            return None
        if storage.nbytes != wanted:
            raise CorruptError(f"has {storage.nbytes:,} bytes of data, its shape asks for {wanted:,}")
        storage = storage if bits is None else UnpackedStorage(storage, bits, count)
        return TensorEntry(path, dtype, shape, contiguous_strides(shape), storage)

    def _blob(self, message: Message, wanted: int) -> Storage:
        """The bytes in a file of weights, where a head says how many they are and where."""
        name, offset = "", 0
        for field in message:
            if field.number == 1:
                name = message.text_of(field)
            elif field.number == 2:
                offset = field.value
        file = self._files.open(name.removeprefix(_FOLDER))
        cursor = Cursor(file, offset)
        if cursor.u32() != _BLOB_MAGIC:
            raise CorruptError(f"is said to be at byte {offset:,} of {name}, where no weights are")
        cursor.u32()
        nbytes, start = cursor.u64(), cursor.u64()
        return ByteRange(file, start, min(nbytes, wanted))


def _pair(entry: Message) -> tuple[str, Message | None]:
    """The key and the value of a map's entry."""
    key, value = "", None
    for field in entry:
        if field.number == 1 and field.wire_type == BYTES:
            key = entry.text_of(field)
        elif field.number == 2:
            value = entry.message(field)
    return key, value


def _given(argument: Message | None) -> list[Message]:
    """The values of an input that are there, and are not another operation's by its name."""
    if argument is None:
        return []
    bindings = (argument.message(field) for field in argument if field.number == 1)
    return [binding.message(field) for binding in bindings for field in binding if field.number == 2]


def _values(message: Message, number: int) -> list[Message]:
    """The values of a map."""
    pairs = (_pair(message.message(field)) for field in message if field.number == number)
    return [value for _, value in pairs if value is not None]


def _described(message: Message) -> tuple[int, tuple[int, ...]] | None:
    """The type and shape of a ``ValueType``; None if it is that of no tensor."""
    tensor = next((message.message(field) for field in message if field.number == 1), None)
    if tensor is None:
        return None
    code = 0
    shape = []
    for field in tensor:
        if field.number == 1:
            code = field.value
        elif field.number == 3:
            axis = tensor.message(field)
            known = next((axis.message(each) for each in axis if each.number == 1), None)
            if known is None:
                raise UnsupportedError("has a shape that is only known when it runs")
            shape.append(next((each.value for each in known if each.number == 1), 0))
    check_axes(len(shape))
    return code, tuple(shape)


def _immediate(message: Message, dtype: DType, count: int) -> Storage:
    """The elements in the message itself."""
    tensor = next((message.message(field) for field in message if field.number == 1), None)
    if tensor is None:
        raise UnsupportedError("is a value, not a tensor")
    for field in tensor:
        inside = tensor.message(field)
        data = next((each for each in inside if each.number == 1), None)
        if data is None:
            return MemoryStorage(b"")
        if field.number in _FIXED:
            return inside.storage_of(data)
        if field.number in _VARIABLE:
            return VarintStorage(inside.storage_of(data), count, dtype.stored_dtype)
        raise UnsupportedError("is text, which is not decoded")
    return MemoryStorage(b"")
