from __future__ import annotations

import pytest

from inspector.pickles.records import Call, Global, PickledDict, brief, canonical, named_values, shown


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("__builtin__.set", "builtins.set"),
        ("__builtin__.xrange", "builtins.range"),
        ("__builtin__.unicode", "builtins.str"),
        ("copy_reg._reconstructor", "copyreg._reconstructor"),
        ("numpy._core.multiarray.scalar", "numpy.core.multiarray.scalar"),
        ("numpy._corex.a", "numpy._corex.a"),
        ("torch.Size", "torch.Size"),
    ],
)
def test_names_of_python_2_and_numpy_2(written: str, meant: str) -> None:
    assert canonical(written) == meant
    module, _, qualname = written.rpartition(".")
    assert Call(Global(module, qualname), ()).name == meant


def test_a_call_of_something_computed_has_no_name() -> None:
    assert Call(Call(Global("a", "b"), ()), ()).name == ""


def test_names_are_quoted_on_one_line_of_bounded_length() -> None:
    assert shown("a\nb\x1b[0m") == r"a\nb\x1b[0m"
    assert len(shown("n" * 10_000)) == 100
    assert repr(Global("a\r", "b")) == r"a\r.b"


@pytest.mark.parametrize(
    ("record", "text"),
    [
        (3, "3"),
        (-(1 << 70), "an integer of 71 bits"),
        ("ab\n", r"'ab\n'"),
        ("x" * 41, f"'{'x' * 40}'..."),
        (b"x", "b'x'"),
        (1.5, "1.5"),
        (None, "None"),
        (Global("torch", "float16"), "torch.float16"),
        ((1, (2, 3), [4]), "(1, tuple, list)"),
        (tuple(range(7)), "(0, 1, 2, 3, 4, 5, ...)"),
        (PickledDict(), "PickledDict"),
    ],
)
def test_a_record_in_a_few_characters(record: object, text: str) -> None:
    assert brief(record) == text


def test_deep_records_are_brief_too() -> None:
    deep: object = ()
    for _ in range(100_000):
        deep = (deep,)
    assert brief(deep) == "(tuple)"


def test_named_values_hashes_only_text() -> None:
    record = PickledDict()
    record.pairs = [("a", 1), ([], 2), (3, 4), ("a", 5)]
    assert named_values(record) == {"a": 5}
    assert named_values([("a", 1)]) == {}
