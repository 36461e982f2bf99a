from __future__ import annotations

import io
import zipfile

import pytest

from policyfacts.document import Document
from policyfacts.readers import ofd
from policyfacts.readers.errors import ReadError

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
BODY = "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
BROKEN_CODE = '<ofd:TextCode X="" Y="inf">字</ofd:TextCode>'
BROKEN = f'<ofd:TextObject Boundary="a b" Size="nan" CTM="1 2">{BROKEN_CODE}</ofd:TextObject>'


def made(*pages: str, **other: str) -> bytes:
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    members = {
        "OFD.xml": f"<ofd:OFD {NAMESPACE}>{BODY}</ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {NAMESPACE}><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    }
    for number, objects in enumerate(pages):
        members[f"Doc_0/Pages/Page_{number}/Content.xml"] = (
            f"<ofd:Page {NAMESPACE}><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in (members | other).items():
            archive.writestr(name, content)
    return target.getvalue()


def text(x: float, y: float, words: str, size: float = 5, more: str = "", deltas: str = "") -> str:
    spread = f' DeltaX="{deltas}"' if deltas else ""
    return (
        f'<ofd:TextObject Boundary="{x} {y} 100 10" Size="{size}" {more}>'
        f'<ofd:TextCode X="0" Y="{size}"{spread}>{words}</ofd:TextCode></ofd:TextObject>'
    )


def read(data: bytes) -> Document:
    (document,) = ofd.read(data, name="公文.ofd")
    return document


def test_runs_on_one_baseline_are_a_line_in_the_order_of_their_places() -> None:
    document = read(made(text(20, 30, "第二行") + text(30, 20.2, "500亿元") + text(20, 20, "出口", deltas="g 1 5")))
    assert document.text == "出口500亿元\n第二行\n"


def test_pages_are_kept() -> None:
    document = read(made(text(20, 20, "甲"), text(20, 20, "乙")))
    assert document.text == "甲\n乙\n" and document.pages == (0, 2)


def test_a_wide_gap_divides_columns() -> None:
    assert read(made(text(20, 20, "钢材") + text(60, 20, "5.2"))).text == "钢材    5.2\n"


def test_a_matrix_moves_and_scales_a_text() -> None:
    moved = text(20, 10, "后", size=1, more='CTM="5 0 0 5 10 5"')
    assert read(made(moved + text(20, 15, "前二", deltas="5"))).text == "前二后\n"


def test_the_distances_of_characters_count_up_to_the_last() -> None:
    assert ofd._width("甲乙丙", "g 2 4.0", 5) == 13
    assert ofd._width("甲乙丙", "4 6", 5) == 15
    assert ofd._width("甲乙", "g 999999999 4", 5) == 9
    assert ofd._width("甲1", None, 4) == 6
    assert ofd._width("甲乙", "g x y", 5) == 5


def test_places_that_are_no_numbers_do_no_harm() -> None:
    assert read(made(BROKEN)).text == "字\n"


def test_a_damaged_page_is_a_problem_and_the_others_are_read() -> None:
    document = read(made(text(1, 1, "甲"), text(1, 1, "乙"), **{"Doc_0/Pages/Page_0/Content.xml": "<ofd:Page"}))
    assert document.text.strip() == "乙"
    assert [(problem.page, problem.severity) for problem in document.problems] == [(1, "partial")]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (made(), "damaged"),
        (made(text(1, 1, "甲"), **{"OFD.xml": "<x>"}), "damaged"),
        (made(text(1, 1, "甲"), **{"OFD.xml": "<!DOCTYPE x []><x/>"}), "damaged"),
        (made(text(1, 1, "甲"))[:300], "damaged"),
        (made("<ofd:ImageObject/>"), "no_text"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, kind: str) -> None:
    with pytest.raises(ReadError) as raised:
        read(data)
    assert raised.value.kind == kind
