"""A selection of tensors becomes a plan, the plan a new file: streamed, atomic, and read back before it gets its name."""
