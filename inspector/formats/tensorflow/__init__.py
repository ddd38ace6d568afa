"""TensorFlow: checkpoints of version 1 and 2, SavedModels, graphs, models in JavaScript, its tensors in pickles."""

from __future__ import annotations

from inspector.formats.format import Format

__all__ = ["FORMATS"]

#: How a LevelDB table ends.
_TABLE = ((-8, bytes.fromhex("57fb808b247547db")),)

FORMATS = (
    Format(
        "tensorflow", "TensorFlow checkpoint", (".index",), _TABLE, "inspector.formats.tensorflow.checkpoint",
        part_names=((r"(.+)\.data-\d{5}-of-\d{5}", r"\1.index"),), prefix_suffix=".index", framework="tf",
        recognisers=("inspector.formats.tensorflow.pickled:TENSORFLOW",),
        about="`tf.train.Checkpoint`, `Saver` and `save_weights`: the index or its prefix, variables in parts, text, "
        "what the program called each variable",
    ),
    Format(
        "tensorflow-v1", "TensorFlow checkpoint (version 1)", (".ckpt",), _TABLE,
        "inspector.formats.tensorflow.checkpoint", framework="tf", about="`Saver` before 1.0",
    ),
    Format(
        "tensorflow-folder", "TensorFlow checkpoints", (), ((0, b"model_checkpoint_path:"),),
        "inspector.formats.tensorflow.folder", folder=("checkpoint",), framework="tf",
        about="folders of `CheckpointManager` and `Saver`: the latest one",
    ),
    Format(
        "tensorflow-saved-model", "TensorFlow SavedModel", (".pb",), ((0, b"\x08"), (0, b"\x12")),
        "inspector.formats.tensorflow.saved_model", folder=("saved_model.pb",), framework="tf",
        about="`tf.saved_model.save` and Keras 2: variables, larger constants, operations, signatures",
    ),
    Format(
        "tensorflow-graph", "TensorFlow graph", (".pb", ".meta"), ((0, b"\x0a"),),
        "inspector.formats.tensorflow.graph_file", framework="tf",
        about="frozen graphs, `GraphDef` and `.meta`: constants, operations",
    ),
    Format(
        "tfjs", "TensorFlow.js model", (".json",), ((0, b"{"), (0, b"[")), "inspector.formats.tensorflow.javascript",
        folder=("model.json", "weights_manifest.json"), framework="tf",
        part_names=((r"group\d+-shard\d+of\d+(?:\.bin)?", "model.json"),),
        about="`model.json` or a manifest of weights with the `.bin` files beside it, also by their folder or one of them; "
        "quantised ones too; no text",
    ),
)  # fmt: skip
