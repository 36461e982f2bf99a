"""Text to mentions: what stands where, and no more."""
