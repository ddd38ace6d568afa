"""What is compared: two checkpoints brought together by name, as one tree. Made in a worker thread, never changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import inspector
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.checkpoint.roles import Role
from inspector.checkpoint.totals import Totals, totals
from inspector.comparing.parts import Parts
from inspector.comparing.value_changes import ValueChange, value_changes
from inspector.jobs import Job
from inspector.names.layers import Stack, stacks
from inspector.names.ordering import natural_key
from inspector.names.tree import NameTree, build
from inspector.names.tree_layout import TreeLayout, lay_out
from inspector.operations.adapter_pairing import pairing
from inspector.operations.alignment import Alignment, Map, align
from inspector.tensors.entries import TensorEntry
from inspector.ui.comparison.side import Side

__all__ = ["Pairing", "Subject", "brought_together", "opened"]


#: Layers are looked for among the names of so many tensors, as in one file.
_MAX_IN_LAYERS = 50_000


@dataclass(frozen=True, slots=True, eq=False)
class Pairing:
    """A row of the tree: the tensor in A, in B, or in both. ``a`` is the transposed view where that is compared."""

    a: TensorEntry | None
    b: TensorEntry | None

    @property
    def entry(self) -> TensorEntry:
        """What the row is filed under."""
        entry = self.a or self.b
        assert entry is not None
        return entry

    @property
    def mark(self) -> int:
        """What tells the row of a result: no tensor is in two rows."""
        return id(self.b if self.b is not None else self.a)


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """Two checkpoints brought together.

    ``pairings`` are the rows by depth, as far as the file of A tells it, what only B has behind; ``parts`` what each of them
    is a part of, and ``stacks`` the layers of the model by the number of the row. ``tree`` has the rows as its source, by
    the keys in A; ``rows`` are their nodes from the top. The tree's lower-case keys, which the filter looks at, hold the
    keys in B too, on a line of their own. ``adapted`` are an
    adapter and its base, if one of the two is an adapter.
    """

    a: Checkpoint
    b: Checkpoint
    alignment: Alignment
    pairings: tuple[Pairing, ...]
    tree: NameTree
    natural: TreeLayout
    rows: Sequence[int]
    totals: tuple[Totals, Totals]
    parts: Sequence[Role]
    stacks: Sequence[Stack]
    value_changes: Sequence[ValueChange] = ()
    adapted: tuple[Checkpoint, Checkpoint] | None = None

    @property
    def checkpoints(self) -> tuple[Checkpoint, Checkpoint]:
        """A and B."""
        return self.a, self.b

    def find(self, key: str) -> int | None:
        """The node of the first row with this key, in A or in B."""
        lower = key.lower()
        for index, keys in enumerate(self.tree.keys):
            if lower in keys:
                pairing = self.pairings[index]
                if any(side is not None and side.key == key for side in (pairing.a, pairing.b)):
                    return self.tree.nodes[index]
        return None


def opened(sides: tuple[Side, Side], job: Job) -> tuple[Checkpoint, Checkpoint]:
    """The checkpoints of both sides; for a worker thread. Raises what :func:`inspector.open` raises."""
    first = sides[0].checkpoint or inspector.open(sides[0].location, job)
    try:
        return first, sides[1].checkpoint or inspector.open(sides[1].location, job)
    except BaseException:
        if sides[0].checkpoint is None:
            first.close()
        raise


def brought_together(a: Checkpoint, b: Checkpoint, names: Map | None, job: Job) -> Subject:
    """The subject of a comparison by a map, or by what is found if that is None."""
    alignment = align(a, b, rename=names or Map(), job=job)
    pairings = _in_order(a, alignment)
    parts = Parts(a, b, job)
    roles = [parts.of(pairing.a, pairing.b) for pairing in pairings]
    tree = build([pairing.entry for pairing in pairings], job)
    tree = replace(tree, keys=[_keys(pairing) for pairing in pairings])
    return Subject(
        a,
        b,
        alignment,
        pairings,
        tree,
        lay_out(tree, job=job),
        sorted(tree.nodes),
        (totals(a.entries), totals(b.entries)),
        roles,
        _stacks(pairings, roles),
        value_changes(a, b, job),
        pairing(a, b),
    )


def _stacks(pairings: Sequence[Pairing], parts: Sequence[Role]) -> Sequence[Stack]:
    """The layers of the model by the number of the pairing; those of an optimizer's states are none."""
    if len(pairings) > _MAX_IN_LAYERS:
        return ()
    # keys that are no layer's keep the places of the others
    keys = [
        pairing.entry.key if part in (Role.PARAMETER, Role.BUFFER) else ""
        for pairing, part in zip(pairings, parts, strict=True)
    ]
    return stacks(keys)


def _in_order(a: Checkpoint, alignment: Alignment) -> tuple[Pairing, ...]:
    keys = [entry.key for entry in a.entries]
    if keys == sorted(keys):  # by name: the tenth layer before the second
        keys.sort(key=natural_key)
    places = {key: place for place, key in enumerate(keys)}
    rows = [Pairing(pair.a, pair.b) for pair in alignment.pairs]
    rows += [Pairing(entry, None) for entry in alignment.only_in_a]
    rows.sort(key=lambda row: places[row.entry.key])
    return (*rows, *(Pairing(None, entry) for entry in alignment.only_in_b))


def _keys(pairing: Pairing) -> str:
    keys = dict.fromkeys(side.key.lower() for side in (pairing.a, pairing.b) if side is not None)
    return "\n".join(keys)
