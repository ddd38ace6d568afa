"""One reader per module, and the registry that picks it by content."""
