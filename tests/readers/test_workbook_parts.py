from __future__ import annotations

import pytest

from policyfacts.readers.workbook_parts import kind_of, spread, spread_ods


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


def test_a_hostile_tag_is_walked_through_once() -> None:
    assert spread(b"<c" + b' r="A1"' * 50_000 + b"/>") == 0


def test_the_spread_of_an_ods_writes_repeated_cells_out() -> None:
    row = b'<t:table-row t:number-rows-repeated="10"><t:table-cell t:number-columns-repeated="4"%s/></t:table-row>'
    assert spread_ods(row % b' o:value-type="float"') == 40
    assert spread_ods(row % b"") == 0
