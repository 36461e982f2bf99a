from __future__ import annotations

import pytest

from policyfacts.limits import MOST_SPREAD
from policyfacts.readers.workbook_parts import formats_in, is_spread, kind_of, spread, spread_ods


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("0.0%", "percent"),
        ("General", None),
        ('0.00"%"', None),
        ("#,##0.00_ ", None),
        ("yyyy-mm-dd", "day"),
        ('yyyy"年"m"月";@', "month"),
        ('yyyy"年"', "year"),
        ("[Red]0%", "percent"),
        ("h:mm", None),
    ],
)
def test_what_a_number_format_shows(code: str, kind: str | None) -> None:
    assert kind_of(code) == kind


def test_the_spread_of_a_sheet_counts_filled_cells_only() -> None:
    assert spread(b'<row r="3"><c r="B3"><v>1</v></c></row><row r="5"><c r="D5"><v>1</v></c></row>') == 12
    assert spread(b'<row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="XFD9" s="1"/></row>') == 1
    assert spread(b"<row><c><v>1</v></c><c><v>2</v></c></row>") == 2
    assert spread(b"<sheetData/>") == 0


@pytest.mark.parametrize("prefix", [b"", b"x:"])
@pytest.mark.parametrize(
    "last", ["J200000", "T999999", "U999999", "FZ99999", "GA99999", "ZZ9999", "AAA9999", "XFD1048576"]
)
def test_a_sheet_is_spread_where_its_cells_stand_too_far_apart(last: str, prefix: bytes) -> None:
    row = b'<%srow r="%s"><%sc r="%s"><v>1</v></%sc></%srow>'
    number = last.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ").encode()
    sheet = row % (prefix, b"1", prefix, b"A1", prefix, prefix) + row % (
        prefix,
        number,
        prefix,
        last.encode(),
        *[prefix] * 2,
    )
    assert is_spread(sheet) == (spread(sheet) > MOST_SPREAD)
    assert not is_spread(b"<row><c><v>1</v></c><c><v>2</v></c></row>")


def test_the_formats_of_cells_stand_by_row_and_column() -> None:
    sheet = b'<row r="2"><c r="A2" s="1"/><c s="3" r="AB2"><v>1</v></c><c r="C2"/></row><x:c r="B7" s="1">'
    assert formats_in(sheet, {b"1": "percent", b"3": "day"}) == {1: {0: "percent", 27: "day"}, 6: {1: "percent"}}


def test_a_hostile_tag_is_walked_through_once() -> None:
    assert spread(b"<c" + b' r="A1"' * 50_000 + b"/>") == 0


def test_the_spread_of_an_ods_writes_repeated_cells_out() -> None:
    row = b'<t:table-row t:number-rows-repeated="10"><t:table-cell t:number-columns-repeated="4"%s/></t:table-row>'
    assert spread_ods(row % b' o:value-type="float"') == 40
    assert spread_ods(row % b"") == 0
