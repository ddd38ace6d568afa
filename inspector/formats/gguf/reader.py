"""GGUF: a header of metadata and tensors, then the tensors' bytes, each at a multiple of the alignment.

The checks are those of ``gguf_init_from_file`` in https://github.com/ggml-org/llama.cpp, ``ggml/src/gguf.cpp``, but a tensor
that is wrong is a finding and the others are shown: half a download has most of a model. A model in several files, as
``llama-gguf-split`` writes them, is one checkpoint whichever of them is opened.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, CorruptError, TruncatedError
from inspector.findings import Finding, Severity
from inspector.formats.chat_templates import findings_of_template
from inspector.formats.gguf.header import MAGIC, Described, Header, quoted, read_header
from inspector.formats.gguf.types import GGML_TYPES, REMOVED_TYPES
from inspector.jobs import Job, Stage
from inspector.sources.siblings import Siblings
from inspector.sources.source import Source
from inspector.sources.storage import ByteRange, Storage
from inspector.tensors.entries import TensorEntry, contiguous_strides
from inspector.text import plural

__all__ = ["probe", "read"]

_PART = re.compile(r"(.*)-(\d{5})-of-(\d{5})\.gguf", re.DOTALL)
_MAX_NAMED = 3
#: The key of a chat template; further ones have names behind it.
_TEMPLATE = "tokenizer.chat_template"


def probe(source: Source) -> str | None:
    """Whether the file begins as GGUF does, which the registry has seen."""
    return None if source.head.startswith(MAGIC) else "it does not begin with GGUF"


def read(source: Source, job: Job) -> Checkpoint:
    """The tensors of the file, or of all files of a split model, in the order of their headers."""
    header = read_header(source.file, job)
    count = header.metadata.get("split.count", 1)
    if not isinstance(count, int) or count <= 1:
        part = _part(source.file, header)
        return Checkpoint(source.location, "gguf", source.files, part.entries, header.metadata, part.findings)
    name = _PART.fullmatch(source.name)
    if name is None or source.depth or int(name[3]) != count or count > job.limits.open_files:
        part = _part(source.file, header)
        which = header.metadata.get("split.no", -1)
        number = f"part {which + 1} of {count:,}" if isinstance(which, int) else f"one of {count:,} parts"
        alone = Finding(
            Severity.WARNING,
            "gguf-part-missing",
            f"This file is {number} of a model; others are found by names that end in -00001-of-{count:05d}.gguf.",
        )
        findings = (alone, *part.findings)
        return Checkpoint(source.location, "gguf", source.files, part.entries, header.metadata, findings)
    return _assembled(source, header, name[1], count, job)


def _assembled(source: Source, header: Header, prefix: str, count: int, job: Job) -> Checkpoint:
    """One checkpoint of all parts that can be read; ``header`` is that of the one the user opened."""
    entries: list[TensorEntry] = []
    findings: list[Finding] = []
    metadata = header.metadata
    with Siblings(source.location, job.limits) as siblings:
        for number in range(count):
            name = f"{prefix}-{number + 1:05d}-of-{count:05d}.gguf"
            job.report(number, count, f"Opening part {number + 1} of {count}")
            try:
                file, of_part = source.file, header
                if name != source.name:
                    file = siblings.open(name)
                    of_part = read_header(file, Stage(job, number, count))
                part = _part(file, of_part)
            except CheckpointError as error:
                findings.append(Finding(Severity.WARNING, "gguf-part-missing", f"{name}: {error.reason}.", name))
                continue
            if of_part.metadata.get("split.no") != number:
                message = f"{name} says that it is another part of a model than its name says."
                findings.append(Finding(Severity.WARNING, "gguf-part-number", message, name))
            if number == 0:
                metadata = of_part.metadata
            entries += part.entries
            findings += (Finding(f.severity, f.code, f.message, f"{name}: {f.where}") for f in part.findings)
        files = (*source.files, *siblings.files)
    promised = metadata.get("split.tensors.count")
    if isinstance(promised, int) and promised != len(entries):
        message = f"The parts have {plural(len(entries), 'tensor')} of the {promised:,} that their headers promise."
        findings.append(Finding(Severity.WARNING, "gguf-tensors-missing", message))
    return Checkpoint(source.location, "gguf", files, entries, metadata, findings)


@dataclass(frozen=True, slots=True)
class _Part:
    """What one file holds."""

    entries: Sequence[TensorEntry]
    findings: Sequence[Finding]


def _part(file: Storage, header: Header) -> _Part:
    """The tensors whose bytes are there. Raises what is wrong with the first if there is none."""
    entries: list[TensorEntry] = []
    wrong: dict[str, list[CheckpointError]] = {}
    names: set[str] = set()
    findings = [*header.findings]
    for key, value in header.metadata.items():
        if key.startswith(_TEMPLATE) and isinstance(value, str):
            findings += findings_of_template(value, key)
    for described in header.tensors:
        try:
            entries.append(_entry(file, header, described))
        except CheckpointError as error:
            wrong.setdefault(_CODES[type(error)], []).append(error)
        if described.name in names:
            message = f"Two tensors are called {quoted(described.name)}."
            findings.append(Finding(Severity.WARNING, "gguf-duplicate-name", message, described.name))
        names.add(described.name)
    if wrong and not entries:
        raise next(iter(wrong.values()))[0]
    for code, errors in wrong.items():
        shown = "; ".join(error.reason for error in errors[:_MAX_NAMED])
        more = f"; and {len(errors) - _MAX_NAMED:,} more" if len(errors) > _MAX_NAMED else ""
        findings.append(Finding(Severity.WARNING, code, f"{plural(len(errors), 'tensor')} left out: {shown}{more}."))
    return _Part(entries, findings)


#: What a tensor may be left out for -> the code of the finding.
_CODES: dict[type[CheckpointError], str] = {TruncatedError: "gguf-data-missing", CorruptError: "gguf-tensor-invalid"}


def _entry(file: Storage, header: Header, described: Described) -> TensorEntry:
    """The entry of a tensor. Raises CorruptError for one that can't be as described, TruncatedError without its bytes."""
    name, dims = quoted(described.name), described.dims
    dtype = GGML_TYPES.get(described.type_code)
    if dtype is None:
        removed = REMOVED_TYPES.get(described.type_code)
        of = f"the type {removed}, which ggml has given up" if removed else f"the unknown type {described.type_code:,}"
        raise CorruptError(f"{name} has {of}")
    if dtype.elements_per_unit > 1 and (not dims or dims[0] % dtype.elements_per_unit):
        row = dims[0] if dims else 1
        raise CorruptError(f"{name} has rows of {row:,} elements in blocks of {dtype.elements_per_unit} ({dtype})")
    shape = dims[::-1]
    nbytes = dtype.nbytes(math.prod(shape))
    start = header.data_start + described.offset
    if start + nbytes > file.nbytes:
        raise TruncatedError(f"{name} ends at byte {start + nbytes:,} of a file of {file.nbytes:,}")
    if header.big_endian:
        dtype = dtype.big_endian()
    return TensorEntry(described.name, dtype, shape, contiguous_strides(shape), ByteRange(file, start, nbytes))
