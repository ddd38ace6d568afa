"""Models of Qt: what views show, as thin layers over pure data."""
