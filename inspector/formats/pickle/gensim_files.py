"""The large arrays of gensim's objects, which lie in files of their own beside the pickle.

An object says in ``__numpys`` which of its attributes do; a file is called after the pickle's and the way to the attribute:
``word2vec.model.wv.vectors.npy``.

Source: ``SaveLoad._save_specials`` in gensim/utils.py of https://github.com/piskvorky/gensim.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from inspector.errors import CheckpointError
from inspector.findings import Finding, unreadable_tensor
from inspector.formats.numpy.array import array_contents, read_header
from inspector.jobs import Job
from inspector.sources.storage import Storage
from inspector.tensors.entries import Attribute, Entry, Path, ValueEntry, key_of

__all__ = ["arrays_beside"]

_LISTED = Attribute("__numpys")
_MAX_ARRAYS = 1000


def arrays_beside(
    entries: Sequence[Entry], name: str, open_sibling: Callable[[str], Storage], job: Job
) -> tuple[list[Entry], list[Finding]]:
    """The arrays that objects in the pickle called ``name`` have beside it, and findings for those that are missing."""
    found: list[Entry] = []
    findings: list[Finding] = []
    for number, path in enumerate(_listed(entries)):
        if number >= _MAX_ARRAYS:
            break
        file = ".".join((name, *(part.name for part in path if isinstance(part, Attribute)), "npy"))
        try:
            storage = open_sibling(file)
            inside, said = array_contents(storage, read_header(storage, job.limits), job, path)
        except CheckpointError as error:
            findings.append(unreadable_tensor(key_of(path), f"has its array in {file}, which {error.reason}"))
        else:
            found += inside
            findings += said
    return found, findings


def _listed(entries: Sequence[Entry]) -> Iterator[Path]:
    """The paths of the attributes that lie in files of their own."""
    if ValueEntry not in set(map(type, entries)):
        return
    for entry in entries:
        if not isinstance(entry, ValueEntry) or not entry.path or entry.path[-1] != _LISTED:
            continue
        names = entry.value
        if isinstance(names, list) and all(isinstance(part, Attribute) for part in entry.path):
            for name in names:
                if isinstance(name, str) and name:
                    yield (*entry.path[:-1], Attribute(name))
