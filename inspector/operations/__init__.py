"""What can be done with checkpoints, one module per operation: the public API, and the one place of policy.

``import inspector`` exports the functions. The verbs and the window call the same ones: what is compared with what, which
tensors have numbers, which architecture a file is of is decided here once, and shown there.
"""
