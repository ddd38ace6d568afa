"""Where the values of one tensor went in another: how many elements have which value in A and which in B."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from inspector.analysis.counting import count_codes
from inspector.analysis.power_of_two_bins import PowerOfTwoBins
from inspector.analysis.range_summary import magnitude
from inspector.buffers import Scratch
from inspector.comparing.paired_blocks import AlignedPair, PairBlock, values_of
from inspector.comparing.results import PairResult
from inspector.errors import SelectionError
from inspector.execution import in_order
from inspector.jobs import Job

__all__ = ["Density", "density"]


@dataclass(frozen=True, slots=True, eq=False)
class Density:
    """``counts[i, j]`` elements lie between ``edges[i]`` and ``edges[i + 1]`` in A, and between those of j in B.

    Of the places where both are finite; complex numbers by their magnitude.
    """

    edges: npt.NDArray[np.float64]
    counts: npt.NDArray[np.int64]


def density(result: PairResult, job: Job | None = None) -> Density:
    """The density of a pair over the bins of its histograms. All elements are counted.

    Those beyond the bins, which can be where the histograms count a part of the elements, are in the outermost ones.

    Raises SelectionError for a pair without histograms (equal to the last bit, or no numbers), and what reading raises.
    """
    if result.a is None or result.b is None or result.difference is None or result.difference.values is None:
        raise SelectionError(f"{result.key} has no two distributions to compare")
    job = job or Job()
    aligned = AlignedPair.of(result.a.values, result.b.values)
    grid = result.difference.values.grid
    total = np.zeros(grid.bins * grid.bins, np.int64)
    done = 0

    def work(piece: PairBlock, scratch: Scratch) -> npt.NDArray[np.int64]:
        job.check()
        return _counted(piece, grid, scratch)

    with closing(in_order(aligned.paired_blocks(0), work)) as parts:
        for piece, counts in parts:
            total += counts
            done += piece.a.nbytes + piece.b.nbytes
            job.report(done, aligned.a.nbytes + aligned.b.nbytes, f"Reading {result.key}")
    return Density(grid.edges, total.reshape(grid.bins, grid.bins) * aligned.repeats)


def _counted(piece: PairBlock, grid: PowerOfTwoBins, scratch: Scratch) -> npt.NDArray[np.int64]:
    """The counts of one piece; shape [bins * bins]."""
    x, y = (magnitude(values) for values in values_of(piece, scratch))
    finite = np.isfinite(x) & np.isfinite(y)
    edges = grid.edges
    inside = (edges[0], np.nextafter(edges[-1], edges[0]))
    codes = np.zeros(np.count_nonzero(finite), np.uint16)
    for values, step in ((x, grid.bins), (y, 1)):
        positions = grid.positions(np.clip(values[finite].astype(np.float64), *inside), scratch)
        codes += np.multiply(positions, step, dtype=np.uint16)
    return count_codes(codes, grid.bins * grid.bins, scratch)
