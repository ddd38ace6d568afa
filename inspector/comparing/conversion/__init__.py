"""A model and what a converter made of it: the rule by which each tensor of one became one of the other."""
