"""The checkpoints in a folder or an archive, as one tree: each is a group under its name.

What a file is called only tells which are not worth a look; the registry decides what they are. A folder inside that is
one checkpoint, such as a model with its shards, is one group too.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from msgspec import DecodeError
from msgspec.json import Decoder

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, CorruptError, UnknownFormatError
from inspector.findings import Finding, Severity
from inspector.formats.listing import all_formats
from inspector.formats.registry import read_source
from inspector.formats.sniff import what_took_its_place
from inspector.jobs import Job
from inspector.sources.location import LocalLocation, Location
from inspector.sources.source import Source
from inspector.tensors.columns import entries_below, joined_entries
from inspector.tensors.entries import Entry, FileName
from inspector.text import plural, printable, shortened

__all__ = ["Members", "opened_members", "read_whole_folder"]


def _suffixes(words: str) -> frozenset[str]:
    return frozenset(f".{word}" for word in words.split())


#: Of files with these suffixes no reader makes anything.
_OTHERS = _suffixes("""
    txt md rst py ipynb sh yaml yml json jsonl toml cfg ini csv tsv log html xml lock png jpg jpeg gif bmp webp svg pdf mp4
    wav mp3 flac so dll exe whl jar parquet arrow db sqlite model vocab
""")
#: What torch.export called a file of torch.save in 2.1.
_STATE_OF_PROGRAM = "serialized_state_dict.json"
_SKIPPED = frozenset({"__MACOSX", "__pycache__"})
#: Small texts that say what an archive or folder is; they are shown as its metadata.
_DESCRIPTIONS = tuple((name.partition("/")[0], name) for name in (
    "config.json", "model_index.json", "params.json", "MAR-INF/MANIFEST.json", "MLmodel", "_stable_baselines3_version",
    "system_info.txt", "adapter_config.json", "meta.json", "metadata.json",
))  # fmt: skip
_MAX_DESCRIPTION_NBYTES = 256 << 10
_JSON = Decoder()
#: MLflow keeps a model seven folders below that of its runs.
_MAX_LEVELS = 12
_MAX_NAMED = 5


@dataclass
class Members:
    """What was opened: checkpoints by their names within the folder; ``findings`` are about what could not be."""

    checkpoints: dict[str, Checkpoint] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    descriptions: dict[str, Any] = field(default_factory=dict)

    def none_of(self, folder: Location) -> CheckpointError:
        """What to raise if there is no checkpoint among them."""
        if self.findings:
            return CorruptError(f"holds no checkpoint that can be read: {self.findings[0].message.removesuffix('.')}")
        return UnknownFormatError(_what_lies_in(folder))

    def close(self) -> None:
        """Close all of them; for when nothing comes of it."""
        for checkpoint in self.checkpoints.values():
            checkpoint.close()

    def joined(self, source: Source, kind: str) -> Checkpoint:
        """One checkpoint, with a group for each; its format is ``kind`` with theirs in parentheses.

        A model in several files that is the only one is no group, unless they lie in a folder below: its folder is that
        model.
        """
        are_models = [len(each.files) > 1 and not each.location.is_folder for each in self.checkpoints.values()]
        is_one_model = not self.findings and are_models == [True]
        parts: list[Sequence[Entry]] = []
        findings = [*self.findings]
        metadata = {**self.descriptions}
        kept: Mapping[str, str] = {}
        for name, checkpoint in self.checkpoints.items():
            entries = checkpoint.entries
            parts.append(entries if is_one_model else entries_below((FileName(name),), entries))
            findings += (
                replace(each, where=f"{name}: {each.where}" if each.where else name) for each in checkpoint.findings
            )
            if len(self.checkpoints) == 1:
                metadata |= checkpoint.metadata
                kept = checkpoint.kept_metadata
            elif checkpoint.metadata:
                metadata[name] = dict(checkpoint.metadata)
        formats = "+".join(sorted({checkpoint.format for checkpoint in self.checkpoints.values()}))
        files = [file for checkpoint in self.checkpoints.values() for file in checkpoint.files]
        return Checkpoint(
            source.location,
            f"{kind}({formats})",
            (*source.files, *files),
            joined_entries(parts),
            metadata,
            [self._said(), *findings],
            kept,
        )

    def _said(self) -> Finding:
        """Which checkpoints there are."""
        names = [
            f"{printable(shortened(name, 80))} ({checkpoint.format})" for name, checkpoint in self.checkpoints.items()
        ]
        more = f" and {len(names) - _MAX_NAMED:,} more" if len(names) > _MAX_NAMED else ""
        message = f"Holds {plural(len(names), 'checkpoint')}: {', '.join(names[:_MAX_NAMED])}{more}."
        return Finding(Severity.INFO, "members", message)


def opened_members(source: Source, job: Job) -> Members:
    """Open every checkpoint in the folder that ``source`` is. What is no checkpoint is passed over.

    Raises LimitError for what has no end, and what :class:`Job` raises. The caller closes them.
    """
    members = Members(descriptions=_descriptions(source))
    try:
        _Search(source, members, job).run()
    except BaseException:
        members.close()
        raise
    return members


class _Search:
    """One walk through a folder and those in it, in the order of names."""

    def __init__(self, source: Source, members: Members, job: Job) -> None:
        self._source = source
        self._members = members
        self._job = job
        self._files: dict[str, frozenset[Hashable]] = {}
        self._indices = _hidden_indices()
        self._pending: list[tuple[str, Iterator[Location]]] = [("", iter(source.children))]

    def run(self) -> None:
        """Look at everything, or at as much as can be held open."""
        while self._pending:
            prefix, children = self._pending[-1]
            child = next(children, None)
            if child is None:
                self._pending.pop()
            elif child.name not in _SKIPPED and (not child.name.startswith(".") or child.name in self._indices):
                name = f"{prefix}{child.name}"
                self._job.check()
                if self._source.is_exhausted or len(self._members.checkpoints) == self._job.limits.folder_checkpoints:
                    self._find("too-many-members", f"Not all was looked at, {_shown(name)} and what follows was not.")
                    return
                if child.is_folder:
                    self._folder(name, child)
                elif child.suffix not in _OTHERS or child.name == _STATE_OF_PROGRAM:
                    self._open(name, child, read_source)

    def _folder(self, name: str, location: Location) -> None:
        """Open a folder that is one checkpoint; look into any other."""
        if _leads_back(location) or self._open(name, location, read_whole_folder):
            return
        if len(self._pending) < _MAX_LEVELS:
            self._pending.append((f"{name}/", iter(location.children())))
        elif location.children():
            self._find("too-many-members", f"Not all was looked at, {_shown(name)} lies too deep.")

    def _open(self, name: str, location: Location, read: Any) -> bool:
        """Whether there is a checkpoint at the location, even a damaged one."""
        try:
            inside = self._source.at(location)
        except CheckpointError as error:
            self._find("member-unreadable", f"{_shown(name)}: {error.reason}.", name)
            return True
        try:
            if inside.is_folder or not self._is_part(inside):
                self._keep(name, read(inside, self._job))
            else:
                inside.close()
        except UnknownFormatError:
            what = _what_is_there_instead(inside)
            inside.close()
            if what is None:
                return False
            self._find("member-unreadable", f"{_shown(name)} {what}.", name)
        except CheckpointError as error:
            inside.close()
            self._find("member-unreadable", f"{_shown(name)}: {error.reason}.", name)
        except BaseException:
            inside.close()
            raise
        return True

    def _is_part(self, inside: Source) -> bool:
        """Whether a file is one of several that were opened as one checkpoint."""
        return bool(inside.files) and any(
            len(keys) > 1 and inside.files[0].key in keys for keys in self._files.values()
        )

    def _keep(self, name: str, checkpoint: Checkpoint) -> None:
        """Add a checkpoint, in the place of any that is of some of its files."""
        keys = frozenset([file.key for file in checkpoint.files])
        for other in [other for other, theirs in self._files.items() if theirs < keys]:
            del self._files[other]
            self._members.checkpoints.pop(other).close()
        self._files[name] = keys
        self._members.checkpoints[name] = checkpoint

    def _find(self, code: str, message: str, where: str = "") -> None:
        self._members.findings.append(Finding(Severity.WARNING, code, message, where))


def _leads_back(folder: Location) -> bool:
    """Whether a folder is a link to one that it lies in, where everything would be met again."""
    if not isinstance(folder, LocalLocation) or not folder.is_link:
        return False
    return folder.path.parent.resolve().is_relative_to(folder.path.resolve())


def _what_is_there_instead(inside: Source) -> str | None:
    """What took the place of a file with the name of a checkpoint; None for a folder, and for a file with another name."""
    return None if inside.is_folder or inside.suffix not in _suffixes_of_checkpoints() else what_took_its_place(inside)


@cache
def _hidden_indices() -> frozenset[str]:
    """Hidden files by which a format knows its folders: whoever loads the folder reads them, also where they are none."""
    return frozenset(name for known in all_formats() for name in known.folder if name.startswith("."))


@cache
def _suffixes_of_checkpoints() -> frozenset[str]:
    """Those of files that are checkpoints themselves; archives and compressed files may be of anything."""
    containers = {suffix for known in all_formats() if known.holds_others for suffix in known.suffixes}
    own = {suffix for known in all_formats() if not known.holds_others for suffix in known.suffixes}
    return frozenset(own - containers - {".json"})


def read_whole_folder(source: Source, job: Job) -> Checkpoint:
    """The checkpoint that a folder is as a whole; raises UnknownFormatError for a folder that is none."""
    return read_source(source, job, as_container=False)


def _descriptions(folder: Source) -> dict[str, Any]:
    found: dict[str, Any] = {}
    there = folder.names
    for top, name in _DESCRIPTIONS:
        if top not in there:
            continue
        text = folder.text_of(name)
        if text is not None and len(text) <= _MAX_DESCRIPTION_NBYTES:
            with suppress(UnicodeDecodeError):  # it only describes
                found[name] = _described(name, text.decode())
    return found


def _described(name: str, text: str) -> Any:
    if name.endswith(".json"):
        try:
            return _JSON.decode(text)
        except (DecodeError, RecursionError):
            return text
    return text.strip()


def _what_lies_in(folder: Location) -> str:
    """The names in a folder, as far as they help to say why it is no checkpoint."""
    names = [printable(shortened(child.name, 60)) + ("/" if child.is_folder else "") for child in folder.children()]
    if not names:
        return "it is empty"
    more = f" and {len(names) - _MAX_NAMED:,} more" if len(names) > _MAX_NAMED else ""
    return f"it holds {', '.join(names[:_MAX_NAMED])}{more}"


def _shown(name: str) -> str:
    return printable(shortened(name, 80))
