"""What the numbers say: streaming statistics and exact histograms."""
