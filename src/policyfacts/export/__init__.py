"""Writers: facts to a file, one module a format."""

from policyfacts.export.options import DocumentRow, Labels, WriteOptions, resolve_columns
from policyfacts.export.registry import FORMATS, check_format, check_stream, format_of, write_file, write_stream

__all__ = [
    "FORMATS",
    "DocumentRow",
    "Labels",
    "WriteOptions",
    "check_format",
    "check_stream",
    "format_of",
    "resolve_columns",
    "write_file",
    "write_stream",
]
