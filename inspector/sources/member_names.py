"""The names of an archive's members as one text: what few of twenty thousand begin or end with is found in it at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator

__all__ = ["MemberNames"]


class MemberNames:
    """The names of members, in their order; ``text`` has each between two line ends."""

    def __init__(self, names: Collection[str]) -> None:
        self._names = names
        self.text = "\n".join(["", *names, ""])
        self._are_lines = self.text.count("\n") == len(names) + 1

    def starting_with(self, start: str) -> list[str]:
        """The names that begin so."""
        if not self._is_findable(start):
            return [name for name in self._names if name.startswith(start)]
        return [self._line(place + 1) for place in self._places(f"\n{start}")]

    def ending_with(self, end: str) -> list[str]:
        """The names that end so."""
        if not self._is_findable(end):
            return [name for name in self._names if name.endswith(end)]
        return [self._line(place) for place in self._places(f"{end}\n")]

    def all_start_with(self, start: str) -> bool:
        """Whether each name begins so."""
        if not self._is_findable(start):
            return all(name.startswith(start) for name in self._names)
        return self.text.count(f"\n{start}") == len(self._names)

    def _is_findable(self, wanted: str) -> bool:
        """Whether a search of the text finds just the names with it."""
        return self._are_lines and wanted != "" and "\n" not in wanted

    def _places(self, wanted: str) -> Iterator[int]:
        place = self.text.find(wanted)
        while place >= 0:
            yield place
            place = self.text.find(wanted, place + 1)

    def _line(self, place: int) -> str:
        """The name around a place in the text."""
        return self.text[self.text.rfind("\n", 0, place) + 1 : self.text.find("\n", place)]
