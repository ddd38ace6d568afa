from __future__ import annotations

import json
import math

import pytest

from inspector.strict_json import dumps
from inspector.verifying.report import LayerDifference, VerifyReport


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"match": True, "bitwise": True}, "Outputs match bit for bit."),
        (
            {"match": True, "bitwise": True, "first_divergence": "fc"},
            "Outputs match bit for bit, though what leads to them differs, first in fc.",
        ),
        (
            {"match": True, "max_abs": 1e-7, "first_divergence": "fc"},
            "Outputs match within the tolerance: they differ by at most 1e-07, first in fc.",
        ),
        ({"max_abs": 0.25}, "Outputs do not match: they differ by at most 0.25."),
        ({"bitwise": True, "missing": ("a",)}, "Outputs do not match: they differ."),
        ({"match": True, "bitwise": True, "problem": "It hung."}, "It hung."),
    ],
)
def test_the_answer_in_a_sentence(facts: dict[str, object], sentence: str) -> None:
    assert VerifyReport("mlp", {}, **facts).sentence == sentence  # type: ignore[arg-type]


def test_what_the_worker_answers_is_the_report_again() -> None:
    layers = (
        LayerDifference("fc", "Linear", (1, 3), bitwise=False, max_abs=math.inf),
        LayerDifference("x", "ReLU", ()),
    )
    report = VerifyReport(
        "mlp",
        {"width": 3},
        max_abs=math.nan,
        shape_mismatch=(("a", (1, 2), ()),),
        layers=layers,
        outputs=(1.0, -math.inf),
    )
    record = json.loads(dumps(report.record()))
    assert (record["max_abs"], record["outputs"], record["layers"][0]["max_abs"]) == (
        "NaN",
        [1.0, "-Infinity"],
        "Infinity",
    )
    again = VerifyReport.of({**record, "max_abs": 0.5, "outputs": [1.0]})
    assert (again.layers[1], again.shape_mismatch, again.outputs) == (layers[1], report.shape_mismatch, (1.0,))
