"""What a checkpoint is: storages, entries, the index that holds them, and reading from it."""
