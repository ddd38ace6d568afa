"""The statistics of a document's tensors, known to all who show them: the header, the marks of the tree, the table, the map.

They are found one by one when a tensor is selected, or all of them in the background when a table or a map is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from inspector.errors import InspectorError
from inspector.jobs import Job, Stage
from inspector.names.tree import ROOT
from inspector.operations.columns import COLUMN_NAMES, EFFECTIVE_RANK, QUANTILES, TensorColumn
from inspector.tensors.entries import TensorEntry
from inspector.ui.document.document import Document, Mark
from inspector.ui.runner import JobRunner
from inspector.ui.yielding_job import YieldingJob
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.operations.statistics import Statistics

__all__ = ["TensorNumbers"]

#: A file of no more than this, in no more tensors, is read as it opens; others take longer than anybody expects of opening.
_OPENING_NBYTES, _OPENING_TENSORS = 64 << 20, 2000
#: Who shows all tensors, or several, together expects them to be read, unless they are very large.
_SHOWING_NBYTES = 4 << 30
#: What is on a server costs somebody each byte: one in so many is read.
_FAR_FACTOR = 64

#: How often those who show the numbers hear of new ones.
_REFRESH_MS = 200
#: How often the statistics and quantiles of a tensor go through its elements at most.
_PASSES = 4


class TensorNumbers(QObject):
    """Statistics by the index of the entry. ``changed`` comes a few times a second while there are new ones.

    Quantiles are among those that :meth:`read_all` finds.
    """

    changed = Signal()

    def __init__(self, document: Document, runner: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries = document.checkpoint.entries
        self._document = document
        self._unread_nbytes: int | None = None  # kept, not added up: there may be very many tensors
        self._tree = document.tree
        self._name = document.name
        self._runner = runner
        self._known: dict[int, Statistics] = {}
        self._failed: dict[int, InspectorError] = {}
        self._marks: dict[int, Mark] = {}
        self._not_finite_below: dict[int, int] = {}
        self._needs_ranks = self._begins_again = self._is_read = False
        self._unmarked: list[int] = []  # found by a worker, to be marked by the window
        self._reading: YieldingJob | None = None
        self._refresh = QTimer(self)
        self._refresh.setInterval(_REFRESH_MS)
        self._refresh.timeout.connect(self._tell)

    @property
    def known(self) -> Mapping[int, Statistics]:
        """What is known by now."""
        return MappingProxyType(self._known)

    @property
    def failed(self) -> Mapping[int, InspectorError]:
        """Why tensors could not be read."""
        return MappingProxyType(self._failed)

    def value(self, column: str, index: int) -> float | None:
        """A number of an entry's values, by the name of its column; None if it is not known, or there is none."""
        entry = self._entries[index]
        found = self._known.get(index)
        if not isinstance(entry, TensorEntry) or found is None:
            return None
        value = COLUMN_NAMES[column].value(entry, found)
        return None if isinstance(value, str) else value

    @property
    def is_reading(self) -> bool:
        """Whether all tensors are being read."""
        return self._runner.is_running((self, "all"))

    @property
    def unread_nbytes(self) -> int:
        """Bytes of the tensors whose numbers are not known."""
        return self._document.readable_nbytes if self._unread_nbytes is None else self._unread_nbytes

    @property
    def is_read_on_opening(self) -> bool:
        """Whether all that is not known is little enough to be read when the file opens, before anybody asks."""
        return self._is_little(self.unread_nbytes, _OPENING_NBYTES) and self._tree.tensors[ROOT] <= _OPENING_TENSORS

    def is_read_on_showing(self, nbytes: int | None = None) -> bool:
        """Whether so much, or all that is not known, is little enough to be read where it is shown together."""
        return self._is_little(self.unread_nbytes if nbytes is None else nbytes, _SHOWING_NBYTES)

    def _is_little(self, nbytes: int, most: int) -> bool:
        return nbytes <= (most // _FAR_FACTOR if self._document.checkpoint.location.is_far else most)

    def _unread(self, job: Job) -> list[tuple[int, TensorEntry]]:
        return [
            (index, entry)
            for index, entry in enumerate(job.each(self._entries))
            if isinstance(entry, TensorEntry) and entry.values.has_numbers and not self._is_done(index)
        ]

    def add(self, found: Mapping[int, Statistics]) -> None:
        """Somebody found the statistics of some tensors."""
        new = {index: one for index, one in found.items() if index not in self._known}
        if new:
            self._known.update(new)
            self._unmarked += new
            self._tell()

    def note(self, indices: Iterable[int], mark: Mark) -> None:
        """Somebody found out what is worth a mark, without statistics."""
        for index in indices:
            self._mark(index, mark)
        self.changed.emit()

    def mark(self, index: int) -> Mark:
        """The marks that the values of a tensor are worth, as far as they are known."""
        return self._marks.get(index, Mark.NONE)

    def not_finite_below(self, node: int) -> int:
        """How many tensors below a node of the tree are known to hold NaN or Inf."""
        return self._not_finite_below.get(node, 0)

    def _tell(self) -> None:
        if self._reading is not None:
            self._reading.pause(self)
        unmarked, self._unmarked = self._unmarked, []
        for index in unmarked:
            found = self._known[index]
            if found.finite < found.count:
                self._mark(index, Mark.NOT_FINITE)
            elif found.count and found.zeros == found.count:
                self._mark(index, Mark.ALL_ZERO)
        self.changed.emit()

    def _mark(self, index: int, mark: Mark) -> None:
        before = self.mark(index)
        self._marks[index] = before | mark
        if mark & ~before & Mark.NOT_FINITE:
            node = self._tree.parents[self._tree.nodes[index]]
            while node >= ROOT:
                self._not_finite_below[node] = self._not_finite_below.get(node, 0) + 1
                node = self._tree.parents[node]

    def need(self, column: TensorColumn) -> None:
        """Somebody shows a column: find its numbers, too, where that takes more than reading the tensors.

        It begins when the other numbers are known.
        """
        if column.name != EFFECTIVE_RANK or self._needs_ranks:
            return
        is_read, self._is_read = self._is_read, False
        self._needs_ranks = True
        if self.is_reading:
            self._begins_again = True
        elif is_read:
            self.read_all()

    def read_all(self) -> None:
        """Find the statistics of all tensors in the background, unless that is done or under way."""
        if self.is_reading or self._is_read:
            return

        def work(job: Job) -> None:
            self._reading = reading = YieldingJob(job)
            wanted = self._unread(reading)
            left = self._unread_nbytes = sum(entry.nbytes for _, entry in wanted)
            stage = Stage(reading, 0, _PASSES * left)
            for index, entry in wanted:
                try:
                    self._known[index] = self._numbers_of(index, entry, stage)
                    self._unmarked.append(index)
                except InspectorError as error:
                    self._failed[index] = error
                left = self._unread_nbytes = left - entry.nbytes
                stage.advance(_PASSES * entry.nbytes)

        self._refresh.start()
        self._runner.start(
            (self, "all"), work, self._end, self._end, tr("Reading all tensors of {name}", name=self._name)
        )

    def _numbers_of(self, index: int, entry: TensorEntry, job: Job) -> Statistics:
        """What is wanted of a tensor, as far as it is not known; for a worker thread."""
        from inspector.analysis.spectrum_estimate import effective_rank  # these need numpy
        from inspector.operations.statistics import statistics

        known = self._known.get(index)
        if known is None or not known.quantiles:
            return statistics(entry, quantiles=QUANTILES, effective_rank=self._needs_ranks, job=job)
        return replace(known, effective_rank=effective_rank(entry, job))

    def cancel(self) -> None:
        """Stop reading all; what is known stays."""
        self._runner.cancel_owner(self)
        self._refresh.stop()

    def _end(self, _result: object) -> None:
        self._refresh.stop()
        self._reading, self._is_read = None, True
        self._tell()
        if self._begins_again:  # more was asked for meanwhile
            self._begins_again = self._is_read = False
            self.read_all()

    def _is_done(self, index: int) -> bool:
        if index in self._failed:
            return True
        found = self._known.get(index)
        return (
            found is not None and bool(found.quantiles) and (not self._needs_ranks or found.effective_rank is not None)
        )
