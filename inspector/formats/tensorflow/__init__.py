"""TensorFlow: checkpoints of version 1 and 2, SavedModels, graphs, and its tensors in pickles."""
