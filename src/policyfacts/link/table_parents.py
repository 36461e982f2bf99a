"""Which row of a table each row is a part of: by indents, by 其中 and #, and by what the row before was."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from policyfacts.link.table_cells import TableCells
from policyfacts.link.table_heads import Head
from policyfacts.table_layout import indent_of

_LONGEST_SIBLING = 4
_OF_WHICH = 3  # the characters of 其中：, under the end of which its siblings begin


@dataclass(slots=True)
class _Above:
    """A row under which others may stand, and by how much those beside it are indented."""

    depth: float
    head: Head
    figures: bool


class TableParents:
    """The rows of one table that those below them may be parts of."""

    def __init__(self, cells: TableCells, again: Collection[str] = (), *, measured: bool = False) -> None:
        self.cells = cells
        self._again = again  # labels of more than one row
        self._measured = measured  # the labels give the units, and those without one are parts
        self._measure = Head()  # the last label with a unit
        self.last = Head()  # the row that parts divide, or the last one that is no part
        self._headed = Head()  # the last row with figures that says what is counted
        self._in_parts = self._branch = False  # 其中：城镇 and 乡村 behind it; 其中：采矿业
        self._rows: list[_Above] = []  # each further indented than the one before

    def name(self, label: Head, text: str, *, figures: bool) -> None:
        """Give the label of a row what a part takes from the row above it."""
        depth = indent_of(text)
        if self.cells.divides(label.words):
            self._divide(label, depth)
            return
        if not figures:
            self._measure = Head()
        elif self._measured and not label.is_period and self._is_measured(label):
            return
        if figures and self.cells.names.head_of(label.name):
            self._headed = self._parent(label)
        sibling, owned = self._is_sibling(label, figures)
        above = None if sibling else self._enter(label, text.lstrip("　"), depth, figures)
        self._in_parts = sibling or above is not None or label.part
        self._branch = self._in_parts and label.name.endswith("业")
        parent = self.last
        if above is not None:
            parent = self.last = above.head
        elif not self._in_parts:
            self.last = self._parent(label)
        if self._in_parts and not label.placed:
            label.name = self._full_name(label, parent, owned=owned, listed=above is not None and not above.figures)
            label.unit = label.unit or parent.unit

    def _is_sibling(self, label: Head, figures: bool) -> tuple[bool, bool]:
        """Whether a row that is not indented divides the one above as that before it does; whether as one of a sum."""
        parent = self.last
        branches = self._branch and label.name.endswith("业")  # 制造业, 电力、热力生产和供应业
        bare = len(label.name) <= _LONGEST_SIBLING or branches or self.cells.is_age(label.name)
        short = bare and not self.cells.names.head_of(label.name)
        alike = not (label.unit and parent.unit) or label.unit == parent.unit  # 水泥（万吨） is no part of 发电量
        owned = bool(label.unit) and label.unit == parent.unit and self.cells.owns_rows(parent.name)
        divides = figures and not label.placed and not label.part and short and alike
        return (self._in_parts or owned) and divides, owned

    def _enter(self, label: Head, words: str, depth: int, figures: bool) -> _Above | None:
        """Put a row under those above it; gives the one that it is a part of."""
        rows = self._rows
        marked = label.part and words[:1] in "其#-—·"
        while rows and (rows[-1].depth > depth or rows[-1].depth == depth and not marked):
            rows.pop()
        above = rows[-1] if rows else None
        begins = depth + (_OF_WHICH if words.startswith("其中") else 0.5) * marked
        rows.append(_Above(begins, self._parent(label), figures))
        return above

    def _divide(self, label: Head, depth: int) -> None:
        """按来源分： stands over parts of the row above."""
        rows = self._rows
        while rows and rows[-1].depth > depth:
            rows.pop()
        parent = rows[-1].head if rows else self.last
        parent = parent if self.cells.names.head_of(parent.name) else self._headed  # no 第一产业, beside it
        rows.append(_Above(depth, parent, figures=True))
        self.last, self._in_parts = parent, bool(parent.name)
        label.name, label.placed = "", False

    def _parent(self, label: Head) -> Head:
        """What the rows under a label may be parts of: nothing where it heads a group or holds the sum of all."""
        return Head() if _is_group(label) or self.cells.is_total(label.name) else label

    def _is_measured(self, label: Head) -> bool:
        """Whether a label without a unit divides the last one that has one: it takes name and unit of that."""
        if label.unit or label.holds != "level":
            self._measure = label
            return False
        whole = self._measure
        if not whole.unit or label.placed or self.cells.names.head_of(label.name) or self.cells.has_no_unit(label.name):
            return False
        name = self.cells.full_name(label.name, whole.name)
        label.name, label.unit = name if len(name) > len(label.name) + 1 else label.name + whole.name, whole.unit
        return True

    def _full_name(self, label: Head, parent: Head, *, owned: bool, listed: bool) -> str:
        cells, name = self.cells, label.name
        if listed and cells.names.needs_owner(name):
            return name  # 进出口总额, under 五、对外经济
        full = cells.of_sum(name, parent.name) if owned and not label.part else cells.full_name(name, parent.name)
        again = label.words.strip() in self._again and parent.name not in full and not cells.names.head_of(name)
        return parent.name + name if again else full  # 第二产业, under 产业活动单位 and 个体经营户


def _is_group(label: Head) -> bool:
    """Whether a label stands over items that are named in full (流动负债：)."""
    return label.words.rstrip().endswith(("：", ":"))
