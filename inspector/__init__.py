"""Checkpoint Inspector: open tensor files of any framework as an index of byte ranges, without running them.

>>> import inspector
>>> checkpoint = inspector.open("model.pth")
>>> checkpoint.entries
"""

__version__ = "0.1.0"
