"""Adapters and the models they change: their modules, the deltas they add, the base's modules they match, the merged weights."""
