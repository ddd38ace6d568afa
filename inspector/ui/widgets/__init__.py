"""Widgets, icons and colors that several places use."""
