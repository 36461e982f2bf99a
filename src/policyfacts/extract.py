"""A document to its facts: layout, scan, link."""

from __future__ import annotations

import functools

from policyfacts.coverage import Coverage
from policyfacts.document import Document
from policyfacts.facts import Fact
from policyfacts.layout import lay_out
from policyfacts.link.document import facts_of
from policyfacts.link.linker import Linker
from policyfacts.rules.load import RuleSet, default_rules


@functools.lru_cache(maxsize=4)
def _linker(rules: RuleSet) -> Linker:
    return Linker.of(rules)


def extract_document(document: Document, rules: RuleSet | None = None, coverage: Coverage | None = None) -> list[Fact]:
    """All facts of a document, in the order of its text; ``coverage`` is told what became of its numbers."""
    return facts_of(_linker(rules or default_rules()), document, lay_out(document), coverage)
