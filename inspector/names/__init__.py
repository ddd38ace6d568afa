"""The names in a checkpoint: their tree and its layouts, filters, globs, renaming rules."""
