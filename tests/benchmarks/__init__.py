"""How fast and how small: ``python -m tests.benchmarks [NAME ...]``, ratios against a peer or a limit of the same run."""
