"""What a reader raises when it cannot read."""

from __future__ import annotations

from policyfacts.document import DocumentError


class ReadError(DocumentError):
    """A file cannot be read; ``kind`` says why in one word (``binary``, ``unreadable``, ``type`` …)."""

    def __init__(self, message: str, *, kind: str) -> None:
        super().__init__(message)
        self.kind = kind

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle with the kind, so that the error survives the way back from a worker process."""
        return _rebuild, (str(self), self.kind)


def _rebuild(message: str, kind: str) -> ReadError:
    return ReadError(message, kind=kind)
