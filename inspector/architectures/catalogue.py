"""The models of libraries, known by their keys and shapes: thousands of them, compared in milliseconds, none built.

A catalogue is a file. For each model it has the positions of its (key, shape) pairs in one table of all pairs. The pairs of
a checkpoint are looked up all at once, by a hash; only for the few models that share most of them are the texts of the table
read, and the keys compared one by one.

One catalogue comes with the program, so that a ResNet is recognised where no library is installed. :func:`learn` makes
another for the libraries of an interpreter, in a process of its own; it is kept with the user's caches and preferred.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

from inspector.architectures.architecture import Candidate, Mismatch, Params, compared
from inspector.architectures.subject import Shape, Subject
from inspector.folders import cache_folder
from inspector.jobs import Job
from inspector.resources import resource
from inspector.tensors.entries import ValueEntry
from inspector.worker_process import Limits, call
from inspector.writing.atomic_file import write_atomically

__all__ = ["Catalogue", "Row", "catalogue", "learn", "write_catalogue"]

_FILE = "architectures.npz"
#: Models whose keys are compared one by one: those that share most pairs.
_FINALISTS = 40
#: A model that shares less with the checkpoint is none of its candidates: it is not worth comparing, though a few more
#: pairs may match once the numbers of classes and channels are those of the checkpoint.
_LEAST_SHARE = 0.1
_ADAPTED = 16
_RANK = 10
#: The classes that models of libraries have unless told otherwise, and the channels of their input.
_CLASSES = (1000, 91, 21, 400, 21841, 21843, 11821, 11221)
_CHANNELS = 3
#: Values of a checkpoint that say which model it is of.
_NAMING = ("arch", "architecture", "model_name")
_COLLECT = "inspector.architectures.builds.catalogue:collect"
_LEARNING_S = 4 * 3600.0


@dataclass(frozen=True, slots=True)
class Row:
    """A model: its id, its hyperparameters, the library that has it, its keys and shapes."""

    arch: str
    params: Params
    library: str
    keys: Mapping[str, Shape]


class Catalogue:
    """A catalogue that was read. Its pairs and rows stay as arrays; text is made of them when it is asked for."""

    def __init__(self, path: Path) -> None:
        with open(path, "rb") as file, np.load(file, allow_pickle=False) as arrays:
            head = json.loads(arrays["head"].tobytes())
            self._pairs: npt.NDArray[np.uint32] = arrays["pairs"]
            self._starts: npt.NDArray[np.int64] = arrays["starts"]
            self._text: bytes = arrays["text"].tobytes()
            self._text_starts = np.concatenate([[0], np.cumsum(arrays["lengths"], dtype=np.int64)])
            self._hashes: npt.NDArray[np.uint32] = arrays["hashes"]
        self._by_hash = np.argsort(self._hashes)
        self._models: list[tuple[str, dict[str, Any], str]] = [tuple(model) for model in head["models"]]
        self._positions = {model[0]: position for position, model in enumerate(self._models)}
        #: Conditions on keys by which spandrel tells its architectures: id, name, condition.
        self.conditions: list[tuple[str, str, Any]] = [(name, title, rule) for name, title, rule in head["conditions"]]
        #: The version of each library whose models these are.
        self.versions: dict[str, str] = head["versions"]

    @property
    def archs(self) -> list[str]:
        """The ids of all models."""
        return list(self._positions)

    def fitted(self, arch: str, subject: Subject) -> Candidate | None:
        """How well a state dict fits one model; None for a model that is not in the catalogue."""
        position = self._positions.get(arch)
        return None if position is None else _candidate(self._row(position), subject, subject.signature, "")

    def candidates(self, subject: Subject) -> Iterator[Candidate]:
        """The models that share most pairs with the checkpoint, with what they share and what not."""
        signature = subject.signature
        if not signature or not self._models:
            return
        known = self._known([_text(key, shape) for key, shape in signature.items()])
        shared = known[self._pairs]
        matched = np.add.reduceat(shared, self._starts[:-1], dtype=np.int64)
        union = np.diff(self._starts) + len(signature) - matched
        order = np.argsort(-(matched / union), kind="stable")[:_FINALISTS]
        hopeful = (matched > 0) & (matched + _ADAPTED >= _LEAST_SHARE * union)
        hint = _hint(subject)
        for position in order[hopeful[order]]:
            yield _candidate(self._row(int(position)), subject, signature, hint)

    def _known(self, texts: Sequence[bytes]) -> npt.NDArray[np.bool_]:
        """Which pairs of the table are among ``texts``, but for those that share a hash; shape [pairs]."""
        wanted = np.array([crc32(text) for text in texts], np.uint32)
        places = np.searchsorted(self._hashes, wanted, sorter=self._by_hash)
        inside = places < len(self._hashes)
        found = self._by_hash[places[inside]]
        known = np.zeros(len(self._hashes), np.bool_)
        known[found[self._hashes[found] == wanted[inside]]] = True
        return known

    def _row(self, position: int) -> Row:
        arch, params, library = self._models[position]
        keys = {}
        for pair in self._pairs[self._starts[position] : self._starts[position + 1]]:
            text = self._text[self._text_starts[pair] : self._text_starts[pair + 1]].decode()
            key, _, shape = text.rpartition(" ")
            keys[key] = tuple(map(int, shape.split(","))) if shape else ()
        return Row(arch, params, library, keys)


def catalogue() -> Catalogue | None:
    """The catalogue learnt from the user's libraries, else the one that comes with the program; None if there is neither."""
    for path in (cache_folder() / _FILE, resource(_FILE)):
        try:
            status = path.stat()
        except OSError:
            continue
        try:
            return _read(path, status.st_mtime_ns)
        except Exception:  # noqa: S112 - an older or damaged one, which zip, numpy and JSON refuse in many ways
            continue
    return None


@lru_cache(maxsize=2)
def _read(path: Path, _: int) -> Catalogue:
    return Catalogue(path)


def learn(job: Job, python: str = "", path: Path | None = None) -> dict[str, Any]:
    """Work out the catalogue of the libraries that ``python`` has (empty: the program's own). Takes minutes.

    It is written to ``path``, by default where :func:`catalogue` looks first. Returns the number of ``models`` and those
    that ``failed``. Raises ProcessError if the process ends badly, Cancelled if ``job`` is.
    """
    path = path or cache_folder() / _FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    answer: dict[str, Any] = call(_COLLECT, {"path": str(path)}, job=job, python=python, limits=Limits(_LEARNING_S))
    return answer


def write_catalogue(path: Path, rows: Iterable[Row], conditions: Sequence[Any], versions: Mapping[str, str]) -> None:
    """Write a catalogue file."""
    positions: dict[bytes, int] = {}
    models = []
    pairs: list[int] = []
    starts = [0]
    for row in rows:
        models.append([row.arch, dict(row.params), row.library])
        for key, shape in row.keys.items():
            pairs.append(positions.setdefault(_text(key, shape), len(positions)))
        starts.append(len(pairs))
    head = {"models": models, "conditions": list(conditions), "versions": dict(versions)}
    content = BytesIO()
    np.savez_compressed(
        content,
        head=np.frombuffer(json.dumps(head).encode(), np.uint8),
        pairs=np.array(pairs, np.uint32),
        starts=np.array(starts, np.int64),
        text=np.frombuffer(b"".join(positions), np.uint8),
        lengths=np.array([len(text) for text in positions], np.uint16),
        hashes=np.array([crc32(text) for text in positions], np.uint32),
    )
    write_atomically(path, content.getvalue())


def _text(key: str, shape: Shape) -> bytes:
    return f"{key} {','.join(map(str, shape))}".encode("utf-8", "surrogatepass")


def _candidate(row: Row, subject: Subject, signature: Mapping[str, Shape], hint: str) -> Candidate:
    params, keys = _adapted(row, signature)
    fit = compared(signature, keys)
    name = row.arch.partition(":")[2]
    rank = _RANK + (2 if name and name in hint else 0) + (1 if row.library == "torchvision" else 0)
    return Candidate(
        row.arch, f"{name} of {row.library}", params, fit.matched, fit.score(subject.left_out), fit.missing,
        fit.unexpected, fit.mismatched, subject.prefix, row.library, rank,
    )  # fmt: skip


def _adapted(row: Row, signature: Mapping[str, Shape]) -> tuple[dict[str, Any], Mapping[str, Shape]]:
    """The hyperparameters and keys of the model with as many classes and input channels as the checkpoint has."""
    params, keys = dict(row.params), dict(row.keys)
    mismatched = compared(signature, keys).mismatched
    classes = {item.in_file[0] for item in mismatched if _is_head(item)}
    if len(classes) == 1:
        params["num_classes"] = classes.pop()
        keys |= {item.key: item.in_file for item in mismatched if _is_head(item)}
    if row.library == "timm":
        stems = [item for item in mismatched if _is_stem(item)]
        if len({item.in_file[1] for item in stems}) == 1:
            params["in_chans"] = stems[0].in_file[1]
            params["input_shape"] = [params["input_shape"][0], params["in_chans"], *params["input_shape"][2:]]
            keys |= {item.key: item.in_file for item in stems}
    return params, keys


def _is_head(item: Mismatch) -> bool:
    """Whether a mismatch is what another number of classes would make."""
    return (
        len(item.in_file) == len(item.in_module) > 0
        and item.in_module[0] in _CLASSES
        and item.in_file[1:] == item.in_module[1:]
    )


def _is_stem(item: Mismatch) -> bool:
    ours, theirs = item.in_file, item.in_module
    return len(ours) == len(theirs) == 4 and theirs[1] == _CHANNELS and ours[:1] + ours[2:] == theirs[:1] + theirs[2:]


def _hint(subject: Subject) -> str:
    """What the checkpoint says of its name: of models with the same keys, the one named is meant."""
    values = (entry for entry in subject.checkpoint.entries if isinstance(entry, ValueEntry))
    said = [str(entry.value) for entry in values if entry.key.rpartition(".")[2] in _NAMING]
    names = [subject.checkpoint.location.stem, *map(str, subject.checkpoint.metadata.values()), *said]
    return " ".join(name[:1000] for name in names)
