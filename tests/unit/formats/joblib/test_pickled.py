from __future__ import annotations

import pickle
import shutil
from pathlib import Path
from typing import Any

import joblib
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import inspector
from inspector.errors import CorruptError, TruncatedError
from inspector.findings import Severity
from inspector.formats.joblib.pickled import JoblibArrays
from inspector.pickles.machine import read_pickle
from inspector.pickles.recogniser import PickleContext
from inspector.sources.local_file import LocalFile
from inspector.sources.storage import MemoryStorage, Part
from inspector.tensors.entries import ObjectEntry, TensorEntry, ValueEntry

FIXTURES = Path(__file__).parents[3] / "fixtures" / "joblib"


def dumped(path: Path, value: Any, **options: Any) -> Path:
    joblib.dump(value, path, **options)
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "model.joblib"


@settings(max_examples=60)
@given(
    array=hnp.arrays(hnp.scalar_dtypes() | hnp.unicode_string_dtypes(), hnp.array_shapes(min_dims=0, min_side=0)),
    order=st.sampled_from("CF"),
    protocol=st.integers(0, pickle.HIGHEST_PROTOCOL),
)
def test_any_array(tmp_path_factory: pytest.TempPathFactory, array: Any, order: str, protocol: int) -> None:
    array = np.array(array, order=order)  # type: ignore[call-overload]
    path = dumped(tmp_path_factory.mktemp("any") / "a.joblib", [array, "behind"], protocol=protocol)
    with inspector.open(path) as checkpoint:
        assert checkpoint.format == "joblib"
        tensor, behind = checkpoint.entries
        assert isinstance(tensor, TensorEntry)
        assert behind.value == "behind"  # type: ignore[union-attr]
        read = checkpoint.read(tensor)
    assert read.shape == array.shape
    assert read.tobytes() == np.ascontiguousarray(array).astype(array.dtype.newbyteorder("=")).tobytes()


def test_elements_stay_in_the_file(file: Path) -> None:
    with inspector.open(dumped(file, {"w": np.arange(100_000.0)})) as checkpoint:
        (tensor,) = checkpoint.tensors
        assert isinstance(tensor.storage, Part)
        assert tensor.storage.source is checkpoint.files[0]
        assert tensor.storage.offset % 16 == 0


def test_the_class_of_an_array_is_kept(file: Path) -> None:
    mapped = np.memmap(file.with_name("elements"), np.float32, "w+", shape=(3,))
    with inspector.open(dumped(file, [mapped, np.zeros(2)])) as checkpoint:
        assert [entry.attributes["class"] for entry in checkpoint.tensors] == ["numpy.memmap", "numpy.ndarray"]


def test_an_array_that_is_recalled_is_one_storage(file: Path) -> None:
    data = dumped(file, [np.arange(4.0)], protocol=2).read_bytes()
    index = data[data.index(b")\x81q") + 3]  # under which the wrapper is memoised
    assert data.endswith(b"a.")
    file.write_bytes(data[:-1] + b"h" + bytes([index]) + b"a.")
    with inspector.open(file) as checkpoint:
        first, second = checkpoint.tensors
        assert first.storage is second.storage
        assert checkpoint.read(second).tolist() == [0, 1, 2, 3]


def test_arrays_in_arrays_of_objects_have_an_index_for_each_axis(file: Path) -> None:
    objects = np.empty((2, 2), object)
    objects[0, 1] = np.arange(3)
    objects[1, 0] = [np.ones(2)]
    with inspector.open(dumped(file, {"o": objects})) as checkpoint:
        assert [entry.path for entry in checkpoint.tensors] == [("o", 0, 1), ("o", 1, 0, 0)]


@pytest.mark.parametrize("compress", [0, 3])
def test_text_of_any_length(file: Path, compress: int) -> None:
    texts = ["", "short", "\u00e9" * 100]
    value = {"t": np.array(texts, np.dtypes.StringDType()), "behind": np.arange(3)}
    with inspector.open(dumped(file, value, compress=compress)) as checkpoint:
        text, behind = checkpoint.tensors
        assert (text.dtype.name, text.shape) == ("string", (3,))
        assert [*map(str, checkpoint.read(text))] == texts
        assert checkpoint.read(behind).tolist() == [0, 1, 2]
    missing = np.array(["a", None], np.dtypes.StringDType(na_object=None))
    with inspector.open(dumped(file, {"t": missing, "behind": np.arange(3)}, compress=compress)) as checkpoint:
        values = {entry.key: entry.value for entry in checkpoint.entries if isinstance(entry, ValueEntry)}
        assert values == {"t.0": "a", "t.1": None}
        assert [tensor.key for tensor in checkpoint.tensors] == ["behind"]


def test_names_in_an_array_of_objects_are_judged(file: Path) -> None:
    class Evil:
        def __reduce__(self) -> Any:
            return eval, ("1 + 1",)

    with inspector.open(dumped(file, {"o": np.array([Evil()], object)})) as checkpoint:
        dangers = [finding.message for finding in checkpoint.findings if finding.severity is Severity.DANGER]
    assert any("builtins.eval" in message for message in dangers)


def test_wrappers_and_estimators_are_known_names() -> None:
    with inspector.open(FIXTURES / "boosting.joblib") as checkpoint:
        unknown = [finding.message for finding in checkpoint.findings if finding.severity is not Severity.INFO]
        kinds = {entry.class_name for entry in checkpoint.entries if isinstance(entry, ObjectEntry)}
    assert unknown == []
    assert "sklearn.ensemble._gb.GradientBoostingClassifier" in kinds


def test_what_is_cut_inside_an_array_is_refused(file: Path) -> None:
    dumped(file, {"w": np.arange(1000.0)})
    data = file.read_bytes()
    with pytest.raises(TruncatedError, match=r"inside an array: it has [\d,]+ of its 8,000 bytes"):
        read_pickle(MemoryStorage(data[:4000]), after_build=JoblibArrays(PickleContext()).after_build)


def test_a_single_byte_too_few_is_told(file: Path) -> None:
    data = dumped(file, np.arange(1000.0)).read_bytes().rstrip(b".")
    with pytest.raises(TruncatedError, match="it has 7,999 of its 8,000 bytes"):
        read_pickle(MemoryStorage(data[:-1]), after_build=JoblibArrays(PickleContext()).after_build)


def test_an_array_of_objects_that_is_something_else_is_refused(file: Path) -> None:
    dumped(file, {"o": np.array([None], object)})
    data = file.read_bytes()
    start = data.rindex(b"\x80", 0, data.index(b"_reconstruct"))
    with pytest.raises(CorruptError, match="pickled as something else"):
        read_pickle(MemoryStorage(data[:start] + b"N."), after_build=JoblibArrays(PickleContext()).after_build)


class TestFilesBeside:
    """joblib before 0.10."""

    @pytest.fixture
    def copied(self, tmp_path: Path) -> Path:
        for path in FIXTURES.glob("*_0_9.joblib*"):
            shutil.copyfile(path, tmp_path / path.name)
        return tmp_path

    @pytest.mark.parametrize("name", ["plain", "beside"])
    def test_are_closed_with_the_checkpoint(self, copied: Path, name: str) -> None:
        with inspector.open(copied / f"{name}_0_9.joblib") as checkpoint:
            assert len(checkpoint.files) > 5
            assert {file.path.parent for file in checkpoint.files if isinstance(file, LocalFile)} == {copied}

    @pytest.mark.parametrize("name", ["plain", "beside"])
    def test_a_missing_one_hides_no_other(self, copied: Path, name: str) -> None:
        with inspector.open(copied / f"{name}_0_9.joblib") as checkpoint:
            count = len(checkpoint.tensors)
        next(copied.glob(f"{name}_0_9.joblib_02.npy*")).unlink()
        with inspector.open(copied / f"{name}_0_9.joblib") as checkpoint:
            (finding,) = [one for one in checkpoint.findings if one.code == "missing-array-file"]
            assert "_02.npy" in finding.message
            assert "does not exist" in finding.message or "No such file" in finding.message
            assert len(checkpoint.tensors) == count - 1

    def test_only_the_folder_is_looked_into(self, copied: Path) -> None:
        path = copied / "plain_0_9.joblib"
        (copied / "inside").mkdir()
        data = path.read_bytes()
        assert data.count(b"plain_0_9.joblib_02.npy") == 1
        path.write_bytes(data.replace(b"plain_0_9.joblib_02.npy", b"inside/../../../../x.npy"[:23]))
        with inspector.open(path) as checkpoint:
            (finding,) = [one for one in checkpoint.findings if one.code == "missing-array-file"]
        assert "not the name of a file beside it" in finding.message


def test_arrays_of_any_size_across_windows(file: Path) -> None:
    """What the machine reads ahead ends before, inside and behind the padding of an array."""
    arrays = {
        f"layer_{size}": np.full(size, size % 251, np.uint8) for size in [*range(65_300, 65_420, 7), 10, 300_000, 5]
    }
    with inspector.open(dumped(file, arrays)) as checkpoint:
        for tensor in checkpoint.tensors:
            assert np.array_equal(checkpoint.read(tensor), arrays[tensor.key])
        assert len(checkpoint.tensors) == len(arrays)


def text(value: str) -> bytes:
    return b"X" + len(value).to_bytes(4, "little") + value.encode()


def test_a_type_that_is_changed_between_two_arrays(file: Path) -> None:
    """The first array has elements of four bytes, the second of eight."""
    number = b"cnumpy\ndtype\n(" + text("f8") + b"K\0K\1tR"
    void = b"cnumpy\ndtype\n(" + text("V4") + b"K\0K\1tR(K\3" + text("|") + b"NNNK\4K\1K\x10tbq\1"
    state = b"(K\3" + text("|") + b"N" + text("a") + b"\x85}" + text("a") + number + b"K\0\x86sK\x08K\1K\x10tb"

    def wrapper(dtype: bytes, data: bytes) -> bytes:
        parts = {"subclass": b"cnumpy\nndarray\n", "shape": b"K\2\x85", "order": text("C"), "dtype": dtype}
        items = b"".join(text(name) + value for name, value in parts.items())
        return b"cjoblib.numpy_pickle\nNumpyArrayWrapper\n)\x81}(" + items + b"ub" + data

    changed = b"h\1" + state + b"0"
    file.write_bytes(
        b"\x80\2(" + wrapper(void, bytes(8)) + changed + wrapper(b"h\1", bytes(16)) + text("behind") + b"t."
    )
    with inspector.open(file) as checkpoint:
        assert [tensor.nbytes for tensor in checkpoint.tensors] == [
            16
        ]  # the first is too short for what its type became
        assert checkpoint.entries[-1].value == "behind"  # type: ignore[union-attr]
