"""The objects a TensorFlow checkpoint was made of: which variable of which layer a key stands for.

Source: ``tensorflow/core/protobuf/trackable_object_graph.proto`` of https://github.com/tensorflow/tensorflow.
"""

from __future__ import annotations

from inspector.sources.protobuf import Message

__all__ = ["OBJECT_GRAPH", "full_names"]

#: The key under which a checkpoint keeps the graph.
OBJECT_GRAPH = "_CHECKPOINTABLE_OBJECT_GRAPH"


def full_names(graph: bytes) -> dict[str, str]:
    """What the variable of each key was called in the program: ``dense/kernel``. Raises as :class:`Message` does."""
    found = {}
    message = Message(graph)
    for node in message:
        if node.number != 1:
            continue
        inside = message.message(node)
        for field in inside:
            if field.number != 2:
                continue
            attribute = inside.message(field)
            texts = {part.number: attribute.text_of(part) for part in attribute if part.number in (2, 3)}
            if texts.get(2) and texts.get(3):
                found[texts[3]] = texts[2]
    return found
