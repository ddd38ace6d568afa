"""The table of all tensors: the tree's flat twin, with a column for every number."""
