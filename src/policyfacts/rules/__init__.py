"""Loads, validates and compiles the pattern files; runs their examples."""
