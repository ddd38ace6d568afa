"""Quantised weights that a file has in several tensors: shown as the one tensor they are, with its decoded values."""
