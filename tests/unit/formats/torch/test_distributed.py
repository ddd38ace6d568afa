"""The piece that a rank has of a tensor, by its record."""

from __future__ import annotations

from typing import Any

from inspector.formats.torch.distributed import Meshes, local_piece
from inspector.pickles.records import Call, Global, PickledDict
from inspector.tensors.entries import Path, TensorEntry
from tests.tensors import entry_of


def record(*args: Any, **fields: Any) -> Call:
    """An object with these attributes."""
    state = PickledDict()
    state.pairs += fields.items()
    return Call(Global("torch.distributed.tensor.placement_types", "Shard"), args, None, [state])


def test_pieces_on_different_meshes_of_one_pickle() -> None:
    """What was made out of a mesh is remembered for those that share it alone."""

    def local(_node: Any, path: Path) -> TensorEntry:
        return entry_of([[0.0, 1.0], [2.0, 3.0]], path=path)

    meshes = [record(_coordinate_on_dim=(place,), _layout=record(shape=(2,))) for place in (0, 1)]
    known: Meshes = {}
    offsets = []
    for mesh in (*meshes, *meshes):
        spec = record(mesh=mesh, placements=(record(dim=0),), tensor_meta=record((4, 2)))
        state = PickledDict()
        state.pairs += [("_local_tensor", record()), ("_spec", spec)]
        piece = local_piece("torch.distributed.tensor.DTensor", (None, state), local, ("weight",), known)
        assert piece is not None
        assert piece.attributes["global_shape"] == [4, 2]
        offsets.append(piece.attributes["global_offset"])
    assert offsets == [[0, 0], [2, 0]] * 2
    assert len(known) == 2
