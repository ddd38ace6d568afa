"""The report of a comparison: as JSON, and as a page."""
