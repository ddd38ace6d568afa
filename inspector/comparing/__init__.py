"""Two checkpoints: which of their tensors belong together, and how these differ."""
