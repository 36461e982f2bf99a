"""Names that leave out what they share with a sibling: the head of the whole, of the row before, of a class."""

from __future__ import annotations

from policyfacts.link.draft import Draft
from policyfacts.link.name_brackets import unbracketed
from policyfacts.link.state import State
from policyfacts.rules.load import RuleSet


class Siblings:
    """Gives names the head that a sibling has; one per rule set."""

    def __init__(self, rules: RuleSet) -> None:
        grammar, words = rules.grammar, rules.words
        self._enrolled, self._planted = words["enrolled_head"], words["planted_head"]
        self._part_name, self._class_name = grammar["level.part_name"], grammar["level.class_name"]
        self._class, self._whole_name = grammar["level.class"], grammar["level.whole_name"]
        self._kind_of, self._goods = grammar["level.kind_of"], grammar["level.goods"]
        self._rated, self._branch = grammar["level.rated"], grammar["level.branch"]
        self._patent_kind = grammar["level.patent_kind"]
        self._sector, self._wrongly = grammar["level.sector"], grammar["level.wrongly"]

    def take_head(self, state: State, row: Draft) -> None:
        """石化公司1.1亿元 behind 油田项目完成投资150亿元: the head of the name is shared."""
        name, names = row.indicator, state.names
        if state.in_parts and row.base_unit in ("%", "年") and not self._rated.search(name):
            rates = [r.indicator for r in state.rows if r.base_unit == row.base_unit and r.kind == row.kind][-1:]
            if rates and self._rated.search(rates[0]):
                row.indicator = names.with_sibling(name, rates[0])  # 贷款利率4.4%，其中企业贷款4.1%
                return
        if self._sector.fullmatch(name) and (sector := self._of_sector(state, row)):
            row.indicator = sector
            return
        if row.base_unit == "件" and (patents := self._patent_kind.fullmatch(name)) is not None:
            row.indicator = _patents(state, patents["kind"]) if patents["kind"] else patents["held"] + "专利"
            return
        if not name or names.head_of(unbracketed(name)) or names.verb_led(name) or self._whole_name.search(name):
            return
        if self._wrongly.match(name):
            return  # 少计权益2亿元；超标准建设办公楼1亿元
        if (traded := self._traded_before(state, row)) and traded not in name:
            row.indicator = traded + name  # 进口原油2亿吨；天然气0.4亿吨
            return
        head = names.head_of(state.whole_topic) if state.whole_topic else ""
        if state.in_parts and state.parent.endswith("发电量") and row.base_unit == "千瓦时" and name.endswith("电"):
            row.indicator = name.removesuffix("发电") + "发电量"  # 发电量2亿千瓦时，其中水电1亿千瓦时
            return
        rated = row.base_unit == "%" and head.endswith(("率", "程度", "水平"))
        if head and (rated or state.values.is_measured(row.base_unit) or head in ("产量", "销量")):
            head = head if len(head) > 1 else state.whole_topic[-3:]  # 提取额: 额 alone names nothing
            row.indicator = name + (head[2:] if name.endswith(head[:2]) else head)  # 主要产品产量中，水泥135万吨
            return
        if state.in_parts and row.base_unit == state.context.unit and state.parent and self._first_part(state, name):
            if state.parent.endswith("总数"):
                return  # 员工总数9万人。其中，管理人员1万人
            row.indicator = names.with_sibling(name, state.parent)  # …吞吐量9亿吨。其中，沿海港口6亿吨
            state.part_tail = row.indicator[len(name) :] if len(row.indicator) > len(name) + 1 else ""
            return
        beside = next((r.indicator for r in reversed(state.rows) if r.base_unit == row.base_unit), "")
        tail = row.base_unit == state.context.unit and state.part_tail
        if tail and beside.endswith(tail) and self._part_name.fullmatch(name):
            row.indicator = name + (tail[2:] if name.endswith(tail[:2]) else tail)
            return
        if not state.rows:
            whole = state.context.undivided
            measured = (
                state.values.is_measured(row.base_unit) or row.base_unit == "%" or row.base_unit.startswith("元/")
            )
            if row.base_unit == state.context.unit and measured and len(name) <= 8:
                planted = names.head_of(whole) in self._planted and len(name) <= 6 and row.base_unit != "%"
                branch = self._branch.search(name) is not None  # （1）中央企业20亿元
                priced = row.base_unit.startswith("元/") and names.head_of(whole).endswith("价格") and len(name) <= 6
                row.indicator = names.with_sibling(name, whole) if planted or branch or priced else name
            return
        levels = (r for r in reversed(state.rows) if r.kind == "level" and not r.closed)
        counted = next((r for r in levels if r.base_unit == row.base_unit), None)
        head = names.part_head(counted.indicator) if counted is not None else ""
        if state.in_parts and len(name) <= 8 and head in self._enrolled and not name.startswith(("在", "毕业")):
            row.indicator = name + head  # 招生人数2万人，其中本科0.5万人
            return
        if self._class_name.fullmatch(name) and counted is not None:
            row.indicator = self._of_class(state, name, counted.indicator)
            return
        compound = "/" in row.base_unit or row.base_unit in ("%", "‰") and row.kind == "level"  # 农村居民90升/日
        if not state.values.is_measured(row.base_unit) and not compound:
            return
        parent = names.part_head(state.parent) if state.in_parts else ""
        if counted is not None and (not parent or head.endswith(parent) or parent.endswith(head)):
            row.indicator = names.with_sibling(name, counted.indicator)

    def _traded_before(self, state: State, row: Draft) -> str:
        """The verb with which goods were named before in this unit, here or as their whole, or nothing."""
        before = next((r for r in reversed(state.rows) if r.base_unit == row.base_unit), None)
        if before is not None:
            return state.names.trading_verb(before.indicator)
        whole = state.in_parts and not state.rows and row.base_unit == state.context.unit
        return state.names.trading_verb(state.parent) if whole else ""

    def _of_sector(self, state: State, row: Draft) -> str:
        """`第一产业就业人员3万人；第二产业5万人`: what was counted of the sector before, of this one; or nothing."""
        for other in reversed(state.rows):
            alike = self._sector.match(other.indicator) if other.base_unit == row.base_unit else None
            if alike is not None and other.kind == row.kind and len(other.indicator) > alike.end():
                return row.indicator + other.indicator[alike.end() :]
        return ""

    def _first_part(self, state: State, name: str) -> bool:
        """Whether no part of the whole was named yet; in a sentence of both only goods take what the whole measures."""
        if not state.rows:
            return True
        whole = state.rows[-1].indicator == state.parent
        goods = self._goods.search(state.parent) is not None  # not of 本年新注册登记
        return whole and goods and self._part_name.fullmatch(name) is not None

    def _of_class(self, state: State, name: str, whole: str) -> str:
        """A class with the noun of what it is one of: `A级景区6个，其中4A级2个、3A级4个` → 4A级景区, 3A级景区."""
        noun = state.names.short(state.parent if state.in_parts and state.parent else whole)
        noun = self._class.sub("", self._kind_of.sub("", noun))
        if noun.startswith(name[-2:]):
            return name + noun[2:]  # 五星级 of 星级饭店
        return name if noun.endswith(name[-2:]) else name + noun


def _patents(state: State, kind: str) -> str:
    """`新增专利授权300件，其中发明20件` → 新增发明专利授权: what was done with patents of all kinds, of one."""
    named = (row.indicator for row in reversed(state.rows) if row.base_unit == "件")
    front, of_all, tail = next((name for name in (state.parent, *named) if "专利" in name), "").partition("专利")
    plain = of_all and not front.endswith(("发明", "新型", "设计", "有效"))
    return f"{front}{kind}专利{tail}" if plain else f"{kind}专利"
