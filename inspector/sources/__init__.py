"""Where bytes come from: storages, archives, compressed streams."""
