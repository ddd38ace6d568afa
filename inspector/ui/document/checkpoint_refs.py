"""Checkpoints that tabs are done with and others still read from: they are closed when nobody needs them any more."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from inspector.checkpoint.checkpoint import Checkpoint

__all__ = ["CheckpointRefs"]


class CheckpointRefs:
    """Closes checkpoints that were given back. ``needed`` tells which are still read from."""

    def __init__(self, needed: Callable[[], Iterable[Checkpoint]]) -> None:
        self._needed = needed
        self._given_back: list[Checkpoint] = []

    def give_back(self, checkpoint: Checkpoint) -> None:
        """Close a checkpoint, now or as soon as nobody needs it."""
        if not any(checkpoint is other for other in self._given_back):
            self._given_back.append(checkpoint)
        self.close_unneeded()

    def close_unneeded(self) -> None:
        """Close what was given back and is not needed any more."""
        needed = {id(checkpoint) for checkpoint in self._needed()}
        unneeded = [checkpoint for checkpoint in self._given_back if id(checkpoint) not in needed]
        self._given_back = [checkpoint for checkpoint in self._given_back if id(checkpoint) in needed]
        for checkpoint in unneeded:
            checkpoint.close()

    def close_all(self) -> None:
        """Close everything, needed or not, as nobody will read any more."""
        for checkpoint in (*self._given_back, *self._needed()):
            checkpoint.close()
        self._given_back = []
