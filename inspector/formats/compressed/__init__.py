"""A compressed file: whatever is inside is opened by the format that it is of."""
