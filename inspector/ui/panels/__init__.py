"""Panels: what the right side of the window shows of the selection."""
