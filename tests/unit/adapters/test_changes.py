from __future__ import annotations

import pickle
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from inspector.adapters import changes
from inspector.adapters.changes import ModuleChange, changed_entry, delta_entry
from inspector.adapters.modules import AdapterModule, read_adapter
from inspector.errors import CorruptError, LimitError
from inspector.tensors.entries import TensorEntry
from inspector.tensors.reading import read_values
from tests.tensors import entry_of

Array = npt.NDArray[Any]
RANDOM = np.random.default_rng(11)


def normal(*shape: int) -> Array:
    return RANDOM.normal(size=shape).astype(np.float32)


def module(**factors: Array | TensorEntry) -> AdapterModule:
    """The module ``x``, of tensors whose names have double underscores for dots."""
    entries = [
        (value if isinstance(value, TensorEntry) else entry_of(value)).at((f"lora_x.{name.replace('__', '.')}",))
        for name, value in factors.items()
    ]
    (found,) = read_adapter(entries).modules
    return found


def merged(change: ModuleChange) -> Array:
    return read_values(changed_entry(change, ("x",)))


def test_rows_are_the_same_however_they_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    base = normal(50, 7)
    down, up = normal(2, 7), normal(50, 2)
    made = module(lora_down__weight=down, lora_up__weight=up)
    monkeypatch.setattr(changes, "BLOCK_ELEMENTS", 21)
    change = ModuleChange(made, entry_of(base), 0.5)
    entry = changed_entry(change, ("x",))
    assert entry.dtype.name == "float32"
    np.testing.assert_array_equal(read_values(entry), base + (up @ down) * np.float32(0.5))
    np.testing.assert_array_equal(read_values(entry.region((slice(11, 31, 3), 2))), read_values(entry)[11:31:3, 2])
    np.testing.assert_allclose(
        read_values(delta_entry(change, ("d",))), 0.5 * (up.astype(np.float64) @ down), rtol=1e-12
    )


@pytest.mark.parametrize("axis", [0, 1])
def test_magnitudes_of_either_axis(axis: int, monkeypatch: pytest.MonkeyPatch) -> None:
    base = normal(9, 6)
    down, up = normal(2, 6), normal(9, 2)
    scale = np.abs(normal(*((9, 1) if axis == 0 else (1, 6))))
    monkeypatch.setattr(changes, "BLOCK_ELEMENTS", 12)
    change = ModuleChange(module(lora_down__weight=down, lora_up__weight=up, dora_scale=scale), entry_of(base), 1.0)
    total = base.astype(np.float64) + up @ down
    expected = scale * total / np.linalg.norm(total, axis=1 - axis, keepdims=True)
    np.testing.assert_allclose(merged(change), expected, atol=1e-6)


def test_magnitudes_of_the_inputs_of_a_convolution() -> None:
    base = normal(4, 3, 2, 2)
    down, up, scale = normal(2, 3, 2, 2), normal(4, 2, 1, 1), np.abs(normal(1, 3, 1, 1))
    change = ModuleChange(module(lora_down__weight=down, lora_up__weight=up, dora_scale=scale), entry_of(base), 1.0)
    total = base + np.einsum("or,rikl->oikl", up[:, :, 0, 0], down)
    expected = scale * total / np.linalg.norm(total.transpose(1, 0, 2, 3).reshape(3, -1), axis=1).reshape(1, 3, 1, 1)
    np.testing.assert_allclose(merged(change), expected, atol=1e-6)


def test_tucker_cores() -> None:
    down, mid, up = normal(2, 3, 1, 1), normal(2, 2, 3, 3), normal(4, 2, 1, 1)
    base = normal(4, 3, 3, 3)
    made = module(lora_down__weight=down, lora_up__weight=up, lora_mid__weight=mid)
    expected = base + np.einsum("op,pqkl,qi->oikl", up[:, :, 0, 0], mid, down[:, :, 0, 0])
    np.testing.assert_allclose(merged(ModuleChange(made, entry_of(base), 1.0)), expected, atol=1e-5)


def test_a_weight_of_swapped_axes_is_told_by_its_shape_or_by_the_configuration() -> None:
    down, up = normal(2, 5), normal(7, 2)
    made = module(lora_down__weight=down, lora_up__weight=up)
    change = ModuleChange(made, entry_of(np.zeros((5, 7), np.float32)), 1.0)
    assert change.is_turned
    np.testing.assert_allclose(merged(change), (up @ down).T, atol=1e-6)
    square = module(lora_down__weight=normal(2, 5), lora_up__weight=normal(5, 2))
    base = entry_of(np.zeros((5, 5), np.float32))
    plain, turned = ModuleChange(square, base, 1.0), ModuleChange(square, base, 1.0, transposed=True)
    np.testing.assert_array_equal(merged(plain), merged(turned).T)
    assert not plain.is_turned


def test_lycoris_and_its_scaling_of_whole_halves() -> None:
    first, second = normal(2, 3), normal(4, 2, 3, 3)
    base = normal(8, 6, 3, 3)
    change = ModuleChange(module(lokr_w1=first, lokr_w2=second), entry_of(base), 1.0)
    np.testing.assert_allclose(merged(change), base + np.kron(first[:, :, None, None], second), atol=1e-6)
    a1, b1, a2, b2 = normal(8, 2), normal(2, 6), normal(8, 2), normal(2, 6)
    base = normal(8, 6)
    made = module(hada_w1_a=a1, hada_w1_b=b1, hada_w2_a=a2, hada_w2_b=b2)
    np.testing.assert_allclose(
        merged(ModuleChange(made, entry_of(base), 0.5)), base + 0.5 * (a1 @ b1) * (a2 @ b2), atol=1e-5
    )


def test_changes_pickle_and_have_keys_by_what_they_make() -> None:
    made = module(lora_down__weight=normal(2, 6), lora_up__weight=normal(9, 2))
    base = entry_of(normal(9, 6))
    entry = changed_entry(ModuleChange(made, base, 1.0), ("x",))
    again = pickle.loads(pickle.dumps(entry))
    np.testing.assert_array_equal(read_values(again), read_values(entry))
    assert again.storage.key == entry.storage.key  # type: ignore[union-attr]
    another = module(lora_down__weight=normal(2, 6), lora_up__weight=normal(9, 2))
    others = [
        ModuleChange(made, base, 2.0),
        ModuleChange(made, entry_of(normal(9, 6)), 1.0),
        ModuleChange(another, base, 1.0),
    ]
    assert len({entry.view_key, *(changed_entry(other, ("x",)).view_key for other in others)}) == 4
    assert delta_entry(ModuleChange(made, base, 1.0), ("x",)).view_key != entry.view_key


@pytest.mark.parametrize(
    ("factors", "said"),
    [
        ({"lora_down.weight": (3, 6), "lora_up.weight": (9, 2)}, "don't multiply"),
        ({"lora_down.weight": (2, 5), "lora_up.weight": (9, 2)}, "9 × 5"),
        ({"lora_down.weight": (2, 6), "lora_up.weight": (9, 2), "lora_mid.weight": (2, 2)}, "don't multiply"),
        ({"lora_down.weight": (2, 6), "lora_up.weight": (9, 2), "dora_scale": (5, 1)}, "5 magnitudes"),
        ({"hada_w1_a": (9, 2), "hada_w1_b": (2, 6), "hada_w2_a": (9, 2), "hada_w2_b": (2, 5)}, "halves"),
        ({"lokr_w1": (3, 3), "lokr_w2": (3, 3)}, "9 × 9"),
        ({"diff": (9, 5)}, "9 × 5"),
    ],
)
def test_factors_that_do_not_fit_are_refused(factors: dict[str, tuple[int, ...]], said: str) -> None:
    made = module(**{name.replace(".", "__"): normal(*shape) for name, shape in factors.items()})
    with pytest.raises(CorruptError, match=said):
        ModuleChange(made, entry_of(normal(9, 6)), 1.0)


def test_factors_too_large_for_memory_are_refused() -> None:
    huge = entry_of(normal(1, 1)).replace(shape=(1 << 14, 1 << 14), strides=(0, 0))
    with pytest.raises(LimitError):
        ModuleChange(module(lora_down__weight=huge, lora_up__weight=huge), entry_of(normal(9, 6)), 1.0)
    halves = entry_of(normal(1, 1)).replace(shape=(1 << 12, 1 << 12), strides=(0, 0))
    with pytest.raises((LimitError, CorruptError)):
        ModuleChange(module(lokr_w1=halves, lokr_w2=halves), entry_of(normal(9, 6)), 1.0)
