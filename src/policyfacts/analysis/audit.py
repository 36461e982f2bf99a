"""An audit: all checks over a collection of facts, and its findings as tables."""

from __future__ import annotations

from collections.abc import Iterable

from policyfacts.analysis.findings import Finding
from policyfacts.analysis.growth_check import check_growth
from policyfacts.analysis.ledger import Ledger
from policyfacts.analysis.parts_check import check_shares, check_sums
from policyfacts.analysis.values_check import check_sizes, check_values
from policyfacts.facts import Fact
from policyfacts.rules.accounts import default_accounts
from policyfacts.rules.load import default_rules


def audit(facts: Iterable[Fact]) -> list[Finding]:
    """The figures among facts that contradict one another, check by check; a target contradicts nothing."""
    held = list(facts)
    ledger, accounts = Ledger(held), default_accounts()
    return [
        *check_growth(ledger, accounts.constant_price),
        *check_sums(ledger, accounts),
        *check_shares(ledger, held, default_rules().indicators.standard),
        *check_values(ledger),
        *check_sizes(ledger),
    ]
