"""The names of a checkpoint: as a tree, laid out, filtered, renamed."""
