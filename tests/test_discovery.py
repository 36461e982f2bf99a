import os
from pathlib import Path

import pytest

from policyfacts.discovery import discover, printable
from policyfacts.document import UsageError


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")


def link(path: Path, target: Path) -> None:
    try:
        path.symlink_to(target, target_is_directory=target.is_dir())
    except OSError:
        pytest.skip("no symbolic links here")


def names(folder: Path, **options: object) -> list[str]:
    return [source.name for source in discover([folder], **options).sources]  # type: ignore[arg-type]


def test_a_folder_is_read_recursively_and_sorted(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", "a/z.md", "a/y/x.txt", "c.TXT")
    assert names(tmp_path) == ["a/y/x.txt", "a/z.md", "b.txt", "c.TXT"]


def test_what_is_no_document_is_skipped_and_counted(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", ".hidden.txt", ".git/config.txt", "~$a.txt", "b.mp3", "README", "out.txt", "p.txt")
    found = discover([tmp_path], outputs=[tmp_path / "out.txt", tmp_path / "p.txt"])
    assert [source.name for source in found.sources] == ["a.txt"]
    assert found.skipped_by_kind == {"hidden": 2, "temporary": 1, "type": 2, "output": 2}
    assert not found.problems


def test_such_a_file_named_is_a_problem(tmp_path: Path) -> None:
    put(tmp_path, ".hidden.txt", "~$a.txt", "b.mp3", "out.csv")
    found = discover(list(tmp_path.iterdir()), outputs=[tmp_path / "out.csv"])
    assert not found.sources
    assert {problem.kind for problem in found.problems} == {"hidden", "temporary", "type", "output"}
    assert all(problem.severity == "failed" and problem.doc in problem.message for problem in found.problems)


def test_a_named_file_goes_by_its_name(tmp_path: Path) -> None:
    put(tmp_path, "deep/a.txt")
    assert [source.name for source in discover([tmp_path / "deep" / "a.txt"]).sources] == ["a.txt"]


def test_a_missing_path_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        discover([tmp_path / "nowhere"])


def test_include_and_exclude(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "b.md", "drafts/c.txt", "deep/drafts/d.txt")
    assert names(tmp_path, include=["*.md"]) == ["b.md"]
    assert names(tmp_path, include=["**/*.txt"], exclude=["drafts"]) == ["a.txt"]
    assert names(tmp_path, exclude=["drafts/*", "b.*"]) == ["a.txt", "deep/drafts/d.txt"]


def test_each_file_is_read_once_under_its_own_name(tmp_path: Path) -> None:
    put(tmp_path, "z/real.txt")
    link(tmp_path / "a", tmp_path / "z")
    link(tmp_path / "z" / "loop", tmp_path)
    link(tmp_path / "z" / "again.txt", tmp_path / "z" / "real.txt")
    assert names(tmp_path) == ["z/real.txt"]


def test_a_file_in_two_paths_is_read_once(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    assert len(discover([tmp_path, tmp_path / "a.txt", tmp_path]).sources) == 1


def test_a_link_to_a_folder_outside_is_followed(tmp_path: Path) -> None:
    put(tmp_path, "outside/a.txt", "in/b.txt")
    link(tmp_path / "in" / "link", tmp_path / "outside")
    assert names(tmp_path / "in") == ["b.txt", "link/a.txt"]


def test_a_link_to_nothing_stays_a_document(tmp_path: Path) -> None:
    link(tmp_path / "gone.txt", tmp_path / "nowhere.txt")
    assert names(tmp_path) == ["gone.txt"]


def test_names_that_clash_are_given_with_their_paths(tmp_path: Path) -> None:
    put(tmp_path, "one/a.txt", "two/a.txt", "two/b.txt")
    found = discover([tmp_path / "one", tmp_path / "two"])
    root = tmp_path.as_posix()
    assert [source.name for source in found.sources] == [f"{root}/one/a.txt", f"{root}/two/a.txt", "b.txt"]


def test_standard_input_is_named_by_a_dash() -> None:
    found = discover(["-", "-"])
    assert [(source.path, source.name) for source in found.sources] == [(None, "-")]


def test_a_name_in_another_encoding_is_made_text() -> None:
    if os.name == "nt":
        pytest.skip("names are Unicode there")
    assert printable(os.fsdecode("公报.txt".encode("gbk"))) == "公报.txt"
