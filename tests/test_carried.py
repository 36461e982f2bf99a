import hashlib
import pickle
from pathlib import Path

import pytest

from policyfacts.carried import Held, Shared, UnseenError
from policyfacts.readers import read_file


def test_a_shared_file_is_read_where_it_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("2024年", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    shared = pickle.loads(pickle.dumps(Shared.of(Path("a.txt"), 100)))
    monkeypatch.chdir("/")
    assert read_file(shared)[0].text == "2024年"
    assert (str(shared), shared.name, shared.suffix) == ("a.txt", "a.txt", ".txt")
    assert shared.digest() == hashlib.sha256("2024年".encode()).hexdigest()


def test_another_file_at_the_same_path_is_none(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("2024", encoding="utf-8")
    shared = Shared.of(path, 100)
    path.write_text("20240", encoding="utf-8")
    with pytest.raises(UnseenError, match="another file"):
        shared.read_bytes()
    path.unlink()
    with pytest.raises(UnseenError, match="not seen"):
        read_file(shared)


def test_a_held_file_is_read_as_the_file_itself() -> None:
    held = Held("docs/a.txt", "2024年".encode())
    assert [document.text for document in read_file(held)] == ["2024年"]
    assert held.digest() == hashlib.sha256("2024年".encode()).hexdigest()
    assert (held.name, held.suffix, str(held)) == ("a.txt", ".txt", "docs/a.txt")


def test_what_is_too_large_or_no_file_stays_here(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("2024", encoding="utf-8")
    for path in (tmp_path / "a.txt", tmp_path, tmp_path / "gone"):
        for kind in (Shared, Held):
            with pytest.raises(OSError):
                kind.of(path, 3)
    assert Held.of(tmp_path / "a.txt", 4).data == b"2024"
