"""The verbs of the command line, a module each: thin, on the same operations as the window."""
