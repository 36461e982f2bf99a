"""How a clause opens: period, place and openers go into the context."""

from __future__ import annotations

from policyfacts.link.bases import JOINTS
from policyfacts.link.clauses import Clause
from policyfacts.link.state import Opening, State
from policyfacts.link.tools import Tools
from policyfacts.rules.divisions import Region
from policyfacts.scan.mentions import Mention, PeriodMention
from policyfacts.scan.period_words import small_number
from policyfacts.scan.periods import Period, at_end, whole_year


def _within(period: Period | None, whole: Period) -> bool:
    """Whether a period is a shorter part of another one."""
    return period is not None and whole.start <= period.start and period.end <= whole.end and period != whole


_LONGEST_OPENER = 3  # characters before a period that name nobody who did something in it
_BY_NOW = "目当现如截"  # how 目前 and the like begin, but not 解放前
_FAR = 3  # years from a date of publication to the end of a plan, in which the plan is still to be done

_TELLS = ("，", ",", "全", "我")  # what stands behind a year of which a place is told


class Openings:
    """Reads the openings of clauses; one per rule set."""

    def __init__(self, tools: Tools) -> None:
        grammar, self._there = tools.rules.grammar, tools.rules.words["there_already"]
        self._growth = tools.growth
        self._summed_places = grammar["opening.summed_places"]
        self._example_end, self._example = grammar["opening.example_end"], grammar["opening.example"]
        self._speaker = grammar["opening.speaker"]
        self._acting, self._apart = grammar["opening.acting"], grammar["opening.apart"]
        self._inside_place = grammar["opening.inside_place"]
        self._share_inside, self._again = grammar["opening.share_inside"], grammar["place.again"]
        self._since, self._qualifier = grammar["opening.since"], grammar["opening.qualifier"]
        self._carried = grammar["opening.carried"]
        self._office = grammar["opening.office"]
        self._beside = grammar["opening.beside"]
        self._record = grammar["opening.record"]
        self._since_mark = grammar["opening.since_mark"]
        self._times = grammar["opening.times"]
        self._of_project = grammar["opening.of_project"]
        self._from_to = grammar["opening.from_to"]
        self._period_gap = grammar["opening.period_gap"]
        self._status_gap = grammar["opening.status_gap"]
        self._until = grammar["opening.until"]
        self._midnight, self._daily = grammar["opening.midnight"], grammar["opening.daily"]
        self._until_day = grammar["opening.until_day"]
        self._toward, self._deadline = grammar["opening.toward"], grammar["opening.deadline"]
        self._already = grammar["opening.already"]
        self._done, self._summed = grammar["opening.done"], grammar["opening.summed"]
        self._holiday = grammar["opening.holiday"]
        self._title_open, self._speech = grammar["opening.title_open"], grammar["opening.speech"]

    def leaves_out(self, state: State, clause: Clause) -> bool:
        """Whether a clause only says what a figure leaves out, or what weighed on it (`扣除…等因素影响后`)."""
        return not clause.has_figure and self._qualifier.fullmatch(state.text, clause.start, clause.end) is not None

    def open_clause(self, state: State, clause: Clause) -> Opening:
        """Read period, place and openers at the beginning of a clause into the context."""
        if state.status == "target" and self._done.match(state.text, clause.start, clause.end):
            state.status = "actual"  # 计划新开工160个，实际新开工187个
        text = state.text
        begin = clause.start
        while text.startswith(("—", "–"), begin) and begin < clause.end:
            begin += 1  # ——全县粮食产量
        opening = Opening(begin)
        first_figure = next((m for m in clause.mentions if m.code in "NOM"), None)
        figure = clause.end if first_figure is None else first_figure.start
        compared, beside = False, -1
        for mention in clause.mentions:
            if mention.start >= figure and mention.code in "NOM":
                break
            gap = text[opening.body : mention.start]
            if mention.code == "i" and self._from_to.match(text, mention.start, state.end):
                continue  # 从2005年到2010年，
            if mention.code in "kbis":
                compared = True
            elif mention.code == "T":
                compared = compared or 0 <= beside < mention.start and text[beside : mention.start] in JOINTS
                if compared or not self._governs(state, mention, clause, gap):
                    beside = mention.end if compared else beside  # 比上半年、前三季度分别提高
                    compared = False
                    continue
                joined = bool(state.periods) and gap in ("、", "和", "及")
                state.around = state.around if joined else state.context.period
                self._enter_period(state, mention, clause)
                if state.context.period is not None:
                    also = () if state.context.also is None else (whole_year(state.context.also),)
                    state.periods = [*(state.periods if joined else ()), state.context.period, *also]
                opening.period = state.period_read = True
                first = not state.rows and not state.text[state.start : mention.start].strip("”“ 　到至在，")
                passing = isinstance(mention.data, PeriodMention) and mention.data.part == "S"
                if first and not passing and state.text.startswith(("，", ","), mention.end):
                    state.period_opens = True
                if self._period_gap.fullmatch(gap) and not self._moved_name(state, clause, mention, gap):
                    self._place_before(state, clause, opening, mention, gap)
                    due = self._deadline.match(text, mention.end, clause.end)
                    opening.body = mention.end if due is None else due.end()
            elif mention.code == "q":
                opening.of_which = state.in_parts = state.of_part = True
                state.part_tail = ""
                state.handed = state.handed if state.rows else state.lead_before
                state.parent = state.subject or state.context.subject or state.parent
                if len(gap) <= 4:
                    opening.body = mention.end
            elif mention.code in "te" and self._status_gap.fullmatch(gap):
                opening.body = mention.end
        places_end = min(clause.end, figure)
        if first_figure is not None and first_figure.code == "O":  # 全国第8位: not the place
            places_end = opening.body + len(state.relations.split_rank(text[opening.body : places_end])[0])
        self._enter_places(state, opening, places_end, clause)
        return opening

    def _moved_name(self, state: State, clause: Clause, period: Mention, gap: str) -> bool:
        """Whether what stands before a period is what moves in it, no opener (产值|今年增长25%)."""
        name = state.names.clean(gap) if len(gap) > 1 else ""
        follow = next((m for m in clause.mentions if m.start >= period.end), None)
        if len(name) < 2 or follow is None or follow.start != period.end or follow.code not in "udtev":
            return False
        if follow.code == "v" and (len(name) <= _LONGEST_OPENER or name.isascii()):
            return False  # 我们今年完成
        return (
            state.names.head_of(name) != ""
            or state.places.at(state.text, period.start - len(gap), period.start) is None
        )

    def _place_before(self, state: State, clause: Clause, opening: Opening, period: Mention, gap: str) -> None:
        """`某省未来五年将投资`: a place may stand before the period that opens a clause."""
        place = state.places.at(state.text, opening.body, period.start) if clause.has_figure and len(gap) > 1 else None
        if (
            place is not None
            and place[0] is not None
            and not state.text[place[2] : period.start].strip("到至在的，、 ")
        ):
            state.context.region = place[0]
        elif clause.has_figure and (abroad := state.places.country(state.text, opening.body, period.start)) is not None:
            state.context.region = abroad  # 瑞士8月份CPI上涨3%，荷兰8月份CPI上涨4%

    def _enter_places(self, state: State, opening: Opening, stop: int, clause: Clause) -> None:
        """The place at the opening governs; several joined by 、 are kept for a distribution."""
        named: list[Region] = []
        begin = position = opening.body
        if self._share_inside.match(state.text, position, clause.end):
            return  # 在全球装机中的比重
        if clause.has_figure and (here := state.places.facility(state.text, position, stop)) is not None:
            state.context.region, state.example = here, True  # 某港完成吞吐量…: of its sentence
            return
        again = self._again.match(state.text, position, clause.end) if state.context.places_told else None
        if again is not None and small_number(again["count"]) == len(state.context.places_told):
            state.regions, opening.body = [*state.context.places_told], again.end()
            return
        parts = state.places.compass(state.text, position, stop)
        if parts is not None and len(parts[0]) > 1:
            state.regions, opening.body = parts
            return
        while True:
            place = state.places.at(state.text, position, stop)
            if place is None:
                break
            if place[0] is not None and place[0].name == "全国" and place[2] < stop:
                part = state.places.at(state.text, place[2], stop)
                if part is not None and part[0] is not None and part[0].level in ("area", "province"):
                    place = part  # 我国东部地区, 中国浙江
            if state.text.startswith("率先", place[2]):
                opening.body = place[2] + 2  # 在全市率先
                return
            if place[0] is not None:
                named.append(place[0])
            inside = self._inside_place.match(state.text, place[2], stop)
            opening.body = position = inside.end() if inside else place[2]
            if position >= stop or state.text[position] not in "、和":
                break
            position += 1
        state.example = state.example or bool(named) and self._example.match(state.text, begin, stop) is not None
        if named and self._example_end.search(state.text, position, stop):
            return  # 某港泊位等3个项目: the place of an example
        opening.place = position > begin
        if len(named) == 1 and named[0].code:
            state.places.near = named[0]
        if len(named) > 1:
            state.regions = named
            summed = self._summed_places.match(state.text, position, stop)
            opening.body = summed.end() if summed else position
        elif named and (
            position >= stop or state.text[position] == "的" or clause.has_figure or state.by_place
        ):  # the subject, or a place alone
            state.context.region = named[0]
        elif named and state.places.is_part_of_home(named[0]) and self._acting.match(state.text, position, stop):
            state.context.region = named[0]  # 某市延续增长态势，…: until the end of the sentence
        elif (
            named
            and not clause.depth
            and (state.places.nationwide or named[0] is state.places.home)
            and not self._apart.match(state.text, position, stop)
        ):
            state.context.region = named[0]  # 走进某县，…: news of the country tells of a place
        elif named and not clause.depth and self._speaker.fullmatch(state.text, position, stop):
            state.context.region = named[0]  # 某省水利厅厅长介绍，…

    def _governs(self, state: State, mention: Mention, clause: Clause, gap: str) -> bool:
        """Whether a period speaks of its clause, rather than of a growth or an event."""
        data = mention.data
        assert isinstance(data, PeriodMention)
        text = state.text
        by_now = data.part == "now" and text[mention.start] in _BY_NOW
        if by_now and not clause.has_figure and state.rows and state.period_opens:
            return False  # 2024年，总投资37亿元，目前已全部完成，实际完成投资38亿元
        if data.point == "年初" or data.part == "X" and data.year is None:
            return False
        before = text[max(0, mention.start - 2) : mention.start]
        if self._record.match(text, mention.end, state.end):
            return False  # 为今年6月以来首次回落, 创今年新高
        if data.part == "Y" and text.startswith("以前", mention.end):
            return False  # 2000年以前建成的住宅
        if self._since.match(text, mention.end, state.end) and self._since_mark.search(before):
            return False  # 自2007年以来的
        if gap.endswith("按"):
            return False  # 按上年度实际缴纳保险费的60%返还
        if not clause.has_figure and self._carried.search(gap):
            return False  # 延续一季度的增长态势
        if mention.end == clause.end and clause.start == state.start and self._office.search(gap):
            return False  # 某市统计局 2021年4月, below a title
        if self._beside.search(text, clause.start, mention.start):
            return False  # 慢于一季度和去年全年增速
        if gap.strip("，") and not clause.has_figure and text.endswith("以来", 0, mention.end):
            return False  # 持续今年以来的增长态势
        if gap.strip("，") and data.part == "now" and not clause.has_figure:
            return False  # 认定为我国目前已知的…
        if gap.strip("，") and text.startswith("开始", mention.end):
            return False  # 主要是今年开始将…纳入管理
        if gap.strip("，") and data.part == "W" and mention.end < state.end and text[mention.end] not in "，,":
            return False  # 受年底消费的影响
        if data.part == "R" and not clause.has_figure and mention.end < clause.end:
            return False  # 3月19日至20日，…考察: an event
        if data.part == "D":
            counted = self._until_day.fullmatch(before) or self._midnight.match(text, mention.end, state.end)
            return counted is not None or not gap.strip("，") and self._day_of_figure(state, mention, clause)
        if self._times.match(text, mention.end, state.end):
            return False  # 是2015年的3.2倍
        follow = clause.mentions[clause.mentions.index(mention) + 1 :]
        moves = bool(follow) and follow[0].code in "bugdv" and not gap.strip("，") and bool(state.rows)
        if moves and self._growth.bare(text, mention, follow):
            if data.part == "P" and text.endswith("以来", 0, mention.end):
                return follow[0].code != "b"  # “十三五”以来累计上升12个百分点
            return data.part in "MQH" and follow[0].code == "b"  # …；9月份同比增长5%，环比下降1%
        return data.part == "P" or not self._title_open.search(gap) or self._speech.match(text, mention.end) is not None

    def _day_of_figure(self, state: State, mention: Mention, clause: Clause) -> bool:
        """Whether the figure behind a day counts for that day (`10月1日，全国铁路发送旅客1588万人次`)."""
        stop = clause.end if clause.has_figure else state.text.find("，", clause.end + 1, state.end)
        return self._daily.fullmatch(state.text, mention.end, stop if stop > 0 else state.end) is not None

    def _enter_period(self, state: State, mention: Mention, clause: Clause) -> None:
        data = mention.data
        assert isinstance(data, PeriodMention)
        context, before = state.context, state.context.period
        if before is not None and before.is_year and len(state.rows) > state.part_begins and state.detour is None:
            state.detour = before, len(state.rows)
        months_since = data.part == "M" and state.text.startswith("以来", mention.end)
        state.since = months_since or state.text.endswith("以来", 0, mention.end)
        context.enter(data, since=state.since)
        holiday = context.holiday
        known = holiday is not None and data.part == "Y" and context.period == whole_year(holiday.year)
        if known and self._holiday.match(state.text, mention.end, state.end):
            context.govern(holiday)  # 2024年春节假期, whose days the document has said
        context.passing = True
        part = state.of_part or bool(state.rows) and (data.part == "D" or state.text.startswith("当月", mention.end))
        if part and before is not None and _within(context.period, before) and state.aside is None:
            state.aside = before  # 一季度…，其中3月份…; 上半年…，6月当月…: until the end of the sentence
        if data.part == "Y" and self._of_project.match(state.text, mention.end, clause.end):
            context.year_in_passing = True  # 2018年农网改造项目…，一季度完成: the year is the project's
        if context.period is None:
            if data.part == "now" and not state.rows:
                state.status = "actual"
            return
        opener = state.text[max(clause.start, mention.start - 3) : mention.start]
        until = self._until.search(opener) is not None
        if until:
            state.until = True
            context.govern(at_end(context.period))
        period, reference = context.period, context.reference
        if period.spans_years and not state.rows:
            state.sentence_span = period
        ahead = period.end > reference if reference is not None else context.stated_year != period.year
        due = self._deadline.match(state.text, mention.end, clause.end)
        toward = self._toward.search(opener) is not None and ahead
        if toward and data.part in "MQHD" and self._already.search(state.text, mention.end, state.end):
            toward = False  # 至5月底，审计查出的56个问题，已整改48个
        if toward and state.rows and not state.toward:
            self._plan_before(state)
        state.toward = state.toward or toward
        state.due = due is not None and not toward
        toward = toward or due is not None and (ahead or reference is None) and "已" not in due["then"]
        ahead = ahead and reference is not None and data.part == "P" and period.year - reference.year >= _FAR
        far = ahead and self._summed.match(state.text, mention.end, state.end) is None  # “十四五”时期, in 2022
        if toward or far or data.part == "F" or not until and reference is not None and period.start > reference:
            state.status = "target"
        elif state.parted and state.status == "forecast" and reference is not None and period.end < reference:
            state.status = context.status  # 夏粮预计达到20万吨；6月末存栏30万头
        elif reference is not None and period.end < reference and data.part in "YMQHSD" and context.status != "actual":
            state.status = "actual"
        elif reference is None and context.measures and state.text[mention.end : mention.end + 1] in _TELLS:
            state.status = "actual"  # 2023年，全市企业达到120家, before what is to be done

    def _plan_before(self, state: State) -> None:
        """`引导3000家企业转型，力争到2026年…`: what is counted behind a verb, at no time, is planned as well."""
        for row in state.rows:
            said = state.text[state.start : row.start]
            if row.period is None and state.names.verb_tail(said) and not any(word in said for word in self._there):
                row.status = "target"
