from __future__ import annotations

import pickle
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.errors import SelectionError
from inspector.tensors.dtypes import dtype_named
from inspector.tensors.entries import (
    Attribute,
    FileName,
    Key,
    Opaque,
    PathElement,
    Quantization,
    ReferenceEntry,
    TensorEntry,
    ValueEntry,
    contiguous_strides,
    key_of,
)
from inspector.tensors.reading import read_values
from tests.tensors import entry_of, entry_of_view

SHAPES = st.lists(st.integers(0, 5), max_size=4).map(tuple)


def numbered(shape: tuple[int, ...]) -> np.ndarray[tuple[int, ...], np.dtype[np.int32]]:
    return np.arange(np.prod(shape), dtype=np.int32).reshape(shape)


# keys


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ((), ""),
        (("hidden.weight",), "hidden.weight"),
        (("model", "hidden.weight"), "model.hidden.weight"),
        (("states", 0, "step"), "states.0.step"),
        ((Attribute("_modules"), "stem", Attribute("_parameters"), "weight"), "stem.weight"),
        ((Attribute("_modules"), "bn", Attribute("_buffers"), "mean"), "bn.mean"),
        ((Attribute("lr"),), "lr"),
        (("state", Key(3), Key((1, "a")), Key(b"x")), "state.3.(1, 'a').b'x'"),
        ((Key("torch.float16", opaque=True),), "torch.float16"),
        (("_modules", "x"), "_modules.x"),
    ],
)
def test_keys_are_what_a_state_dict_would_say(path: tuple[PathElement, ...], key: str) -> None:
    assert key_of(path) == key


@pytest.mark.parametrize("where", ["a.b", ("a.b",), (FileName("a.b"),), (), ("a", 1)])
def test_an_entry_has_a_path_and_a_key_however_it_is_told_where_it_is(where: tuple[PathElement, ...] | str) -> None:
    path = ("a.b",) if where == "a.b" else where
    for entry in (entry_of(np.zeros(2)).replace(where=where), ValueEntry(where, 1), ReferenceEntry(where, ("to",))):
        for same in (entry, pickle.loads(pickle.dumps(entry)), entry_of(np.zeros(2)).at(entry.path)):
            assert same.path == path
            assert list(map(type, same.path)) == list(map(type, path))
            assert same.key == key_of(entry.path)


def test_an_opaque_value_shows_as_its_text() -> None:
    assert repr(Opaque("torch.float16")) == "torch.float16"


# shapes and sizes


@given(SHAPES)
def test_contiguous_strides_are_those_of_numpy(shape: tuple[int, ...]) -> None:
    strides = contiguous_strides(shape)
    if 0 not in shape:
        assert strides == tuple(stride // 4 for stride in numbered(shape).strides)
    assert entry_of(numbered(shape)).is_contiguous


@pytest.mark.parametrize(
    ("shape", "strides", "contiguous"),
    [
        ((3, 4), (4, 1), True),
        ((3, 4), (1, 3), False),
        ((3, 4), (8, 1), False),
        ((1, 4), (99, 1), True),
        ((3, 1), (1, 99), True),
        ((3, 4), (0, 1), False),
        ((0, 4), (7, 7), True),
        ((), (), True),
        ((4,), (2,), False),
    ],
)
def test_contiguous_means_c_order_without_gaps(
    shape: tuple[int, ...], strides: tuple[int, ...], *, contiguous: bool
) -> None:
    entry = entry_of(np.zeros(100, "f4"), shape=shape, strides=strides)
    assert entry.is_contiguous == contiguous


def test_sizes_count_what_is_there() -> None:
    entry = entry_of(np.zeros((10, 10), "f4"), shape=(5, 10), strides=(0, 1))
    assert (entry.numel, entry.nbytes, entry.storage_nbytes) == (50, 200, 400)
    meta = entry_of(np.zeros(3), storage=None)
    assert (meta.numel, meta.nbytes, meta.storage_nbytes) == (3, 0, 0)


def test_the_values_of_a_nested_tensor_are_its_component() -> None:
    values = entry_of(np.arange(6))
    nested = entry_of(np.zeros(0), layout="nested_jagged", components={"values": values})
    assert nested.values is values
    assert (nested.numel, nested.nbytes) == (values.numel, values.nbytes)
    assert values.values is values


# regions


@st.composite
def shapes_and_regions(draw: st.DrawFn) -> tuple[tuple[int, ...], tuple[slice | int, ...]]:
    shape = draw(SHAPES)
    region: list[slice | int] = []
    for size in shape[: draw(st.integers(0, len(shape)))]:
        bound = st.none() | st.integers(-size - 2, size + 2)
        cut = st.builds(slice, bound, bound, st.none() | st.integers(1, 3))
        region.append(draw(cut | st.integers(-size, size - 1) if size else cut))
    return shape, tuple(region)


@given(shapes_and_regions(), st.randoms(use_true_random=False))
def test_a_region_is_what_numpy_selects(case: tuple[tuple[int, ...], tuple[slice | int, ...]], random: Random) -> None:
    shape, region = case
    axes = list(range(len(shape)))
    random.shuffle(axes)
    base = numbered(tuple(shape[axis] for axis in axes))
    array = base.transpose(np.argsort(axes)) if axes else base
    view = entry_of_view(array, base).region(region)
    assert view.shape == array[region].shape
    assert np.array_equal(read_values(view), array[region])


def test_keys_are_not_hashed_as_their_numbers() -> None:
    """In a dict, thousands of numbers of one hash would take hours."""
    alike = [number * (2**61 - 1) for number in range(100)]
    assert len(set(map(hash, alike))) == 1
    assert len({hash((Key(number), Key((number, "a")))) for number in alike}) == 100
    assert {Key(3), Key(3), Key(10**5000), Key(10**5000)} == {Key(3), Key(10**5000)}


def test_regions_of_axes_longer_than_any_memory() -> None:
    entry = entry_of(np.zeros(0)).replace(shape=(0, 2**64 - 1), strides=(1, 1))
    assert entry.region((slice(None), slice(1, None, 2))).shape == (0, 2**63 - 1)
    assert entry.region((slice(None), slice(5, 3))).shape == (0, 0)


def test_regions_of_regions_add_up() -> None:
    array = numbered((6, 7, 8))
    view = entry_of(array).region((slice(1, 6, 2), 3)).region((slice(None), slice(2, 8, 3))).region((1,))
    assert np.array_equal(read_values(view), array[1:6:2, 3][:, 2:8:3][1])


@pytest.mark.parametrize(
    ("region", "reason"),
    [
        ((0, 0, 0), "has 2 axes, the slice names 3"),
        ((3,), "index 3 is outside axis 0"),
        ((0, -5), "index -5 is outside axis 1"),
        ((slice(None, None, -1),), "positive step"),
    ],
)
def test_a_region_that_does_not_fit_is_refused(region: tuple[slice | int, ...], reason: str) -> None:
    with pytest.raises(SelectionError, match=reason):
        entry_of(np.zeros((3, 4))).region(region)


# packed types


def packed(shape: tuple[int, ...]) -> TensorEntry:
    stored = np.random.default_rng(0).integers(0, 256, np.prod(shape) // 2, dtype="u1")
    return entry_of(stored, dtype_named("quint4x2"), shape=shape, strides=contiguous_strides(shape))


def test_packed_types_are_cut_between_blocks() -> None:
    entry = packed((4, 8))
    values = read_values(entry)
    assert values.shape == (4, 8)
    assert np.array_equal(read_values(entry.region((slice(1, 3), slice(2, 6)))), values[1:3, 2:6])
    assert np.array_equal(read_values(entry.region((2,))), values[2])
    assert np.array_equal(read_values(entry.region((slice(None), slice(4, 8)))), values[:, 4:])


@pytest.mark.parametrize("cut", [slice(1, 4), slice(0, 3), slice(None, None, 2), 2])
def test_packed_types_are_not_cut_inside_blocks(cut: slice | int) -> None:
    with pytest.raises(SelectionError, match="between blocks of 2"):
        packed((4, 8)).region((0, cut))


# quantisation


def test_a_region_takes_the_scales_along() -> None:
    quantization = Quantization("per_channel_affine", (1.0, 2.0, 3.0), (4.0, 5.0, 6.0), axis=1)
    cut = quantization.region((0, slice(1, 3)))
    assert (cut.scale, cut.zero_point, cut.axis) == ((2.0, 3.0), (5.0, 6.0), 0)
    one = quantization.region((slice(None), -1))
    assert (one.scale, one.zero_point, one.axis) == ((3.0,), (6.0,), None)
    before = quantization.region((0,))
    assert (before.scale, before.axis) == (quantization.scale, 0)
    assert quantization.region((slice(0, 1),)).axis == 1
    whole = Quantization("per_tensor_affine", (1.0,), (0.0,))
    assert whole.region((0, 0)) is whole
