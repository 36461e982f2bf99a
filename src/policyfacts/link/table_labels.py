"""What the labels of the rows of a table say by themselves: names, parts, groups, wholes."""

from __future__ import annotations

from policyfacts.link.table_figures import TableFigures
from policyfacts.link.tools import Tools


class TableLabels(TableFigures):
    """Reads labels of rows; one per rule set."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        grammar = tools.rules.grammar
        self.names = tools.names
        self.words = tools.rules.words
        self.without_unit = tuple(self.words["without_unit"])
        self._scopes = tools.rules.words["town_and_country"]
        self._falls = grammar["label.falls"]
        self._group = grammar["label.group"]
        self._division = grammar["label.division"]
        self._composition = grammar["label.composition"]
        self._organisation = grammar["label.organisation"]
        self._total = grammar["label.total"]
        self._mark = grammar["label.mark"]
        self._part = grammar["label.part"]
        self._divides = grammar["label.divides"]
        self._note = grammar["label.note"]
        self._row_owner = grammar["label.owner"]
        self._owned = grammar["label.owned"]
        self._sum_of_kinds = grammar["label.sum_of_kinds"]
        self._age = grammar["label.age"]
        self._share_label = grammar["share.named_in_cell"]

    def label(self, text: str) -> tuple[str, str, bool]:
        """(name, unit, whether it is a part of the row above) of the label of a row."""
        name, unit = self.split_unit(self._mark.sub("", self._note.sub("", text) if "填列" in text else text))
        return name.rstrip("*＊"), unit, self._part.match(text) is not None

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
        if name in self._scopes and names.head_of(parent):
            return name + parent.removeprefix("总")  # 城市居民消费价格; 城镇人口 of 总人口
        head = names.part_head(parent)
        if not head or names.head_of(name):
            return name
        shared = next((n for n in range(len(head) - 1, 1, -1) if name.endswith(head[:n])), 0)
        return name + head[shared:]  # 商品零售 + 零售总额

    def with_part(self, pieces: list[str], *, told: bool = False) -> list[str]:
        """The pieces of a heading, the last of which may be a part of what the one over it counts (其中：小麦)."""
        if len(pieces) < 2 or not told and self._part.match(pieces[-1]) is None:
            return pieces
        whole, unit = self.split_unit(pieces[-2])
        name, own, _ = self.label(pieces[-1])
        unit = own or unit
        return [*pieces[:-2], self.full_name(name, whole) + (f"（{unit}）" if unit else "")]

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

    def is_no_part(self, name: str, unit: str) -> bool:
        """Whether a row behind those of a composition is none of its parts: it has a unit, or is a coefficient."""
        return unit not in ("", "%", "％") or name.endswith(("系数", "指数", "强度"))

    def is_share_label(self, name: str) -> bool:
        """Whether the name of a row is that of a share."""
        return self._share_label.search(name) is not None

    def has_no_unit(self, name: str) -> bool:
        """Whether a name is that of an index or a coefficient."""
        return name.endswith(self.without_unit)

    def is_total(self, name: str) -> bool:
        """Whether the label of a row says that it holds the sums of the columns, and names nothing."""
        return self._total.fullmatch(name) is not None

    def is_division(self, label: str) -> bool:
        """Whether a label reads as the name of a division or zone, known or not."""
        return self._division.fullmatch(label) is not None

    def group_head(self, label: str) -> str:
        """What a row without figures says that the rows under it count (主要产品产量), or nothing."""
        found = self._group.search(label)
        return found[0] if found else ""

    def fallen(self, label: str) -> str:
        """The name in the label of a row that says by how much it falls (`单位GDP能耗降低`), or nothing."""
        name = self._falls.sub("", label)
        return name if name != label else ""

    def composition_of(self, name: str, unit: str) -> str | None:
        """What the rows under one of 100 per cent are shares of (总产出构成（%）); None for other rows."""
        return name.removesuffix("构成") if name.endswith("构成") and unit in ("%", "％") and len(name) > 2 else None

    def composed_of(self, label: str) -> str | None:
        """What the rows under a label are shares of, empty where it does not say; None for other labels."""
        found = self._composition.fullmatch(label)
        return (found["whole"] or "") if found else None

    def is_organisation(self, name: str) -> bool:
        """Whether a label names a company or the like, whose name may begin with a place."""
        return self._organisation.search(name) is not None

    def is_scope(self, name: str) -> bool:
        """Whether a name only says of whom of a place: 城市, 农村."""
        return name in self._scopes

    def is_age(self, name: str) -> bool:
        """Whether the label of a row is but an age (16-59岁)."""
        return self._age.fullmatch(name) is not None
