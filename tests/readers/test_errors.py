"""What readers raise."""

from __future__ import annotations

import copy
import pickle

from policyfacts.document import DocumentError
from policyfacts.readers.errors import ReadError


def test_an_error_survives_the_way_back_from_a_worker_process() -> None:
    error = ReadError("a.txt: binary data", kind="binary")
    for back in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert isinstance(back, ReadError) and isinstance(back, DocumentError)
        assert (str(back), back.kind) == ("a.txt: binary data", "binary")
