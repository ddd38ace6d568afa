"""One package per format, with all that is particular to it, and the registry that picks one by content."""
