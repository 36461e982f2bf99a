"""What the headings and captions of a table say by themselves, and which cell names a row."""

from __future__ import annotations

import re

from policyfacts.document import Cell, Table
from policyfacts.link.name_brackets import balanced
from policyfacts.link.table_labels import TableLabels
from policyfacts.link.tools import Tools
from policyfacts.table_layout import UNIT_LINE

_REST = "数量额值率%"  # that is left of a heading which names nothing (本月数)


class TableCells(TableLabels):
    """Reads headers, labels and cells; one per rule set."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        grammar = tools.rules.grammar
        self.relations = tools.relations
        self._account = grammar["table.account"]
        self._of_day = grammar["table.of_day"]
        self._holders = grammar["table.holders"]
        self._base_in_time = grammar["header.base_in_time"]
        self._basis = grammar["header.basis"]
        self._basis_of_index = grammar["header.basis_of_index"]
        self._set_in_january = grammar["header.set_in_january"]
        self._traded = grammar["header.traded"]
        self._specification = grammar["header.specification"]
        self._growth = grammar["header.growth"]
        self._share = grammar["header.share"]
        self._change = grammar["header.change"]
        self._since_january = grammar["header.since_january"]
        self._target = grammar["header.target"]
        self._name = grammar["header.name"]
        self._base_of_index = grammar["header.base_of_index"]
        self._moved_words = grammar["header.moved_words"]
        self._general = grammar["header.general"]
        self._share_of = grammar["header.share_of"]
        self._points = grammar["header.points"]
        self._of_plan = grammar["header.of_plan"]
        self._translation = grammar["header.translation"]
        self._identifier = grammar["table.identifier"]
        self._partners = grammar["header.partners"]
        self._places = grammar["header.places"]
        self._opening = grammar["header.opening"]
        self._sum_of_year = grammar["header.sum_of_year"]
        self._added = grammar["header.added"]
        self._growth_caption = grammar["table.growth_caption"]
        self._caption_noise = grammar["table.caption_noise"]
        self._unit_header = grammar["header.unit"]
        self._class = grammar["header.class"]
        self._measure = grammar["header.measure"]
        self._rank = grammar["header.rank"]
        self._divided = grammar["header.divides"]
        self._last_period = grammar["header.last_period"]

    # Captions and headers

    def is_growth_caption(self, table: Table) -> bool:
        """Whether the title of a table says that all its cells are growth rates."""
        title = next((line for line in reversed(table.caption.split("\n")) if not UNIT_LINE.match(line)), "")
        return self._growth_caption.search(title) is not None

    def is_of_day(self, line: str) -> bool:
        """Whether a line over a table says of which day its figures are (2020年11月1日零时)."""
        return self._of_day.search(line) is not None

    def is_of_holders(self, name: str) -> bool:
        """Whether a name counts those who hold shares."""
        return self._holders.search(name) is not None

    def is_unit_header(self, header: str) -> bool:
        """Whether a column holds the units of the rows."""
        return self._unit_header.match(header) is not None

    def without_translation(self, words: str) -> str:
        """A heading or a label without its English (`粮食产量Output of Grain`)."""
        return self._translation.sub("", words)

    def is_of_levels(self, header: str) -> bool:
        """Whether a heading reads as the name of what is counted: it says nothing of growth, shares, ranks or time."""
        plain = self.plain_name(header, moved=False, whole="", general=True)
        told = self.is_growth(header) or self.is_change(header) or self.is_share(header) or self.rank(header)
        return bool(plain) and not told and not self.is_total(header) and self.period(header) is None

    def index_of(self, header: str) -> str:
        """What a column of index numbers is called by what they are an index of (环比指数), or nothing."""
        found = self._base_in_time.search(header)
        if found is None:
            return ""
        basis = self._basis_of_index.search(header) or self._basis_of_index.search(found[0])
        kind = (basis.lastgroup or "") if basis is not None else ""
        return {"before": "环比", "same": "同比", "fixed": "定基"}.get(kind, "") + "指数"

    def without_base(self, header: str) -> str:
        """A heading without what its figures are an index of (上年=100), and when a plan was made (年初预算)."""
        return self._set_in_january.sub("", self._base_of_index.sub("", header))

    def plain_name(self, header: str, *, moved: bool, whole: str, general: bool) -> str:
        """The indicator in a heading, freed of words for movement and for a share; if ``general``, also of what the
        heading of any column may say (绝对值, 本期).
        """
        name = self._moved_words.sub("", header) if moved else header
        if whole:
            name = self._of_plan.sub("", self._share_of.sub("", name))
        if general:
            name = self._general.sub("", name)
        name = balanced(name.strip("的、，, ：:/[]［］【】〔〕"))
        return name if len(name) > 1 or not general or name == header and name not in _REST else ""

    def is_account(self, table: Table) -> bool:
        """Whether a table is an account of a company (利润表, 现金流量表)."""
        return self._account.search(table.caption) is not None

    def is_opening(self, header: str) -> bool:
        """Whether a column holds the state at the beginning of the period (期初余额)."""
        return self._opening.match(header) is not None

    def is_sum_of_year(self, header: str) -> bool:
        """Whether a column holds what adds up since January (年初至报告期末, 本年累计)."""
        return self._sum_of_year.search(header) is not None

    def is_added(self, name: str) -> bool:
        """Whether a measure in a heading goes behind the name of a row that has a head of its own."""
        return self._added.fullmatch(name) is not None

    def is_measure(self, name: str) -> bool:
        """Whether a heading is a measure that goes behind the names of the rows (人口数, 投入强度)."""
        return self._measure.search(name) is not None

    def is_identifier(self, words: str) -> bool:
        """Whether a heading or a label is that of numbers that identify (电话, 代码)."""
        return self._identifier.search(words) is not None

    def is_class(self, header: str) -> bool:
        """Whether a column classes, numbers or annotates the rows."""
        return self._class.search(header) is not None

    def is_place_column(self, header: str) -> bool:
        """Whether a column holds the names of places."""
        return self._places.fullmatch(header) is not None

    def traded(self, header: str, partner: str, flow: str) -> str:
        """`对东盟出口额`, `自东盟进口额` in a column of partners; nothing where none are traded with."""
        if "口" not in flow or self._partners.match(header) is None:
            return ""
        return f"自{partner}{flow}" if flow.startswith("进口") else f"对{partner}{flow}"

    def traded_goods(self, caption: str) -> str:
        """进口 or 出口, of a table of the goods that are traded, or nothing."""
        found = self._traded.search(caption)
        return found["flow"] if found is not None else ""

    def is_specification(self, header: str) -> bool:
        """Whether a column says of what quality or size the goods of the rows are."""
        return self._specification.fullmatch(header) is not None

    def caption_name(self, line: str) -> str:
        """What a line above a table says that the table is of."""
        return self._caption_noise.sub("", line).strip("的、，, ：:（）()") if not UNIT_LINE.match(line) else ""

    def whole_of(self, header: str) -> str:
        """What the shares of a column are of (占全省比重), or nothing."""
        found = self._share_of.search(header) or self._of_plan.search(header)
        return found["whole"] if found else ""

    def price_in(self, name: str) -> str:
        """价格, where a name is one of prices, else nothing."""
        return "价格" if "价格" in name else ""

    def is_moved(self, header: str) -> bool:
        """Whether a heading in percentage points says by how much a rate moved (比上月加快)."""
        return self._points.search(header) is not None

    def is_growth(self, header: str) -> bool:
        """Whether a column holds growth rates."""
        return self._growth.search(header) is not None and not self.is_change(header)

    def basis(self, header: str) -> str:
        """The growth basis of a column of growth rates."""
        found = self._basis.search(header)
        return found.lastgroup or "yoy" if found is not None else "yoy"

    def is_of_last_period(self, header: str) -> bool:
        """Whether a column compares with the period before (比上期)."""
        return self._last_period.search(header) is not None

    def rank(self, header: str) -> re.Match[str] | None:
        """What a column or a row of ranks says, and among whom (`whole`); None for others."""
        return self._rank.search(header)

    def only_divides(self, header: str) -> bool:
        """Whether a heading only says by what the columns under it divide the one before (按性别分)."""
        return self._divided.fullmatch(header) is not None

    def is_change(self, header: str) -> bool:
        """Whether a column holds absolute changes."""
        return self._change.search(header) is not None

    def is_share(self, header: str) -> bool:
        """Whether a column holds shares, also of a plan."""
        return self._share.search(header) is not None or self.is_of_plan(header)

    def is_of_plan(self, header: str) -> bool:
        """Whether a column holds shares of a plan, a budget, or the year before."""
        return self._of_plan.search(header) is not None

    def plan_begins(self, header: str) -> int:
        """Where a heading begins to say of what plan or year it holds shares (2017年|为2016年%)."""
        found = self._of_plan.search(header)
        return found.start() if found is not None else 0

    def is_target(self, header: str) -> bool:
        """Whether a column holds what is planned; how much of a plan was reached (占年初预算) is not."""
        return self._target.search(self._of_plan.sub("", header)) is not None

    def change_base(self, header: str) -> str:
        """What a column of changes compares with: the year before, or an open base."""
        return "" if self._since_january.search(header) else "yoy"

    def may_name(self, text: str) -> bool:
        """Whether a cell without a figure may name something: it is no unit, nor a sign for what is missing (…)."""
        return any(map(str.isalnum, text)) and not self.is_unit(text)

    def name_column(self, headers: list[str], cells: tuple[Cell, ...], shift: int) -> int | None:
        """The cell that names the row: the last one with words before the first number."""
        candidates: list[int] = []
        for index, cell in enumerate(cells):
            header = headers[index + shift] if index + shift < len(headers) else ""
            if index == 0 and self.is_period_column(header) and self.period(cell.text, plain=True) is not None:
                return index
            if cell.text and self.is_figure(cell.text):
                if candidates:
                    break
                continue
            if not self.is_unit_header(header) and self.may_name(cell.text):
                candidates.append(index)
            elif candidates:
                break
        named = [i for i in candidates if i + shift < len(headers) and not self._class.search(headers[i + shift])]
        if not candidates:
            return None
        if named and len(named) > 1 and self._name.search(headers[named[0] + shift]):
            return named[0]
        return named[0] if named else candidates[-1]
