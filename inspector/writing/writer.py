"""The interface of writers: a few facts about a format, and how a layout becomes bytes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import ClassVar

from inspector.tensors.dtypes import DType
from inspector.tensors.entries import Path
from inspector.writing.atomic_file import AtomicFile
from inspector.writing.layout import Layout, lay_out
from inspector.writing.plan import Plan, PlannedTensor
from inspector.writing.transfer import Transfer

__all__ = ["Shard", "Writer"]


@dataclass(frozen=True, slots=True, eq=False)
class Shard:
    """One file, and what goes into it."""

    target: FilePath
    layout: Layout


class Writer(ABC):
    """A format that can be written.

    ``name`` is for scripts and that of the reader, ``title`` for people; with ``suffixes``, the usual one first, they come
    from the format. ``shares``: two tensors may lie in one record. ``has_values``: it holds more than tensors.
    ``can_shard``: it may be spread over several files.
    """

    shares: ClassVar[bool] = False
    has_values: ClassVar[bool] = False
    can_shard: ClassVar[bool] = False

    def __init__(self, name: str, title: str, suffixes: tuple[str, ...]) -> None:
        self.name = name
        self.title = title
        self.suffixes = suffixes

    @abstractmethod
    def supports_dtype(self, dtype: DType) -> bool:
        """Whether the format has this element type."""

    def why_not(self, planned: PlannedTensor) -> str:
        """Why the format can't hold this tensor, beyond its type: the end of a sentence; empty if it can."""
        return ""

    def why_not_key(self, key: str) -> str:
        """Why the format can't hold a tensor of this name: the end of a sentence; empty if it can.

        Here names are UTF-8, in which half of a surrogate pair, which pickles may have, can't be written.
        """
        try:
            key.encode()
        except UnicodeEncodeError:
            return "is not Unicode text"
        return ""

    def keeps_metadata(self, name: str) -> bool:
        """Whether metadata of this name is written."""
        return False

    def why_not_count(self, plan: Plan) -> str:
        """Why the format can't hold as many tensors: a sentence; empty if it can."""
        return ""

    def is_single_tensor(self, plan: Plan) -> bool:
        """Whether the file is its one tensor, without a name."""
        return False

    def path_of(self, plan: Plan, key: str) -> Path:
        """Where the reader finds the tensor called ``key``."""
        return () if self.is_single_tensor(plan) else (key,)

    def layout(self, plan: Plan) -> Layout:
        """What the file will hold, in the order in which it is written."""
        return lay_out(plan.tensors, shares=self.shares)

    def shards(self, layout: Layout, target: FilePath, max_nbytes: int) -> list[Shard]:
        """The layout spread over files of at most ``max_nbytes`` of tensors each; one file where it fits, or must."""
        return [Shard(target, layout)]

    def index(self, shards: Sequence[Shard], target: FilePath) -> tuple[FilePath, bytes] | None:
        """The name and the contents of the file that says which tensor is in which of several shards, if there is one."""
        return None

    @abstractmethod
    def write(self, plan: Plan, layout: Layout, atomic_file: AtomicFile, transfer: Transfer) -> None:
        """Write ``layout``, the plan's or one shard of it, to ``atomic_file``."""
