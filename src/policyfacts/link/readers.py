"""What reads the clauses of a sentence: the reader of each role that a figure may play."""

from __future__ import annotations

from collections.abc import Callable

from policyfacts.link.asides import Asides
from policyfacts.link.beside_places import BesidePlaces
from policyfacts.link.changes import Changes
from policyfacts.link.contributions import contribution
from policyfacts.link.figure_lists import FigureLists
from policyfacts.link.figures import Figures
from policyfacts.link.level_rows import LevelRows
from policyfacts.link.levels import Levels
from policyfacts.link.movements import Movements
from policyfacts.link.naming import Naming
from policyfacts.link.openings import Openings
from policyfacts.link.ranks import Ranks
from policyfacts.link.shares import Shares
from policyfacts.link.shares_of import SharesOf
from policyfacts.link.state import Segment, State
from policyfacts.link.steps import Steps
from policyfacts.link.tools import Tools
from policyfacts.link.topics import Topics


class Readers:
    """What reads clauses and makes rows of their figures; one per rule set."""

    def __init__(self, tools: Tools) -> None:
        naming = Naming(tools.rules)
        self.level_rows = LevelRows(tools.rules)
        levels = Levels(tools.rules, naming, self.level_rows)
        shares, movements = Shares(tools, naming), Movements(tools, naming)
        shares_of = SharesOf(tools.rules)
        self.tools = tools
        self.figures = Figures(tools)
        self.openings, self.topics = Openings(tools), Topics(tools.rules)
        self.levels, self.naming = levels, naming
        self.ranks = Ranks(tools, naming)
        self.flat = movements.flat
        self.asides, self.beside_places = Asides(tools), BesidePlaces(tools)
        self.lists, self.steps = FigureLists(tools), Steps(tools.rules)
        self.by_role: dict[str, Callable[[State, Segment], None]] = {
            "contribution": contribution,
            "recover": shares.recover,
            "share": shares.share,
            "share_named": shares.share_named,
            "share_of": shares_of.share_of,
            "share_of_plan": shares_of.of_plan,
            "growth": movements.growth_rate,
            "change": Changes(tools, naming, self.level_rows).change,
            "level": levels.level,
        }
