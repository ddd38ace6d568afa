"""Files inside files: archives and compressed streams, as storages."""
