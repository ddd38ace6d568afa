"""Which module a state dict belongs to, with which hyperparameters, and how to build it again.

Detection looks at keys and shapes only: it imports no framework and builds nothing. Each architecture gives the name of its
builder as text, which only the worker process of ``inspector.verifying`` imports.
"""
