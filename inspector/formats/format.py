"""A format: one object that says what the program needs to know of it before it imports its reader.

To add one, here or in another distribution:

1. Make a package with a reader, a module with ``probe`` and ``read`` (see :class:`Reader`) or just the function ``read``,
   and perhaps a writer (:class:`~inspector.writing.writer.Writer`) and a recogniser (:mod:`inspector.pickles.recogniser`).
2. In its ``__init__.py``, which imports only this module, describe it::

       FORMATS = (Format("acme", "Acme weights", (".acme",), ((0, b"ACME"),), "acme_format.reader"),)

3. List the package in :mod:`inspector.formats.listing`; another distribution registers the object, or a tuple of them, as
   an entry point instead: ``[project.entry-points."checkpoint_inspector.formats"]``, ``acme = "acme_format:FORMATS"``.
4. Test it with :class:`inspector.testing.readers.ReaderConformance`, which only needs sample files.
"""

from __future__ import annotations

import re
from dataclasses import KW_ONLY, dataclass, field
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:  # listing the formats must not import numpy
    from inspector.checkpoint.checkpoint import Checkpoint
    from inspector.jobs import Job
    from inspector.sources.source import Source

__all__ = ["EMPTY_ZIP", "RENUMBERED_ZIP", "TAR", "ZIP", "Format", "Magic", "Reader", "load"]

Magic = tuple[int, bytes]
"""Bytes that a file of a format has at an offset, which counts from the end if it is negative."""

ZIP: tuple[Magic, ...] = ((0, b"PK\x03\x04"),)
#: GPT-SoVITS's variant: the version of a model, from 00 to 09, in place of ``PK``.
RENUMBERED_ZIP: tuple[Magic, ...] = tuple((0, b"0%d\x03\x04" % version) for version in range(10))
EMPTY_ZIP: tuple[Magic, ...] = ((0, b"PK\x05\x06"),)
TAR: tuple[Magic, ...] = ((257, b"ustar"),)

#: What stays as it is once it was imported.
_OURS = f"{__name__.partition('.')[0]}."
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_SUFFIX = re.compile(r"\.[^./\s]*[^./\sA-Z]")


class Reader(Protocol):
    """What reads a format: a module or object with these, or a function that is ``read``."""

    def probe(self, source: Source) -> str | None:
        """None if this reader is the one for the file, else why it is not: ``the archive has no data.pkl``.

        May be left out if the format's magic and members tell. Looks at little more than the head. Raises CheckpointError
        for a file that is of this kind but too damaged to say.
        """

    def read(self, source: Source, job: Job) -> Checkpoint:
        """The checkpoint, which takes over the open file. Raises CheckpointError for what can't be read."""


@dataclass(frozen=True, slots=True)
class Format:
    """The description of a format. Text of the form ``"module"`` or ``"module:object"`` is imported at first use.

    ``name`` is for scripts, ``title`` for people; ``about`` says who writes it and what is not decoded, in half a sentence;
    ``distribution`` is set if it comes from elsewhere.

    How a file is recognised, where the suffix only orders the attempts:

    - ``magic``: the file has one of these at its offset. Formats that match by a single byte are tried last.
    - ``members``: an archive also has all of these members; after ``*`` they are endings of names.
    - ``folder``: a folder has any of these files; after ``*`` they are endings, before it beginnings; alone: any folder.
    - ``file_names``: where bytes prove little, the file also has one of these names.
    - ``headless_suffixes``: files with one of these suffixes may be of this format whatever they begin with; tried last.
    - ``holds_others``: a container of checkpoints of any format, tried after the formats that are such a container.

    Which other file is opened in place of the one that was named:

    - ``part_names``: patterns of parts that can't be read alone, each with the name of the file to open instead.
    - ``prefix_suffix``: a name without a file stands for the file with this suffix.

    What can be done with it:

    - ``reader`` reads it, see :class:`Reader`.
    - ``writer``, if any, is a :class:`~inspector.writing.writer.Writer`, chosen by ``written_suffixes``.
    - ``snippet`` is a function of the path and a tensor's entry that returns the Python code which loads just that tensor
      with ``library``, or none.
    - ``recognisers`` say what pickles of its framework look like.
    - ``keeps_metadata``: its metadata is its author's text, which exports keep, and not facts of the format.
    - ``framework``: what safetensors' metadata calls the framework of its tensors: ``pt``, ``tf``, ``flax``, ``np``.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    magic: tuple[Magic, ...]
    reader: str | Any
    _: KW_ONLY
    members: tuple[str, ...] = ()
    file_names: tuple[str, ...] = ()
    folder: tuple[str, ...] = ()
    holds_others: bool = False
    headless_suffixes: tuple[str, ...] = ()
    part_names: tuple[tuple[str, str], ...] = ()
    prefix_suffix: str = ""
    writer: str | Any = None
    written_suffixes: tuple[str, ...] = ()
    snippet: str | Any = None
    library: str = ""
    recognisers: tuple[str | Any, ...] = ()
    keeps_metadata: bool = False
    framework: str = ""
    about: str = ""
    distribution: str = ""
    #: Whether the magic consists of single bytes, which many other files have, too.
    is_vague: bool = field(init=False)
    #: The magic at offset 0, which is all of it for most formats, and the rest.
    _beginnings: tuple[bytes, ...] = field(init=False, repr=False)
    _elsewhere: tuple[Magic, ...] = field(init=False, repr=False)
    #: That behind offset 0 by its offset: each file is asked about by some ten formats.
    _behind: tuple[tuple[int, tuple[bytes, ...]], ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Raise ValueError for an invalid description, with a reason that follows the name of the format."""
        if type(self.name) is not str or not _NAME.fullmatch(self.name):
            raise ValueError("its name is not of small letters, digits and '-'")
        for suffix in (*self.suffixes, *self.written_suffixes):
            if type(suffix) is not str or not _SUFFIX.fullmatch(suffix):
                raise ValueError(f"{suffix!r} is not a suffix in small letters, as '.npz' is")
        for offset, magic in self.magic:
            if type(offset) is not int or type(magic) is not bytes or not magic or offset + len(magic) > 0 > offset:
                raise ValueError(f"{(offset, magic)!r} is not a place and the bytes there")
        if not self.magic and not self.folder and not self.headless_suffixes:
            raise ValueError("it has neither magic bytes nor files of a folder to be known by")
        object.__setattr__(self, "is_vague", all(len(magic) == 1 for _, magic in self.magic))
        object.__setattr__(self, "_beginnings", tuple(magic for offset, magic in self.magic if offset == 0))
        object.__setattr__(self, "_elsewhere", tuple(each for each in self.magic if each[0] != 0))
        behind: dict[int, tuple[bytes, ...]] = {}
        for offset, magic in self.magic:
            if offset > 0:
                behind[offset] = (*behind.get(offset, ()), magic)
        object.__setattr__(self, "_behind", tuple(behind.items()))

    def matches(self, source: Source) -> bool:
        """Whether the bytes of a file fit this format, and its name if that counts."""
        if not source.head.startswith(self._beginnings) and not (self._elsewhere and self._is_elsewhere(source)):
            return False  # each file is asked about by seventy formats
        return not self.file_names or source.name in self.file_names

    def _is_elsewhere(self, source: Source) -> bool:
        head = source.head
        for offset, magic in self._elsewhere:
            if offset >= 0:
                if head.startswith(magic, offset):
                    return True
            elif source.tail.startswith(magic, max(0, len(source.tail) + offset)):
                return True
        return False

    def begins(self, source: Source) -> bool:
        """Whether the first bytes of a file suffice to speak for this format."""
        if self.file_names and source.name not in self.file_names:
            return False
        head = source.head
        if head.startswith(self._beginnings):
            return True
        for offset, several in self._behind:  # noqa: SIM110 - in half the time
            if head.startswith(several, offset):
                return True
        return False

    def may_begin(self, head: bytes) -> bool:
        """Whether a file of this format may begin with these bytes."""
        return any(offset < 0 or head.startswith(magic, offset) for offset, magic in self.magic)


def load(reference: str | Any) -> Any:
    """The module or object that ``"package.module"`` or ``"package.module:object"`` names; anything else is itself."""
    if not isinstance(reference, str):
        return reference
    return _ours(reference) if reference.startswith(_OURS) else _named(reference)


def _named(reference: str) -> Any:
    module, _, name = reference.partition(":")
    found = import_module(module)
    return getattr(found, name) if name else found


_ours = cache(_named)
