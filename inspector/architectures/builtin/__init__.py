"""The families of modules that people write by hand: chains of layers, recurrent networks, the transformer encoder.

Each is a rule over keys and shapes and an inference of hyperparameters; ``inspector.architectures.builds`` has the modules.
"""
