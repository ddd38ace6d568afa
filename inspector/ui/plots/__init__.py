"""Plots and pictures, and pyqtgraph made ready for them."""
