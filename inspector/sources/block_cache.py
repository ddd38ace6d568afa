"""Blocks that took work to make, such as decompressed chunks: kept while there is room, made once for all who ask.

A tensor is gone through in pieces that need not be those it is stored in, by several threads, and often twice: once for
the range of its values and once to count them.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any

from inspector.numeric import np

if TYPE_CHECKING:
    from concurrent.futures import Future

    import numpy.typing as npt

    Block = npt.NDArray[np.uint8]

__all__ = ["BLOCKS", "BlockCache"]


class BlockCache:
    """Blocks of bytes by key, the ones used last: together at most ``max_nbytes``, or a single one that is larger.

    For any number of threads.
    """

    def __init__(self, max_nbytes: int) -> None:
        self.max_nbytes = max_nbytes
        self.nbytes = 0
        self._blocks: OrderedDict[Hashable, Block] = OrderedDict()
        self._in_work: dict[Hashable, Future[Block]] = {}
        self._lock = threading.Lock()

    def __contains__(self, key: Hashable) -> bool:
        """Whether the block is there, or about to be."""
        with self._lock:
            return key in self._blocks or key in self._in_work

    def get(self, key: Hashable, make: Callable[[], Any]) -> Block:
        """The block of ``key``, of what ``make`` gives if it is not there: bytes, which become read-only.

        While one thread makes it, others that ask for it wait. What ``make`` raises is raised in all of them, and nothing
        is kept.
        """
        with self._lock:
            block = self._blocks.get(key)
            if block is not None:
                self._blocks.move_to_end(key)
                return block
            others = self._in_work.get(key)
            if others is None:
                from concurrent.futures import Future  # with logging, when it is needed

                ours: Future[Block] = Future()
                self._in_work[key] = ours
        if others is not None:
            return others.result()
        try:
            block = np.frombuffer(make(), np.uint8)
            block.flags.writeable = False
        except BaseException as error:
            with self._lock:
                del self._in_work[key]
            ours.set_exception(error)
            raise
        self._keep(key, block)
        ours.set_result(block)
        return block

    def _keep(self, key: Hashable, block: Block) -> None:
        with self._lock:
            del self._in_work[key]
            self._blocks[key] = block
            self.nbytes += block.nbytes
            while self.nbytes > self.max_nbytes and len(self._blocks) > 1:
                _, oldest = self._blocks.popitem(last=False)
                self.nbytes -= oldest.nbytes

    def clear(self) -> None:
        """Forget all blocks."""
        with self._lock:
            self._blocks.clear()
            self.nbytes = 0


#: The blocks of this process. Two tensors of 64 MiB are compared, and gone through twice, without making a block again.
BLOCKS = BlockCache(192 << 20)
