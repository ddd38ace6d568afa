"""A format of a few lines, installed as a distribution of someone else's, does all that ours do."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from inspector.testing.readers import ReaderConformance, Sample
from tests.third_party import SAMPLE, distribution, installed_distributions


@pytest.fixture(autouse=True, scope="module")
def acme(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with installed_distributions(distribution(tmp_path_factory.mktemp("acme"))):
        yield


class TestAcme(ReaderConformance):
    samples = (Sample(SAMPLE, {"weight": np.arange(6.0).reshape(2, 3)}),)
    max_reads = 2
