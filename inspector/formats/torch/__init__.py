"""PyTorch: every file that torch writes, and its tensors in pickles."""
