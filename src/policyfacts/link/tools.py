"""What is compiled once per rule set and used wherever rows are made."""

from __future__ import annotations

from dataclasses import dataclass

from policyfacts.link.growth import Growth
from policyfacts.link.lists import Lists
from policyfacts.link.names import Names
from policyfacts.link.relations import Relations
from policyfacts.link.roles import Roles
from policyfacts.link.values import Values
from policyfacts.rules.load import RuleSet


@dataclass(frozen=True, slots=True)
class Tools:
    """Names, lists of names, values, roles, growth and relations, as a rule set says how to read them."""

    rules: RuleSet
    names: Names
    lists: Lists
    values: Values
    roles: Roles
    growth: Growth
    relations: Relations

    @classmethod
    def of(cls, rules: RuleSet) -> Tools:
        """The tools of a rule set."""
        names, values = Names(rules), Values(rules)
        lists = Lists(rules, names)
        return cls(rules, names, lists, values, Roles(rules, values), Growth(rules, values), Relations(rules, lists))
