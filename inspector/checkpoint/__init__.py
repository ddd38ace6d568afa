"""What a checkpoint is: the index of its entries, and what is summed over it (shared storages, types, totals)."""
