"""The layer map: the repeated structure of a model as a grid of layers by roles, colored by any number."""
