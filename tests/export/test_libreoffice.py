"""LibreOffice opens the workbook and finds in it what was written."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from policyfacts.export import DocumentRow, WriteOptions, write_file
from workbooks import fact

SOFFICE = shutil.which("soffice")
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
XLINK = "{http://www.w3.org/1999/xlink}"


@pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice: soffice is not on PATH")
@pytest.mark.parametrize("labels", ["en", "zh"])
def test_libreoffice_reads_the_workbook(tmp_path: Path, labels: str) -> None:
    facts = [
        replace(fact(year, f"{year}12345678"), sentence="=1+1", text="_x0041_", growth_rate=None, doc="甲 (1).txt")
        for year in range(2020, 2025)
    ]
    documents = (DocumentRow("甲 (1).txt", 5, path=tmp_path / "甲 (1).txt"),)
    write_file(facts, tmp_path / "a.xlsx", "xlsx", WriteOptions(documents=documents, labels=labels))  # type: ignore[arg-type]
    book = convert(tmp_path / "a.xlsx")
    sheets = list(book.iter(f"{TABLE}table"))
    sheets = [sheet for sheet in sheets if sheet.getparent().tag == f"{OFFICE}spreadsheet"]
    assert len(sheets) == 5
    assert not any(cell.get(f"{TABLE}formula") for cell in book.iter(f"{TABLE}table-cell"))
    numbers = [cell.get(f"{OFFICE}value") for cell in sheets[0].iter(f"{TABLE}table-cell")]
    assert "202012345678" in numbers
    texts = {"".join(cell.itertext()).strip() for cell in sheets[0].iter(f"{TABLE}table-cell")}
    assert {"=1+1", "_x0041_"} <= texts
    hrefs = {item.get(f"{XLINK}href") for item in sheets[0].iter() if item.get(f"{XLINK}href")}
    assert len(hrefs) == 1
    assert len(list(sheets[2].iter(f"{DRAW}object"))) == 1
    ranges = {area.get(f"{TABLE}name") for area in book.iter(f"{TABLE}database-range")}
    assert {"en": "facts", "zh": "事实"}[labels] in ranges


def convert(path: Path) -> etree._Element:
    """The workbook as LibreOffice reads it."""
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", "fods", "--outdir", str(path.parent), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return etree.parse(str(path.with_suffix(".fods")), etree.XMLParser(huge_tree=True)).getroot()
