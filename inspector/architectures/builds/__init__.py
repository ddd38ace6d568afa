"""The modules themselves. Everything here imports a framework, and runs only in a process of its own.

A builder is a function ``build(params) -> torch.nn.Module``; architectures name theirs as text.
"""
