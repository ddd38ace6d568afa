"""A few damaged files of each format in every run of the tests, and all that ever made the program fail."""

from __future__ import annotations

import io
import random
import sys
import zipfile
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import inspector
from inspector.errors import CheckpointError
from inspector.formats.listing import all_formats
from inspector.sources.signatures import SIGNATURES
from tests.fuzzing import guided
from tests.fuzzing.__main__ import main
from tests.fuzzing.mutations import mutated
from tests.fuzzing.subjects import CRASHES, Subject, kept, models, outcome, subjects
from tests.fuzzing.targets import TARGETS, corpus

#: Folders that are shown as what lies in them.
SHOWN_AS = {
    "flax-checkpoints": "flax-msgpack",
    "hub-cache": "safetensors",
    "keras-sharded": "hdf5-sharded",
    "llamafile": "zip",
    "paddle-model": "paddle-inference",
    "sharded": "safetensors-sharded",
    "tensorflow-folder": "tensorflow",
}
SMALLEST = {(path.parent.name, path.suffix): path for path in reversed(list(subjects()))}


@pytest.mark.parametrize("subject", SMALLEST.values(), ids=lambda path: f"{path.parent.name}/{path.name}")
@given(rng=st.randoms(use_true_random=False))
@settings(max_examples=4, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damaged_files_are_refused_or_shown(subject: Path, rng: random.Random, tmp_path: Path) -> None:
    path = tmp_path / subject.name
    path.write_bytes(mutated(subject.read_bytes(), rng))
    outcome(path)


@pytest.mark.parametrize("subject", models(), ids=lambda subject: subject.name)
@given(rng=st.randoms(use_true_random=False), data=st.data())
@settings(max_examples=3, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damaged_models_are_refused_or_shown(
    subject: Subject, rng: random.Random, data: st.DataObject, tmp_path: Path
) -> None:
    changed = data.draw(st.sampled_from(sorted(subject.files)))
    outcome(subject.written(tmp_path / "model", changed, mutated(subject.files[changed], rng)))


def test_every_format_has_a_subject(tmp_path: Path) -> None:
    """Also in the run of a night: what is not damaged opens as what it is of, and nothing is missing."""
    seen = set()
    for subject in models():
        with inspector.open(subject.written(tmp_path / subject.name)) as checkpoint:
            assert checkpoint.tensors, subject.name
            assert checkpoint.format.partition("(")[0] == SHOWN_AS.get(subject.name, subject.name)
            seen.add(subject.name)
    for path in subjects():
        with suppress(CheckpointError), inspector.open(path) as checkpoint:
            name = checkpoint.format.partition("(")[0]
            seen.add("compressed" if name in SIGNATURES else name)
    assert {row.name for row in all_formats()} - seen == set()


def test_a_model_that_fails_is_kept_whole(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tests.fuzzing.subjects.CRASHES", tmp_path / "crashes")
    subject = next(each for each in models() if len(each.files) > 1)
    copy = kept(subject.written(tmp_path / "model").parent if subject.opened else subject.written(tmp_path / "model"))
    assert {path.name for path in copy.rglob("*") if path.is_file()} == {Path(name).name for name in subject.files}
    assert kept(tmp_path / "model") == copy


@pytest.mark.parametrize(
    "crash", sorted(path for path in CRASHES.iterdir() if path.name != "README.md"), ids=lambda path: path.name
)
def test_what_once_made_the_program_fail_no_longer_does(crash: Path) -> None:
    outcome(crash)


def test_a_seed_repeats_the_damage_and_members_of_archives_stay_readable() -> None:
    written = io.BytesIO()
    np.savez(written, a=np.arange(30.0), b=np.arange(7))
    data = written.getvalue()
    several = [mutated(data, random.Random(seed)) for seed in range(20)]
    assert several == [mutated(data, random.Random(seed)) for seed in range(20)]
    assert len(set(several) - {data}) > 15
    rebuilt = [each for each in map(io.BytesIO, several) if zipfile.is_zipfile(each)]
    assert any(zipfile.ZipFile(each).testzip() is None for each in rebuilt)


def test_the_command_counts_what_it_tried(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--minutes", "0.002", "--seed", "1", "safetensors"]) == 0
    assert "0 crashed" in capsys.readouterr().out.splitlines()[-1]


@pytest.mark.parametrize("name", TARGETS)
def test_each_target_of_the_guided_fuzzer_takes_its_corpus_and_any_bytes(name: str) -> None:
    seeds = list(corpus(name))
    assert seeds
    for data in (min(seeds, key=len), b"", b"\x00" * 40, bytes(range(256))):
        TARGETS[name](data)


def test_the_guided_fuzzer_says_what_it_needs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "atheris", None)
    assert guided.main(["zip"]) == 3
    assert "pip install atheris" in capsys.readouterr().err
