"""What the window shows of the comparison of two checkpoints."""
