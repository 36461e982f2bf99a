"""Properties of the scan: written periods are read back, offsets map to the same characters, units hold."""

from __future__ import annotations

import calendar
import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyfacts.document import Document
from policyfacts.layout import lay_out
from policyfacts.rules.load import default_rules
from policyfacts.scan.lexer import Lexer
from policyfacts.scan.mentions import Mention, PeriodMention, Quantity
from policyfacts.scan.period_words import resolve, small_number
from policyfacts.scan.periods import Period, at_end, months, moved, plan_years
from policyfacts.widths import fold

LEXER = Lexer(default_rules())
YEARS = st.integers(1950, 2049)
MONTHS = st.integers(1, 12)
DASHES = st.sampled_from(["-", "—", "–", "~", "～", "至", "——"])
NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")


def periods(text: str) -> list[Mention]:
    return [mention for mention in LEXER.scan(text, 0, len(text)) if mention.code == "T"]


def read(text: str, *, year: int | None = None, reference: date | None = None) -> Period | None:
    """The one period that a text is, from its first to its last character."""
    found = periods(text)
    assert [(mention.start, mention.end) for mention in found] == [(0, len(text))]
    data = found[0].data
    assert isinstance(data, PeriodMention)
    return resolve(data, year=year, reference=reference)


def iso(text: str) -> str:
    period = read(text)
    assert period is not None
    return period.iso


def last_day(year: int, month: int) -> str:
    return date(year, month, calendar.monthrange(year, month)[1]).isoformat()


@given(YEARS, MONTHS, st.booleans())
def test_month(year: int, month: int, written_out: bool) -> None:
    assert iso(f"{year}年{month}月{'份' if written_out else ''}") == f"{year}-{month:02d}"


@given(YEARS, MONTHS)
def test_end_of_month(year: int, month: int) -> None:
    assert iso(f"{year}年{month}月末") == iso(f"{year}年{month}月底") == last_day(year, month)


@given(YEARS, MONTHS, MONTHS, DASHES, st.booleans())
def test_months(year: int, one: int, other: int, dash: str, twice: bool) -> None:
    first, last = sorted((one, other))
    wanted = f"{year}-{first:02d}" if first == last else f"{year}-{first:02d}/{year}-{last:02d}"
    assert iso(f"{year}年{first}{'月' if twice else ''}{dash}{last}月") == wanted


@given(YEARS, st.integers(2, 12), st.booleans())
def test_first_months(year: int, count: int, numeral: bool) -> None:
    number = NUMERALS[count - 1] if numeral else str(count)
    assert iso(f"{year}年前{number}个月") == f"{year}-01/{year}-{count:02d}"


@given(YEARS, st.integers(1, 4), st.booleans())
def test_quarter(year: int, quarter: int, ordinal: bool) -> None:
    text = f"{year}年{'第' if ordinal else ''}{NUMERALS[quarter - 1]}季度"
    assert iso(text) == f"{year}-Q{quarter}"
    assert iso(f"{text}末") == last_day(year, quarter * 3)


@given(YEARS, st.sampled_from([("上", 1, "06-30"), ("下", 2, "12-31")]))
def test_half(year: int, half: tuple[str, int, str]) -> None:
    period = read(f"{year}年{half[0]}半年")
    assert period is not None
    assert period.iso == f"{year}-H{half[1]}"
    assert at_end(period).iso == f"{year}-{half[2]}"


@given(YEARS, YEARS, DASHES)
def test_years(one: int, other: int, dash: str) -> None:
    first, last = sorted((one, other))
    assert iso(f"{first}年{dash}{last}年") == iso(f"{first}{dash}{last}年") == f"{first}/{last}"


@given(YEARS)
def test_year(year: int) -> None:
    numerals = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))
    assert iso(f"{year}年") == iso(f"{numerals}年") == str(year)
    assert iso(f"{year}年末") == iso(f"{year}年底") == f"{year}-12-31"


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)))
def test_day(when: date) -> None:
    assert iso(f"{when.year}年{when.month}月{when.day}日") == when.isoformat()


@given(st.dates(date(2000, 1, 1), date(2049, 12, 31)))
def test_words_that_count_from_the_date_of_publication(reference: date) -> None:
    for word, offset in (("前年", -2), ("去年", -1), ("上年", -1), ("今年", 0)):
        period = read(word, reference=reference)
        assert period is not None and period.iso == str(reference.year + offset)
        assert read(word) is None


@given(MONTHS, st.dates(date(2000, 1, 1), date(2049, 12, 31)))
def test_a_bare_month_is_the_latest_that_has_begun(month: int, reference: date) -> None:
    period = read(f"{month}月份", reference=reference)
    assert period is not None
    assert period.start <= reference < date(period.start.year + 1, month, 1)
    assert read(f"{month}月份") is None


@given(YEARS, MONTHS, MONTHS, st.integers(-20, 20))
def test_a_moved_period_moves_back(year: int, one: int, other: int, by: int) -> None:
    first, last = sorted((one, other))
    period = months(year, first, last)
    there = moved(period, by)
    assert there.year == period.year + by
    assert moved(there, -by).iso == period.iso


@given(st.integers(1, 30))
def test_plans_follow_one_another(number: int) -> None:
    first, last = plan_years(number)
    assert last - first == 4
    assert plan_years(number + 1)[0] - last == (4 if number == 2 else 1)  # 1963–1965 stood between two plans


@given(st.integers(1, 99))
def test_small_numbers(number: int) -> None:
    tens, ones = divmod(number, 10)
    digits = ("", *NUMERALS[:9])
    text = f"{digits[tens] if tens > 1 else ''}{'十' if tens else ''}{digits[ones]}"
    assert small_number(text) == small_number(str(number)) == number


@pytest.mark.parametrize(("year", "wanted"), [(2020, "2020-02-29"), (2021, "2021-02-28")])
def test_february_ends_where_the_year_says(year: int, wanted: str) -> None:
    assert iso(f"{year}年2月末") == wanted


# Texts of lines with what layout does to them: justified, wrapped, full-width, in Markdown.
WIDE = {ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789ABCxyz%"}
WORDS = st.sampled_from(
    [
        "全市",
        "粮食产量",
        "增长",
        "3.5%",
        "1876.9亿元",
        "，",
        "。",
        "GDP",
        "5G",
        "（",
        "）",
        "2023年",
        "上半年",
        "**",
        "第一",
        "、",
    ]
)
PIECES = st.tuples(WORDS, st.sampled_from(["", "", "", " ", "  ", "\u3000", "\u00a0", "\t"]), st.booleans())
LINES = st.lists(PIECES, max_size=12).map(
    lambda pieces: "".join((word.translate(WIDE) if wide else word) + gap for word, gap, wide in pieces)
)
MARKS = st.sampled_from(["", "", "", "# ", "- ", "一、", "\u3000\u3000", "1."])
TEXTS = st.lists(st.tuples(MARKS, LINES), max_size=14).map(lambda lines: "\n".join(mark + line for mark, line in lines))
ANY = st.text(alphabet="全市增长一二0１9％%.,，。 \u3000\u00a0\n\t|#*-AbＺ（)<>_", max_size=120)


@given(st.one_of(TEXTS, ANY))
def test_every_matched_character_is_the_one_at_its_offset(text: str) -> None:
    layout, folded = lay_out(Document(text)), fold(text)
    assert len(folded) == len(text)
    cells = {paragraph.start for paragraph in layout.paragraphs if paragraph.cell}
    before = -1
    for position, character in enumerate(layout.text):
        source = layout.source(position)
        before = before if position not in cells else -1  # the words of a cell come behind those of its headings
        if character == "\n":  # the end of a block stands for what is between blocks
            continue
        spaced = character in " ，" and folded[source].isspace()  # Latin words joined, the halves of a headline parted
        assert spaced or folded[source] == character
        assert source > before
        before = source


_BLANKS = re.compile(r"[\s，]")


@given(st.one_of(TEXTS, ANY))
def test_spans_hold_what_was_matched(text: str) -> None:
    layout, folded = lay_out(Document(text)), fold(text)
    for paragraph in layout.paragraphs:
        assert "\n" not in layout.text[paragraph.start : paragraph.end]
        if paragraph.start == paragraph.end:
            continue  # a table
        start, end = layout.span(paragraph.start, paragraph.end)
        assert 0 <= start < end <= len(text)
        # Latin words on two lines are joined with a space; a comma stands for the space between parts of a headline
        kept = iter(_BLANKS.sub(" ", folded[start:end]))
        assert all(character in kept for character in _BLANKS.sub(" ", layout.text[paragraph.start : paragraph.end]))


@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


UNITS = st.sampled_from(
    ["元", "吨", "万元", "亿元", "万亿元", "万吨", "公里", "平方米", "亿千瓦时", "家", "万户", "万人次", "%"]
)


@given(st.decimals(min_value=Decimal("0.1"), max_value=10**6, places=1), UNITS)
def test_a_quantity_is_read_back(number: Decimal, unit: str) -> None:
    text = f"{number}{unit}"
    (mention,) = LEXER.scan(text, 0, len(text))
    assert mention.code == "N" and (mention.start, mention.end) == (0, len(text))
    quantity = mention.data
    assert isinstance(quantity, Quantity)
    assert quantity.figure == str(number)
    assert quantity.multiplier + quantity.unit == unit


@given(st.lists(st.tuples(WORDS, st.sampled_from(["", "和", "达", "7", "十", "分别"])), max_size=15))
def test_mentions_stand_in_order_without_overlap(words: list[tuple[str, str]]) -> None:
    text = "".join(word + link for word, link in words)
    position = 0
    for mention in LEXER.scan(text, 0, len(text)):
        assert position <= mention.start < mention.end <= len(text)
        position = mention.end


@given(ANY, st.integers(0, 60), st.integers(0, 60))
def test_a_scan_stays_inside_its_stretch(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    for mention in LEXER.scan(text, start, end):
        assert start <= mention.start < mention.end <= end
