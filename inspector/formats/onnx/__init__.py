"""ONNX: models with their initializers and constants, and files of a single tensor."""
