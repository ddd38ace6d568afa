from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

import inspector
from inspector import garbage
from inspector.garbage import collector_paused
from inspector.resources import resource

FIXTURES = Path(__file__).parents[1] / "fixtures"


@pytest.fixture(autouse=True)
def nothing_frozen(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(garbage, "_something_is_frozen", False)
    gc.unfreeze()
    yield
    gc.unfreeze()
    gc.enable()


def _is_young(thing: object) -> bool:
    return any(other is thing for other in gc.get_objects(generation=0))


def test_what_is_made_meanwhile_counts_as_old_and_is_collected_like_all_else() -> None:
    with collector_paused():
        assert not gc.isenabled()
        made = [object()]
        assert _is_young(made)
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
    assert not _is_young(made)
    assert any(other is made for other in gc.get_objects())


def test_what_is_made_for_good_is_never_gone_through() -> None:
    with collector_paused(for_good=True):
        made = [object()]
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0
    assert not any(other is made for other in gc.get_objects())


def test_what_was_frozen_before_stays_so() -> None:
    frozen = [object()]
    gc.freeze()
    with collector_paused():
        pass
    assert not any(other is frozen for other in gc.get_objects())


def test_what_is_frozen_is_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counting takes as long as there are objects: a hundred files opened beside a full window would take seconds."""
    gc.freeze()
    with collector_paused():
        pass
    monkeypatch.setattr(gc, "get_freeze_count", lambda: pytest.fail("counted again"))
    with collector_paused():
        pass
    with collector_paused(for_good=True):
        pass
    with collector_paused():
        pass


def test_within_another_pause_nothing_is_touched() -> None:
    with collector_paused():
        with collector_paused():
            made = [object()]
        assert not gc.isenabled()
        assert _is_young(made)


def test_after_an_error_the_collector_runs_again() -> None:
    with pytest.raises(KeyError), collector_paused():
        raise KeyError
    assert gc.isenabled()


def test_opening_a_file_leaves_the_collector_as_it_was() -> None:
    with inspector.open(resource("example.pth")) as checkpoint:
        assert gc.isenabled()
        assert gc.get_freeze_count() == 0
        assert not _is_young(checkpoint.entries)


def test_what_was_opened_goes_without_the_collector() -> None:
    held = []
    gc.disable()
    try:
        for path in _one_of_each_kind():
            checkpoint = inspector.open(path)
            files = [weakref.ref(file) for file in checkpoint.files]
            checkpoint.close()
            del checkpoint
            held += [str(path) for file in files if file() is not None]
    finally:
        gc.enable()
    assert held == []


def _one_of_each_kind() -> Iterator[Path]:
    """The first fixtures of each folder that can be opened."""
    for folder in sorted(FIXTURES.iterdir()):
        if folder.name.startswith("hostile") or not folder.is_dir():
            continue
        opened = 0
        for path in sorted(folder.iterdir()):
            with suppress(inspector.CheckpointError), inspector.open(path) as checkpoint:
                opened += bool(checkpoint.files)
                yield path
            if opened == 2:
                break
