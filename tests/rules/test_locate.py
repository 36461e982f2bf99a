import json
import os
import subprocess
import sys
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest

import policyfacts.rules.locate as locate
from policyfacts.document import UsageError

ROOT = Path(__file__).resolve().parents[2]
SAY_WHERE = "from policyfacts.rules.locate import patterns_folder; print(patterns_folder())"

pytestmark = pytest.mark.skipif(not (ROOT / "pyproject.toml").is_file(), reason="needs a checkout")


def where(cwd: Path, *, path: Path | None = None) -> Path:
    """What a new process in another folder finds; ``path`` is searched for the package first."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    if path is not None:
        environment["PYTHONPATH"] = str(path)
    command = [sys.executable, "-c", SAY_WHERE]
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.strip())


def test_in_a_checkout(tmp_path: Path) -> None:
    assert where(tmp_path, path=ROOT / "src") == ROOT / "patterns"


def test_in_a_wheel(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    done = subprocess.run(build, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    unpacked = tmp_path / "unpacked"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(unpacked)
    found = where(tmp_path, path=unpacked)
    assert found == unpacked.resolve() / "policyfacts" / "patterns"
    files = {path.relative_to(ROOT / "patterns") for path in (ROOT / "patterns").rglob("*") if path.is_file()}
    assert {path.relative_to(found) for path in found.rglob("*") if path.is_file()} == files
    assert (unpacked / "policyfacts" / "py.typed").is_file()
    assert (unpacked / "policyfacts" / "readers" / "box.ttf").is_file()


def test_in_an_editable_install(tmp_path: Path) -> None:
    """The test command installs the project with ``-e``, so this environment is one."""
    origin = json.loads(distribution("policyfacts").read_text("direct_url.json") or "{}")
    if not origin.get("dir_info", {}).get("editable"):
        pytest.skip("policyfacts is not installed with pip install -e")
    assert where(tmp_path) == ROOT / "patterns"


def test_missing_patterns_are_said_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locate, "__file__", str(tmp_path / "lib" / "python" / "policyfacts" / "rules" / "locate.py"))
    with pytest.raises(UsageError, match="install policyfacts again"):
        locate.patterns_folder()
