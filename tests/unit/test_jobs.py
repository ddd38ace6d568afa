from __future__ import annotations

from itertools import islice

import pytest

from inspector.jobs import Cancelled, Job, Progress, Stage


def test_reporting_is_the_progress_and_the_cancel_point() -> None:
    job = Job()
    job.report(1, 4, "reading")
    assert job.progress == Progress(1, 4, "reading")
    assert job.progress.fraction == 0.25
    assert Progress().fraction is None
    job.cancel()
    assert job.cancelled
    for ask in (job.check, lambda: job.report(2, 4)):
        with pytest.raises(Cancelled):
            ask()
    assert job.progress.done == 1


def test_stages_add_up_to_their_job() -> None:
    job = Job()
    stage = Stage(job, 10, 100)
    stage.report(5, 7, "first")
    assert job.progress == Progress(15, 100, "first")
    stage.advance(20)
    stage.report(0, 1, "second")
    assert job.progress == Progress(30, 100, "second")


def test_cancelling_a_stage_cancels_its_job() -> None:
    job = Job()
    Stage(job, 0, 100).cancel()
    assert job.cancelled


def test_cancelling_a_job_cancels_its_stages() -> None:
    job = Job()
    stage = Stage(job, 0, 100)
    stage.check()
    assert not stage.cancelled
    job.cancel()
    assert stage.cancelled
    for ask in (stage.check, lambda: stage.report(1, 1)):
        with pytest.raises(Cancelled):
            ask()


def test_a_long_loop_can_be_cancelled_soon_and_shows_how_far_it_is() -> None:
    job = Job()
    items = job.each(range(100_000), 100_000, "counting")
    assert [next(items) for _ in range(30_000)] == list(range(30_000))
    assert 25_000 < job.progress.done < 30_000
    assert (job.progress.total, job.progress.what) == (100_000, "counting")
    job.cancel()
    with pytest.raises(Cancelled):
        list(islice(items, 5000))


def test_a_loop_without_a_name_shows_no_progress() -> None:
    job = Job()
    job.report(1, 2, "before")
    assert list(job.each(iter("ab"))) == ["a", "b"]
    assert job.progress == Progress(1, 2, "before")
    job.cancel()
    with pytest.raises(Cancelled):
        next(job.each("ab"))
