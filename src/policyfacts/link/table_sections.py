"""What the rows of a table take from a row above that they do not divide: compositions, indices, groups, owners."""

from __future__ import annotations

from collections.abc import Collection

from policyfacts.link.table_cells import TableCells
from policyfacts.link.table_heads import Head, TableHeads
from policyfacts.table_layout import Row


class TableSections:
    """The rows of one table that say something of those below them, as far as it has been read."""

    def __init__(self, cells: TableCells, heads: TableHeads, again: Collection[str]) -> None:
        self.cells, self._heads = cells, heads
        self._again = again  # labels of more than one row
        self._above_name = ""  # the last row that is no part of a composition
        self._whole: str | None = None  # what the parts under a row 构成 are shares of
        self._index = Head()  # the row of index numbers whose parts follow
        self._owner = ""  # whose the rows are that do not say it (高等教育)
        self._group = ""  # the head in the name of a group of rows (主要产品产量)
        self._section = ""  # the last label without figures: it tells labels apart that come again (城市低保)

    def enter(self, cells: Row) -> None:
        """Take note of a row that is the name of those under it, where some of these come again in the table."""
        words = cells[0].text.strip() if self._again and cells else ""
        if words and not self.cells.divides(words) and not any(self.cells.is_figure(cell.text) for cell in cells):
            self._section = self._heads.label(cells[0].text, "", places=False, dated=False).name

    def compose(self, label: Head, figures: bool) -> None:
        """Rows under 构成（总量=100） are shares, those under 主要产品产量 output, up to the next without figures."""
        cells = self.cells
        if not figures:
            self._begin(label)
        elif label.index or self._index.index and self._is_bare(label):
            self._of_index(label)
        elif (composed := cells.composition_of(label.name, label.unit)) is not None:
            self._whole, self._index = composed, Head()
            label.holds, label.whole, label.name = "share", composed, composed
        elif self._whole is not None and not cells.is_no_part(label.name, label.unit):
            label.holds, label.whole = "share", self._whole
        else:
            self._whole, self._index = None, Head()
            self._name(label)

    def _begin(self, label: Head) -> None:
        if self.cells.divides(label.words):
            return
        owner = self.cells.composed_of(label.words)
        self._whole = owner if owner is None or owner else self._above_name
        self._group = self.cells.group_head(label.words) if owner is None else ""
        self._owner = self.cells.owner_of_rows(label.words)
        self._index = Head()

    def _of_index(self, label: Head) -> None:
        """A row of index numbers (总产出指数（上年=100）), or one of its parts below it (第一产业): none has a unit."""
        if label.index:
            self._whole, self._index = None, Head(name=label.name, index=label.index)
        elif not label.placed:
            label.name = label.words.strip() + self._index.name
        label.index, label.unit = self._index.index, ""

    def _is_bare(self, label: Head) -> bool:
        """Whether a label says neither in what unit its row is measured nor what is."""
        return not label.unit and not label.is_period and not self.cells.names.head_of(label.words)

    def _name(self, label: Head) -> None:
        """Complete the name of a row of figures by what stands over it."""
        if self._owner and self.cells.is_owned(label.name):
            label.name = self._owner + label.name
        elif self._section and label.words.strip() in self._again:
            label.name = _under(self._section, label.name)
        self._above_name = label.name
        if self._group and label.name and not self.cells.names.head_of(label.name):
            label.name += self._group


def _under(section: str, name: str) -> str:
    """A label with the one over it, what both say said once (城市最低生活保障, over 最低生活保障人数)."""
    shared = next((n for n in range(len(name), 0, -1) if section.endswith(name[:n])), 0)
    return section + name[shared:]
