"""Count, range, moments, exact histogram and exact quantiles of each tensor; by row, column or channel with --axis.

The histogram covers [min, max] unless --range is given, and equals numpy.histogram of the finite elements as float64.
Quantiles are elements, like those of numpy.quantile with method="inverted_cdf". --axis names the indices that stand out:
those whose mean magnitude is at least three times the median. --effective-rank computes the singular values of matrices;
where both sides are over 512 it is an estimate (~), within about 3 %, and above 67 million elements there is none.

Examples:
  checkpoint-inspector stats model.pth
  checkpoint-inspector stats model.pth --quantiles 0.01,0.5,0.99
  checkpoint-inspector stats model.pth --match '*.weight' --axis 1
  checkpoint-inspector stats model.pth --csv >table.csv
  checkpoint-inspector stats model.pth --match '*.weight' --bins 64 --range -1 1 --json
  checkpoint-inspector stats s3://bucket/model/ --executor dask://localhost:8786
"""

from __future__ import annotations

import argparse
import csv
import math
import sys
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.analysis.axis_statistics import AxisStatistics
from inspector.analysis.spectrum_estimate import is_rank_estimated
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import SelectionError
from inspector.execution import Workers
from inspector.executors import workers_of
from inspector.jobs import Job
from inspector.names.globs import matching
from inspector.operations.columns import EFFECTIVE_RANK
from inspector.operations.parts import Part
from inspector.operations.results import TensorResult
from inspector.operations.statistics import NUMBER_COLUMNS, Statistics, number_cells, statistics
from inspector.tables import Column
from inspector.tensors.entries import TensorEntry
from inspector.text import number_text, plural, printable, shape_text
from inspector.verbs.distribution import add_executor, add_part
from inspector.verbs.encoding import encode_path, encode_value, write_json
from inspector.verbs.selection import add_download, add_match
from inspector.verbs.session import for_each_file, print_damage, print_entry_error, print_no_match, progress_line
from inspector.verbs.status import Status
from inspector.verbs.table import TablePrinter

__all__ = ["arguments", "run", "sparkline"]

_MAX_BINS = 65_536
_SPARKS = " ▁▂▃▄▅▆▇█"
_SPARKLINE_CELLS = 24
_NUMBER_CELLS = 10
#: Outliers of an axis that are printed; --json has all.
_MAX_OUTLIERS = 16
_NUMBERS = ("count", "finite", "nan", "posinf", "neginf", "zeros", "min", "max", "mean", "std", "l2")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="a file, a shard index or a folder")
    add_download(parser)
    parser.add_argument("--bins", type=_bins, default=256, metavar="N", help="bins of the histogram (256)")
    parser.add_argument("--range", nargs=2, type=float, metavar=("LO", "HI"), help="range of the histogram")
    parser.add_argument(
        "--quantiles", type=_shares, default={}, metavar="Q,...", help="quantiles, as numbers from 0 to 1"
    )
    parser.add_argument("--axis", type=int, metavar="N", help="also for each index of this axis (-1: the last)")
    parser.add_argument(
        "--effective-rank", action="store_true", help="also that of matrices; an estimate for large ones"
    )
    output = parser.add_mutually_exclusive_group()
    output.add_argument("--json", action="store_true", help="one JSON object per FILE, with the edges and counts")
    output.add_argument("--csv", action="store_true", help="a header and a line per tensor")
    add_match(parser)
    add_executor(parser)
    add_part(parser, "--json")


def _bins(text: str) -> int:
    bins = int(text) if text.isdecimal() and len(text) < 10 else 0
    if not 1 <= bins <= _MAX_BINS:
        raise argparse.ArgumentTypeError(f"{text} is not a number between 1 and {_MAX_BINS:,}")
    return bins


def _shares(text: str) -> dict[str, float]:
    """The quantiles asked for, by the text that they are asked for by."""
    shares = {}
    for part in text.split(","):
        try:
            shares[part.strip()] = share = float(part)
        except ValueError:
            share = math.nan
        if not 0 <= share <= 1:
            raise argparse.ArgumentTypeError(f"{part!r} is not a number from 0 to 1")
    return shares


def run(options: argparse.Namespace) -> Status:
    """Compute the statistics of each tensor."""
    if options.part is not None and not options.json:
        raise SelectionError("--part needs --json: what it writes is for merge")
    with workers_of(options.executor) as workers:
        return _each_file(options, workers)


def _each_file(options: argparse.Namespace, workers: Workers | None) -> Status:
    bounds = None if options.range is None else (options.range[0], options.range[1])

    csv_writer = _CsvWriter(options.quantiles, has_rank=options.effective_rank) if options.csv else None

    def one(file: str, checkpoint: Checkpoint, job: Job) -> Status:
        tensors = matching(checkpoint.tensors, options.match)
        print_no_match(file, tensors, options.match)
        part = options.part
        if part is not None:
            asked = (options.match, options.bins, bounds, options.quantiles, options.axis, options.effective_rank)
            part = part.of_request(tensors, *asked)
        report: _JsonReport | _TextReport | _CsvReport
        if options.json:
            report = _JsonReport(file, checkpoint, options.quantiles, part)
        elif csv_writer is not None:
            report = _CsvReport(file, csv_writer)
        else:
            if len(options.files) > 1:
                print(f"{printable(file)}:")
            report = _TextReport(tensors, options.quantiles, has_rank=options.effective_rank)

        with progress_line(job) as line:

            def each(result: TensorResult[Statistics]) -> None:
                with line.cleared():
                    if result.error is not None:
                        print_entry_error(file, result.entry, result.error)
                    report.add(result.entry, result.value)

            found = statistics(
                checkpoint,
                match=options.match,
                bins=options.bins,
                range=bounds,
                quantiles=list(options.quantiles.values()),
                axis=options.axis,
                effective_rank=options.effective_rank,
                part=part,
                executor=workers,
                each=each,
                job=job,
            )
        report.end()
        print_damage(file, found.findings)
        return Status.FAILED if found.errors else Status.DONE

    return for_each_file(options.files, one, as_json=options.json, download=options.download)


class _JsonReport:
    """Collects the one record of the file."""

    def __init__(self, file: str, checkpoint: Checkpoint, shares: Mapping[str, float], part: Part | None) -> None:
        self._record: dict[str, Any] = {"file": file, "format": checkpoint.format, "entries": []}
        if part is not None:
            self._record |= part.record()
        self._shares = shares

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
            if self._shares:
                record["quantiles"] = {
                    text: encode_value(numbers.quantiles[share]) if numbers.finite else None
                    for text, share in self._shares.items()
                }
            if numbers.axis is not None:
                record["axis"] = _axis_record(numbers.axis)
            if numbers.effective_rank is not None and not math.isnan(numbers.effective_rank):
                record["effective_rank"] = numbers.effective_rank
                record["effective_rank_estimated"] = is_rank_estimated(tensor)
        self._record["entries"].append(record)

    def end(self) -> None:
        """Write the record."""
        write_json(self._record)


def _axis_record(found: AxisStatistics) -> dict[str, Any]:
    record: dict[str, Any] = {"axis": found.axis}
    for name in ("min", "max", "mean", "mean_abs", "rms", "l2"):
        record[name] = [
            None if math.isnan(number) else encode_value(number) for number in getattr(found, name).tolist()
        ]
    return record | {"outliers": found.outliers, "all_zero": found.all_zero}


class _CsvWriter:
    """The lines of all files, with one header above them."""

    def __init__(self, shares: Mapping[str, float], *, has_rank: bool) -> None:
        self.shares = shares
        self.ranks = (EFFECTIVE_RANK,) if has_rank else ()
        self._writer = csv.writer(sys.stdout, lineterminator="\n")
        columns = ["file", "key", "dtype", "shape", "elements", "nbytes", *_NUMBERS, "rms", *shares, *self.ranks]
        self._writer.writerow(columns)

    def write(self, cells: Sequence[object]) -> None:
        """One line."""
        self._writer.writerow(cells)


class _CsvReport:
    """A line per tensor; without numbers if it holds none or they can't be read."""

    def __init__(self, file: str, writer: _CsvWriter) -> None:
        self._file = file
        self._writer = writer

    def add(self, tensor: TensorEntry, numbers: Statistics | None) -> None:
        """Write the line of one tensor."""
        shape = "x".join(map(str, tensor.values.shape))
        cells: list[object] = [self._file, printable(tensor.key), tensor.dtype.name, shape, tensor.numel, tensor.nbytes]
        if numbers is not None:
            cells += [getattr(numbers, name) for name in (*_NUMBERS, "rms")]
            cells += [numbers.quantiles[share] for share in self._writer.shares.values()]
            cells += [getattr(numbers, name) for name in self._writer.ranks]
        self._writer.write(["" if cell != cell else cell for cell in cells])

    def end(self) -> None:
        """Nothing is left."""


class _TextReport:
    """A table that grows as the tensors are done."""

    def __init__(self, tensors: Sequence[TensorEntry], shares: Mapping[str, float], *, has_rank: bool) -> None:
        self._tensors = tensors
        self._shares = shares
        self._has_rank = has_rank
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
            *(Column(f"q{text}", right=True) for text in self._shares),
            *([Column("eff. rank", right=True)] if self._has_rank else []),
            Column("distribution"),
        ]
        numbers = [*(_NUMBER_CELLS,) * 4, 6, 3, 3, *(_NUMBER_CELLS,) * (len(self._shares) + self._has_rank)]
        return TablePrinter(columns, [keys, types, shapes, *numbers, _SPARKLINE_CELLS])

    def add(self, tensor: TensorEntry, numbers: Statistics | None) -> None:
        """Print the row of one tensor."""
        row = [printable(tensor.key), tensor.dtype.name, shape_text(tensor.values.shape), *number_cells(numbers)]
        row += ["" if numbers is None else number_text(numbers.quantiles[share], 4) for share in self._shares.values()]
        if self._has_rank:
            row.append(_rank_text(tensor, numbers))
        row.append("" if numbers is None else sparkline(numbers.histogram.counts))
        self._begun().add(row)
        if numbers is not None and numbers.axis is not None:
            print(f"  {_axis_text(numbers.axis)}")

    def end(self) -> None:
        """Print the headings, if there was no row below them."""
        self._begun()


def _rank_text(tensor: TensorEntry, numbers: Statistics | None) -> str:
    """The effective rank, marked where it is an estimate."""
    rank = None if numbers is None else numbers.effective_rank
    if rank is None or math.isnan(rank):
        return ""
    return f"{'~' if is_rank_estimated(tensor) else ''}{number_text(rank, 4)}"


def _axis_text(found: AxisStatistics) -> str:
    """The rms along an axis, and which indices stand out."""
    rms = found.rms[~np.isnan(found.rms)]
    if not len(rms):
        return f"axis {found.axis}: no finite values"
    low, middle, high = (number_text(float(number), 3) for number in (rms.min(), np.median(rms), rms.max()))
    text = f"axis {found.axis}: rms of {len(found.rms):,} indices {low} to {high}, median {middle}"
    if found.outliers:
        text += f"; {plural(len(found.outliers), 'outlier')}: {_named(found.outliers)}"
    if found.all_zero:
        text += f"; {len(found.all_zero):,} all zero: {_named(found.all_zero)}"
    return text


def _named(indices: Sequence[int]) -> str:
    return ", ".join(map(str, indices[:_MAX_OUTLIERS])) + (", …" if len(indices) > _MAX_OUTLIERS else "")


def sparkline(counts: npt.NDArray[np.int64], cells: int = _SPARKLINE_CELLS) -> str:
    """A histogram in ``cells`` characters, the highest bar full; a bar that is not empty is never invisible."""
    summed = np.add.reduceat(counts, _first_bins(cells, len(counts))) if len(counts) >= cells else counts
    bars: list[int] = summed.tolist()
    top = max(bars)
    if top == 0:
        return ""
    return "".join([_SPARKS[-(-bar * (len(_SPARKS) - 1) // top)] for bar in bars])


@lru_cache(8)
def _first_bins(cells: int, bins: int) -> npt.NDArray[np.int64]:
    """The first bin of each cell: the tensors of a table have as many bins."""
    return np.arange(cells) * bins // cells
