"""Which module a state dict is of, with which hyperparameters, and how to build it again.

Detection looks at keys and shapes only: it imports no framework and builds nothing. What does the building is named by
each architecture as text, and imported in the process of ``inspector.verifying`` alone.
"""
