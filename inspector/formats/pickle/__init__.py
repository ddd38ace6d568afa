"""Plain pickles, with arrays and tensors inside."""
