"""What linking compiles once for a rule set: the scan, the readers, the patterns of documents."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policyfacts.link.headings import Headings
from policyfacts.link.home import Home
from policyfacts.link.readers import Readers
from policyfacts.link.table_cells import TableCells
from policyfacts.link.tools import Tools
from policyfacts.rules.load import RuleSet
from policyfacts.scan.lexer import Lexer


@dataclass(frozen=True)
class Linker:
    """Everything compiled that linking needs; one per rule set."""

    rules: RuleSet
    lexer: Lexer
    home: Home
    headings: Headings
    readers: Readers
    cells: TableCells
    trigger: re.Pattern[str]
    enumeration: re.Pattern[str]
    aim: re.Pattern[str]
    branch: re.Pattern[str]
    carried: re.Pattern[str]
    caption: re.Pattern[str]
    number_alone: re.Pattern[str]
    definition: re.Pattern[str]

    @classmethod
    def of(cls, rules: RuleSet) -> Linker:
        """A linker for a rule set."""
        lexer, tools, grammar = Lexer(rules), Tools.of(rules), rules.grammar
        return cls(
            rules=rules,
            lexer=lexer,
            home=Home(rules),
            headings=Headings(rules, lexer),
            readers=Readers(tools),
            cells=TableCells(tools),
            trigger=grammar["text.trigger"],
            enumeration=grammar["text.enumeration"],
            aim=grammar["text.aim"],
            branch=grammar["text.branch"],
            carried=grammar["opening.carried"],
            caption=grammar["text.caption"],
            number_alone=grammar["text.number_alone"],
            definition=grammar["text.definition"],
        )
