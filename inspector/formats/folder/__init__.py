"""Folders: of a model hub, of a pipeline, of a training run, or of anything else with checkpoints in it."""
