"""Quantised weights that are stored as several tensors, shown as one tensor with the decoded values."""
