"""PaddlePaddle: what pickles of it look like."""
