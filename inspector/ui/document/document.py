"""An opened checkpoint as the window holds it: the index, its tree of names, and what is worth marking in it.

All of it is made in the worker thread that opens the file, never changed, and handed to the window whole.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Flag, auto
from functools import lru_cache
from operator import itemgetter
from pathlib import Path

import inspector
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.checkpoint.optimizer_states import StateOwner, state_owners
from inspector.checkpoint.sharing import Sharing, find_sharing
from inspector.checkpoint.totals import Totals, totals
from inspector.findings import Severity
from inspector.garbage import collector_paused
from inspector.jobs import Job
from inspector.names.layers import Stack, stacks_of
from inspector.names.tree import NO_ENTRY, ROOT, NameTree, build
from inspector.names.tree_layout import TreeLayout, lay_out
from inspector.operations.scanning import class_severity
from inspector.sources.location import Location
from inspector.tensors.entries import Entry, ObjectEntry, TensorEntry
from inspector.tensors.entries import Path as EntryPath
from inspector.ui.document.merged_checkpoint import MergedCheckpoint
from inspector.wording import tr

__all__ = [
    "MAX_SELECTED",
    "Document",
    "Mark",
    "Selection",
    "document_of",
    "each_tensor",
    "open_document",
    "sums_of",
    "tensors_of",
]

#: Rows that are looked at together; who selects more is told so.
MAX_SELECTED = 20_000
#: Layers are looked for among the names of so many tensors; no map of more could be read, and looking takes a while.
_MAX_IN_LAYERS = 50_000


class Mark(Flag):
    """What is worth a sign in the row of an entry.

    Those on values are known once these were looked at; the last is the user's own.
    """

    NONE = 0
    SHARED = auto()
    OVERSIZED = auto()
    VIEW = auto()
    NO_DATA = auto()
    UNKNOWN_CLASS = auto()
    DANGEROUS_CLASS = auto()
    NOT_FINITE = auto()
    ALL_ZERO = auto()
    DAMAGED = auto()
    BOOKMARKED = auto()


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A checkpoint and all that the window shows of it at once.

    ``marks`` are by index of the entry; ``state_owners`` are the parameters that states of optimizers are of, by their path.
    ``stacks`` are its layers, by the position among the tensors; ``readable`` the indices of the tensors that have numbers,
    which take ``readable_nbytes``.
    The tree's lower-case keys, which the filter looks at, have the key of that parameter on a second line.
    """

    checkpoint: Checkpoint
    tree: NameTree
    natural: TreeLayout
    sharing: Sharing
    marks: Sequence[Mark]
    totals: Totals
    state_owners: Mapping[EntryPath, StateOwner] = field(default_factory=dict)
    stacks: Sequence[Stack] = ()
    readable: Sequence[int] = ()
    readable_nbytes: int = 0

    def owner(self, entry: Entry | None) -> StateOwner | None:
        """The parameter that an entry is a state of; None for what is no state, and where it can't be told."""
        return None if entry is None else self.state_owners.get(entry.path[:-1])

    @property
    def name(self) -> str:
        """The name of the file or folder."""
        return self.checkpoint.location.name or str(self.checkpoint.location)

    def origin(self, index: int) -> str:
        """The file that an entry of a merged checkpoint is from; "" for one of a file, and for NO_ENTRY."""
        if isinstance(self.checkpoint, MergedCheckpoint) and index != NO_ENTRY:
            return self.checkpoint.origin(index)
        return ""


@dataclass(frozen=True, slots=True)
class Selection:
    """What a panel is asked to show: a node of a document's layout, with its entry if it has one.

    No node at all stands for the document itself. ``beside`` are further nodes, selected together with this one.
    """

    document: Document
    tree_layout: TreeLayout
    node: int | None = None
    beside: tuple[int, ...] = ()

    @property
    def index(self) -> int:
        """The index of the one entry selected, or NO_ENTRY for the document, a group, a range or several rows."""
        if self.node is None or self.beside or self.tree_layout.is_range(self.node):
            return NO_ENTRY
        return self.document.tree.entries[self.node]

    @property
    def entry(self) -> Entry | None:
        """The one entry selected, None for the document, a group, a range or several rows."""
        return None if self.index == NO_ENTRY else self.document.tree.source[self.index]

    @property
    def tensor(self) -> TensorEntry | None:
        """The entry if it is a tensor."""
        entry = self.entry
        return entry if isinstance(entry, TensorEntry) else None

    @property
    def nodes(self) -> Sequence[int]:
        """The nodes of the tree that are selected, ascending; none lies below another.

        Of groups that are selected together with other rows, those that the filter shows.
        """
        if self.node is None:
            return (ROOT,)
        layout, ends = self.tree_layout, self.document.tree.ends
        chosen: set[int] = set()
        for node in (self.node, *self.beside):
            chosen.update(layout.children[node] if layout.is_range(node) else (node,))
        tops: list[int] = []
        for node in sorted(chosen):
            if not tops or node >= ends[tops[-1]]:
                tops.append(node)
        if not self.beside or layout.matches is None:
            return tops
        matches = sorted(layout.matches)
        return [node for top in tops for node in matches[bisect_left(matches, top) : bisect_left(matches, ends[top])]]

    @property
    def key(self) -> str:
        """The dotted key of the entry, the prefix of a group, the name of the document."""
        if self.node is None:
            return self.document.name
        if self.tree_layout.is_range(self.node):
            return self.tree_layout.label(self.node)
        return self.document.tree.key(self.node)


def each_tensor(selection: Selection) -> Iterator[tuple[int, TensorEntry]]:
    """The tensors at and below what is selected as far as the filter shows them, with their index, as the tree has them."""
    tree, matches = selection.document.tree, selection.tree_layout.matches
    shown = None if matches is None else set(matches)
    for top in selection.nodes:
        for node in range(top, tree.ends[top]):
            index = tree.entries[node]
            if index != NO_ENTRY and (shown is None or node in shown):
                entry = tree.source[index]
                if isinstance(entry, TensorEntry):
                    yield index, entry


def tensors_of(selection: Selection) -> dict[int, TensorEntry]:
    """Those tensors by index, and in that order."""
    return dict(sorted(each_tensor(selection), key=itemgetter(0)))


def open_document(place: str | Path | Location, job: Job, *, download: bool = False) -> Document:
    """Open a file and prepare all of it; for a worker thread. Raises what :func:`inspector.open` raises."""
    with collector_paused(for_good=True):
        checkpoint = inspector.open(place, job, download=download)
        try:
            return document_of(checkpoint, job)
        except BaseException:
            checkpoint.close()
            raise


def document_of(checkpoint: Checkpoint, job: Job) -> Document:
    """The document of an opened checkpoint; for a worker thread."""
    tree = build(checkpoint.entries, job)
    sharing = find_sharing(checkpoint.entries, job)
    marks = [_mark(index, entry, sharing) for index, entry in enumerate(job.each(checkpoint.entries))]
    owners = state_owners(checkpoint, job=job)
    if owners:
        tree = replace(
            tree, keys=[_keys(key, entry, owners) for key, entry in zip(tree.keys, tree.source, strict=True)]
        )
    tensors = {
        index: entry for index, entry in enumerate(job.each(checkpoint.entries)) if isinstance(entry, TensorEntry)
    }
    readable = [index for index, entry in job.each(tensors.items()) if entry.values.has_numbers]
    return Document(
        checkpoint,
        tree,
        lay_out(tree, job=job),
        sharing,
        marks,
        totals(checkpoint.entries, job),
        owners,
        stacks_of(list(tensors.values()), checkpoint.entries, job) if len(tensors) <= _MAX_IN_LAYERS else (),
        readable,
        sum(tensors[index].nbytes for index in readable),
    )


def _keys(key: str, entry: Entry, owners: Mapping[EntryPath, StateOwner]) -> str:
    """What the filter finds an entry by."""
    owner = owners.get(entry.path[:-1])
    return key if owner is None else f"{key}\n{owner.key.lower()}"


def _mark(index: int, entry: Entry, sharing: Sharing) -> Mark:
    if isinstance(entry, ObjectEntry):
        return _class_mark(entry.class_name)
    if not isinstance(entry, TensorEntry):
        return Mark.NONE
    if entry.storage is None:
        return Mark.NO_DATA
    mark = Mark.NONE
    if index in sharing.groups:
        mark |= Mark.SHARED
    if index in sharing.unused:
        mark |= Mark.OVERSIZED
    if entry.layout == "strided" and not entry.is_contiguous:
        mark |= Mark.VIEW
    return mark


@lru_cache(maxsize=4096)
def _class_mark(name: str) -> Mark:
    severity = class_severity(name)
    if severity is Severity.DANGER:
        return Mark.DANGEROUS_CLASS
    return Mark.UNKNOWN_CLASS if severity is Severity.WARNING else Mark.NONE


def sums_of(document: Document) -> list[str]:
    """How much a file holds, in words."""
    if not document.totals.tensors:
        return [tr("no tensors"), tr("%n entry", "%n entries", len(document.tree.source))]
    return document.totals.texts()
