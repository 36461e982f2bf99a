"""The characters that numbers are written with, and sources of expressions that find numbers in a text."""

from __future__ import annotations

DIGITS = {
    **dict.fromkeys("〇零○", 0),
    **dict.fromkeys("一壹", 1),
    **dict.fromkeys("二贰貳", 2),
    **dict.fromkeys("三叁叄", 3),
    **dict.fromkeys("四肆", 4),
    **dict.fromkeys("五伍", 5),
    **dict.fromkeys("六陆陸", 6),
    **dict.fromkeys("七柒", 7),
    **dict.fromkeys("八捌", 8),
    **dict.fromkeys("九玖", 9),
}
TWO = "两兩"
TENS = {"廿": 20, "卅": 30, "卌": 40}
SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
MYRIAD = "万萬"
POINT = "点點"

BEGIN = {*DIGITS, *TWO, *TENS, "十", "拾"}  # what may begin the number behind 万 or 亿

DIGIT_CLASS = "".join(DIGITS)
UNIT_CLASS = "".join((*SMALL, *LARGE))
_NUMBER_CLASS = f"{DIGIT_CLASS}{TWO}{''.join(TENS)}{UNIT_CLASS}"
_ARABIC_SOURCE = r"(?:[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})+|[0-9０-９]+)(?:[.．][0-9０-９]+)?"

_FORMAL_DIGITS = "壹贰貳叁叄肆伍陆陸柒捌玖"
_FORMAL_UNITS = "拾佰仟"
_COMMON_CLASS = "".join(char for char in _NUMBER_CLASS if char not in _FORMAL_DIGITS + _FORMAL_UNITS)
_COMMON_DIGITS = "".join(char for char in DIGIT_CLASS if char not in _FORMAL_DIGITS)

CHINESE = (
    f"(?:(?!零(?![{_COMMON_DIGITS}]|[{POINT}][{_COMMON_DIGITS}]))[{_COMMON_CLASS}]{{1,40}}"
    f"(?:[{POINT}][{_COMMON_DIGITS}]{{1,40}}[{UNIT_CLASS}]{{0,8}})?"
    f"|[{_FORMAL_DIGITS}][{_FORMAL_UNITS}{''.join(LARGE)}][{_NUMBER_CLASS}]{{0,40}})"
)
"""Source of an expression for a number in Chinese characters.

What it finds may still be nonsense (`两三`), which ``numerals.parse`` turns down. The formal digits of cheques count
with a unit only (队伍 and 大陆 hold no figure), and a nought alone (零件) does not count.
"""

_ANY_NUMBER = f"(?:{_ARABIC_SOURCE}[{UNIT_CLASS}]*|{CHINESE})"

PERCENT = f"(?:[百十]万|[百千万])分之{_ANY_NUMBER}"
"""Source of an expression for 百分之二十, 千分之三, 百分之3.5."""

FRACTION = f"{_ANY_NUMBER}分之{_ANY_NUMBER}"
"""Source of an expression for 三分之一."""

CHENG = f"(?:{_ARABIC_SOURCE}|[{DIGIT_CLASS}{TWO}十半])成(?:[{DIGIT_CLASS}]|半)?"
"""Source of an expression for 八成, 一成五, 三成半."""
