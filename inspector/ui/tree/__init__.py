"""The tree of names: its models, its views, the filter above it, the sparklines in its rows."""
