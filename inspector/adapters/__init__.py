"""Adapters and the models they change: their modules, what they add, what of it meets a base, the merged weights."""
