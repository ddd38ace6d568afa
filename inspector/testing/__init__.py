"""Test classes that every reader and storage should pass, for formats in other distributions and for our own.

Subclass them in a module that pytest collects, with fixtures for what is tested.
"""
