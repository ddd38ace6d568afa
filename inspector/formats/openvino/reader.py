"""A model of OpenVINO: layers as XML, ``x.xml``, of which constants say where in ``x.bin`` their elements are.

The XML is read by expat, which builds nothing and follows nothing; a document type, by which such files are made to explode,
is refused.
Source: https://docs.openvino.ai/latest/documentation/openvino-ir-format.html
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from xml.parsers import expat

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, CorruptError, TruncatedError, UnsupportedError
from inspector.findings import Finding, Severity, unreadable_tensor
from inspector.jobs import Job
from inspector.sources.location import Location
from inspector.sources.source import Source
from inspector.sources.storage import ByteRange, File, Storage
from inspector.tensors.dtypes import DTYPES, DType
from inspector.tensors.entries import Entry, TensorEntry, check_axes, contiguous_strides
from inspector.tensors.packed import UnpackedStorage
from inspector.text import printable, shortened

__all__ = ["probe", "read"]

_NAMES = {
    "f16": "float16", "f32": "float32", "f64": "float64", "bf16": "bfloat16", "boolean": "bool", "i8": "int8",
    "i16": "int16", "i32": "int32", "i64": "int64", "u8": "uint8", "u16": "uint16", "u32": "uint32", "u64": "uint64",
    "i4": "int4",
    "u4": "uint4", "u2": "uint2", "f8e4m3": "float8_e4m3fn", "f8e5m2": "float8_e5m2", "f8e8m0": "float8_e8m0fnu",
    "f4e2m1": "float4_e2m1fn", "nf4": "nf4",
}  # fmt: skip
_BITS = {"int4": 4, "uint4": 4, "uint2": 2, "float4_e2m1fn": 4, "nf4": 4}
_XML = (b"<?xml", b"<net ")
_NET = re.compile(rb"<net\s")
_SIZES = re.compile(r"\s*(\d{1,19}(\s*,\s*\d{1,19})*)?\s*")
#: Versions of layers whose code comes with OpenVINO; those of extensions come from elsewhere.
_OWN_OPERATORS = re.compile(r"opset\d+|experimental|util|\w+_opset|")
_CHUNK_NBYTES = 1 << 20


def probe(source: Source) -> str | None:
    """Whether this is the description of a net, or has one beside it."""
    if source.head.startswith(_XML):
        return None if _NET.search(source.head) else "it is XML, and no net"
    beside = _beside(source, ".xml")
    if not beside.exists or beside.is_folder:
        return "it has no .xml beside it"
    with beside.open() as file:
        return None if _NET.search(file.read(0, min(file.nbytes, 1024))) else "the .xml beside it is no net"


def _beside(source: Source, suffix: str) -> Location:
    return source.location.sibling(source.location.stem + suffix)


def read(source: Source, job: Job) -> Checkpoint:
    """The constants under the names of their layers; without their data if the other file is not there."""
    is_description = source.head.startswith(_XML)
    other = _beside(source, ".bin" if is_description else ".xml")
    beside = other.open() if other.exists or not is_description else None
    try:
        net = _Net(job)
        net.read(source.file if is_description or beside is None else beside)
        weights = beside if is_description else source.file
        entries, findings = _entries(net, weights)
    except BaseException:
        if beside is not None:
            beside.close()
        raise
    if weights is None:
        message = f"The constants of this model are in {other.name}, which is not beside it."
        findings.append(Finding(Severity.WARNING, "weights-missing", message))
    files = (*source.files, *((beside,) if isinstance(beside, File) else ()))
    metadata = {"name": net.name, "version": net.version, "layers": dict(net.kinds.most_common())}
    return Checkpoint(source.location, "openvino", files, entries, metadata, findings)


class _Net:
    """The layers of a net, of which the attributes of constants are kept."""

    def __init__(self, job: Job) -> None:
        self.name = self.version = ""
        self.kinds: Counter[str] = Counter()
        self.constants: list[tuple[str, Mapping[str, str]]] = []
        self.custom: dict[str, str] = {}
        self._job = job
        self._constant: str | None = None

    def read(self, file: Storage) -> None:
        """Parse a file. Raises CorruptError for what is no XML, UnsupportedError for a document type."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.StartDoctypeDeclHandler = self._refuse
        try:
            for position in range(0, file.nbytes, _CHUNK_NBYTES):
                self._job.report(position, file.nbytes, "Reading the model")
                size = min(_CHUNK_NBYTES, file.nbytes - position)
                parser.Parse(file.read(position, size), position + size == file.nbytes)
        except expat.ExpatError as error:
            raise CorruptError(f"is not the XML of a model ({error})") from error

    def _refuse(self, *_: object) -> None:
        raise UnsupportedError("has a document type, which no model has")

    def _start(self, element: str, attributes: dict[str, str]) -> None:
        if element == "net":
            self.name, self.version = attributes.get("name", ""), attributes.get("version", "")
        elif element == "layer":
            kind = attributes.get("type", "")
            self.kinds[kind] += 1
            operators = attributes.get("version", "opset1")  # which older versions do not say
            if not _OWN_OPERATORS.fullmatch(operators) and len(self.custom) < self._job.limits.companion_findings:
                self.custom.setdefault(kind, operators)
            self._constant = attributes.get("name", "") if kind == "Const" else None
        elif element == "data" and self._constant is not None:
            self.constants.append((self._constant, attributes))
            self._constant = None


def _entries(net: _Net, weights: Storage | None) -> tuple[list[Entry], list[Finding]]:
    entries: list[Entry] = []
    findings = [_custom(kind, operators) for kind, operators in net.custom.items()]
    shared: dict[tuple[int, int], Storage] = {}
    for name, attributes in net.constants:
        try:
            entries.append(_constant(name, attributes, weights, shared))
        except CheckpointError as error:
            findings.append(unreadable_tensor(name, error.reason))
    return entries, findings


def _custom(kind: str, operators: str) -> Finding:
    kind, operators = shortened(printable(kind), 80), shortened(printable(operators), 80)
    message = f"The model has layers {kind!r} of {operators!r}, whose code is not in the file and is not known."
    return Finding(Severity.WARNING, "custom-operation", message)


def _constant(
    name: str, attributes: Mapping[str, str], weights: Storage | None, shared: dict[tuple[int, int], Storage]
) -> TensorEntry:
    """A constant; those at the same place share a storage."""
    code = attributes.get("element_type", "")
    dtype: DType | None = DTYPES.get(_NAMES.get(code, ""))
    if dtype is None:
        what = "is text, which is not decoded" if code == "string" else f"has the unknown type {code[:40]!r}"
        raise UnsupportedError(what)
    shape = _numbers(attributes.get("shape", ""))
    entry = TensorEntry((name,), dtype, shape, contiguous_strides(shape), None)
    if weights is None:
        return entry
    (start,), (nbytes,) = _numbers(attributes.get("offset", "0")), _numbers(attributes.get("size", "0"))
    place = start, nbytes
    if place not in shared:
        shared[place] = ByteRange(weights, start, nbytes)
    bits = _BITS.get(dtype.name, 8 * dtype.itemsize)
    wanted = -(-math.prod(shape) * bits // 8)
    if nbytes < wanted:
        raise TruncatedError(f"has {nbytes:,} bytes of data, its shape asks for {wanted:,}")
    storage = shared[place]
    if dtype.name in _BITS:
        storage = UnpackedStorage(storage, bits, math.prod(shape))
    return entry.replace(storage=storage)


def _numbers(text: str) -> tuple[int, ...]:
    check_axes(text.count(","))  # before a pattern goes through millions of them
    if not _SIZES.fullmatch(text):
        raise CorruptError("has a place or a shape that is no list of numbers")
    return tuple(int(part) for part in text.split(",") if part.strip())
