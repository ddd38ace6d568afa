"""The comparison of two checkpoints, pair by pair, in one pass over both and in bounded memory.

What the indices already tell comes first: what is in one file only, what has another shape, what is the same bytes of the
same file. Then the pairs are read in blocks, as bytes; a block that is the same in both is done. Only where a tensor turns
out to have changed are its equal blocks read again, for what they add to its histograms and norms.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace

from inspector.buffers import BLOCK_NBYTES, Scratch
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.comparing.alignment import Alignment, Pair
from inspector.comparing.block_difference import EXACT, BlockDifference, Tolerance
from inspector.comparing.conversion.allowance import is_rounding
from inspector.comparing.differences import difference_of
from inspector.comparing.paired_blocks import AlignedPair, BlockRequest, PairBlock, are_same_bytes, compared
from inspector.comparing.results import PairResult, State, is_same_file
from inspector.comparing.small_blocks import compared_together
from inspector.errors import CheckpointError, InspectorError, SelectionError
from inspector.execution import Workers, in_order
from inspector.jobs import Job
from inspector.tensors.entries import TensorEntry
from inspector.tensors.inflation import is_inflated

__all__ = ["binned_exactly", "compare"]

#: A worker gets this many small tensors at once, or a block of the bytes of each file.
_TASK_BLOCKS = 512
#: A worker of another process gets this many times as much, since each call takes a millisecond or so to send.
_BLOCKS_PER_CALL = 8
#: If pairs are smaller than this on average, one core is left to whoever takes the results: otherwise a window would wait
#: for the interpreter after each of our short steps. Long steps run in numpy and in the kernel, without the interpreter.
_LONG_NBYTES = 2 * BLOCK_NBYTES
#: Of tensors with at least twice as many elements, histograms count every second, third, ...: counting all would take twice
#: the time of all other numbers, and would not be visible in any picture.
_BINNED_ELEMENTS = 1 << 18

Outcome = BlockDifference | InspectorError | None


def compare(
    a: Checkpoint,
    b: Checkpoint,
    alignment: Alignment,
    job: Job | None = None,
    tolerance: Tolerance = EXACT,
    *,
    bin_all: bool = False,
    workers: Workers | None = None,
) -> Generator[PairResult, None, None]:
    """The result of every tensor, as it comes: of the pairs in the order of the alignment, after what needs no reading.

    All numbers cover all elements, except that the histograms of large tensors count a part of them unless ``bin_all`` is
    set (``Difference.binned_every`` says which). ``workers`` read and compare, if given.

    A pair that can't be read is a result like any other. Raises CheckpointError at the end if one of the files was written
    to meanwhile. Cancelling the job raises Cancelled here within a few milliseconds; a loop that is left early should close
    the generator, to end its threads.
    """
    job = job or Job()
    same_file = is_same_file(a, b)
    for entry in alignment.only_in_a:
        yield PairResult(State.ONLY_IN_A, entry, None)
    for entry in alignment.only_in_b:
        yield PairResult(State.ONLY_IN_B, None, entry)
    pairs = []
    for pair in alignment.pairs:
        job.check()
        known = _known(pair, same_file)
        if isinstance(known, PairResult):
            known = _with_common(known, job, tolerance)
            yield known if pair.conversion is None else replace(known, conversion=pair.conversion)
        else:
            pairs.append((pair, known))
    with closing(_Reading(pairs, job, tolerance, bin_all=bin_all, workers=workers).results()) as results:
        yield from results
    for file in (*a.files, *b.files):
        file.check_unchanged()


def binned_exactly(result: PairResult, job: Job | None = None) -> PairResult:
    """The result with histograms that count every element: itself if they do, else from reading the pair again.

    Raises what reading raises, and SelectionError if the files do not hold any more what was compared.
    """
    found = result.difference
    if found is None or found.binned_every == 1 or result.a is None or result.b is None:
        return result
    pairs = [(Pair(result.a, result.b), AlignedPair.of(result.a.values, result.b.values))]
    with closing(_Reading(pairs, job or Job(), EXACT, bin_all=True).results()) as results:
        again = next(results)
    if again.difference is None:
        raise SelectionError(f"{result.key} {again.reason or 'is not what it was when it was compared'}")
    exact = again.difference
    return replace(
        result, difference=replace(found, binned_every=1, values=exact.values, differences=exact.differences)
    )


def _with_common(result: PairResult, job: Job, tolerance: Tolerance) -> PairResult:
    """The result of a pair of different shapes, with that of what both share."""
    pair = None if result.a is None or result.b is None else _common(result.a.values, result.b.values)
    if result.state is not State.SHAPE_CHANGED or pair is None:
        return result
    known = _known(pair, same_file=False)
    if isinstance(known, PairResult):
        return replace(result, common=known)
    with closing(_Reading([(pair, known)], job, tolerance, bin_all=False).results()) as results:
        return replace(result, common=next(results))


def _common(a: TensorEntry, b: TensorEntry) -> Pair | None:
    """What two tensors of different shapes share: all of them but for axes of one, or what one axis has more; else None."""
    if (
        a.dtype.values_per_element != b.dtype.values_per_element
        or a.dtype.elements_per_unit != b.dtype.elements_per_unit
    ):
        return None
    if a.dtype.elements_per_unit != 1:
        return None
    short_a, short_b = (
        entry.region(tuple(0 if size == 1 else slice(None) for size in entry.shape)) for entry in (a, b)
    )
    if short_a.shape == short_b.shape:
        return Pair(short_a, short_b)
    if len(short_a.shape) != len(short_b.shape):
        return None
    sizes = tuple(map(min, short_a.shape, short_b.shape))
    longer = sum(x != y for x, y in zip(short_a.shape, short_b.shape, strict=True))
    if longer != 1 or 0 in sizes:
        return None
    region = tuple(map(slice, sizes))
    return Pair(short_a.region(region), short_b.region(region))


def _known(pair: Pair, same_file: bool) -> PairResult | AlignedPair:
    """The result of a pair that need not be read, else what is to be read."""
    a, b = pair.a.values, pair.b.values
    if a.shape != b.shape or a.dtype.values_per_element != b.dtype.values_per_element:
        return PairResult(State.SHAPE_CHANGED, pair.a, pair.b)
    if same_file and pair.a.path == pair.b.path and not pair.is_transposed:
        return PairResult(State.IDENTICAL, pair.a, pair.b, agrees=True, is_bitwise=True)
    if a.storage is None or b.storage is None:
        where = "either file" if a.storage is b.storage else "A" if a.storage is None else "B"
        return PairResult(State.UNREADABLE, pair.a, pair.b, reason=f"has no data in {where} (device meta)")
    if a.nbytes == b.nbytes == 0 or are_same_bytes(a, b):
        if not a.dtype.is_same_as(b.dtype):
            return PairResult(State.DTYPE_CHANGED, pair.a, pair.b)
        return PairResult(State.IDENTICAL, pair.a, pair.b, agrees=True, is_bitwise=True)
    aligned = AlignedPair.of(a, b)
    if is_inflated(aligned.a) and is_inflated(aligned.b):
        reason = "has too many elements to compare them all: the files hold few of them"
        return PairResult(State.UNREADABLE, pair.a, pair.b, reason=reason)
    return aligned


class _Reading:
    """The pairs that must be read, on their way through the threads."""

    def __init__(
        self,
        pairs: Sequence[tuple[Pair, AlignedPair]],
        job: Job,
        tolerance: Tolerance,
        *,
        bin_all: bool,
        workers: Workers | None = None,
    ) -> None:
        self._pairs = pairs
        self._job = job
        self._tolerance = tolerance
        self._bin_all = bin_all
        self._workers = workers
        self._task_nbytes = 2 * BLOCK_NBYTES * (1 if workers is None else _BLOCKS_PER_CALL)
        self._task_blocks = _TASK_BLOCKS * (1 if workers is None else _BLOCKS_PER_CALL)
        self._done = 0
        self._total = sum(aligned.nbytes for _, aligned in pairs)
        self._spare_cores = 0 if self._total >= _LONG_NBYTES * len(pairs) else 1
        #: Pairs of which no more need be read.
        self._failed: set[int] = set()

    def results(self) -> Generator[PairResult, None, None]:
        """One for each pair, in order."""
        found = _Found()
        with closing(self._outcomes()) as outcomes:
            for block, outcome in outcomes:
                if block.number != found.number:
                    if found.number >= 0:
                        yield self._result(found)
                    found = _Found(block.number)
                self._note(found, block, outcome)
            if found.number >= 0:
                yield self._result(found)

    def _outcomes(self) -> Generator[tuple[PairBlock, Outcome], None, None]:
        """Each block with what comparing it gave, in order."""
        done = in_order(self._tasks(), _Comparing(self._job), workers=self._workers, spare_cores=self._spare_cores)
        with closing(done) as tasks:
            for task, outcomes in tasks:
                for request, outcome in zip(task, outcomes, strict=True):
                    self._job.check()
                    yield request.block, outcome
                self._done += sum(request.block.nbytes for request in task)
                self._job.report(self._done, self._total, f"Comparing {self._pairs[task[-1].block.number][0].a.key}")

    def _tasks(self) -> Iterator[list[BlockRequest]]:
        """Blocks in batches, so that handing out work costs little compared with doing it."""
        task: list[BlockRequest] = []
        nbytes = 0
        for number, (_, aligned) in enumerate(self._pairs):
            for block in aligned.paired_blocks(number):
                if number in self._failed:
                    break
                task.append(self._asked(block))
                nbytes += block.nbytes
                if nbytes >= self._task_nbytes or len(task) >= self._task_blocks:
                    yield task
                    task, nbytes = [], 0
        if task:
            yield task

    def _asked(self, block: PairBlock, *, even_if_equal: bool = False) -> BlockRequest:
        return BlockRequest(block, self._tolerance_of(block.number), self._binned_every(block.number), even_if_equal)

    def _tolerance_of(self, number: int) -> Tolerance:
        """The tolerance that was asked for, or what the rule of a conversion can promise."""
        conversion = self._pairs[number][0].conversion
        if conversion is None or not conversion.rtol:
            return self._tolerance
        return Tolerance(max(self._tolerance.rtol, conversion.rtol), self._tolerance.atol)

    def _binned_every(self, number: int) -> int:
        return 1 if self._bin_all else max(1, self._pairs[number][1].numel // _BINNED_ELEMENTS)

    def _note(self, found: _Found, block: PairBlock, outcome: Outcome) -> None:
        if isinstance(outcome, InspectorError):
            found.error = found.error or outcome
            self._failed.add(block.number)
        elif outcome is None:
            found.equal.append(block)
        else:
            placed = self._placed(block, outcome)
            found.total = placed if found.total is None else found.total.added(placed)

    def _placed(self, block: PairBlock, outcome: BlockDifference) -> BlockDifference:
        """The outcome with the place of its largest difference counted from the start of the tensor."""
        place = self._pairs[block.number][1].place(block, outcome.largest_at) if outcome.largest else 0
        return outcome if place == outcome.largest_at else replace(outcome, largest_at=place)

    def _result(self, found: _Found) -> PairResult:
        pair, aligned = self._pairs[found.number]
        if found.total is None and found.error is None:
            return PairResult(State.IDENTICAL, pair.a, pair.b, agrees=True, is_bitwise=True, conversion=pair.conversion)
        conversion = pair.conversion
        try:
            total = self._completed(found)
        except InspectorError as error:
            reason = error.reason if isinstance(error, CheckpointError) else str(error)
            return PairResult(State.UNREADABLE, pair.a, pair.b, reason=reason, conversion=conversion)
        max_at = aligned.index(total.largest_at) if total.largest else None
        difference = difference_of(total, aligned.repeats, max_at, self._binned_every(found.number))
        agrees = not difference.outside
        state = State.IDENTICAL if agrees else State.CHANGED
        if not pair.a.dtype.is_same_as(pair.b.dtype):
            state = State.DTYPE_CHANGED
            agrees = agrees and self._tolerance != EXACT
            if conversion is not None and not agrees:
                agrees = is_rounding(difference, pair.a.dtype, pair.b.dtype)
        return PairResult(state, pair.a, pair.b, difference, agrees, conversion=conversion)

    def _completed(self, found: _Found) -> BlockDifference:
        """The sum with what the equal blocks of a changed tensor add to it. Raises what reading raised."""
        if found.error is not None:
            raise found.error
        total = found.total
        assert total is not None
        if not found.equal:
            return total
        tasks = ([self._asked(block, even_if_equal=True)] for block in found.equal)
        found_of = in_order(tasks, _Comparing(self._job), workers=self._workers, spare_cores=self._spare_cores)
        with closing(found_of) as results:
            for _, (added,) in results:
                if isinstance(added, InspectorError):
                    raise added
                assert added is not None
                total = total.added(added)
        return total


@dataclass(frozen=True, slots=True)
class _Comparing:
    """What each of some blocks yields, in any process; the error of one that can't be read."""

    job: Job

    def __call__(self, task: list[BlockRequest], scratch: Scratch) -> list[Outcome]:
        together = compared_together(task, self.job, scratch)
        return [
            together[place] if place in together else self._outcome(request, scratch)
            for place, request in enumerate(task)
        ]

    def _outcome(self, request: BlockRequest, scratch: Scratch) -> Outcome:
        self.job.check()
        try:
            return compared(request, scratch)
        except InspectorError as error:
            return error


@dataclass(slots=True)
class _Found:
    """What is known so far of the pair ``number``."""

    number: int = -1
    total: BlockDifference | None = None
    equal: list[PairBlock] = field(default_factory=list)
    error: InspectorError | None = None
