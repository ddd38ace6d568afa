from __future__ import annotations

import itertools
import pickle
import re
import struct
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import ml_dtypes
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from inspector.errors import CorruptError
from inspector.findings import Severity
from inspector.formats.numpy.pickled import NumpyArrays, as_storage, object_items
from inspector.formats.numpy.pickled_dtypes import numpy_dtype
from inspector.pickles.machine import read_pickle
from inspector.pickles.records import Call, Global
from inspector.sources.storage import MemoryStorage, Part
from inspector.tensors.entries import Entry, TensorEntry, ValueEntry
from inspector.tensors.reading import read_values
from inspector.tensors.strings import StringStorage
from tests.pickling import by_key, contents, recorded

FIXTURES = Path(__file__).parents[3] / "fixtures"
PROTOCOLS = range(pickle.HIGHEST_PROTOCOL + 1)
CODES = ("?", *"bBhHiIlLqQefdFDgG", "S5", "U3", "V7", "M8[s]", "M8[10ms]", "m8[D]", "m8")


def only_tensor(value: Any, protocol: int) -> TensorEntry:
    (entry,) = contents(pickle.dumps(value, protocol)).entries
    assert isinstance(entry, TensorEntry), entry
    return entry


def assert_same(entry: TensorEntry, array: npt.NDArray[Any]) -> None:
    assert entry.shape == array.shape
    stored = read_values(entry)
    native = array if array.dtype.isnative else array.byteswap().view(array.dtype.newbyteorder())
    assert stored.dtype == native.dtype
    assert stored.tobytes() == native.tobytes() or np.array_equal(stored, native)


def sample(dtype: np.dtype[Any], shape: tuple[int, ...]) -> npt.NDArray[Any]:
    """An array of some values of any type."""
    count = int(np.prod(shape))
    if dtype.kind == "U":
        return np.array(["ab", "é", "", "xyz"] * count)[:count].astype(dtype).reshape(shape)
    raw = np.arange(count * dtype.itemsize, dtype=np.uint8) % (2 if dtype.kind == "b" else 60)
    return raw.view(dtype).reshape(shape)


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("order", ["<", ">"])
def test_every_dtype(code: str, order: Literal["<", ">"], protocol: int) -> None:
    dtype = np.dtype(code).newbyteorder(order)
    array = sample(dtype, (2, 3))
    entry = only_tensor(array, protocol)
    assert_same(entry, array)
    assert entry.attributes["class"] == "numpy.ndarray"


@given(
    hnp.arrays(
        hnp.scalar_dtypes() | hnp.unicode_string_dtypes(max_len=4) | hnp.byte_string_dtypes(max_len=4),
        hnp.array_shapes(min_dims=0, max_dims=4, min_side=0),
    ),
    st.sampled_from(PROTOCOLS),
    st.sampled_from("CFT"),
)
@example(np.array("\ud800"), 5, "C")  # numpy holds halves of surrogate pairs
@pytest.mark.slow
def test_any_array(array: npt.NDArray[Any], protocol: int, layout: str) -> None:
    array = array.T if layout == "T" else np.asarray(array, order="F" if layout == "F" else "C")
    assert_same(only_tensor(array, protocol), array)


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_a_view_is_pickled_whole(protocol: int) -> None:
    array = np.arange(24).reshape(4, 6)[::2, ::-1]
    assert_same(only_tensor(array, protocol), array)


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("axes", [*itertools.permutations(range(3))])
def test_axes_in_any_order(axes: tuple[int, ...], protocol: int) -> None:
    array = np.arange(24, dtype="<i2").reshape(2, 3, 4).transpose(axes)
    assert_same(only_tensor(array, protocol), array)
    state = {f"w{number}": array + number for number in range(10)}
    for entry, expected in zip(contents(pickle.dumps(state, protocol)).entries, state.values(), strict=True):
        assert isinstance(entry, TensorEntry)
        assert_same(entry, expected)


def array_buffer(order: Any) -> Call:
    """What NumPy 2.4 records for an array whose axes lie in another order; every version should open it."""
    data = np.arange(6, dtype="<i2").tobytes()
    return Call(Global("numpy.core.numeric", "_frombuffer"), (data, dtype_call("i2"), (1, 2, 3), "K", order))


def test_an_array_buffer_with_an_axis_order() -> None:
    entry = NumpyArrays().entry(array_buffer((2, 0, 1)), ())
    assert entry is not None
    assert_same(entry, np.arange(6, dtype="<i2").reshape(1, 2, 3).transpose(2, 0, 1))


@pytest.mark.parametrize(
    "order", [(0, 1), (0, 1, 1), (0, 1, 3), (0, 1, -1), (0, True, 2), "012", [2, 0, 1], 7, (0, 1, "2")]
)
def test_an_array_buffer_with_an_impossible_axis_order_is_refused(order: Any) -> None:
    with pytest.raises(CorruptError, match="3 axes with the axis order"):
        NumpyArrays().entry(array_buffer(order), ())


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize(
    "dtype",
    [
        [("a", "<i4"), ("b", ">f8")],
        [("a", "<i4", (2, 3)), ("b", [("x", "u1"), ("y", "<u2")])],
        np.dtype([("a", "u1"), ("b", "<f4")], align=True),
        {"names": ["a", "b"], "formats": ["<i4", "<i2"], "offsets": [8, 2], "itemsize": 16},
        [("t", "M8[ns]"), ("s", "U4")],
        (np.record, [("id", "<i4"), ("v", ">f8")]),
    ],
)
def test_structured_dtypes(dtype: Any, protocol: int) -> None:
    array = np.zeros(3, dtype)
    array.view(np.uint8)[:] = np.arange(array.nbytes) % 3
    (entry,) = contents(pickle.dumps(array, protocol)).entries
    assert isinstance(entry, TensorEntry)
    assert entry.dtype.stored_dtype == array.dtype
    assert entry.dtype.name == str(array.dtype)
    assert entry.storage is not None
    assert entry.storage.read() == array.tobytes()


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_subclasses_keep_their_name(protocol: int) -> None:
    with pytest.warns(PendingDeprecationWarning):
        matrix = np.matrix([[1, 2]])
    assert "matrix" in only_tensor(matrix, protocol).attributes["class"]


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize(
    "scalar", [np.float32(1.5), np.int64(-3), np.bool_(True), np.complex64(1j), np.datetime64(3, "s")]
)
def test_scalars_are_tensors_without_axes(scalar: Any, protocol: int) -> None:
    entry = only_tensor(scalar, protocol)
    assert entry.shape == ()
    assert read_values(entry) == np.asarray(scalar)


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_arrays_of_objects_are_lists(protocol: int) -> None:
    array = np.array([1, "two", None, {"a": np.zeros(2)}], object)
    found = by_key(contents(pickle.dumps({"x": array}, protocol)))
    assert list(found) == ["x.0", "x.1", "x.2", "x.3.a"]
    assert isinstance(found["x.1"], ValueEntry)


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_an_array_of_one_dict_is_the_dict(protocol: int) -> None:
    found = by_key(contents(pickle.dumps(np.array({"w": np.zeros(2), "n": 3}, object), protocol)))
    assert list(found) == ["w", "n"]
    assert list(by_key(contents(pickle.dumps(np.array(None, object), protocol)))) == ["0"]


def test_a_large_array_stays_in_the_file() -> None:
    array = np.arange(100_000)
    for protocol in (3, 4, 5):
        assert isinstance(only_tensor(array, protocol).storage, Part)


def test_arrays_share_what_they_share() -> None:
    array = np.arange(2000)
    first, second = contents(pickle.dumps([array, array], 4)).entries
    assert isinstance(first, TensorEntry)
    assert isinstance(second, TensorEntry)
    assert first.storage is second.storage


def array_call(shape: Any = (2,), dtype: Any = "<f4", fortran: Any = False, data: Any = bytes(8)) -> Call:
    call = Call(Global("numpy.core.multiarray", "_reconstruct"), (Global("numpy", "ndarray"), (0,), b"b"))
    call.states = [(1, shape, dtype_call(dtype) if isinstance(dtype, str) else dtype, fortran, data)]
    return call


def dtype_call(code: Any, state: Any = None) -> Call:
    call = Call(Global("numpy", "dtype"), (code, False, True))
    call.states = [state] if state is not None else None
    return call


def nested_dtype(levels: int) -> Call:
    inner, itemsize = dtype_call("f4"), 4
    for _ in range(levels):
        fields = recorded(b"}.").root
        fields.pairs = [(name, (inner, number * itemsize)) for number, name in enumerate("abcdefgh")]
        itemsize = min(8 * itemsize, 1 << 30)
        inner = dtype_call("V4", (3, "|", None, tuple("abcdefgh"), fields, itemsize, 1, 16))
    return inner


@pytest.mark.parametrize(
    ("call", "reason"),
    [
        (array_call(shape=(3,)), "can't have 8 bytes"),
        (array_call(shape=(-2,)), "impossible shape"),
        (array_call(shape=(1 << 70,)), "impossible shape"),
        (array_call(shape=(1,) * 65), "impossible shape"),
        (array_call(shape="ab"), "impossible shape"),
        (array_call(shape=((2,),)), "impossible shape"),
        (array_call(shape=(True,)), "impossible shape"),
        (array_call(data=5), "holds a int instead of bytes"),
        (array_call(data="\u0100"), "beyond latin-1"),
        (array_call(dtype="zz"), "unknown numpy dtype 'zz'"),
        (array_call(dtype="O"), "raw bytes instead of objects"),
        (array_call(dtype=3), "without a numpy dtype"),
        (array_call(dtype=dtype_call("V99999999999")), "unknown numpy dtype"),
        (array_call(dtype=dtype_call("S4294967295")), "refuses"),
        (array_call(dtype=dtype_call("V4", (3, "|", None, ("a",), 5, 4, 1, 16))), "refuses"),
        (array_call(dtype=dtype_call("V4", (3, "|", (dtype_call("f4"), (1 << 40,)), None, None, 4, 1, 16))), "refuses"),
        (array_call(dtype=dtype_call("M8", (4, "<", None, None, None, -1, -1, 0, ({}, (b"zz", 1, 1, 1))))), "refuses"),
        (array_call(dtype=dtype_call("M8", (4, "<", None, None, None, -1, -1, 0, ({}, ([], 1, 1, 1))))), "refuses"),
        (array_call(dtype=dtype_call("M8", (4, "<", None, None, None, -1, -1, 0, ({}, (b"s", [], 1, 1))))), "refuses"),
        (array_call(dtype=nested_dtype(12)), "10,000 fields"),
        (array_call(dtype=nested_dtype(40)), "16 levels"),
    ],
)
def test_what_does_not_fit_is_refused(call: Call, reason: str) -> None:
    with pytest.raises(CorruptError, match=reason):
        NumpyArrays().entry(call, ())


def test_an_array_without_its_state_is_refused() -> None:
    call = array_call()
    call.states = None
    with pytest.raises(CorruptError, match="without its state"):
        NumpyArrays().entry(call, ())
    with pytest.raises(CorruptError, match="four arguments"):
        NumpyArrays().entry(Call(Global("numpy.core.numeric", "_frombuffer"), (1,)), ())


def test_object_arrays_of_another_size_are_refused() -> None:
    call = array_call(dtype="O", shape=(3,), data=[1, 2])
    assert NumpyArrays().entry(call, ()) is None
    with pytest.raises(CorruptError, match="without as many items"):
        object_items(call)


def test_a_dtype_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    dtype = nested_dtype(3)
    arrays = NumpyArrays()
    call = array_call(dtype=dtype, data=bytes(2 * 4 * 8**3))
    first = arrays.entry(call, ())
    monkeypatch.setattr("inspector.formats.numpy.pickled.element_dtype", None)
    second = arrays.entry(call, ())
    assert first is not None
    assert second is not None
    assert first.dtype is second.dtype


def test_bytes_in_every_disguise() -> None:
    encode, array = Global("_codecs", "encode"), Global("__builtin__", "bytearray")
    text = Call(encode, ("a\xff", "latin1"))
    for data in (b"a\xff", bytearray(b"a\xff"), "a\xff", text, Call(array, (text,)), Call(array, ("a\xff", "latin-1"))):
        assert as_storage(data).read() == b"a\xff"
    assert as_storage(Call(array, ())).read() == b""
    deep: Any = b""
    for _ in range(5):
        deep = Call(array, (deep,))
    with pytest.raises(CorruptError, match="a Call instead of bytes"):
        as_storage(deep)


def test_a_plain_dtype() -> None:
    assert numpy_dtype(recorded(pickle.dumps(np.dtype(">f8"), 2)).root) == np.dtype(">f8")


def test_text_shared_by_many_arrays_is_bounded() -> None:
    """Each array of an old protocol copies its text."""
    arrays = [np.full(1, b"x" * 1_000_000) for _ in range(50)]
    data = pickle.dumps(arrays, 2)
    text = b"X" + struct.pack("<I", 1_000_000) + b"x" * 1_000_000
    first = data.index(text) + len(text)
    assert data[first : first + 1] == b"q"
    shared = data[:first] + data[first:].replace(text, b"h" + data[first + 1 : first + 2] + b"N0N0")
    found = contents(shared)
    assert any(
        finding.code == "shared-structure" and finding.severity is Severity.WARNING for finding in found.findings
    )
    assert len(found.entries) < 20


EXTENSIONS = (
    "bfloat16", "float8_e3m4", "float8_e4m3", "float8_e4m3fn", "float8_e4m3fnuz", "float8_e4m3b11fnuz", "float8_e5m2",
    "float8_e5m2fnuz", "float8_e8m0fnu", "float6_e2m3fn", "float6_e3m2fn", "float4_e2m1fn", "int4", "uint4", "int2", "uint2",
    "int1", "uint1",
)  # fmt: skip


@pytest.mark.parametrize("protocol", [0, 2, 5])
@pytest.mark.parametrize("name", EXTENSIONS)
def test_types_of_ml_dtypes(name: str, protocol: int) -> None:
    kind = np.dtype(getattr(ml_dtypes, name))
    count = 2 ** (getattr(ml_dtypes, "iinfo" if "int" in name else "finfo")(kind).bits)
    codes = np.arange(count, dtype="u2" if count > 256 else "u1")
    array = codes.view(kind).reshape(2, -1)
    found = contents(pickle.dumps({"w": array, "s": array[1, 0], "type": kind}, protocol))
    entries = by_key(found)
    for key, expected in (("w", array), ("s", array[1, 0])):
        entry = entries[key]
        assert isinstance(entry, TensorEntry)
        assert (entry.dtype.name, entry.shape) == (name, expected.shape)
        with np.errstate(invalid="ignore"):  # of its NaN
            assert np.array_equal(read_values(entry), expected.astype(np.float32), equal_nan=True)
    value = entries["type"]
    assert isinstance(value, ValueEntry)
    assert str(value.value) == f"dtype({name})"
    assert all(finding.severity is Severity.INFO for finding in found.findings)


@pytest.mark.parametrize("protocol", [2, 5])
def test_text_of_any_length(protocol: int) -> None:
    texts = np.array([["short", "longer than fifteen bytes: é"], ["", "short"]], np.dtypes.StringDType())
    gaps = np.array(["a", None], np.dtypes.StringDType(na_object=None))
    found = contents(pickle.dumps({"texts": texts, "gaps": gaps}, protocol))
    entries = by_key(found)
    entry = entries["texts"]
    assert isinstance(entry, TensorEntry)
    assert (entry.dtype.name, entry.shape) == ("string", (2, 2))
    assert isinstance(entry.storage, StringStorage)
    units = np.frombuffer(entry.storage.read(), entry.dtype.stored_dtype).reshape(entry.shape)
    assert entry.storage.texts(units).tolist() == texts.tolist()
    assert [value_of(entries[key]) for key in ("gaps.0", "gaps.1")] == ["a", None]
    assert all(finding.severity is Severity.INFO for finding in found.findings)


def test_text_repeated_by_reference_is_kept_once() -> None:
    text = "x" * 1000
    arrays = [np.array([text] * 500, np.dtypes.StringDType()) for _ in range(3)]
    ((_, call),) = recorded(pickle.dumps({"a": arrays[0]})).root.pairs
    shared = [text] * 500
    call.states = [(*call.states[-1][:-1], shared)]
    made = NumpyArrays()
    storages = [entry.storage for entry in (made.entry(call, ("a",)), made.entry(call, ("b",))) if entry is not None]
    assert isinstance(storages[0], StringStorage)
    assert storages[0].heap.nbytes == len(text)
    assert storages[0] is storages[1]


def test_an_array_pickled_out_of_band_does_not_hide_the_rest() -> None:
    beside: list[pickle.PickleBuffer] = []
    data = pickle.dumps({"w": np.arange(4.0), "n": 3}, 5, buffer_callback=beside.append)
    found = contents(data)
    assert len(beside) == 1
    assert value_of(by_key(found)["n"]) == 3
    (warning,) = [finding for finding in found.findings if finding.severity is Severity.WARNING]
    assert warning.message == "w can't be read: its bytes were pickled out of band, beside this file."


def value_of(entry: Entry) -> Any:
    assert isinstance(entry, ValueEntry)
    return entry.value


def test_a_record_has_no_fields_of_types_that_numpy_lacks() -> None:
    dtype = recorded(pickle.dumps(np.dtype([("a", ml_dtypes.bfloat16)]))).root
    with pytest.raises(CorruptError, match="unknown numpy dtype"):
        numpy_dtype(dtype)


MASKED: dict[str, Any] = {
    "plain": np.ma.masked_array([[1.0, 2.0], [3.0, 4.0]], [[0, 1], [1, 0]], fill_value=-1.0),  # type: ignore[arg-type]
    "fortran": np.ma.masked_array(np.arange(6).reshape(3, 2).T, np.arange(6).reshape(3, 2).T % 2 == 1),
    "no mask": np.ma.masked_array([1, 2, 3]),
    "record": np.ma.masked_array([(1, 2.0), (3, 4.0)], [(0, 1), (1, 0)], dtype=[("a", "i4"), ("b", "f8")]),  # type: ignore[arg-type]
    "empty": np.ma.masked_array(np.empty((0, 3), "f2")),
}


@pytest.mark.parametrize("protocol", [0, 2, 5])
@pytest.mark.parametrize("kind", MASKED)
def test_masked_arrays_have_data_and_a_mask(kind: str, protocol: int) -> None:
    array = MASKED[kind]
    found = contents(pickle.dumps({"m": array, "x": np.ones(2)}, protocol))
    entries = by_key(found)
    for key, expected in (("m.data", array.data), ("m.mask", np.ma.getmaskarray(array)), ("x", np.ones(2))):
        entry = entries[key]
        assert isinstance(entry, TensorEntry)
        assert_same(entry, expected)
    assert ("m.fill_value" in entries) == (kind in ("plain", "record"))
    assert all(finding.severity is Severity.INFO for finding in found.findings)


def test_a_masked_array_of_objects_shows_them() -> None:
    found = contents(pickle.dumps({"m": np.ma.masked_array(["a", None], [False, True], dtype=object)}))
    entries = by_key(found)
    assert [entry.value for entry in found.entries if isinstance(entry, ValueEntry)] == ["a", None]
    mask = entries["m.mask"]
    assert isinstance(mask, TensorEntry)
    assert read_values(mask).tolist() == [False, True]


def test_a_damaged_masked_array_does_not_hide_the_rest() -> None:
    data = pickle.dumps({"m": np.ma.masked_array([1.0, 2.0], [False, True]), "x": np.ones(2)}, 4)
    found = contents(data.replace(b"C\x02\x00\x01", b"C\x02\x00\x01".replace(b"C\x02\x00", b"C\x01")))
    assert isinstance(by_key(found)["x"], TensorEntry)
    assert isinstance(by_key(found)["m.data"], TensorEntry)
    assert [finding.code for finding in found.findings if finding.severity is Severity.WARNING] == ["unreadable-tensor"]


@pytest.mark.parametrize("protocol", [0, 2, 5])
def test_subclasses_of_arrays_are_arrays(protocol: int) -> None:
    records = np.rec.array([(1, 2.5), (3, 4.5)], dtype=[("a", "i4"), ("b", "f8")])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # numpy is about to remove them, but not from files
        texts = np.char.array(["a", "bc"])
    made = {"r": records, "c": texts, "one": records[1]}
    found = contents(pickle.dumps(made, protocol))
    entries = by_key(found)
    for key in ("r", "c", "one"):
        entry = entries[key]
        assert isinstance(entry, TensorEntry), key
        assert read_values(entry).tolist() == made[key].tolist()
    assert all(finding.severity is Severity.INFO for finding in found.findings)


def test_arrays_that_dill_wrote_are_arrays_and_what_else_it_calls_may_do_harm() -> None:
    harmless = contents((FIXTURES / "dill" / "arrays.pkl").read_bytes())
    assert all(finding.severity is Severity.INFO for finding in harmless.findings)
    assert {"weight", "fortran", "names.0", "masked.data", "masked.mask"} <= by_key(harmless).keys()
    system = b"cdill._dill\n_create_array\n(cposix\nsystem\n(S'x'\ntNNtR."
    assert "pickle-dangerous-call" in [finding.code for finding in contents(system).findings]


@pytest.mark.parametrize("args", [(), (1,), (Global("numpy.core.multiarray", "_reconstruct"), (), None, None)])
def test_a_call_of_dill_that_it_never_writes_is_no_array(args: tuple[Any, ...]) -> None:
    call = Call(Global("dill._dill", "_create_array"), args)
    with pytest.raises(CorruptError):
        NumpyArrays().entry(call, ())


def test_many_arrays_at_once_are_what_each_is_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    shapes = [(30, 40), (50, 20), (20, 50)]
    arrays = {f"layer.{at}": np.zeros(shapes[at % 3], ("<f8", "<i8")[at % 2]) for at in range(30)}
    data = pickle.dumps(arrays | {"t": np.asfortranarray(np.zeros(shapes[0]))} | arrays, 4)

    def found() -> list[Any]:
        entries = [entry for entry in contents(data).entries if isinstance(entry, TensorEntry)]
        places = [entry.storage.offset for entry in entries if isinstance(entry.storage, Part)]
        facts = [(each.path, each.dtype, each.shape, each.strides, each.attributes) for each in entries]
        return list(zip(places, facts, strict=True))

    together = found()
    monkeypatch.setattr(NumpyArrays, "plain_entries", lambda *_: None)
    alone = found()
    assert len(alone) == 31
    assert together == alone
    assert alone[-1][1][3] == (1, 30)


@pytest.mark.parametrize("protocol", [2, 4, 5])
def test_small_arrays_between_large_ones_take_nobody_the_fast_way(
    protocol: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrays = {f"layer.{at}": np.full((30, 40) if at % 3 else (2,), at, np.float32) for at in range(30)}
    data = pickle.dumps(arrays, protocol)

    def found() -> list[Any]:
        entries = [entry for entry in contents(data).entries if isinstance(entry, TensorEntry)]
        return [(each.path, each.dtype, each.shape, each.attributes, read_values(each).tolist()) for each in entries]

    together = found()
    assert [(path[0], values) for path, *_, values in together] == [(key, arrays[key].tolist()) for key in arrays]
    single: list[Any] = []
    entry = NumpyArrays.entry

    def counted(arrays: NumpyArrays, call: Call, path: Any) -> TensorEntry | None:
        single.append(path)
        return entry(arrays, call, path)

    monkeypatch.setattr(NumpyArrays, "entry", counted)
    assert found() == together
    assert len([path for path in single if path]) == (30 if protocol == 2 else 10)


def test_a_small_array_that_cannot_be_read_is_said_among_large_ones() -> None:
    arrays = {f"layer.{at}": np.zeros((30, 40) if at != 5 else (2, 3), np.float32) for at in range(12)}
    data = pickle.dumps(arrays, 4)
    assert data.count(b"K\x02K\x03\x86") == 1
    entries = contents(data.replace(b"K\x02K\x03\x86", b"K\x02K\x04\x86")).entries
    assert [entry.key for entry in entries if not isinstance(entry, TensorEntry)] == ["layer.5"]
    assert len(entries) == 12


def test_one_array_that_cannot_be_read_is_said_among_many() -> None:
    data = pickle.dumps({f"layer.{at}": np.zeros((30, 40)) for at in range(12)}, 4)
    shape = b"K\x1eK\x28\x86"
    fifth = [found.start() for found in re.finditer(re.escape(shape), data)][5]
    entries = contents(data[:fifth] + b"K\x1fK\x28\x86" + data[fifth + len(shape) :]).entries
    assert [entry.key for entry in entries if not isinstance(entry, TensorEntry)] == ["layer.5"]
    assert len(entries) == 12


def recorded_arrays(protocol: int) -> list[Call]:
    """Calls of arrays of a kilobyte or two, several of each shape and type, whose bytes are in the file."""
    arrays = [np.zeros((600, 2 + number % 2), ("<f4", "<i4")[number % 3 == 0]) for number in range(12)]
    calls: list[Call] = read_pickle(MemoryStorage(pickle.dumps(arrays, protocol))).root
    return calls


@pytest.mark.parametrize("protocol", [3, 4, 5])
def test_several_arrays_are_as_each_alone(protocol: int) -> None:
    calls = recorded_arrays(protocol)
    paths = [f"layer.{number}" for number in range(len(calls))]
    found = NumpyArrays().plain_entries(calls, paths)
    assert found is not None
    single = [NumpyArrays().entry(call, (path,)) for call, path in zip(calls, paths, strict=True)]
    for entry, alone in zip(found, single, strict=True):
        assert alone is not None
        assert (entry.path, entry.dtype, entry.shape, entry.strides) == (
            alone.path,
            alone.dtype,
            alone.shape,
            alone.strides,
        )
        assert (entry.storage, entry.attributes) == (alone.storage, alone.attributes)


def _other_class(call: Call) -> None:
    call.args = (Global("numpy", "matrix"), *call.args[1:])


def _other_function(call: Call) -> None:
    call.function = Global("numpy.ma.core", "_mareconstruct")


def _shorter(call: Call) -> None:
    part = call.states[0][-1] if call.states else call.args[0]
    short = Part(part.source, part.offset, part.nbytes - 1)
    if call.states:
        call.states = [(*call.states[0][:-1], short)]
    else:
        call.args = (short, *call.args[1:])


def _stated_anew(call: Call) -> None:
    call.states = [*(call.states or ()), (1, (1,), None)]


def _with_items(call: Call) -> None:
    call.items = [1]


_CHANGES = (_other_function, _shorter, _stated_anew, _with_items)


@pytest.mark.parametrize(
    ("change", "protocol"), [(_other_class, 3), *((change, protocol) for change in _CHANGES for protocol in (3, 5))]
)
def test_arrays_of_which_one_is_unlike_the_others(change: Callable[[Call], None], protocol: int) -> None:
    """Each is looked at by itself then."""
    for place in (3, 11):
        calls = recorded_arrays(protocol)
        change(calls[place])
        assert NumpyArrays().plain_entries(calls, [str(number) for number in range(len(calls))]) is None
