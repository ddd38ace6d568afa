"""What every writer stands on: the plan, its layout, the way of the bytes, the atomic file."""
