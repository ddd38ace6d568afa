"""Which formats a file may be of, in the order in which their readers are asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, takewhile

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError
from inspector.formats.format import TAR, Format, load
from inspector.formats.listing import BUILT_IN, all_formats, installed
from inspector.jobs import Cancelled, Job
from inspector.sources.location import Location
from inspector.sources.member_names import MemberNames
from inspector.sources.source import Source
from inspector.sources.tar import tar_members

__all__ = ["Candidate", "candidates", "meant_by"]


_IN_PARTS = tuple(row for row in BUILT_IN if row.part_names)
_BY_SUFFIX = {
    suffix: [row for row in BUILT_IN if suffix in row.suffixes] for each in BUILT_IN for suffix in each.suffixes
}
_BY_FILE_NAME = {
    name: [row for row in BUILT_IN if name in row.file_names] for each in BUILT_IN for name in each.file_names
}
#: A folder of each kind has other names in it; the suffix of a folder may be anything.
_MAX_KINDS_OF_FOLDERS = 256


@dataclass(slots=True)
class Candidate:
    """A format that a file may be of; ``is_certain`` if those of other distributions need not be looked for before it.

    ``failure`` is what went wrong in the code of another distribution that was asked.
    """

    format: Format
    is_certain: bool
    failure: str = ""

    def why_not(self, source: Source) -> str | None:
        """None if the reader is the one for the file, else why it is not: ``the archive has no data.pkl``.

        Raises CheckpointError for a file that is of this kind but too damaged to say.
        """
        row = self.format
        try:
            if row.members and (missing := _missing(row, source)):
                return missing
            probe = getattr(load(row.reader), "probe", None)
            reason: str | None = probe(source) if probe is not None else None
        except CheckpointError:
            raise
        except Exception as error:
            return self._failed(error)
        return reason

    def read(self, source: Source, job: Job) -> Checkpoint:
        """The checkpoint. Raises CheckpointError for what can't be read, also where a reader of a third party fails."""
        reader = load(self.format.reader)
        read = reader if callable(reader) else reader.read
        try:
            checkpoint = read(source, job)
        except (CheckpointError, Cancelled, MemoryError):
            raise
        except Exception as error:
            raise CheckpointError(self._failed(error)) from error
        if not isinstance(checkpoint, Checkpoint):
            raise CheckpointError(self._failed(TypeError(f"{type(checkpoint).__name__} is no Checkpoint")))
        return checkpoint

    def _failed(self, error: Exception) -> str:
        """What to say of a failure in the code of a third party; in ours it is a bug, which is raised."""
        if not self.format.distribution:
            raise error
        whose = f"the reader of {self.format.title} ({self.format.distribution})"
        self.failure = f"{whose} failed: {type(error).__name__}: {error}"
        return self.failure


def candidates(source: Source) -> Iterator[Candidate]:
    """The formats the file or folder may be of, the likeliest first. A reader that several of them share is asked once.

    Where one of this program claims the file by its bytes and its name, those of other distributions need not be looked
    for until all of its have refused; elsewhere their bytes and names say where they come.
    """
    return _of_folder(source) if source.is_folder else _of_file(source)


def _of_folder(folder: Source) -> Iterator[Candidate]:
    certain, rest = _FOLDERS.ordered(folder)
    for row in certain:
        yield Candidate(row, is_certain=True)
    if installed().formats:
        rest = _unasked(chain.from_iterable(_Folders(all_formats()).ordered(folder)), certain)
    for row in rest:
        yield Candidate(row, is_certain=False)


def _of_file(source: Source) -> Iterator[Candidate]:
    first = _first_of_file(source)  # hardly ever refused, and found in a tenth of the time
    for row in first:
        yield Candidate(row, is_certain=True)
    own = _ordered(BUILT_IN, source)
    if own and (own[0].file_names or source.suffix in own[0].suffixes):
        certain = _unasked(takewhile(lambda row: not row.holds_others, own), first)
        for row in certain:
            yield Candidate(row, is_certain=True)
        first += certain
    for row in _unasked(_ordered(all_formats(), source) if installed().formats else own, first):
        yield Candidate(row, is_certain=False)


def _unasked(rows: Iterable[Format], before: Iterable[Format] = ()) -> list[Format]:
    """Those whose reader was not asked ``before`` for the same members, each reader once."""
    asked = [(row.reader, row.members) for row in before]
    found = []
    for row in rows:
        if (row.reader, row.members) not in asked:
            asked.append((row.reader, row.members))
            found.append(row)
    return found


def meant_by(location: Location) -> Location:
    """The file to open for a location: itself, or what the name of a part or a prefix stands for, if there is that."""
    exists = location.exists
    for row in _IN_PARTS if exists else all_formats():
        names = [location.name + row.prefix_suffix] if row.prefix_suffix and not exists else []
        for pattern, whole in row.part_names:
            found = re.fullmatch(pattern, location.name, re.DOTALL)
            names += [found.expand(whole)] if found is not None else []
        for name in names:
            try:
                beside = location.sibling(name)
            except CheckpointError:  # what is wrong with the name is said when it is opened
                continue
            if beside.exists:
                return beside
    return location


def _ordered(formats: Sequence[Format], source: Source) -> list[Format]:
    """Those that the bytes of a file speak for: clearly before vaguely, then what holds others last, then by name, suffix.

    Those that no bytes can speak for come last.
    """
    suffix = source.suffix
    known = _by_first_byte(source.head[:1]) if formats is BUILT_IN else formats
    matching = [row for row in known if row.begins(source)]
    # the end of a file on a server is another request, of each of a hundred shards
    if not any(suffix in row.suffixes and (source.file.is_far or not row.is_vague) for row in matching):
        matching = [row for row in known if row.matches(source)]
    ordered = _likeliest_first(matching, suffix)
    return ordered + [row for row in formats if suffix in row.headless_suffixes and row not in matching]


def _likeliest_first(formats: Iterable[Format], suffix: str) -> list[Format]:
    return sorted(
        formats,
        key=lambda row: (row.is_vague, row.holds_others, not row.file_names, suffix not in row.suffixes),
    )


def _first_of_file(source: Source) -> list[Format]:
    """The first of those that :func:`_ordered` has for a file, which its first bytes and its suffix speak for clearly."""
    suffix = source.suffix
    of_suffix = [row for row in _BY_SUFFIX.get(suffix, ()) if not row.is_vague and row.begins(source)]
    if not of_suffix:
        return []
    of_name = [row for row in _BY_FILE_NAME.get(source.name, ()) if not row.is_vague and row.begins(source)]
    first = _likeliest_first(dict.fromkeys((*of_name, *of_suffix)), suffix) if of_name else of_suffix
    return [*takewhile(lambda row: not row.holds_others, first)]


@cache
def _by_first_byte(first: bytes) -> list[Format]:
    """Those of this program that a file which begins with this byte may be of, mostly a tenth: a model has many files."""
    return [row for row in BUILT_IN if any(offset or magic.startswith(first) for offset, magic in row.magic)]


def _is_part(file: str) -> bool:
    """Whether a format knows its folders by a part of a name."""
    return file != "*" and (file[0] == "*" or file[-1] == "*")


class _Folders:
    """What folders of some formats are known by: names of files in them, and parts of such names."""

    def __init__(self, formats: Iterable[Format]) -> None:
        self._formats = [row for row in formats if row.folder]
        files = {file for row in self._formats for file in row.folder}
        self._parts = [(file, f"\n{file}\n".replace("\n*", "").replace("*\n", "")) for file in files if _is_part(file)]
        self._nested = [file for file in files if "/" in file]
        self._names = files.difference(file for file, _ in self._parts)
        self._ordered = lru_cache(_MAX_KINDS_OF_FOLDERS)(self._ordered_by)

    def ordered(self, folder: Source) -> tuple[Sequence[Format], Sequence[Format]]:
        """Those that a file in the folder speaks for, and from the first that holds others on.

        Whether a part is in any name is asked of all names as one text.
        """
        text = "\n".join(("", *folder.names, ""))
        files = [file for file, part in self._parts if part in text]
        files += self._names & folder.names
        files += [file for file in self._nested if folder.location.child(file).exists]
        return self._ordered(frozenset(files), folder.suffix)

    def _ordered_by(self, files: frozenset[str], suffix: str) -> tuple[Sequence[Format], Sequence[Format]]:
        speaking = [row for row in self._formats if "*" in row.folder or not files.isdisjoint(row.folder)]
        ordered = _unasked(_likeliest_first(speaking, suffix))
        certain = tuple(takewhile(lambda row: not row.holds_others, ordered))
        return certain, tuple(ordered[len(certain) :])


_FOLDERS = _Folders(BUILT_IN)


def _missing(row: Format, source: Source) -> str:
    """Which member the archive should have and has not; empty if it has all."""
    if source.is_folder:
        return ""
    members = tar_members(source.file, Job()) if row.magic == TAR else source.zip.members
    names = MemberNames(members) if row.magic == TAR else source.zip.names
    for name in row.members:
        end = name.removeprefix("*")
        if name not in members if name == end else not names.ending_with(end):
            return f"the archive has no {'member ' if name == end else ''}{end.removeprefix('/')}"
    return ""
