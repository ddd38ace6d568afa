"""Two checkpoints: which tensor of one is which of the other, and how they differ."""
