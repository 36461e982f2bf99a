"""Members of a list that stand in other clauses than the figures that are theirs."""

from __future__ import annotations

from os.path import commonprefix

from policyfacts.link.state import State

_LONGEST = 30  # characters of a member in a clause of its own


def across(state: State, left: str, count: int, *, closed: bool = False) -> list[str]:
    """`餐饮业，信息传输、软件业，零售业增加值分别增长…`: members in clauses of their own; or nothing."""
    told = state.empty[:-1] if closed else state.empty  # the last one is what the figures are told of
    before = told[-(count - 1) :] if count > 2 else []
    end = before[-1][-1:] if before else ""
    joint = left.find(end, max(left.rfind(sign) for sign in "、和与及") + 2) if end else -1
    if len(before) < count - 1 or joint < 0 or not state.names.head_of(left):
        return []
    if any(len(part) > _LONGEST or part[-1:] != end for part in before):
        return []
    return [*(part + left[joint + 1 :] for part in before), left]


def again(state: State, name: str, count: int) -> list[str]:
    """`同城、异地业务量分别为…，业务收入分别为…`: another measure of the members of the list before; or nothing."""
    members = state.members
    if len(members) != count or count < 2 or "、" in name or not state.names.head_of(name):
        return []
    shared = commonprefix([member[::-1] for member in members])[::-1]
    if len(shared) < 2 or any(len(member) == len(shared) for member in members):
        return []
    if state.relations.is_rate_word(name):
        return members  # 第一、二产业投资分别增长10%和5%，占比分别为1%和45%
    alike = shared.find(name[:2])
    front = shared[:alike] if alike > 0 else ""
    return [member[: len(member) - len(shared)] + front + name for member in members]


def of_topic(state: State, name: str, count: int) -> list[str]:
    """`小学、初中教师中，本科以上比例分别为x和y`: each member with what is said of all; or nothing."""
    if count < 2 or not name or not state.whole_topic:
        return []
    return [f"{topic}中{name}" for topic in state.lists.items(state.whole_topic, count)]


def aligned(state: State, name: str) -> str:
    """`甲、乙地区快递业务量比重分别为…，业务收入比重分别为…`: a later measure of places with the words all share."""
    last = state.rows[-1] if state.rows else None
    if last is None or last.region not in state.regions or last.indicator.endswith(name):
        return name
    alike = last.indicator.find(name[:2])
    return last.indicator[:alike] + name if alike > 0 else name


def branches(state: State, name: str, count: int) -> list[str]:
    """`信息传输、软件和信息技术服务业，租赁和商务服务业增加值分别…`: branches told apart by commas, or nothing."""
    head = state.names.head_of(name)
    told = [*state.empty[1 - count :], name.removesuffix(head)]
    if count < 2 or len(told) != count or not head or not all(branch.endswith("业") for branch in told):
        return []
    return [state.names.clean(state.places.without(branch)) + head for branch in told]
