import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
from typer.main import get_command

from policyfacts.cli import app

ROOT = Path(__file__).resolve().parents[1]
FILES = {"README.md": "en", "README.zh-CN.md": "zh"}


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("render_readme", ROOT / "scripts" / "render_readme.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def between(text: str, name: str) -> str:
    found = re.findall(rf"<!-- {name} -->\n(.*?)\n<!-- /{name} -->", text, re.DOTALL)
    assert len(found) == 1
    return str(found[0])


@pytest.mark.parametrize(("name", "labels"), FILES.items())
def test_the_column_table_is_the_one_of_the_program(script: ModuleType, name: str, labels: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert between(text, "columns") == script.columns_table(labels), "run python scripts/render_readme.py"


@pytest.mark.parametrize(("name", "labels"), FILES.items())
def test_the_results_are_those_of_the_program(script: ModuleType, name: str, labels: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert between(text, "example") == script.tables(labels)["example"], "run python scripts/render_readme.py"
    assert between(text, "result") == script.tables(labels)["result"], "run python scripts/render_readme.py"


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(("command", "least"), [("extract", 20), ("panel", 12), ("audit", 4)])
def test_every_option_is_told(name: str, command: str, least: int) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    params = get_command(app).commands[command].params  # type: ignore[attr-defined]
    options = [option for parameter in params for option in parameter.opts if option.startswith("-")]
    assert len(options) > least
    assert [option for option in options if f"`{option}" not in text] == []


def test_both_files_have_the_same_parts() -> None:
    english, chinese = ((ROOT / name).read_text(encoding="utf-8") for name in FILES)
    for pattern in (r"^## ", r"^```", r"^\| `", r"^- "):
        assert len(re.findall(pattern, english, re.MULTILINE)) == len(re.findall(pattern, chinese, re.MULTILINE))


def test_rendering_leaves_what_is_outside_the_markers(script: ModuleType) -> None:
    text = "a\n<!-- x -->\nold\n<!-- /x -->\nb"
    assert script.render(text, {"x": r"new \1"}) == "a\n<!-- x -->\nnew \\1\n<!-- /x -->\nb"
    assert script.render(text, {"x": ""}) == text
    with pytest.raises(SystemExit):
        script.render(text, {"y": "new"})
