"""A training run in a tab: which tensors changed at which step, and where the run broke."""
