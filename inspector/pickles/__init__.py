"""Pickles, read by a machine that records and never executes."""
