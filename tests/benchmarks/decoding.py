"""How long it takes to decode blocks of GGML, in nanoseconds per element, against the gguf package."""

from __future__ import annotations

import time
from importlib.util import find_spec
from statistics import median
from typing import Any

import numpy as np
import numpy.typing as npt

from tests.benchmarks.data import Files
from tests.benchmarks.measure import in_child, seconds_of
from tests.benchmarks.report import Result
from tests.benchmarks.statistics import BY_NUMPY_AND_KERNEL

__all__ = ["decode_ggml"]

_TYPES = (
    "q4_0", "q4_1", "q5_0", "q5_1", "q8_0", "q2_k", "q3_k", "q4_k", "q5_k", "q6_k", "iq2_xxs", "iq2_xs", "iq2_s", "iq3_xxs",
    "iq3_s", "iq1_s", "iq1_m", "iq4_nl", "iq4_xs", "tq1_0", "tq2_0", "mxfp4",
)  # fmt: skip
_ELEMENTS = 1 << 22
_NANOSECONDS = 2


def decode_ggml(files: Files) -> list[Result]:
    """Each type of blocks, 4 Mi elements at a time: at most 2 ns per element. By numpy alone, then with the kernel."""
    if find_spec("gguf") is None:
        return []
    rows = []
    for name in _TYPES:
        against = f"{_nanoseconds(in_child(decoded_by_gguf, name)):.1f} ns, gguf.dequantize"
        for environment, by in BY_NUMPY_AND_KERNEL:
            ours = _nanoseconds(in_child(decoded, name, environment=environment))
            what = f"decode an element of {name}, {by}"
            rows.append(Result(what, f"{ours:.2f} ns", against, ours, _NANOSECONDS, "ns"))
    return rows


def _nanoseconds(seconds: list[float]) -> float:
    """Of each element."""
    return median(seconds) / _ELEMENTS * 1e9


def _blocks(name: str) -> npt.NDArray[np.uint8]:
    """So many blocks of random bytes, whose scales may be anything but infinite."""
    from inspector.tensors.dtypes import dtype_named

    dtype = dtype_named(name)
    return np.random.default_rng(0).integers(0, 60, dtype.nbytes(_ELEMENTS), np.uint8)


# in child processes


def decoded(name: str) -> list[float]:
    """Seconds of the processor this program takes."""
    from inspector.tensors.decode import decode
    from inspector.tensors.dtypes import dtype_named

    dtype = dtype_named(name)
    stored: npt.NDArray[Any] = _blocks(name).view(dtype.stored_dtype)
    return seconds_of(lambda: decode(stored, dtype), repeats=5, clock=time.process_time)


def decoded_by_gguf(name: str) -> list[float]:
    """Seconds of the processor the gguf package takes."""
    from gguf import GGMLQuantizationType, dequantize

    blocks, kind = _blocks(name), GGMLQuantizationType[name.upper()]
    return seconds_of(lambda: dequantize(blocks, kind), repeats=1, clock=time.process_time)
