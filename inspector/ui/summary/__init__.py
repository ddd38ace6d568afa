"""The summary of a file, shown when nothing is selected: findings, health, architecture, size by tensor, metadata."""
