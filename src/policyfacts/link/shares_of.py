"""Shares whose part or whole stands behind them: N%的X, N%用于X, 按X给予N%的补助, 为预算的N%."""

from __future__ import annotations

from policyfacts.link.draft import Draft
from policyfacts.link.names import EDGE
from policyfacts.link.share_rows import owners_of, share_row
from policyfacts.link.state import Segment, State
from policyfacts.rules.load import RuleSet
from policyfacts.scan.mentions import Mention

_JOINTS = ("、", "和", "与", "及")


class SharesOf:
    """Makes rows of such shares; one per rule set."""

    def __init__(self, rules: RuleSet) -> None:
        self._used_for = rules.grammar["role.used_for"]
        self._granted, self._taken_from = rules.grammar["share.granted"], rules.grammar["share.taken_from"]
        self._plan_figure = rules.grammar["role.plan_figure"]
        self._answer = rules.grammar["share.answer"]
        self._granted_as = rules.grammar["grant.granted_as"]
        self._grant_share = rules.grammar["grant.share_of"]
        self._plan_opener = rules.grammar["share.plan_opener"]

    def share_of(self, state: State, segment: Segment) -> None:
        """`60.1%的出口总额`, `近八成受访企业`, `受灾的95%在某省`, `74%用于民生`."""
        for mention in segment.group:
            used = self._used_for.match(state.text, mention.end, segment.clause.end)
            taken = self._taken_from.search(state.text[segment.begin : mention.start]) if used is not None else None
            if used is not None and (owner := taken["whole"] if taken is not None else segment.name or state.owner):
                row = share_row(state, segment, mention, owner + used["use"])
                row.relative_to = owner
                state.rows.append(row)
                continue
            if self._granted_share(state, segment, mention) or self._answered(state, segment, mention):
                continue
            _one_share_of(state, segment, mention)

    def _answered(self, state: State, segment: Segment, mention: Mention) -> bool:
        """`6.9%的人回答“很安全”`, `6%和2%的人分别回答“较差”和“很差”`: what those asked in a survey said."""
        said = self._answer.match(state.text, segment.end, segment.clause.end)
        answers = said["answers"].strip("“”").split("”和“") if said is not None else []
        if said is None or len(answers) != len(segment.group):
            return False
        who, answer = said["who"] or "", answers[segment.group.index(mention)]
        row = share_row(state, segment, mention, f"{said['verb']}“{answer}”" + (who and f"的{who}"))
        row.relative_to = who
        state.rows.append(row)
        return True

    def _granted_share(self, state: State, segment: Segment, mention: Mention) -> bool:
        """`按实际投入给予10%的补助`: what is granted is a share of what it is measured by."""
        noun = self._granted_as.match(state.text, segment.end, segment.clause.end)
        words = state.text[segment.begin : segment.group[0].start]
        of = self._grant_share.search(words) if noun is not None else None
        if of is None or noun is None:
            return False
        row = share_row(state, segment, mention, noun["what"])
        row.relative_to = of["by"] or of["given"]
        state.rows.append(row)
        return True

    def of_plan(self, state: State, segment: Segment) -> None:
        """`为年初预算的102%`, `完成预算的95.2%`: how much of a plan was done."""
        if self._of_planned(state, segment):
            return
        owners = owners_of(state, segment, "")
        for mention, owner in zip(segment.group, owners, strict=True):
            granted = self._granted.match(state.text, mention.end, state.end)
            whole = self._plan_opener.sub("", segment.raw.strip(EDGE).removesuffix("的"))
            who, by, base = whole.partition("按")
            name = granted["what"] or granted[0] if granted else ""
            if name and by:  # 中小企业按缴纳保费的60%|返还
                name, whole = state.names.clean(who) + name, base.removeprefix("照")
            row = share_row(state, segment, mention, name or owner)
            row.relative_to = whole.removeprefix("不低于").removeprefix("不超过")
            if granted is None:
                row.flag("indicator_inherited")
            state.subject = row.indicator
            state.rows.append(row)

    def _of_planned(self, state: State, segment: Segment) -> bool:
        """`收入6.3亿元，完成年初预算6.5亿元的96.6%`: the plan has a figure of its own."""
        found = self._plan_figure.search(state.text, max(0, segment.begin - 60), segment.ahead.name_end)
        if found is None or len(state.rows) < 2 or segment.raw.strip() != f"{found['goal'] or ''}的":
            return False
        done, plan, said = state.rows[-2], state.rows[-1], found["plan"] or found["goal"]
        plan.indicator, plan.closed = done.indicator + said, True
        plan.status = "target" if found["goal"] else plan.status
        row = share_row(state, segment, segment.group[0], done.indicator)
        row.relative_to = said
        row.flag("indicator_inherited")
        state.subject = state.context.subject = done.indicator
        state.rows.append(row)
        return True


def _one_share_of(state: State, segment: Segment, mention: Mention) -> None:
    names, clause = state.names, segment.clause
    stop = next((m.start for m in clause.mentions if m.start >= mention.end and m.code in "N&"), clause.end)
    behind = state.text[mention.end : stop]
    noun = names.behind(behind)
    if "全" in behind and (given := state.relations.given_to(behind)) is not None:
        behind = given[0]
        noun = behind.removeprefix("的")  # 用全省9%的土地|创造了全省
    state.counted = bool(noun)
    joined = segment.name[-1:] in ("和", "与", "及")  # 60%的税收和86%的就业, 所有县城和98%的乡镇
    counted = segment.name if state.behind_counted and not joined else ""
    name = "" if counted or joined else segment.name
    row = state.row(mention, "", segment.ahead)
    state.values.fill(row, mention)
    state.bounds(row, segment.ahead)
    row.kind = "share"
    if segment.raw.endswith("的") and not behind.startswith("的"):
        row.indicator = row.relative_to = name
        _locate(state, mention, row)
    elif not noun and not behind.startswith("的"):
        row.indicator = name or state.subject
        row.relative_to = "" if name else state.subject
        if not name:
            row.flag("indicator_inherited")
    else:
        rest = behind[behind.find(noun) + len(noun) :] if noun else ""
        reaching = state.relations.reaching(state.text, mention.end + len(behind) - len(rest), clause.end)
        whole = noun if reaching else state.relations.counted_whole(noun)
        row.relative_to = counted or whole or state.whole_topic
        if (given := _given(state, segment, mention)) is not None:
            name, row.relative_to = given[0], given[1] + noun  # 园区贡献了全市|60%的出口
        predicate = ""
        if row.relative_to and noun.startswith(f"{row.relative_to}与"):
            predicate = f"与{names.clean(behind[1:].split('与')[-1])}的{row.relative_to}"  # 22%的GDP|与数字经济相关
        if reaching:
            noun += reaching
        elif not predicate and noun:
            noun += names.cut_tail(state.relations.predicate(behind[behind.find(noun) + len(noun) :]))
        row.indicator = ("" if names.is_verb(name) else name) + (predicate or noun)
    state.rows.append(row)


def _given(state: State, segment: Segment, mention: Mention) -> tuple[str, str] | None:
    """Who has a share of the sum of a place, and that place: as told here or of the share right before; or nothing."""
    said, before = state.text[segment.begin : mention.start].strip(), state.given
    if (found := state.relations.given_to(said)) is None:
        if before is None or not state.rows or state.rows[-1].kind != "share":
            return None
        told = segment.listed or said.endswith(_JOINTS) or state.relations.given_to(f"{said}{before[1]}")
        return before if told else None
    who, whole = found
    if before is not None and (not who or who.startswith("的")):
        state.given = before[0], whole
    else:
        named = state.rows[-1].indicator if state.rows and state.rows[-1].kind == "level" else ""
        who = "" if who.startswith("的") else state.names.clean(state.places.without(who))
        state.given = who or ("" if state.names.head_of(named) else named), whole
    return state.given


def _locate(state: State, mention: Mention, row: Draft) -> None:
    """`受灾的95%在某省`: the place follows the share."""
    if state.text.startswith("在", mention.end):
        place = state.places.at(state.text, mention.end + 1, mention.end + 12)
        if place is not None and place[0] is not None:
            row.place(place[0])
