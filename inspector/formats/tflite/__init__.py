"""TensorFlow Lite (LiteRT): models as FlatBuffers."""
