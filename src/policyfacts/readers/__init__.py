"""Readers: a file to its documents, one module a format."""

from policyfacts.readers.registry import SUFFIXES, File, can_read, read_bytes, read_file

__all__ = ["SUFFIXES", "File", "can_read", "read_bytes", "read_file"]
