"""What all writers share: the plan, its layout, the transfer of bytes, the atomic file."""
