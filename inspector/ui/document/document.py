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
from inspector.checkpoint.layer_names import layer_names
from inspector.checkpoint.optimizer_states import StateOwner, state_owners
from inspector.checkpoint.sharing import Sharing, find_sharing
from inspector.checkpoint.totals import Totals, totals
from inspector.findings import Severity
from inspector.garbage import collector_paused
from inspector.jobs import Job
from inspector.names.layers import Stack, stacks_of
from inspector.names.tree import NO_ENTRY, ROOT, NameTree, build
from inspector.names.tree_layout import TreeLayout, lay_out
from inspector.sources.location import Location
from inspector.tensors.entries import LANGUAGE, UNREADABLE, Entry, ObjectEntry, TensorEntry
from inspector.tensors.entries import Path as EntryPath
from inspector.tensors.runs import by_kind, runs
from inspector.text import size_text
from inspector.ui.document.merged_checkpoint import MergedCheckpoint
from inspector.wording import tr

__all__ = [
    "MAX_SELECTED",
    "Document",
    "Mark",
    "Overview",
    "Selection",
    "document_of",
    "each_tensor",
    "open_document",
    "overview_of",
    "sums_of",
    "tensors_of",
]

#: Rows that are looked at together; who selects more is told so.
MAX_SELECTED = 20_000
#: Layers are looked for among the names of so many tensors; no map of more could be read, and looking takes a while.
_MAX_IN_LAYERS = 50_000
#: So many entries are looked at all together before any is shown, and no more.
_MAX_AT_ONCE = 50_000
_NO_SHARING = Sharing({}, {})


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
    UNREADABLE = auto()
    NOT_FINITE = auto()
    ALL_ZERO = auto()
    DAMAGED = auto()
    BOOKMARKED = auto()


@dataclass(frozen=True, slots=True, eq=False)
class Overview:
    """What all entries of a checkpoint have to be looked at for, together.

    ``state_owners`` are the parameters that states of optimizers are of, by their path, and ``layer_names`` those of layers
    by the path of the group of their variables; ``keys`` are what the filter looks at then: the tree's lower-case keys with
    the key of that parameter, or that name, on a second line. ``stacks`` are the layers, by the position among the tensors;
    ``readable_nbytes`` is how much the tensors take that have numbers.
    """

    sharing: Sharing
    totals: Totals
    state_owners: Mapping[EntryPath, StateOwner] = field(default_factory=dict)
    layer_names: Mapping[EntryPath, str] = field(default_factory=dict)
    keys: Sequence[str] | None = None
    stacks: Sequence[Stack] = ()
    readable_nbytes: int = 0


@dataclass(slots=True, eq=False)
class Document:
    """A checkpoint and all that the window shows of it at once.

    The ``overview`` of very many entries is None at first: they are shown before all of them were looked at.
    """

    checkpoint: Checkpoint
    tree: NameTree
    natural: TreeLayout
    overview: Overview | None = None

    def take_overview(self, overview: Overview) -> None:
        """Show from now on what was found."""
        self.overview = overview
        if overview.keys is not None:
            self.tree = replace(self.tree, keys=overview.keys)

    @property
    def sharing(self) -> Sharing:
        """Which tensors share storages, as far as that is known."""
        return self.overview.sharing if self.overview is not None else _NO_SHARING

    @property
    def stacks(self) -> Sequence[Stack]:
        """The layers, by the position among the tensors."""
        return self.overview.stacks if self.overview is not None else ()

    @property
    def readable_nbytes(self) -> int:
        """How much the tensors take that have numbers, or all while that is not known."""
        return self.overview.readable_nbytes if self.overview is not None else self.tree.nbytes[ROOT]

    def mark(self, index: int) -> Mark:
        """What is worth a sign in the row of an entry."""
        return _mark(index, self.tree.source[index], self.sharing)

    def owner(self, entry: Entry | None) -> StateOwner | None:
        """The parameter that an entry is a state of; None for what is no state, and where it can't be told."""
        if entry is None or self.overview is None:
            return None
        return self.overview.state_owners.get(entry.path[:-1])

    def layer_name(self, entry: Entry | None) -> str:
        """What the author called the layer that an entry is a variable of; "" where the path says it or nothing does."""
        if entry is None or self.overview is None:
            return ""
        return self.overview.layer_names.get(entry.path[:-1], "")

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
            chosen.update(layout.children(node) if layout.is_range(node) else (node,))
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
    document = Document(checkpoint, tree, lay_out(tree, job=job))
    if len(checkpoint.entries) <= _MAX_AT_ONCE:
        document.take_overview(overview_of(document, job))
    return document


def overview_of(document: Document, job: Job) -> Overview:
    """What is found by looking at all entries of a document; for a worker thread."""
    entries, tree = document.checkpoint.entries, document.tree
    sharing = find_sharing(entries, job)
    owners = state_owners(document.checkpoint, job=job)
    layers = layer_names(document.checkpoint.metadata)
    beside = {path: owner.key for path, owner in owners.items()} | layers
    keys = (
        [_keys(key, entry, beside) for key, entry in zip(tree.keys, job.each(entries), strict=True)] if beside else None
    )
    stacks: Sequence[Stack] = ()
    if tree.tensors[ROOT] <= _MAX_IN_LAYERS:
        stacks = stacks_of(document.checkpoint.tensors, entries, job)
    return Overview(
        sharing,
        totals(entries, job),
        owners,
        layers,
        keys,
        stacks,
        _readable_nbytes(entries, job),
    )


def _readable_nbytes(entries: Sequence[Entry], job: Job) -> int:
    """How much the tensors take that have numbers."""
    return sum(
        sum(by_kind(run.tensors, _numbers_nbytes) if run.tensors is not None else map(_numbers_nbytes, run.entries))
        for run in runs(entries, job)
    )


def _numbers_nbytes(entry: Entry) -> int:
    return entry.nbytes if isinstance(entry, TensorEntry) and entry.values.has_numbers else 0


def _keys(key: str, entry: Entry, beside: Mapping[EntryPath, str]) -> str:
    """What the filter finds an entry by: its key, and a name that belongs to the group it is in."""
    name = beside.get(entry.path[:-1])
    return key if name is None else f"{key}\n{name.lower()}"


def _mark(index: int, entry: Entry, sharing: Sharing) -> Mark:
    if isinstance(entry, ObjectEntry):
        return Mark.NONE if LANGUAGE in entry.attributes else _class_mark(entry.class_name)
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
    if name == UNREADABLE:
        return Mark.UNREADABLE
    if "." not in name:  # no class of Python, but what a reader calls what it can't show, such as a group of HDF5
        return Mark.NONE
    from inspector.operations.scanning import class_severity  # few files hold objects

    severity = class_severity(name)
    if severity is Severity.DANGER:
        return Mark.DANGEROUS_CLASS
    return Mark.UNKNOWN_CLASS if severity is Severity.WARNING else Mark.NONE


def sums_of(document: Document) -> list[str]:
    """How much a file holds, in words."""
    if not document.tree.tensors[ROOT]:
        return [tr("no tensors"), tr("%n entry", "%n entries", len(document.tree.source))]
    if document.overview is not None:
        return document.overview.totals.texts()
    tensors, elements = document.tree.tensors[ROOT], document.tree.parameters[ROOT]
    return [
        tr("%n tensor", "%n tensors", tensors),
        tr("%n element", "%n elements", elements),
        size_text(document.tree.nbytes[ROOT]),
    ]
