"""PaddlePaddle: what pickles of it look like, tensors in binary, and the programs of inference models."""
