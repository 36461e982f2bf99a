"""Mentions to facts: what belongs together."""
