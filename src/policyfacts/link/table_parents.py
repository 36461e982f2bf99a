"""Which row of a table each row is a part of: by indents, by 其中 and #, and by what the row before was."""

from __future__ import annotations

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

    def __init__(self, cells: TableCells) -> None:
        self.cells = cells
        self.last = Head()  # the row that parts divide, or the last one that is no part
        self._in_parts = self._branch = False  # 其中：城镇 and 乡村 behind it; 其中：采矿业
        self._rows: list[_Above] = []  # each further indented than the one before

    def name(self, label: Head, text: str, *, figures: bool) -> None:
        """Give the label of a row what a part takes from the row above it."""
        depth = indent_of(text)
        if self.cells.divides(label.words):
            self._divide(label, depth)
            return
        sibling, owned = self._is_sibling(label, figures)
        above = None if sibling else self._enter(label, text.lstrip("　"), depth, figures)
        self._in_parts = sibling or above is not None or label.part
        self._branch = self._in_parts and label.name.endswith("业")
        parent = self.last
        if above is not None:
            parent = self.last = above.head
        elif not self._in_parts:
            self.last = Head() if _is_group(label) else label
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
        rows.append(_Above(begins, Head() if _is_group(label) else label, figures))
        return above

    def _divide(self, label: Head, depth: int) -> None:
        """按来源分： stands over parts of the row above."""
        rows = self._rows
        while rows and rows[-1].depth > depth:
            rows.pop()
        parent = rows[-1].head if rows else self.last
        rows.append(_Above(depth, parent, figures=True))
        self.last, self._in_parts = parent, bool(parent.name)
        label.name, label.placed = "", False

    def _full_name(self, label: Head, parent: Head, *, owned: bool, listed: bool) -> str:
        cells, name = self.cells, label.name
        if listed and cells.names.needs_owner(name):
            return name  # 进出口总额, under 五、对外经济
        return cells.of_sum(name, parent.name) if owned and not label.part else cells.full_name(name, parent.name)


def _is_group(label: Head) -> bool:
    """Whether a label stands over items that are named in full (流动负债：)."""
    return label.words.rstrip().endswith(("：", ":"))
