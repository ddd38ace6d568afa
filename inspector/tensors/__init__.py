"""One tensor: its element type, where its elements lie, and how they are read, sliced and hashed."""
