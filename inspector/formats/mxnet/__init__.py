"""Apache MXNet: lists of arrays as 0.9 to 2.0 write them, and the symbol beside them."""
