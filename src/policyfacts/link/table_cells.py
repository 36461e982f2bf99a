"""What the parts of a table say by themselves: headers, captions and labels of rows."""

from __future__ import annotations

import re

from policyfacts.document import Cell, Table
from policyfacts.link.name_brackets import balanced
from policyfacts.link.table_figures import TableFigures
from policyfacts.link.tools import Tools
from policyfacts.table_layout import UNIT_LINE

_TOWN_AND_COUNTRY = ("城市", "农村", "城镇", "乡村")


class TableCells(TableFigures):
    """Reads headers, labels and cells; one per rule set."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        grammar = tools.rules.grammar
        self.relations = tools.relations
        self.names = tools.names
        self._account = grammar["table.account"]
        self._caption_unit, self._holders = grammar["table.caption_unit"], grammar["table.holders"]
        self._bracket_at_end = grammar["table.bracket_at_end"]
        self._growth = grammar["header.growth"]
        self._share = grammar["header.share"]
        self._change = grammar["header.change"]
        self._since_january = grammar["header.since_january"]
        self._target = grammar["header.target"]
        self._name = grammar["header.name"]
        self._base_of_index = grammar["header.base_of_index"]
        self._moved_words, self._general = grammar["header.moved_words"], grammar["header.general"]
        self._share_of, self._points = grammar["header.share_of"], grammar["header.points"]
        self._of_plan, self._translation = grammar["header.of_plan"], grammar["header.translation"]
        self._identifier = grammar["table.identifier"]
        self._falls = grammar["label.falls"]
        self._group = grammar["label.group"]
        self._partners = grammar["header.partners"]
        self._places, self._division = grammar["header.places"], grammar["label.division"]
        self._composition = grammar["label.composition"]
        self._organisation = grammar["label.organisation"]
        self._opening, self._sum_of_year = grammar["header.opening"], grammar["header.sum_of_year"]
        self._added = grammar["header.added"]
        self._growth_caption = grammar["table.growth_caption"]
        self._caption_noise = grammar["table.caption_noise"]
        self._unit_header = grammar["header.unit"]
        self._class = grammar["header.class"]
        self._measure, self._total = grammar["header.measure"], grammar["label.total"]
        self._mark = grammar["label.mark"]
        self._part, self._divides = grammar["label.part"], grammar["label.divides"]
        self._note = grammar["label.note"]
        self._row_owner, self._owned = grammar["label.owner"], grammar["label.owned"]
        self._sum_of_kinds = grammar["label.sum_of_kinds"]
        self._rank, self._divided = grammar["header.rank"], grammar["header.divides"]
        self._age = grammar["label.age"]
        self._last_period = grammar["header.last_period"]
        self._share_label = grammar["share.named_in_cell"]

    # Captions and headers

    def caption_unit(self, table: Table) -> str:
        """The unit that the caption gives for the whole table, or nothing."""
        found = self._caption_unit.search(table.caption)
        if found is None:  # the title ends with it: 收支总表（万元）
            ends = (self._bracket_at_end.search(line) for line in reversed(table.caption.split("\n")))
            return next((end[1] for end in ends if end is not None and self.unit(end[1]) is not None), "")
        return found[1]

    def is_growth_caption(self, table: Table) -> bool:
        """Whether the title of a table says that all its cells are growth rates."""
        title = next((line for line in reversed(table.caption.split("\n")) if not UNIT_LINE.match(line)), "")
        return self._growth_caption.search(title) is not None

    def is_of_holders(self, name: str) -> bool:
        """Whether a name counts those who hold shares."""
        return self._holders.search(name) is not None

    def is_unit_header(self, header: str) -> bool:
        """Whether a column holds the units of the rows."""
        return self._unit_header.match(header) is not None

    def without_translation(self, words: str) -> str:
        """A heading or a label without its English (`粮食产量Output of Grain`)."""
        return self._translation.sub("", words)

    def composed_of(self, label: str) -> str | None:
        """What the rows under a label are shares of, empty where it does not say; None for other labels."""
        found = self._composition.fullmatch(label)
        return (found["whole"] or "") if found else None

    def index_of(self, header: str) -> str:
        """环比 or 同比 of a column of index numbers (环比，上月=100), or nothing."""
        if self._base_of_index.search(header) is None:
            return ""
        return next((word for word in ("环比", "同比") if word in header), "")

    def without_base(self, header: str) -> str:
        """A heading without what its figures are an index of (上年=100)."""
        return self._base_of_index.sub("", header)

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
        return name if len(name) > general else ""

    def is_account(self, table: Table) -> bool:
        """Whether a table is an account of a company (利润表, 现金流量表)."""
        return self._account.search(table.caption) is not None

    def is_opening(self, header: str) -> bool:
        """Whether a column holds the state at the beginning of the period (期初余额)."""
        return self._opening.match(header) is not None

    def is_sum_of_year(self, header: str) -> bool:
        """Whether a column holds what adds up since January (年初至报告期末, 本年累计)."""
        return self._sum_of_year.search(header) is not None

    def is_organisation(self, name: str) -> bool:
        """Whether a label names a company or the like, whose name may begin with a place."""
        return self._organisation.search(name) is not None

    def is_added(self, name: str) -> bool:
        """Whether a measure in a heading goes behind the name of a row that has a head of its own."""
        return self._added.fullmatch(name) is not None

    def is_measure(self, name: str) -> bool:
        """Whether a heading is a measure that goes behind the names of the rows (人口数, 投入强度)."""
        return self._measure.search(name) is not None

    def is_identifier(self, words: str) -> bool:
        """Whether a heading or a label is that of numbers that identify (电话, 代码)."""
        return self._identifier.search(words) is not None

    def fallen(self, label: str) -> str:
        """The name in the label of a row that says by how much it falls (`单位GDP能耗降低`), or nothing."""
        name = self._falls.sub("", label)
        return name if name != label else ""

    def group_head(self, label: str) -> str:
        """What a row without figures says that the rows under it count (主要产品产量), or nothing."""
        found = self._group.search(label)
        return found[0] if found else ""

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

    def is_division(self, label: str) -> bool:
        """Whether a label reads as the name of a division or zone, known or not."""
        return self._division.fullmatch(label) is not None

    def is_total(self, name: str) -> bool:
        """Whether the label of a row says that it holds the sums of the columns, and names nothing."""
        return self._total.fullmatch(name) is not None

    def caption_name(self, line: str) -> str:
        """What a line above a table says that the table is of."""
        return self._caption_noise.sub("", line).strip("的、，, ：:（）()") if not UNIT_LINE.match(line) else ""

    def whole_of(self, header: str) -> str:
        """What the shares of a column are of (占全省比重), or nothing."""
        found = self._share_of.search(header) or self._of_plan.search(header)
        return found["whole"] if found else ""

    def is_moved(self, header: str) -> bool:
        """Whether a heading in percentage points says by how much a rate moved (比上月加快)."""
        return self._points.search(header) is not None

    def is_growth(self, header: str) -> bool:
        """Whether a column holds growth rates."""
        return self._growth.search(header) is not None and not self.is_change(header)

    def basis(self, header: str) -> str:
        """The growth basis of a column of growth rates."""
        if "年均" in header:
            return "annual_avg"
        return "pop" if "环比" in header else "yoy"

    def is_of_last_period(self, header: str) -> bool:
        """Whether a column compares with the period before (比上期)."""
        return self._last_period.search(header) is not None

    def is_scope(self, name: str) -> bool:
        """Whether a name only says of whom of a place: 城市, 农村."""
        return name in _TOWN_AND_COUNTRY

    def is_age(self, name: str) -> bool:
        """Whether the label of a row is but an age (16-59岁)."""
        return self._age.fullmatch(name) is not None

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

    def is_target(self, header: str) -> bool:
        """Whether a column holds what is planned; how much of a plan was reached (占年初预算) is not."""
        return self._target.search(self._of_plan.sub("", header)) is not None

    def change_base(self, header: str) -> str:
        """What a column of changes compares with: the year before, or an open base."""
        return "" if self._since_january.search(header) else "yoy"

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
            if cell.text and not self.is_unit_header(header) and not self.is_unit(cell.text):
                candidates.append(index)
            elif candidates:
                break
        named = [i for i in candidates if i + shift < len(headers) and not self._class.search(headers[i + shift])]
        if not candidates:
            return None
        if named and len(named) > 1 and self._name.search(headers[named[0] + shift]):
            return named[0]
        return named[0] if named else candidates[-1]

    # Labels of rows

    def label(self, text: str) -> tuple[str, str, bool]:
        """(name, unit, whether it is a part of the row above) of the label of a row."""
        name, unit = self.split_unit(self._mark.sub("", self._note.sub("", text) if "填列" in text else text))
        return name, unit, self._part.match(text) is not None

    def divides(self, label: str) -> bool:
        """Whether a label only says by what the rows under it divide the row above (按来源分：)."""
        return self._divides.fullmatch(label) is not None

    def full_name(self, name: str, parent: str) -> str:
        """The name of a row, with what a part takes from the row above it."""
        names = self.names
        if not parent or parent == name or name[:2] == parent[:2]:
            return name
        if names.needs_owner(name):
            return names.own(parent, name)
        if name in _TOWN_AND_COUNTRY and names.head_of(parent):
            return name + parent.removeprefix("总")  # 城市居民消费价格; 城镇人口 of 总人口
        head = names.part_head(parent)
        if not head or names.head_of(name):
            return name
        shared = next((n for n in range(len(head) - 1, 1, -1) if name.endswith(head[:n])), 0)
        return name + head[shared:]  # 商品零售 + 零售总额

    def is_rate_name(self, name: str) -> bool:
        """Whether the name of a row is that of a rate or a share, which no column of growth makes one of growth."""
        return name.endswith(("率", "比重", "占比", "比例")) and not name.endswith(("增长率", "生产率"))

    def owns_rows(self, name: str) -> bool:
        """Whether a row is a sum of kinds that the rows under it name alone (货物周转量, under it 铁路, 公路)."""
        return self._sum_of_kinds.search(name) is not None

    def owner_of_rows(self, label: str) -> str:
        """Those whom the rows under a label are of (高等教育, over 在校生), or nothing."""
        found = self._row_owner.fullmatch(label.strip())
        return found["who"] if found is not None else ""

    def is_owned(self, name: str) -> bool:
        """Whether the name of a row says nothing without those whom it is of."""
        return self._owned.fullmatch(name) is not None

    def of_sum(self, name: str, whole: str) -> str:
        """The name of a row that divides the sum above it: 铁路 under 货物周转量, 第一产业 under 生产总值."""
        names = self.names
        return name + names.part_head(whole) if whole.endswith("总值") else names.part_of_all(name, whole)

    def is_share_label(self, name: str) -> bool:
        """Whether the name of a row is that of a share."""
        return self._share_label.search(name) is not None
