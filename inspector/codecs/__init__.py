"""Bytes to numbers: the table of element types and how each is decoded."""
