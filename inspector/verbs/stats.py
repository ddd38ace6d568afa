"""Count, range, moments and exact histogram of each tensor.

The histogram is over [min, max] unless --range is given, and equals numpy.histogram of the finite elements as float64.

Examples:
  checkpoint-inspector stats model.pth
  checkpoint-inspector stats model.pth --match '*.weight' --bins 64 --range -1 1 --json
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.jobs import Job
from inspector.names.globs import matching
from inspector.operations.results import TensorResult
from inspector.operations.statistics import NUMBER_COLUMNS, Statistics, number_cells, statistics
from inspector.tables import Column
from inspector.tensors.entries import TensorEntry
from inspector.text import printable, shape_text
from inspector.verbs.encoding import encode_path, encode_value, write_json
from inspector.verbs.selection import add_match
from inspector.verbs.session import complain_of_entry, for_each_file, progress_line
from inspector.verbs.status import Status
from inspector.verbs.table import TablePrinter

__all__ = ["arguments", "run", "sparkline"]

_MAX_BINS = 65_536
_SPARKS = " ▁▂▃▄▅▆▇█"
_SPARKLINE_CELLS = 24
_NUMBER_CELLS = 10
_NUMBERS = ("count", "finite", "nan", "posinf", "neginf", "zeros", "min", "max", "mean", "std", "l2")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("file", metavar="FILE", help="a file, a shard index or a folder")
    parser.add_argument("--bins", type=_bins, default=256, metavar="N", help="bins of the histogram (256)")
    parser.add_argument("--range", nargs=2, type=float, metavar=("LO", "HI"), help="range of the histogram")
    parser.add_argument("--json", action="store_true", help="one JSON object, with the edges and counts")
    add_match(parser)


def _bins(text: str) -> int:
    bins = int(text) if text.isdecimal() and len(text) < 10 else 0
    if not 1 <= bins <= _MAX_BINS:
        raise argparse.ArgumentTypeError(f"{text} is not a number between 1 and {_MAX_BINS:,}")
    return bins


def run(options: argparse.Namespace) -> Status:
    """Compute the statistics of each tensor."""
    bounds = None if options.range is None else (options.range[0], options.range[1])

    def one(file: str, checkpoint: Checkpoint, job: Job) -> Status:
        tensors = matching(checkpoint.tensors, options.match)
        report = _JsonReport(file, checkpoint) if options.json else _TextReport(tensors)

        with progress_line(job) as line:

            def each(result: TensorResult[Statistics]) -> None:
                with line.cleared():
                    if result.error is not None:
                        complain_of_entry(file, result.entry, result.error)
                    report.add(result.entry, result.value)

            found = statistics(checkpoint, match=options.match, bins=options.bins, range=bounds, each=each, job=job)
        report.end()
        return Status.FAILED if found.errors else Status.DONE

    return for_each_file([options.file], one, as_json=options.json)


class _JsonReport:
    """Collects the one record of the file."""

    def __init__(self, file: str, checkpoint: Checkpoint) -> None:
        self._record: dict[str, Any] = {"file": file, "format": checkpoint.format, "entries": []}

    def add(self, tensor: TensorEntry, numbers: Statistics | None) -> None:
        """One tensor; without numbers if it holds none or they can't be read."""
        record: dict[str, Any] = {
            "path": encode_path(tensor.path),
            "key": tensor.key,
            "dtype": tensor.dtype.name,
            "shape": list(tensor.shape),
        }
        if numbers is not None:
            record |= {name: encode_value(getattr(numbers, name)) for name in _NUMBERS}
            if not numbers.finite:  # there is none, which is not that it is NaN
                record |= dict.fromkeys(("min", "max", "mean", "std"))
            histogram = numbers.histogram
            record["histogram"] = {"edges": histogram.edges.tolist(), "counts": histogram.counts.tolist()}
        self._record["entries"].append(record)

    def end(self) -> None:
        """Write the record."""
        write_json(self._record)


class _TextReport:
    """A table that grows as the tensors are done."""

    def __init__(self, tensors: Sequence[TensorEntry]) -> None:
        self._tensors = tensors
        self._table: TablePrinter | None = None

    def _begun(self) -> TablePrinter:
        """The table, its headings printed."""
        if self._table is None:
            self._table = self._begin()
        return self._table

    def _begin(self) -> TablePrinter:
        keys = max((len(printable(tensor.key)) for tensor in self._tensors), default=0)
        types = max((len(tensor.dtype.name) for tensor in self._tensors), default=0)
        shapes = max((len(shape_text(tensor.values.shape)) for tensor in self._tensors), default=0)
        columns = [
            Column("key", shrinks=True),
            Column("type"),
            Column("shape"),
            *NUMBER_COLUMNS,
            Column("distribution"),
        ]
        return TablePrinter(columns, [keys, types, shapes, *(_NUMBER_CELLS,) * 4, 6, 3, 3, _SPARKLINE_CELLS])

    def add(self, tensor: TensorEntry, numbers: Statistics | None) -> None:
        """Print the row of one tensor."""
        row = [printable(tensor.key), tensor.dtype.name, shape_text(tensor.values.shape), *number_cells(numbers)]
        row.append("" if numbers is None else sparkline(numbers.histogram.counts))
        self._begun().add(row)

    def end(self) -> None:
        """Print the headings, if there was no row below them."""
        self._begun()


def sparkline(counts: npt.NDArray[np.int64], cells: int = _SPARKLINE_CELLS) -> str:
    """A histogram in ``cells`` characters, the highest bar full; a bar that is not empty is never invisible."""
    bars = np.add.reduceat(counts, np.arange(cells) * len(counts) // cells) if len(counts) >= cells else counts
    top = bars.max(initial=0)
    if top == 0:
        return ""
    return "".join(_SPARKS[-(-int(bar) * (len(_SPARKS) - 1) // int(top))] for bar in bars)
