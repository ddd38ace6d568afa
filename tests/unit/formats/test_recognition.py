"""Which formats are tried: what is found quickly is what going through all of them finds."""

from __future__ import annotations

import shutil
from contextlib import closing, suppress
from itertools import takewhile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from inspector.errors import CheckpointError
from inspector.formats import recognition
from inspector.formats.format import TAR, ZIP, Format
from inspector.formats.listing import BUILT_IN
from inspector.formats.recognition import Candidate
from inspector.sources.location import location_of
from inspector.sources.source import Source
from inspector.sources.storage import MemoryStorage

_FIXTURES = Path(__file__).parents[2] / "fixtures"
_FILES = [path for path in sorted(_FIXTURES.rglob("*")) if path.is_file() and path.suffix not in {".py", ".md"}]


def names(formats: object) -> list[str]:
    return [row.name for row in formats]  # type: ignore[attr-defined]


def test_what_is_tried_first_is_what_comes_first_of_all() -> None:
    found = set()
    for path in _FILES:
        with suppress(CheckpointError), closing(location_of(path).open()) as file:
            source = Source(location_of(path), file)
            first = recognition._first_of_file(source)
            ordered = [*takewhile(lambda row: not row.holds_others, recognition._ordered(BUILT_IN, source))]
            assert names(first) == names(ordered[: len(first)]), path
            found.update(names(first))
    assert {"safetensors", "gguf", "keras", "hdf5"} <= found


def test_a_name_that_says_more_than_a_suffix_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        Format("vague", "v", (".acme",), ((0, b"A"),), "reader"),
        Format("by-suffix", "s", (".acme",), ((0, b"AC"),), "reader"),
        Format("holder", "h", (".acme",), ((0, b"AC"),), "reader", holds_others=True),
        Format("by-name", "n", (".json",), ((0, b"AC"),), "reader", file_names=("model.acme",)),
        Format("other-name", "o", (".acme",), ((0, b"AC"),), "reader", file_names=("other.acme",)),
    ]
    monkeypatch.setattr(recognition, "_BY_SUFFIX", {".acme": [row for row in rows if ".acme" in row.suffixes]})
    monkeypatch.setattr(recognition, "_BY_FILE_NAME", {"model.acme": [rows[3]], "other.acme": [rows[4]]})
    for name, expected in {
        "model.acme": ["by-name", "by-suffix"], "other.acme": ["other-name", "by-suffix"], "a.acme": ["by-suffix"], "a": [],
    }.items():  # fmt: skip
        source = Source(location_of(Path(name)), MemoryStorage(b"ACME"))
        assert names(recognition._first_of_file(source)) == expected
        assert names(recognition._ordered(rows, source))[: len(expected)] == expected


@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_an_archive_has_the_members_of_its_format(kind: str, tmp_path: Path) -> None:
    folder = tmp_path / "root" / "m"
    folder.mkdir(parents=True)
    (folder / "data.pkl").write_bytes(b"N.")
    path = Path(shutil.make_archive(str(tmp_path / "file"), kind, tmp_path / "root"))
    with closing(location_of(path).open()) as file:
        source = Source(location_of(path), file)
        reasons = {
            members: Candidate(
                Format("x", "x", (), TAR if kind == "tar" else ZIP, object, members=members), is_certain=True
            ).why_not(source)
            for members in [("*data.pkl",), ("*/data.pkl", "*pkl"), ("*ata",), ("*/a",), ("data.pkl",)]
        }
    assert list(reasons.values()) == [
        None, None, "the archive has no ata", "the archive has no a", "the archive has no member data.pkl",
    ]  # fmt: skip


_NAMES = [
    "zero", "data.pkl", "model.bin", "latest", "a_model_states.pt", "consolidated.00.pth", "x.safetensors", "a.txt",
    ".metadata", "zarr.json", "model.json", "saved_model.pb", "*.pt", "*", "x.pt.txt", "checkpoint_7", "a.checkpoint_7",
    "shard-00001-model.safetensors", "checkpoint_", "shard-*", "shard", "rank0.pt", "a-rank-1.safetensors", "of-rank",
]  # fmt: skip


@settings(max_examples=40)
@example({"zarr.json"}, "x.zarr")
@example({"zarr.json"}, "run")
@example({"checkpoint_7"}, "run")
@example({"of-rank"}, "run")
@given(st.sets(st.sampled_from(_NAMES)), st.sampled_from(["run", "a.pb", "model.mlmodel", "x.zarr"]))
def test_a_folder_is_of_the_formats_that_any_of_its_files_speak_for(files: set[str], folder: str) -> None:
    source = Source(location_of(Path(folder)), None)
    vars(source)["named"] = {name: location_of(Path(folder, name)) for name in sorted(files)}

    def speaks(pattern: str) -> bool:
        if pattern.startswith("*") and pattern.endswith("*"):
            return pattern == "*" or any(pattern[1:-1] in name for name in files)
        if pattern.startswith("*"):
            return any(name.endswith(pattern[1:]) for name in files)
        if pattern.endswith("*"):
            return any(name.startswith(pattern[:-1]) for name in files)
        return pattern in files

    expected = recognition._likeliest_first([row for row in BUILT_IN if any(map(speaks, row.folder))], source.suffix)
    assert names(each.format for each in recognition.candidates(source)) == names(expected)
    is_certain = [not row.holds_others for row in expected]
    assert [each.is_certain for each in recognition.candidates(source)] == is_certain


def test_one_checkpoint_of_flax_and_pieces_of_ranks_are_looked_for_where_names_begin_like_theirs(
    tmp_path: Path,
) -> None:
    """Their readers, which load numpy, are not imported for every folder of a model."""
    for name in ("model.safetensors", "config.json", "a.checkpoint_1", "model-shard-1.safetensors"):
        (tmp_path / name).touch()
    asked = {each.format.name for each in recognition.candidates(Source(location_of(tmp_path), None))}
    assert asked.isdisjoint({"flax-checkpoints", "dcp-huggingface", "rank-files"})
    (tmp_path / "checkpoint_1").touch()
    (tmp_path / "shard-00001-model.safetensors").touch()
    (tmp_path / "model-rank-0-part-0.safetensors").touch()
    asked = {each.format.name for each in recognition.candidates(Source(location_of(tmp_path), None))}
    assert asked >= {"flax-checkpoints", "dcp-huggingface", "rank-files"}


def test_a_file_in_a_folder_of_a_folder_may_speak_for_it(tmp_path: Path) -> None:
    row = Format("acme", "Acme", (), (), "reader", folder=("inner/acme.bin",))
    for content, expected in {"acme.bin": ["acme"], "other.bin": []}.items():
        folder = tmp_path / content
        (folder / "inner").mkdir(parents=True)
        (folder / "inner" / content).touch()
        assert names(recognition._Folders([row]).ordered(Source(location_of(folder), None))[0]) == expected
