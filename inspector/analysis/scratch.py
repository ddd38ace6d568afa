"""Memory that the work on one block leaves to the next: fresh arrays would fault in their pages every time."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.tensors.reading import aligned_buffer

__all__ = ["Scratch"]


class Scratch:
    """One thread's arrays by purpose, each valid until the next of the same purpose is asked for."""

    def __init__(self) -> None:
        self._buffers: dict[str, npt.NDArray[np.uint8]] = {}

    def buffer(self, nbytes: int, purpose: str = "") -> npt.NDArray[np.uint8]:
        """Bytes, such as to read a block into."""
        found = self._buffers.get(purpose)
        if found is None or len(found) < nbytes:
            found = self._buffers[purpose] = aligned_buffer(nbytes)
        return found[:nbytes]

    def array(self, purpose: str, dtype: npt.DTypeLike, size: int) -> npt.NDArray[Any]:
        """An array of shape [size] with arbitrary content; aligned, which makes numpy's loops up to a third faster."""
        return self.buffer(size * np.dtype(dtype).itemsize, purpose).view(dtype)
