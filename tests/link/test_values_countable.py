"""Which numbers measure something, and which are part of a name."""

from __future__ import annotations

import pytest

from policyfacts.link.values import Values
from policyfacts.rules.load import default_rules
from policyfacts.scan.lexer import Lexer

VALUES = Values(default_rules())
LEXER = Lexer(default_rules())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("茶企1200家", True),
        ("茶园每一户", False),
        ("建成一个中心", False),
        ("召开3届茶会", False),
        ("茶叶价格指数为101.5", True),
        ("茶博馆3幢502室", False),
        ("茶博馆3幢", True),
        ("工程历时3年", False),
        ("平均寿命78.5岁", True),
        ("就业人数为77.2万", True),
        ("茶业77.2", False),
    ],
)
def test_a_number_measures_or_names(text: str, expected: bool) -> None:
    mention = next(mention for mention in LEXER.scan(text, 0, len(text)) if mention.code == "N")
    assert VALUES.countable(mention, text, text[: mention.start], len(text)) is expected
