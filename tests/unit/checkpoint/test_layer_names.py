from __future__ import annotations

from pathlib import Path

import inspector
from inspector.checkpoint.layer_names import layer_names

KERAS = Path(__file__).parents[2] / "fixtures" / "keras"


def test_names_of_layers_come_from_the_attributes_of_the_groups_of_their_variables() -> None:
    found = layer_names(
        {
            "layers/conv2d_1/vars/name": "stem",
            "layers/dense/vars/name": "dense",  # as the group is called
            "layers/other/vars/name": 3,
            "layers/wrapper/name": "no variables",
            "optimizer/vars/name": "adam",
            "name": "model",
        }
    )
    assert found == {("layers", "conv2d_1", "vars"): "stem", ("optimizer", "vars"): "adam"}


def test_a_file_of_keras_has_the_names_of_its_layers() -> None:
    with inspector.open(KERAS / "keras3.keras") as checkpoint:
        names = layer_names(checkpoint.metadata)
        named = {names[entry.path[:-1]] for entry in checkpoint.tensors if entry.path[:-1] in names}
    assert {"zeta", "norm"} <= named
