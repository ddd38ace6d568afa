"""The values of tensors: streaming statistics, exact histograms, heat maps, singular values, the health of a checkpoint."""
