"""The pages of `docs/` and the README files: each block is run, each output compared, each link followed.

The blocks of a page are run one after the other in a folder of its own that has the samples in it: `python` in this
process, with the names of the blocks before, all others in their own.  A block whose program is missing is skipped.
A `text` block directly behind a block shows what it writes; a line `…` in it stands for lines left out.  Pages are run
side by side.  Chinese pages have the blocks of the English ones and are not run again.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = [*sorted(DOCS.glob("*.md")), ROOT / "README.md"]
CHINESE = sorted((DOCS / "zh").glob("*.md"))
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]

TOOLS = ("csvsort", "csvcut", "csvgrep", "csvlook", "duckdb", "jq", "sqlite3", "frictionless")
STATA = ("stata-mp", "stata-se", "stata")
SECONDS = 120
BIN = Path(sys.executable).parent
PATH = os.pathsep.join([str(BIN), os.environ.get("PATH", "")])
IN_PYTHON = threading.Lock()  # where it runs and prints is the whole process's
ENVIRONMENT = {**os.environ, "PATH": PATH, "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```\n(?:\n?```text\n(.*?)^```\n)?", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)

# what the examples of the README name, from the samples
NAMED_IN_README = {
    "reports": "work_reports",
    "report.txt": "work_report.txt",
    "news.txt": "customs_news.txt",
    "report.pdf": "formats/bulletin.pdf",
}


@dataclass(frozen=True)
class Block:
    """A block of a page: its language, its text, and the output that the page shows."""

    language: str
    code: str
    shown: str | None


@dataclass(frozen=True)
class Result:
    """What has come of a block."""

    output: str = ""
    skipped: str = ""
    failed: str = ""


class Page:
    """A page and what has come out of its blocks: output, why a block was not run, or how it failed."""

    def __init__(self, path: Path, folder: Path) -> None:
        self.blocks = blocks_of(path)
        self.folder = folder
        self.results: list[Result] = []
        self._names: dict[str, Any] = {"__name__": "__main__"}

    def run(self) -> None:
        for block in self.blocks:
            reason = cannot_run(block)
            self.results.append(Result(skipped=reason) if reason else self._result(block))

    def _result(self, block: Block) -> Result:
        try:
            return Result(self._run_python(block.code) if block.language == "python" else self._run(block))
        except Exception as error:
            return Result(failed=f"{block.code}\n{error!r}\n{getattr(error, 'output', None) or ''}")

    def _run(self, block: Block) -> str:
        script = self.folder / f"_block.{block.language}"
        script.write_text(block.code, encoding="utf-8", newline="\n")
        command = {
            "sh": ["bash", "-euo", "pipefail", script.name],
            "r": ["Rscript", "--vanilla", script.name],
            "stata": [stata(), "-b", "do", script.name],
        }[block.language]
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=SECONDS,
            encoding="utf-8",
            check=True,
        )
        return done.stdout

    def _run_python(self, code: str) -> str:
        with IN_PYTHON, contextlib.chdir(self.folder), warnings.catch_warnings():
            warnings.simplefilter("error", FutureWarning)
            warnings.simplefilter("error", DeprecationWarning)
            output = io.StringIO()
            self._names["print"] = partial(print, file=output)  # pytest sets sys.stdout anew while others are run
            with contextlib.redirect_stdout(output):
                exec(compile(code, "page", "exec"), self._names)
        return output.getvalue()


Run = tuple[Page, Future[None]]


@cache
def blocks_of(path: Path) -> list[Block]:
    text = path.read_text(encoding="utf-8")
    return [Block(language, code, shown or None) for language, code, shown in BLOCK.findall(text)]


def cannot_run(block: Block) -> str:
    """Why a block is not run; nothing where it is."""
    if block.language == "text":
        return "it is not a program"
    if block.code.startswith("pip install"):
        return "it installs the project"
    wanted = {"sh": ["bash"], "python": [], "r": ["Rscript"]}.get(block.language, [])
    if block.language == "sh":
        wanted += [tool for tool in TOOLS if re.search(rf"(?<![\w./-]){tool}(?![\w.])", block.code)]
    missing = [tool for tool in wanted if shutil.which(tool, path=PATH) is None]
    if block.language == "stata" and not stata():
        missing.append("stata")
    if block.language == "r" and not missing:
        missing += [f"the R package {name}" for name in re.findall(r"library\((\w+)\)", block.code) if not in_r(name)]
    return f"not there: {', '.join(missing)}" if missing else ""


@cache
def stata() -> str:
    return next((tool for tool in STATA if shutil.which(tool, path=PATH)), "")


@cache
def in_r(name: str) -> bool:
    command = ["Rscript", "--vanilla", "-e", f'quit(status = !requireNamespace("{name}", quietly = TRUE))']
    return subprocess.run(command, env=ENVIRONMENT, capture_output=True, check=False).returncode == 0


def lines(text: str) -> list[str]:
    """The lines of an output, runs of white space as one: how wide columns are padded is not what is shown."""
    return [" ".join(line.split()) for line in text.strip().splitlines()]


def shows(shown: str, output: str) -> bool:
    """Whether an output is the one shown, where `…` stands for any lines."""
    pattern = "".join(r"(?:.*\n)*?" if line == "…" else re.escape(line) + "\n" for line in lines(shown))
    return re.fullmatch(pattern, "".join(line + "\n" for line in lines(output))) is not None


BLOCKS = [(path, number) for path in PAGES for number in range(len(blocks_of(path)))]


@pytest.fixture(scope="module")
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[Path, Run]]:
    """The pages that are asked for, each with its folder, being run."""
    asked = {item.callspec.params.get("path") for item in request.session.items if hasattr(item, "callspec")}
    runs: dict[Path, Run] = {}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for path in PAGES:
            if path in asked:
                page = Page(path, prepared(tmp_path_factory.mktemp(path.stem), path))
                runs[path] = page, pool.submit(page.run)
        yield runs


def prepared(folder: Path, path: Path) -> Path:
    """The folder with what the examples of a page name."""
    shutil.copytree(ROOT / "samples", folder / "samples")
    for name, source in NAMED_IN_README.items() if path in READMES else ():
        copy = shutil.copytree if (ROOT / "samples" / source).is_dir() else shutil.copy
        copy(ROOT / "samples" / source, folder / name)
    return folder


@pytest.mark.parametrize(("path", "number"), BLOCKS, ids=[f"{path.name}-{number + 1}" for path, number in BLOCKS])
def test_a_block_does_what_its_page_says(pages: dict[Path, Run], path: Path, number: int) -> None:
    page, run = pages[path]
    run.result()
    result, shown = page.results[number], page.blocks[number].shown
    if result.skipped:
        pytest.skip(result.skipped)
    assert not result.failed, result.failed
    assert shown is None or shows(shown, result.output), f"shown:\n{shown}\ncame out:\n{result.output}"


@pytest.mark.parametrize("path", CHINESE, ids=lambda path: path.name)
def test_a_chinese_page_says_the_same(path: Path) -> None:
    assert blocks_of(path) == blocks_of(DOCS / path.name)
    english, chinese = ((folder / path.name).read_text(encoding="utf-8") for folder in (DOCS, DOCS / "zh"))
    for pattern in (r"^## ", r"^\| ", r"^- "):
        assert len(re.findall(pattern, english, re.MULTILINE)) == len(re.findall(pattern, chinese, re.MULTILINE))


@pytest.mark.parametrize(
    "path", [*PAGES, *CHINESE, READMES[1]], ids=lambda path: path.relative_to(ROOT).as_posix().replace("/", "-")
)
def test_links_lead_somewhere(path: Path) -> None:
    for target in LINK.findall(path.read_text(encoding="utf-8")):
        name, _, anchor = target.partition("#")
        if name.startswith(("https:", "http:")):
            continue
        page = path.parent / name if name else path
        assert page.exists(), target
        assert not anchor or anchor in anchors(page), target


def anchors(page: Path) -> set[str]:
    """What the headings of a page are linked by."""
    found = HEADING.findall(page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}


def test_each_page_is_named_in_the_index() -> None:
    for folder in (DOCS, DOCS / "zh"):
        index = (folder / "index.md").read_text(encoding="utf-8")
        assert [path.name for path in folder.glob("*.md") if f"]({path.name})" not in index] == ["index.md"]


@pytest.mark.parametrize(
    ("shown", "output", "same"),
    [
        ("a\nb\n", "a\nb\n", True),
        ("a  b\n", "a    b \n\n", True),
        ("a\n…\n", "a\nb\nc\n", True),
        ("a\n…\nc\n", "a\nb\nc\n", True),
        ("a\n…\nd\n", "a\nb\nc\n", False),
        ("…\nc\n", "a\nb\nc\n", True),
        ("a\n", "a\nb\n", False),
        ("a\nb\n", "a\n", False),
    ],
)
def test_outputs_are_compared_line_by_line(shown: str, output: str, same: bool) -> None:
    assert shows(shown, output) is same
