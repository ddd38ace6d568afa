"""Extracting in the window: the tray at the bottom, rows that can be dragged out as a file, and merged checkpoints."""
