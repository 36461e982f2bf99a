"""Whose a measure is that a clause names without its owner: 增加值, 其中男性, 不良率 behind what was told of before."""

from __future__ import annotations

from policyfacts.link.state import Opening, State
from policyfacts.rules.load import RuleSet

_PEOPLE = ("人", "人次", "户", "户次")
_INSTITUTIONS = ("所", "个", "家", "处", "座")  # units of schools, hospitals, companies


class Owners:
    """Finds the owner of a measure; one per rule set."""

    def __init__(self, rules: RuleSet) -> None:
        grammar, words = rules.grammar, rules.words
        self._spent, self._lengths, self._times = words["spent"], words["length"], tuple(words["time_topic"])
        self._added = grammar["level.added"]
        self._average = grammar["level.average"]
        self._averaged = grammar["level.averaged"]
        self._result = grammar["level.result"]
        self._class_name = grammar["level.bounded_class"]
        self._residents = words["residence"]
        self._earners = grammar["level.earners"]
        self._company = grammar["level.company"]
        self._of_money, self._owns_nothing = grammar["level.of_money"], grammar["level.owns_nothing"]
        self._made_units, self._earns_nothing = words["made_unit"], tuple(words["earns_nothing"])
        self._enrolled = words["enrolled_head"]
        self._loans = grammar["level.loans"]
        self._deed_end = grammar["level.deed_end"]
        self._staff, self._deed = grammar["level.staff"], grammar["level.deed"]
        self._people_again = grammar["level.people_again"]
        self._institution, self._group_income = grammar["level.institution"], grammar["level.group_income"]
        self._spending = grammar["level.spending"]
        self._sector, self._sector_of = grammar["level.bare_sector"], grammar["level.sector_of"]
        self._carriage = grammar["level.carriage"]
        self._of_both = grammar["level.of_both"]
        self._carrier, self._connected = grammar["level.carrier"], grammar["level.connected"]
        self._per_head = grammar["level.per_head"]
        self._income_part, self._income_of = grammar["level.income_part"], grammar["level.income_of"]

    def earned(self, state: State, name: str) -> str:
        """`农民人均纯收入5000元，其中工资性收入…` → 农民人均工资性收入; nothing for a name that is no such part."""
        if not name.endswith("收入") or self._income_part.fullmatch(name) is None:
            return ""
        wholes = (state.parent if state.in_parts else "", state.whole_topic, state.subject)
        found = next(filter(None, map(self._income_of.match, wholes)), None)
        return f"{found['who']}人均{name}" if found is not None else ""

    def _again(self, state: State, name: str, opening: Opening) -> str | None:
        """A name with what one before it says: 专任教师学历合格率 of 小学专任教师, 旅客周转量 of 铁路客运量."""
        people = self._people_again.match(name)
        subject = state.subject or ("" if opening.place else state.context.subject)  # 小学9所。全县专任教师800人
        if people is not None:
            end = subject.find(people[0])
            return subject[:end] + name if end > 0 else None
        if name == "不良率" and (loans := self._loans.fullmatch(subject)) is not None:
            return loans["of"] + name  # 对公房地产贷款余额3861亿元，不良率2.8%
        if name in ("师生比", "生师比") and (teachers := subject.find("专任教师")) > 0:
            return subject[:teachers] + name
        if name.startswith("学历") and (staff := self._staff.search(subject)) is not None:
            return subject[: staff.end()] + name  # 小学专任教师2万人，学历合格率99%
        if name in self._enrolled and state.rows and subject.startswith("女") != subject.endswith("女生"):
            last = "" if state.parent == subject else state.parent  # 招生1.5万人，其中女生7000人，毕业生1.2万人
            head = next((head for head in self._enrolled if last.endswith(head)), "")
            return (last.removesuffix(head) if head else _last_counted(state)) + name
        if state.rows and self._sector.fullmatch(name) and (of := self._sector_of.match(state.rows[-1].indicator)):
            return of["of"] + name  # 海洋第一产业增加值4562亿元，第二产业增加值30188亿元
        if name in ("收入", "支出") and state.text.startswith("加上", state.start):
            return f"{name}合计"  # 加上转移支付、上年结余等，全年收入合计522亿元
        if name == "卫生技术人员":
            counted = [row.indicator for row in state.rows if row.base_unit in _INSTITUTIONS]
            clinic = counted[0] if len(counted) == 1 else ""
            return clinic + name if self._institution.search(clinic) else None  # 乡镇卫生院17个，卫生技术人员297人
        if state.rows and self._spending.fullmatch(name):
            told = (self._group_income.fullmatch(row.indicator) for row in state.rows)
            groups = list(dict.fromkeys(found["who"] for found in told if found))
            spent = sum(row.indicator.endswith(name) and row.indicator != name for row in state.rows)
            return groups[-1] + name if len(groups) == spent + 1 else None
        if state.rows and self._carriage.fullmatch(name):
            mode = self._carrier.match(state.rows[-1].indicator)
            tonnage = [row.indicator[-3:] for row in state.rows if row.base_unit == state.rows[-1].base_unit]
            alone = tonnage.count(state.rows[-1].indicator[-3:]) == 1  # 铁路货运量…，公路货运量…，周转量: of all
            return mode[0] + name if mode is not None and alone else None
        return None

    def _classed(self, state: State, name: str) -> str:
        """`人口超过10万的县有2个，5万至10万之间的县有3个`: what the class before was formed by, or nothing."""
        classed = state.rows and ("的" in name or name.endswith(("中", "城市", "城镇", "地区")))
        found = self._class_name.fullmatch(name) if classed else None
        last = self._class_name.fullmatch(state.rows[-1].indicator) if found is not None else None
        if found is None or last is None or found["what"] or last["who"] != found["who"]:
            return ""
        if not found["who"]:
            return last["what"] + name  # 居住面积在500万人以上城市中…，在50万人以下城市中…
        return last["what"].removesuffix("在") + name

    def _of_part(self, state: State, name: str) -> bool:
        """Whether a name is another measure of the part right before (猪存栏289万头，出栏295万头), not of the whole."""
        last = state.rows[-1] if len(state.rows) > state.part_begins else None
        if last is None or not state.subject or last.indicator != state.subject or state.names.is_trade(name):
            return False
        head = state.names.head_of(last.indicator)
        return not head or head != state.names.head_of(name)

    def _doer(self, state: State) -> str:
        """Who or what did a deed that a clause without a subject names: the topic right before."""
        if state.rows and (beside := self._deed_end.fullmatch(state.rows[-1].indicator)):
            return beside["who"]  # 某平台授信60亿元、服务客户3万次
        topic = state.context.topic if state.has_topic else ""
        if not topic or "、" in topic or len(topic) < 3 or topic.endswith(self._times) or state.names.verb_led(topic):
            return ""
        spoken = state.scene or any(row.indicator.startswith(topic) for row in state.rows)
        return topic if spoken else ""

    def _school(self, state: State, name: str) -> str:
        """The school of the figure right before (高中招生2万人，在校生6万人), or the last one that was counted."""
        last = state.rows[-1].indicator if state.rows and state.rows[-1].base_unit == "人" else ""
        head = next((head for head in self._enrolled if last.endswith(head) and len(last) > len(head)), "")
        beside = head and not self._staff.fullmatch(name)
        return last.removesuffix(head) if beside else _last_counted(state)

    def _no_owner(self, state: State, owner: str, name: str) -> bool:
        """Whether the name in reach owns nothing: an index or a rate (产销率97%。实现利税36亿元)."""
        if name.endswith("人次") and owner.endswith(("人员", "人员总数", "人员数", "医师", "护士", "床位")):
            return True  # 卫生技术人员5万人。总诊疗人次30万人次
        if name.endswith("人次") and "平均" in owner:
            return True  # 居民平均就诊6.8次；入院人次30万
        if state.rows and state.rows[-1].base_unit == "人" and owner == state.rows[-1].indicator and "投资" in name:
            return True  # 新增就业3万人，累计完成投资20亿元
        return (
            self._owns_nothing.search(owner) is not None
            or owner.endswith(self._earns_nothing)
            and self._of_money.search(name) is not None
        )

    def _earner(self, state: State, name: str) -> str:
        """`某集团完成煤炭产量2亿吨、商品煤销量1亿吨，营业收入50亿元`: whose income it is, not that of the goods."""
        if self._of_money.fullmatch(name) is None or not state.values.is_measured(state.rows[0].base_unit):
            return ""
        company = self._company.match(state.rows[0].indicator)
        return company[0] if company is not None and not state.in_parts else ""

    def owned(self, state: State, name: str, opening: Opening) -> str:
        """A name with its owner where it needs one."""
        names = state.names
        if earned := self.earned(state, name):
            return earned
        joined = self._connected.fullmatch(state.subject) if name in self._lengths else None
        if joined is not None and state.rows:
            return joined["what"] + name  # 10个县通了高速公路，新增里程…
        if self._of_both.fullmatch(name) and (pair := _last_pair(state)):
            return pair + name
        if name[-1:] != "率" and (classed := self._classed(state, name)):
            return classed
        if self._average.fullmatch(name) and state.subject:
            return _moved(name, state.subject)
        shared = self._averaged.match(name)
        if shared and state.rows and not opening.period:
            for owner in (state.parent, state.subject) if state.in_parts else (state.subject,):
                if shared[0] in owner:
                    return owner[: owner.find(shared[0])] + name  # 职工平均年龄38岁、平均工龄12年
        made = bool(state.rows) and state.rows[-1].base_unit in (*self._made_units, "元" if "就业" in name else "")
        if made and self._result.fullmatch(name):
            return name  # 年产碳纤维2万吨，带动就业1200人
        if name == "增加值" and state.context.branch and not (state.rows or state.subject or opening.place):
            return state.context.branch + name
        if name.startswith("带动") and state.rows and state.rows[-1].base_unit in _PEOPLE:
            return name  # 惠及消费者28万人次，带动销售5亿元
        if name in ("占比", "比重") and state.subject:
            return state.subject
        if (again := self._again(state, name, opening)) is not None:
            return again
        if name.startswith("对") and name.endswith("率") and state.subject:
            return names.own(state.subject, name)  # 高速铁路里程翻一番、对大城市覆盖率95%
        if name in self._spent and not state.subject and not state.has_topic and not opening.of_which:
            return name
        if names.is_trade(name) and not opening.of_which and not names.trades(state.subject or state.context.topic):
            return name
        if names.is_rate(name) and state.subject:
            return names.own(state.subject, name)
        if name in self._enrolled and (school := self._school(state, name)):
            return school + name  # 普通高中4所，在校生9000人
        if (opening.of_which or state.in_parts) and name in self._residents and state.parent:
            return names.part_of_all(name, state.parent)  # 居民恩格尔系数30%，其中城镇29%
        if names.needs_owner(name):
            trader = state.rows[-1] if names.is_trade(name) and not opening.of_which and state.rows else None
            owner = trader.indicator if trader is not None and trader.base_unit in ("家", "户") else ""
            of_part = self._of_part(state, name) and not _of_all_parts(state, name)
            beside = bool(state.rows) and state.rows[-1].start >= opening.body  # 其中甲基金收入3亿元、支出2亿元
            whole = (opening.of_which and not (of_part and beside)) or (state.in_parts and not of_part)
            owner = owner or (state.parent if whole else "") or state.subject
            bilateral = name.startswith("双边") or names.is_trade(name) and names.trades(state.scene)
            if state.scene and bilateral:
                owner = state.scene  # “新三样”产品出口增势强劲，合计出口106亿元
            if not owner and state.has_topic and (state.topic_acts or not names.is_trade(name)):
                owner = state.context.topic
            elif not owner and not names.is_trade(name):
                told = opening.place and self._staff.fullmatch(name)  # 小学9所。全县专任教师800人
                owner = "" if told else state.context.undivided or state.context.subject
            if state.rows and (earner := self._earner(state, name)):
                owner = earner
            if name == "总数":
                owner = self._added.sub("", owner)  # 新设工作站18个，总数达178个
            if owner.startswith("总") and (counted := _last_counted(state)):
                owner = counted  # 设施12个，总建设规模6万平方米，总投资2亿元
            if owner and self._no_owner(state, owner, name):
                who = self._earners.match(owner)  # 规上工业企业产销率98%；实现利税5亿元
                return who[0] + name if who is not None and state.subject == owner and state.rows else name
            if owner and owner != name:
                return names.own(self._per_head.sub("", owner) if not state.rows else owner, name)
        elif state.subject and self._result.fullmatch(name) and not opening.period:
            return names.stem(state.subject) + name
        elif self._deed.fullmatch(name) and not opening.period and (doer := self._doer(state)):
            return doer + name
        return name


def _moved(name: str, subject: str) -> str:
    """`铁路累计发送旅客`, then 日均发送: 铁路日均发送旅客; `高速公路累计流量`, then 日均流量."""
    mean, rest = name[:2], name[2:]
    if subject.endswith(name):
        return subject
    if rest and subject.endswith(rest):
        return subject[: len(subject) - len(rest)].replace("累计", "") + name
    if rest.endswith("量"):
        return name
    return subject.replace("累计", mean, 1) if "累计" in subject else mean + subject.removeprefix(mean)


def _last_pair(state: State) -> str:
    """`办理人大建议40件、政协提案30件，办结率100%`: two things of one kind counted side by side, or nothing."""
    if len(state.rows) < 2 or state.rows[-1].base_unit != state.rows[-2].base_unit:
        return ""
    between = state.text[state.rows[-2].end : state.rows[-1].start]
    if not between.startswith("、") or "，" in between:
        return ""
    return "、".join(state.names.stem(row.indicator) for row in state.rows[-2:])


def _of_all_parts(state: State, name: str) -> bool:
    """Whether money put into a whole comes behind a list of its parts (其中风电3万千瓦、光伏5万千瓦，总投资…)."""
    if not state.in_parts or "投资" not in name or not state.rows:
        return False
    unit, parts = state.rows[-1].base_unit, 0
    for row in reversed(state.rows):
        if row.indicator == state.parent or row.base_unit != unit:
            break
        parts += 1
    return parts > 1 and unit != "元"


def _last_counted(state: State) -> str:
    """The schools or institutions counted last, whose pupils or beds come next; behind a semicolon the whole."""
    counted = [row for row in state.rows if row.base_unit in _INSTITUTIONS and not row.closed]
    whole = state.in_parts and state.part_begins and any(row.indicator == state.parent for row in state.rows)
    if counted and whole and counted[-1] in state.rows[: state.part_begins]:
        return state.parent  # 学校60所，其中小学50所；在校生2万人
    return counted[-1].indicator.removesuffix("总数") if counted else ""
