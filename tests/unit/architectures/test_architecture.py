from __future__ import annotations

from inspector.architectures.architecture import Mismatch, compared


def test_keys_and_shapes_are_compared_as_load_state_dict_does() -> None:
    signature = {"same": (2, 3), "scalar": (1,), "one": (), "shape": (3, 2), "more": (1,)}
    fit = compared(signature, {"same": (2, 3), "scalar": (), "one": (1,), "shape": (2, 3), "less": ()})
    assert fit.matched == 2  # one element may stand for a scalar, and a scalar for nothing else
    assert fit.missing == ("less",)
    assert fit.unexpected == ("more",)
    assert fit.mismatched == (Mismatch("one", (), (1,)), Mismatch("shape", (3, 2), (2, 3)))
    assert fit.score(0) == 2 / 6
    assert fit.score(4) == 2 / 10
    assert compared({}, {}).score(0) == 0
