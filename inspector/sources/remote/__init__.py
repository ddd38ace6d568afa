"""Files that lie on servers: their bytes are asked for in ranges, as those of a file of this machine are read."""
