"""Verifying in the window: what a checkpoint looks like, which module to rebuild and on what, and the answer."""
