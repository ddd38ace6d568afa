from __future__ import annotations

import numpy as np
import pytest

from inspector.analysis.counting import count_codes
from inspector.buffers import Scratch


@pytest.mark.parametrize("size", [0, 1, 100, 65_535, 65_536, 65_537, 200_001])
@pytest.mark.parametrize(("dtype", "codes"), [(np.uint8, 256), (np.uint8, 10), (np.uint16, 65_536), (np.uint16, 300)])
def test_counts_are_those_of_bincount(size: int, dtype: type[np.unsignedinteger], codes: int) -> None:
    values = np.random.default_rng(size).integers(0, codes, size).astype(dtype)
    scratch = Scratch()
    for _ in range(2):
        counts = count_codes(values, codes, scratch)
        assert counts.shape == (codes,)
        assert np.array_equal(counts, np.bincount(values, minlength=codes))
