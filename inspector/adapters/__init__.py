"""Adapters and the models they change: their modules and deltas, the modules of the base they match, the merged weights."""
