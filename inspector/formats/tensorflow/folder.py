"""A folder of TensorFlow checkpoints: the file ``checkpoint`` says which is the latest, and that is opened.

Source: ``tensorflow/python/training/checkpoint_state.proto`` of https://github.com/tensorflow/tensorflow.
"""

from __future__ import annotations

import re
from contextlib import ExitStack
from pathlib import PurePosixPath

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, CorruptError
from inspector.findings import Finding, Severity
from inspector.formats.tensorflow.checkpoint import contents_of
from inspector.jobs import Job
from inspector.sources.location import Location
from inspector.sources.source import Source
from inspector.sources.storage import File
from inspector.text import plural, printable, shortened

__all__ = ["probe", "read"]

_FILE = "checkpoint"
_MARK = b"model_checkpoint_path:"
_MAX_NBYTES = 1 << 20
_PATH = re.compile(rb'^(all_)?model_checkpoint_paths?:\s*"((?:[^"\\]|\\.)*)"', re.MULTILINE)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t"}


def probe(source: Source) -> str | None:
    """Whether the file, or the one in the folder, names a checkpoint."""
    if not source.is_folder:
        return None
    location = source.location.child(_FILE)
    if not location.exists or location.is_folder:
        return f"it has no file {_FILE}"
    with location.open() as file:
        return None if _MARK in file.read(0, min(file.nbytes, _MAX_NBYTES)) else f"its {_FILE} names no checkpoint"


def read(source: Source, job: Job) -> Checkpoint:
    """The latest checkpoint. The others are metadata; the one that is missing is said to be."""
    with ExitStack() as opened:
        listing = source.location.child(_FILE) if source.is_folder else source.location
        file = listing.open() if source.is_folder else source.file
        if source.is_folder:
            opened.callback(file.close)
        latest, others = _paths(file.read(0, min(file.nbytes, _MAX_NBYTES)))
        location = _located(listing, latest)
        index = location.open()
        opened.callback(index.close)
        contents = contents_of(location, index, job)
        findings = list(contents.findings)
        missing = [path for path in others if not _exists(listing, path)]
        if missing:
            names = ", ".join(shortened(printable(PurePosixPath(path).name), 60) for path in missing[:3])
            message = f"{plural(len(missing), 'checkpoint')} that {_FILE} lists are not there: {names}."
            findings.append(Finding(Severity.INFO, "checkpoint-missing", message, _FILE))
        metadata = {"checkpoint": latest, "other checkpoints": [path for path in others if path != latest]}
        files = tuple(each for each in (file, index) if isinstance(each, File)) + contents.files
        opened.pop_all()
        return Checkpoint(
            source.location, "tensorflow", files, contents.entries, metadata | contents.metadata, findings
        )


def _paths(text: bytes) -> tuple[str, list[str]]:
    """The path of the latest checkpoint, and of all."""
    latest, every = "", []
    for of_all, quoted in _PATH.findall(text):
        path = _ESCAPE.sub(_unescaped, quoted).decode("utf-8", "replace")
        if of_all:
            every.append(path)
        elif not latest:
            latest = path
    if not latest:
        raise CorruptError("names no checkpoint")
    return latest, every


def _unescaped(found: re.Match[bytes]) -> bytes:
    if found[1].isdigit():
        return bytes([int(found[1], 8) & 0xFF])
    return _LETTERS.get(found[1], found[1])


def _located(listing: Location, path: str) -> Location:
    """The index, or the one file, of a checkpoint beside the listing; one of an absolute path was beside it once."""
    name = PurePosixPath(path).name if path.startswith("/") else path.removeprefix("./")
    try:
        for candidate in (listing.sibling(f"{name}.index"), listing.sibling(name)):
            if candidate.exists and not candidate.is_folder:
                return candidate
    except CorruptError as error:
        raise CorruptError(f"names a checkpoint outside its folder: {shortened(printable(path), 80)}") from error
    raise CheckpointError(f"names {shortened(printable(name), 80)} as the latest checkpoint, which is not there")


def _exists(listing: Location, path: str) -> bool:
    try:
        _located(listing, path)
    except CheckpointError:
        return False
    return True
