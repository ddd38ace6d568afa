from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import safetensors.torch
import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file

import inspector
from inspector.errors import CheckpointError, OutputError, OutputExistsError, SelectionError
from inspector.exporting.execution import export
from inspector.exporting.writers import writer_for, writers
from inspector.jobs import Cancelled, Job
from inspector.names.renaming import Renaming
from inspector.writing.atomic_file import AtomicFile
from inspector.writing.plan import Plan
from tests.exporting import CancelledAt, exported, opened_plan, saved


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Some tensors of several blocks, in a folder of their own."""
    folder = tmp_path / "source"
    folder.mkdir()
    torch.manual_seed(0)
    return saved({f"layer{n}": torch.randn(100_000 * n) for n in range(1, 5)}, folder / "a.pth")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where to export to."""
    folder = tmp_path / "target"
    folder.mkdir()
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_report_says_what_was_written(source: Path, folder: Path) -> None:
    report = exported(source, folder / "b.safetensors")
    assert report.files == (folder / "b.safetensors",)
    assert (report.format, report.tensors, report.nbytes) == ("safetensors", 4, 4_000_000)
    assert (report.casts, report.findings) == ((), ())
    assert names(folder) == ["b.safetensors"]


def test_the_suffix_says_the_format_unless_a_writer_is_given(source: Path, folder: Path) -> None:
    with pytest.raises(SelectionError, match=r"the name 'b.txt' does not say which format.*\.pth, .*\.npy"):
        exported(source, folder / "b.txt")
    exported(source, folder / "b.txt", writer=writer_for(Path("x.safetensors")))
    assert len(load_file(folder / "b.txt")) == 4
    assert {writer_for(Path(f"x{suffix.upper()}")) for writer in writers() for suffix in writer.suffixes} == set(
        writers()
    )


def test_equal_plans_make_equal_files(source: Path, folder: Path) -> None:
    for suffix in (".pth", ".safetensors", ".npz"):
        for name in ("b", "c"):
            exported(source, folder / f"{name}{suffix}")
        assert (folder / f"b{suffix}").read_bytes() == (folder / f"c{suffix}").read_bytes()


def test_progress_rises_to_the_total(source: Path, folder: Path) -> None:
    class Watched(Job):
        __slots__ = ("seen",)

        def __init__(self) -> None:
            super().__init__()
            self.seen: list[tuple[int, int]] = []

        def report(self, done: int, total: int, what: str = "") -> None:
            self.seen.append((done, total))
            super().report(done, total, what)

    job = Watched()
    with opened_plan(source) as plan:
        export(plan, folder / "b.pth", job)
    done = [each for each, _ in job.seen]
    total = 8_000_000
    assert done == sorted(done)
    assert {each for _, each in job.seen} == {total}
    assert done[0] == 0
    assert total - (2 << 20) < done[-1] < total


def test_tensors_of_several_files_make_one(source: Path, folder: Path) -> None:
    save_file({"layer1": torch.ones(2), "head": torch.ones(3)}, folder / "other.safetensors", {"author": "me"})
    with inspector.open(source) as first, inspector.open(folder / "other.safetensors") as second:
        plan = Plan().added(first, first.tensors[:2]).added(second, second.entries)
        both = f"layer1 of {source.name} and layer1 of other.safetensors would both be called 'layer1'"
        with pytest.raises(SelectionError, match=re.escape(both)):
            export(plan, folder / "merged.safetensors")
        export(plan.with_keys({len(plan.rows) - 1: "other.layer1"}), folder / "merged.safetensors")
    with safe_open(folder / "merged.safetensors", "pt") as file:
        assert set(file.keys()) == {"layer1", "layer2", "head", "other.layer1"}
        assert file.metadata() == {"author": "me", "format": "pt"}


def test_metadata_is_kept_by_formats_that_have_it(folder: Path) -> None:
    metadata = {"format": "pt", "ключ": "значение\n", "": "empty"}
    save_file({"a": torch.ones(1)}, folder / "a.safetensors", metadata)
    exported(folder / "a.safetensors", folder / "b.safetensors")
    with safe_open(folder / "b.safetensors", "pt") as file:
        assert file.metadata() == metadata
    save_file({"a": torch.ones(1)}, folder / "none.safetensors")
    exported(folder / "none.safetensors", folder / "c.safetensors")
    with safe_open(folder / "c.safetensors", "pt") as file:
        assert not file.metadata()


def test_plain_values_are_kept_by_torchs_format(folder: Path) -> None:
    values: dict[str, object] = {
        "epoch": 3, "lr": 1e-3, "none": None, "name": "é\ud800", "blob": b"\0\xff", "done": True, "sizes": [1, [2, 3]],
        "pair": (1, 2), "long": -(2**100), "negative": -1, "word": 70_000, "empty": [], "nothing": {},
    }  # fmt: skip
    path = saved(
        {"w": torch.ones(1), **values, "too_long": 2**2041, "set": {1}, "far_too_long": 2**5000}, folder / "a.pth"
    )
    report = exported(path, folder / "b.pth")
    loaded = torch.load(folder / "b.pth", weights_only=True)
    assert {key: value for key, value in loaded.items() if key != "w"} == values
    (finding,) = report.findings
    assert (finding.code, finding.message) == ("values-left-out", "3 values left out that the format can't hold")


class TestShards:
    def test_an_index_leads_to_every_tensor(self, source: Path, folder: Path) -> None:
        report = exported(source, folder / "model.safetensors", max_shard_nbytes=1_400_000)
        index = folder / "model.safetensors.index.json"
        shards = [folder / f"model-0000{n}-of-00003.safetensors" for n in (1, 2, 3)]
        assert report.files == (index, *shards)
        assert names(folder) == sorted(path.name for path in report.files)
        written = json.loads(index.read_text())
        assert written["metadata"] == {"total_size": 4_000_000}
        genuine = torch.load(source)
        assert set(written["weight_map"]) == set(genuine)
        for key, name in written["weight_map"].items():
            assert torch.equal(load_file(folder / name)[key], genuine[key])
        assert all(path.stat().st_size < 1_400_000 + 2000 for path in shards[:1])  # layer4 is larger than a shard
        assert [set(load_file(path)) for path in shards] == [{"layer1", "layer2"}, {"layer3"}, {"layer4"}]
        with inspector.open(index) as checkpoint:
            assert not checkpoint.findings
            assert {entry.key: entry.nbytes for entry in checkpoint.tensors} == {
                key: tensor.nbytes for key, tensor in genuine.items()
            }

    def test_what_fits_is_one_file(self, source: Path, folder: Path) -> None:
        report = exported(source, folder / "model.safetensors", max_shard_nbytes=4_000_000)
        assert report.files == (folder / "model.safetensors",)
        assert names(folder) == ["model.safetensors"]

    def test_transformers_names(self, source: Path, folder: Path) -> None:
        """As ``split_torch_state_dict_into_shards`` names them."""
        exported(source, folder / "model.safetensors", max_shard_nbytes=1)
        assert names(folder)[0] == "model-00001-of-00004.safetensors"
        assert names(folder)[-1] == "model.safetensors.index.json"

    def test_each_shard_keeps_the_metadata(self, folder: Path) -> None:
        """transformers refuses a safetensors file that does not say it is torch's; the old sizes would be wrong."""
        source, middle = folder / "whole.safetensors", folder / "middle.safetensors"
        metadata = {"format": "pt", "author": "somebody"}
        save_file({name: torch.ones(1000) for name in "abc"}, source, metadata)
        shards = exported(source, middle, max_shard_nbytes=4000).files[1:]
        again = exported(folder / "middle.safetensors.index.json", folder / "again.safetensors", max_shard_nbytes=9000)
        for path in (*shards, *again.files[1:]):
            with safe_open(path, "numpy") as file:
                assert file.metadata() == metadata
        assert (len(shards), len(again.files)) == (3, 3)

    @pytest.mark.parametrize("taken", [".safetensors", "-00002-of-00003.safetensors", ".safetensors.index.json"])
    def test_no_existing_file_is_replaced_unasked(self, taken: str, source: Path, folder: Path) -> None:
        (folder / f"model{taken}").write_bytes(b"old")
        with pytest.raises(OutputExistsError, match=f"model{taken}"):
            exported(source, folder / "model.safetensors", max_shard_nbytes=1_400_000)
        assert names(folder) == [f"model{taken}"]
        exported(source, folder / "model.safetensors", max_shard_nbytes=1_400_000, replace=True)
        assert len(names(folder)) == 4
        assert "model.safetensors" not in names(folder)

    def test_a_single_file_that_appears_meanwhile_stays(
        self, source: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def publish(atomic_file: AtomicFile, *, replace: bool) -> None:
            (folder / "model.safetensors").write_bytes(b"somebody else's")
            genuine(atomic_file, replace=replace)

        genuine = AtomicFile.publish
        monkeypatch.setattr(AtomicFile, "publish", publish)
        exported(source, folder / "model.safetensors", max_shard_nbytes=1_400_000)
        assert (folder / "model.safetensors").read_bytes() == b"somebody else's"

    def test_other_formats_have_none(self, source: Path, folder: Path) -> None:
        with pytest.raises(SelectionError, match=r"\.npz files are not spread over shards"):
            exported(source, folder / "a.npz", max_shard_nbytes=1)

    def test_of_several_that_can_not_all_be_named_none_is(
        self, source: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(atomic_file: AtomicFile, *, replace: bool) -> None:
            if atomic_file.target.name.startswith("model-00003"):
                raise OutputError("can't be written: no", str(atomic_file.target))
            genuine(atomic_file, replace=replace)

        genuine = AtomicFile.publish
        monkeypatch.setattr(AtomicFile, "publish", refuse)
        with pytest.raises(OutputError, match="00003-of-00003"):
            exported(source, folder / "model.safetensors", max_shard_nbytes=1_400_000)
        assert names(folder) == []


class TestFaults:
    """Whatever happens, the target is the old file, the new one or absent, and nothing else is left."""

    @pytest.fixture(params=[False, True], ids=["new", "replacing"])
    def target(self, request: pytest.FixtureRequest, folder: Path) -> Path:
        if request.param:
            (folder / "b.pth").write_bytes(b"old")
        return folder / "b.pth"

    def assert_untouched(self, target: Path) -> None:
        if target.exists():
            assert target.read_bytes() == b"old"
        assert names(target.parent) in ([], [target.name])

    def while_writing(self, monkeypatch: pytest.MonkeyPatch, happening: Callable[[], object]) -> None:
        """Let something happen when the third block is written."""
        writes = 0

        def write(atomic_file: AtomicFile, data: memoryview) -> None:
            nonlocal writes
            writes += len(data) > 1000
            if writes == 3:
                happening()
                writes += 1
            genuine(atomic_file, data)

        genuine = AtomicFile.write
        monkeypatch.setattr(AtomicFile, "write", write)

    def test_cancelled_at_any_moment(self, source: Path, target: Path) -> None:
        job = CancelledAt(10**6)
        with opened_plan(source) as plan:
            export(plan, target.with_name("whole.pth"), job)
            target.with_name("whole.pth").unlink()
            assert job.reports > 10
            for moment in range(1, job.reports + 1):
                with pytest.raises(Cancelled):
                    export(plan, target, CancelledAt(moment), replace=True)
                self.assert_untouched(target)

    def test_interrupted_by_the_keyboard(self, source: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def interrupt() -> None:
            raise KeyboardInterrupt

        self.while_writing(monkeypatch, interrupt)
        with pytest.raises(KeyboardInterrupt):
            exported(source, target, replace=True)
        self.assert_untouched(target)

    def test_source_truncated(self, source: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.while_writing(monkeypatch, lambda: os.truncate(source, 3_000_000))
        with pytest.raises(
            CheckpointError, match=r"a\.pth: (ends at byte .*: it became shorter|was changed) while it was"
        ):
            exported(source, target, replace=True)
        self.assert_untouched(target)

    def test_source_written_to(self, source: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def overwrite() -> None:
            with source.open("r+b") as file:
                file.seek(-100, os.SEEK_END)
                file.write(b"x")

        self.while_writing(monkeypatch, overwrite)
        with pytest.raises(CheckpointError, match=r"a\.pth: was changed while it was read"):
            exported(source, target, replace=True)
        self.assert_untouched(target)

    def test_source_replaced_is_read_on_as_it_was(
        self, source: Path, target: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = torch.load(source)

        def swap() -> None:
            saved({"layer1": torch.zeros(3)}, source.with_name("new.pth")).replace(source)

        self.while_writing(monkeypatch, swap)
        exported(source, target, replace=True)
        monkeypatch.undo()
        loaded = torch.load(target, weights_only=True)
        assert all(torch.equal(loaded[key], tensor) for key, tensor in before.items())
        assert names(target.parent) == [target.name]

    def test_source_gone_is_read_on_as_it_was(
        self, source: Path, target: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.while_writing(monkeypatch, source.unlink)
        exported(source, target, replace=True)
        assert len(torch.load(target, weights_only=True)) == 4

    def test_source_closed(self, source: Path, target: Path) -> None:
        with opened_plan(source) as plan:
            pass
        with pytest.raises(CheckpointError, match=r"a\.pth: is closed"):
            export(plan, target, replace=True)
        self.assert_untouched(target)

    def test_target_folder_gone(self, source: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.while_writing(monkeypatch, lambda: shutil.rmtree(target.parent))
        with pytest.raises(OutputError, match=r"b\.pth: can't be written: No such file or directory"):
            exported(source, target, replace=True)
        assert not target.parent.exists()

    def test_target_taken_meanwhile(self, source: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        target = folder / "b.pth"
        self.while_writing(monkeypatch, lambda: target.write_bytes(b"old"))
        with pytest.raises(OutputExistsError):
            exported(source, target)
        self.assert_untouched(target)

    def test_target_became_a_folder(self, source: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        target = folder / "b.pth"
        self.while_writing(monkeypatch, target.mkdir)
        with pytest.raises(OutputError, match="Is a directory"):
            exported(source, target, replace=True)
        assert list(target.iterdir()) == []
        assert names(folder) == ["b.pth"]

    @pytest.mark.parametrize("suffix", [".pth", ".safetensors", ".npz"])
    def test_a_file_that_reads_back_differently(
        self, suffix: str, source: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def damage(atomic_file: AtomicFile, job: Job) -> None:
            with atomic_file.path.open("r+b") as file:
                file.seek(atomic_file.nbytes // 2)
                file.write(b"damage")

        target = folder / f"b{suffix}"
        monkeypatch.setattr(AtomicFile, "sync", damage)
        with pytest.raises(
            OutputError, match=rf"b\{suffix}: what was written reads back with other elements in 'layer\d'"
        ):
            exported(source, target)
        assert names(folder) == []

    def test_a_file_that_can_not_be_read_back(
        self, source: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(
            AtomicFile, "sync", lambda atomic_file, _job: os.truncate(atomic_file.path, atomic_file.nbytes // 2)
        )
        with pytest.raises(
            OutputError, match=r"b\.pth: what was written can't be read back: the zip archive has no end"
        ):
            exported(source, folder / "b.pth")
        assert names(folder) == []

    def test_a_file_without_one_of_its_tensors(
        self, source: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def swap(atomic_file: AtomicFile, job: Job) -> None:
            with opened_plan(source) as plan:
                export(plan.renamed(Renaming.parse(["layer2=other"])), folder / "other.safetensors")
            atomic_file.path.write_bytes((folder / "other.safetensors").read_bytes())
            (folder / "other.safetensors").unlink()

        genuine = AtomicFile.sync

        def once(atomic_file: AtomicFile, job: Job) -> None:
            monkeypatch.setattr(AtomicFile, "sync", genuine)
            swap(atomic_file, job)

        monkeypatch.setattr(AtomicFile, "sync", once)
        with pytest.raises(OutputError, match="reads back without 'layer2'"):
            exported(source, folder / "b.safetensors")
        assert names(folder) == []

    def test_a_file_with_a_tensor_of_another_shape(
        self, source: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        genuine = AtomicFile.sync

        def reshape(atomic_file: AtomicFile, job: Job) -> None:
            monkeypatch.setattr(AtomicFile, "sync", genuine)
            state = safetensors.torch.load(atomic_file.path.read_bytes())
            state["layer2"] = state["layer2"].reshape(1, -1)
            atomic_file.path.write_bytes(safetensors.torch.save(state))

        monkeypatch.setattr(AtomicFile, "sync", reshape)
        with pytest.raises(OutputError, match="reads back without 'layer2', or with another shape"):
            exported(source, folder / "b.safetensors")
        assert names(folder) == []

    def test_an_unreadable_tensor_is_named(self, folder: Path) -> None:
        """A sparse tensor with an index outside its shape shows only when it is read."""
        tensor = torch.sparse_coo_tensor(torch.tensor([[0, 1]]), torch.ones(2), (2,), check_invariants=True)
        path = saved({"bad": tensor}, folder / "a.pth")
        data = path.read_bytes()
        indices = torch.tensor([0, 1]).numpy().tobytes()
        assert data.count(indices) == 1
        path.write_bytes(data.replace(indices, torch.tensor([0, 7]).numpy().tobytes()))
        with pytest.raises(CheckpointError, match=r"^bad: an index of a sparse tensor points outside its shape"):
            exported(path, folder / "b.pth")
        assert names(folder) == ["a.pth"]
