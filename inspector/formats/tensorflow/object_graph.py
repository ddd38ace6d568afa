"""The objects a TensorFlow checkpoint was made of: which variable of which layer a key stands for.

Source: ``tensorflow/core/protobuf/trackable_object_graph.proto`` of https://github.com/tensorflow/tensorflow.
"""

from __future__ import annotations

from inspector.sources.protobuf import Message
from inspector.sources.protobuf_levels import Level, scan

__all__ = ["OBJECT_GRAPH", "full_names"]

#: The key under which a checkpoint keeps the graph.
OBJECT_GRAPH = "_CHECKPOINTABLE_OBJECT_GRAPH"

# rows of the scan
_NAME, _KEY, _END = range(3)
_GRAPH = Level(levels={1: Level(levels={2: Level(texts={2: _NAME, 3: _KEY}, end=_END)})})


def full_names(graph: bytes) -> dict[str, str]:
    """What the variable of each key was called in the program: ``dense/kernel``. Raises as :class:`Message` does."""
    found = {}
    name = key = b""
    message = Message(graph)
    message.window.place(0, len(graph))  # all of it at once
    for row, value, _ in scan(message, _GRAPH):
        if row == _NAME:
            name = value
        elif row == _KEY:
            key = value
        else:
            if name and key:
                found[key.decode("utf-8", "replace")] = name.decode("utf-8", "replace")
            name = key = b""
    return found
