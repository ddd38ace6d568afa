"""Where bytes come from: locations, files, storages, archives, compressed streams, servers."""
