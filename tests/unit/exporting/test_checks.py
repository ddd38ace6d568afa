from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import SelectionError
from inspector.exporting.checks import blockers, check, notices
from inspector.exporting.execution import export
from inspector.exporting.writers import writer_for
from inspector.names.renaming import Renaming
from inspector.sources.location import LocalLocation
from inspector.tensors.dtypes import DTYPES
from inspector.tensors.entries import ValueEntry
from inspector.writing.plan import Plan
from tests.exporting import opened_plan, saved
from tests.tensors import entry_of

FIXTURES = Path(__file__).parents[2] / "fixtures"
PTH, SAFETENSORS, NPZ, NPY = (writer_for(Path(f"x{suffix}")) for suffix in (".pth", ".safetensors", ".npz", ".npy"))


def plan_of(**arrays: Any) -> Plan:
    """A plan of arrays in memory, by key."""
    entries = [entry_of(array, path=(key,)) for key, array in arrays.items()]
    return Plan().added(Checkpoint(LocalLocation(Path("memory")), "memory", (), entries), entries)


def messages(plan: Plan, writer: Any) -> list[str]:
    return [obstacle.message for obstacle in blockers(plan, writer)]


def test_a_sound_plan_has_no_obstacles() -> None:
    plan = plan_of(a=np.ones(2), b=np.arange(3))
    for writer in (PTH, SAFETENSORS, NPZ):
        assert blockers(plan, writer) == []
        check(plan, writer)


def test_two_keys_renamed_to_one_collide() -> None:
    plan = plan_of(a=np.ones(2), b=np.ones(2), c=np.ones(2)).with_keys({0: "x", 2: "x"})
    (obstacle,) = blockers(plan, PTH)
    assert (obstacle.code, obstacle.rows) == ("collision", (0, 2))
    assert obstacle.message == "a and c would both be called 'x'; rename or leave out one"


def test_many_that_collide_are_one_obstacle() -> None:
    plan = plan_of(a=np.ones(2), b=np.ones(2), c=np.ones(2), d=np.ones(2)).with_keys(dict.fromkeys(range(4), "x"))
    assert messages(plan, PTH) == ["a and b and 2 others would all be called 'x'; rename or leave out one"]


def test_a_value_collides_only_where_it_is_written() -> None:
    plan = plan_of(a=np.ones(2))
    plan = plan.added(plan.sources[0], [ValueEntry(("a",), 3)])
    assert [obstacle.code for obstacle in blockers(plan, PTH)] == ["collision"]
    assert blockers(plan, SAFETENSORS) == []


def test_an_empty_plan_says_so() -> None:
    for plan in (Plan(), Plan().added(Checkpoint(LocalLocation(Path("m")), "m", (), ()), [ValueEntry(("a",), 3)])):
        assert messages(plan, PTH) == ["there is no tensor to export"]


def test_a_type_the_format_lacks_names_the_way_out() -> None:
    plan = plan_of(a=np.ones(2, np.complex128))
    assert messages(plan, SAFETENSORS) == [
        "a is of type complex128, which .safetensors files can't hold; cast it to complex64, or choose another format"
    ]
    assert blockers(plan.cast(DTYPES["complex64"]), SAFETENSORS) == []
    assert messages(plan_of(a=np.ones(1, np.longdouble)), PTH)[0].endswith(
        "cast it to float64, or choose another format"
    )
    blocks = [entry_of(np.zeros(18, "u1"), DTYPES["q4_0"], path=("a",), shape=(32,))]
    assert messages(Plan().added(plan.sources[0], blocks), PTH) == [
        "a is of type q4_0, which .pth files can't hold; cast it to float32, or choose another format"
    ]
    text = plan_of(a=np.array(["x"]))
    assert messages(text, PTH) == [
        "a is of type <U1, which .pth files can't hold; leave it out or choose another format"
    ]
    (record,) = messages(plan_of(a=np.zeros(1, [(f"field {number}", "f4") for number in range(500)])), PTH)
    assert len(record) < 200
    for places in ([0, 4], [4, 0], [0, 2]):
        dtype = np.dtype({"names": [*"ab"], "formats": ["<i4", "<f4"], "offsets": places, "itemsize": 8})
        for writer in (NPZ, NPY):
            is_in_order = places == [0, 4]
            assert (messages(plan_of(a=np.zeros(2, dtype)), writer) == []) is is_in_order, places
    bfloat16 = [entry_of(np.zeros(2, "<u2"), DTYPES["bfloat16"], path=("a",))]
    plan = Plan().added(plan.sources[0], bfloat16)
    assert messages(plan, NPZ) == [
        "a is of type bfloat16, which .npz files can't hold; cast it to float32, or choose another format"
    ]
    assert messages(plan.cast(DTYPES["float8_e4m3fn"]), NPZ)[0].startswith("a is of type float8_e4m3fn")


def test_tensors_without_elements_are_refused(tmp_path: Path) -> None:
    path = saved({"m": torch.empty(3, device="meta")}, tmp_path / "a.pth")
    with opened_plan(path, Path(__file__).parents[2] / "fixtures" / "torch" / "nested_strided.pt") as plan:
        assert messages(plan, PTH) == [
            "m has no data in the file (device meta); leave it out",
            "nt is a nested tensor, rows of different lengths, which has no dense form; leave it out",
        ]


def test_what_would_only_fill_the_disk_is_refused(tmp_path: Path) -> None:
    huge = torch.ones(1).expand(1 << 20, 1 << 20)
    sparse = torch.sparse_coo_tensor(torch.tensor([[0], [0]]), torch.ones(1), (1 << 20, 1 << 20), check_invariants=True)
    with opened_plan(saved({"huge": huge, "sparse": sparse}, tmp_path / "a.pth")) as plan:
        assert messages(plan, SAFETENSORS) == [
            "huge would take 4.00 TiB, though only 4 B of it are stored; leave it out",
            "sparse would take 4.00 TiB, though only 20 B of it are stored; leave it out",
        ]
        assert len(blockers(plan.with_views_kept(), PTH)) == 1  # kept as the view it is


def test_keys_a_format_lacks() -> None:
    plan = plan_of(**{"__metadata__": np.ones(1), "n\0": np.ones(1), "k" * 70_000: np.ones(1)})
    assert [message[-40:] for message in messages(plan, SAFETENSORS)] == [
        "' is where safetensors keeps its metadata"[-40:]
    ]
    found = messages(plan, NPZ)
    assert "holds a NUL" in found[0]
    assert found[1].endswith("is too long for the name of a zip member")
    assert messages(plan, PTH) == []


def test_a_lone_tensor_needs_a_name_where_there_are_names() -> None:
    entries = [entry_of(np.ones(2), path=())]
    plan = Plan().added(Checkpoint(LocalLocation(Path("m")), "npy", (), entries), entries)
    for writer in (SAFETENSORS, PTH):
        assert messages(plan, writer) == ["the key '' is empty: the tensor has no name, give it one (rename '=NAME')"]
    assert blockers(plan, NPY) == []
    assert blockers(plan.renamed(Renaming.parse(["=x"])), SAFETENSORS) == []


def test_an_npy_file_is_one_array() -> None:
    assert messages(plan_of(a=np.ones(1), b=np.ones(1)), NPY) == [
        "a .npy file holds one array, not 2; a .npz file holds several"
    ]


def test_axes_numpy_lacks() -> None:
    entry = entry_of(np.ones(1), path=("a",), shape=(1,) * 40, strides=(1,) * 40)
    plan = Plan().added(Checkpoint(LocalLocation(Path("m")), "m", (), [entry]), [entry])
    assert messages(plan, NPZ) == ["a has 40 axes, and numpy's arrays have at most 32"]
    assert blockers(plan, SAFETENSORS) == []


def test_packed_elements_safetensors_lacks() -> None:
    packed = entry_of(np.zeros((), np.uint8), DTYPES["float4_e2m1fn_x2"], path=("p",))
    plan = Plan().added(Checkpoint(LocalLocation(Path("m")), "m", (), [packed]), [packed])
    assert messages(plan, SAFETENSORS) == ["p has no axis to count its packed elements along"]


def test_check_tells_the_first_and_how_many_more() -> None:
    plan = plan_of(a=np.array(["x"]), b=np.array(["y"]), c=np.array(["z"]))
    with pytest.raises(SelectionError, match=r"^a is of type .*\(and 2 more obstacles\)$"):
        check(plan, PTH)


def test_remarks_on_what_changes(tmp_path: Path) -> None:
    base = torch.arange(10.0)
    state = {"a": base, "b": base, "c": base[2:4], "s": torch.eye(2).to_sparse(), "epoch": 3, "args": {1, 2}}
    with opened_plan(saved(state, tmp_path / "a.pth")) as plan:
        assert [(each.code, each.where) for each in notices(plan, PTH)] == [
            ("values-left-out", "args"),
            ("dense-form", "s"),
            ("views-cut", "c"),
        ]
        assert [each.code for each in notices(plan.with_views_kept(), PTH)] == ["values-left-out", "dense-form"]
        assert [(each.code, each.message) for each in notices(plan, SAFETENSORS)] == [
            ("values-left-out", "2 values left out that the format can't hold"),
            ("dense-form", "1 sparse tensor in dense form"),
            ("views-cut", "1 view cut out of a larger storage"),
            ("copies", "2 tensors written with a copy of elements that others have too"),
        ]


def test_scales_of_plain_integers_are_missed(tmp_path: Path) -> None:
    """TensorFlow Lite has them beside int8: what is written holds the integers, and says what they have lost."""
    with opened_plan(FIXTURES / "tflite" / "int8.tflite") as plan:
        for writer in (PTH, SAFETENSORS, NPZ):
            found = {finding.code: finding.message for finding in notices(plan, writer)}
            assert found["scales-left-out"] == "6 integer tensors written without the scales and zero points"
            export(plan, tmp_path / f"a{writer.suffixes[0]}")
    loaded = torch.load(tmp_path / "a.pth")["0.sequential_1/dense_1_2/MatMul"]
    assert (loaded.dtype, loaded.shape) == (torch.int8, (4, 40))


def test_metadata_is_missed_only_where_there_was_some(tmp_path: Path) -> None:
    save_file({"a": torch.ones(1)}, tmp_path / "a.safetensors", {"author": "me"})
    with opened_plan(tmp_path / "a.safetensors") as plan:
        assert [(each.code, each.where) for each in notices(plan, PTH)] == [("metadata-left-out", "author")]
        assert notices(plan, SAFETENSORS) == []
    with opened_plan(saved({"a": torch.ones(1)}, tmp_path / "a.pth")) as plan:
        assert notices(replace(plan, metadata={"format": "pt"}), NPZ) == []
