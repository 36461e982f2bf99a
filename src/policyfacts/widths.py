"""Full-width and half-width characters as the patterns know them; the length of a text stays."""

from __future__ import annotations

import re

_FOLDABLE = re.compile(r"[０-９Ａ-Ｚａ-ｚ％．／＋＝－\u00a0∶︰﹕﹪℅]")
_FOLD: dict[int, int | str] = {
    ord("．"): ".",
    ord("％"): "%",
    ord("﹪"): "%",
    ord("℅"): "%",  # a look-alike that old documents hold
    ord("／"): "/",
    ord("＋"): "+",
    ord("＝"): "=",
    ord("－"): "-",
}
_FOLD |= {ord("\u00a0"): " ", ord("∶"): "：", ord("︰"): "：", ord("﹕"): "："}
_FOLD |= {code: code - 0xFEE0 for first, last in ("０９", "ＡＺ", "ａｚ") for code in range(ord(first), ord(last) + 1)}

_HALF_WIDTH = re.compile(  # signs between Chinese words in the widths of Latin text; it begins with a class, for speed
    r"[,;:\"](?:(?<=\")(?=[\u4e00-\u9fff0-9])[^\"\n,，。]{1,24}\""
    r"|(?<!\")(?:(?<=[\u4e00-\u9fff%％）)”》\"].)|(?=[\u4e00-\u9fff“（(《\"])))"
)
_WIDENED = {",": "，", ";": "；", ":": "："}


def fold(text: str) -> str:
    """Digits, letters and signs in the width that is common for them; the length stays."""
    text = _FOLDABLE.sub(lambda found: found[0].translate(_FOLD), text)
    return _HALF_WIDTH.sub(_widened, text)


def _widened(found: re.Match[str]) -> str:
    """A sign of Chinese text in Latin width, or words in such quotation marks, as Chinese print has them."""
    said = found[0]
    return _WIDENED.get(said) or f"“{said[1:-1]}”"
