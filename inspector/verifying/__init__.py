"""Rebuilding a module around the tensors of a checkpoint, running it, and comparing what it gives.

All of it that needs torch, or code of others, happens in a process of its own (``inspector.worker_process``),
below ``worker``.
"""
