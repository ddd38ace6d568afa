"""Checkpoints of torch.distributed.checkpoint: a folder whose ``.metadata`` says where each piece of each tensor is."""
