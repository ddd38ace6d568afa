"""Rebuilding a module around the tensors of a checkpoint, running it, and comparing its outputs.

Everything that needs torch or runs foreign code is in ``worker``, which runs in a separate process
(``inspector.worker_process``).
"""
