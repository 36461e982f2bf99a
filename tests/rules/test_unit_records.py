"""The records of a unit file as read; faults of its records stand in test_units.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyfacts.rules.unit_records import FILE, UnitsError, read_units


def written(folder: Path, text: str | bytes) -> Path:
    (folder / FILE).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def test_records_with_what_they_leave_open(tmp_path: Path) -> None:
    text = (
        '[[unit]]\nname = "担"\nalso = ["市担"]\nbase = "公斤"\nfactor = "50"\nkind = "mass"\n'
        '[[multiplier]]\nname = "万"\nfactor = "10000"\n'
        '[[denominator]]\nname = "户"\nkind = "counter"\n[[natural]]\nnouns = ["茶农"]\nbase = "担"\n'
    )
    file, source = read_units(written(tmp_path, text))
    (unit,) = file.unit
    assert (unit.name, unit.also, unit.base, unit.factor) == ("担", ["市担"], "公斤", "50")
    assert (unit.not_before, unit.examples) == ("", [])
    assert [len(file.multiplier), len(file.denominator), len(file.natural)] == [1, 1, 1]
    assert source == str(tmp_path / FILE)


def test_an_empty_file_has_no_records(tmp_path: Path) -> None:
    file, _ = read_units(written(tmp_path, ""))
    assert (file.unit, file.multiplier, file.denominator, file.natural) == ([], [], [], [])


@pytest.mark.parametrize("factor", ["1", "0.5", "2000/3", "10000"])
def test_factors(tmp_path: Path, factor: str) -> None:
    file, _ = read_units(written(tmp_path, f'[[unit]]\nname = "担"\nkind = "mass"\nfactor = "{factor}"\n'))
    assert file.unit[0].factor == factor


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[[unit]]\nkind = "mass"\n', ["unit 1", "name", "required"]),
        ('[[unit]]\nname = "担"\nkind = "mass"\nfactor = "-1"\n', ["unit 1 (担)", "factor"]),
        ('[[unit]]\nname = "担"\nkind = "mass"\nfactor = "1e3"\n', ["unit 1 (担)", "factor"]),
        ('[[unit]]\nname = "担"\nkind = "mass"\nalso = [""]\n', ["unit 1 (担)", "also.0"]),
        ('[[natural]]\nnouns = []\nbase = "担"\n', ["natural 1", "nouns"]),
        ('[[units]]\nname = "担"\n', ["units: Extra inputs"]),
        ('unit = "担"\n', ["unit: Input should be a valid list"]),
        ('name = "担', ["at end of document"]),
        ('[[unit]]\nname = "担"\n'.encode("gbk"), ["utf-8"]),
    ],
)
def test_a_fault_is_told_with_the_file_and_the_record(tmp_path: Path, text: str | bytes, words: list[str]) -> None:
    with pytest.raises(UnitsError) as told:
        read_units(written(tmp_path, text))
    assert [word for word in [str(tmp_path / FILE), *words] if word not in str(told.value)] == []


def test_every_fault_is_told(tmp_path: Path) -> None:
    text = '[[unit]]\nname = "担"\nkind = "weight"\n[[unit]]\nname = "石"\nkind = "mass"\nfaktor = "2"\n'
    with pytest.raises(UnitsError) as told:
        read_units(written(tmp_path, text))
    assert "unit 1 (担): kind" in str(told.value) and "unit 2 (石): faktor" in str(told.value)
