"""Readers: a file to its documents, one module a format."""

from policyfacts.readers.registry import SUFFIXES, can_read, read_bytes, read_file

__all__ = ["SUFFIXES", "can_read", "read_bytes", "read_file"]
