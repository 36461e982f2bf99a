import errno
import os
from pathlib import Path

import pytest

from policyfacts.document import UsageError
from policyfacts.export.atomic import atomic_output, explain


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_file_is_there_only_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    with atomic_output(path) as stream:
        stream.write(b"half")
        assert not path.exists()
    assert path.read_bytes() == b"half"
    assert names(tmp_path) == ["out.csv"]


def test_after_a_failure_the_old_file_stays_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_bytes(b"old")
    with pytest.raises(ValueError, match="stop"), atomic_output(path) as stream:
        stream.write(b"new")
        raise ValueError("stop")
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["out.csv"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_wrong_use_and_leaves_nothing(tmp_path: Path, number: int) -> None:
    with pytest.raises(UsageError, match=r"out\.csv.*disk is full"), atomic_output(tmp_path / "out.csv"):
        raise OSError(number, "no space")
    assert names(tmp_path) == []


def test_a_file_held_by_another_program_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(self: Path, target: Path) -> None:
        raise PermissionError(errno.EACCES, "being used by another process")

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(UsageError, match=r"out\.xlsx.*close it"), atomic_output(tmp_path / "out.xlsx") as stream:
        stream.write(b"new")
    assert names(tmp_path) == []


def test_a_missing_folder_and_a_folder_as_output_are_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="missing does not exist"), atomic_output(tmp_path / "missing" / "out.csv"):
        pass
    with pytest.raises(UsageError, match="is a folder"), atomic_output(tmp_path):
        pass


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_device_is_written_to_and_not_replaced() -> None:
    with pytest.raises(UsageError, match="disk is full"), atomic_output(Path("/dev/full")) as stream:
        stream.write(b"text")
    assert not Path("/dev/full").is_file()


@pytest.mark.skipif(os.name == "nt", reason="modes and links of POSIX")
def test_a_link_stays_a_link_and_the_mode_stays(tmp_path: Path) -> None:
    real = tmp_path / "real.csv"
    real.write_bytes(b"old")
    real.chmod(0o640)
    (tmp_path / "link.csv").symlink_to(real)
    with atomic_output(tmp_path / "link.csv") as stream:
        stream.write(b"new")
    assert (tmp_path / "link.csv").is_symlink()
    assert real.read_bytes() == b"new"
    assert real.stat().st_mode & 0o777 == 0o640


def test_other_errors_are_explained() -> None:
    assert "read-only" in explain(OSError(errno.EROFS, "x"), "a")
    assert "too long" in explain(OSError(errno.ENAMETOOLONG, "x"), "a")
    assert "odd" in explain(OSError(errno.EIO, "odd"), "a")
