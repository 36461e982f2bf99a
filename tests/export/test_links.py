import os
from pathlib import Path

import pytest

from policyfacts.export.links import Links, target
from policyfacts.export.options import DocumentRow

ROOT = Path("C:/" if os.name == "nt" else "/")


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("work/out/甲.txt", "甲.txt"),
        ("work/out/docs/100% a#b.txt", "docs/100%25%20a%23b.txt"),
        ("work/reports/a.zip", "../reports/a.zip"),
        ("work/out/a:b.txt", "a%3Ab.txt"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="names of files that Windows does not have")
def test_links_are_relative_to_the_folder_of_the_workbook(path: str, link: str) -> None:
    assert target(ROOT / path, ROOT / "work/out") == link


def test_what_has_nothing_in_common_is_linked_as_a_file_url() -> None:
    for folder in (ROOT / "work/out", None):
        link = target(ROOT / "elsewhere/我 b.txt", folder)
        assert link.startswith("file:///")
        assert link.endswith("/elsewhere/我%20b.txt")


def test_standard_input_and_names_too_long_have_no_link() -> None:
    assert target(None, ROOT) == ""
    assert target(ROOT.joinpath(*["a" * 200] * 11), None) == ""


def test_documents_may_come_while_rows_are_written() -> None:
    documents: list[DocumentRow] = []
    links = Links(documents, None)
    assert links.target("a") == ""
    documents += [DocumentRow("a", 1, path=ROOT / "a"), DocumentRow("-", 1)]
    assert links.target("a").endswith("/a")
    assert links.target("-") == ""
