"""For those who write formats and storages of their own: classes of tests that what they have written should pass.

Each is to be subclassed in a module that pytest collects, with fixtures for what is to be tested.
"""
