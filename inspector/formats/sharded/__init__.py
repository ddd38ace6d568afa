"""Models in shards, by their index."""
