"""What can be done with checkpoints, one module per operation: the public API, and the one place where policy is decided.

``import inspector`` exports the functions, and verbs and window call the same ones: what is compared with what, which
tensors have statistics, which architecture a file has is decided here once, and shown there.
"""
