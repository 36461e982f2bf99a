"""A laid-out document to facts: headings, paragraphs, sentences and tables in order, with what they inherit."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from policyfacts.document import Document, Table
from policyfacts.facts import Fact
from policyfacts.layout import Layout, Paragraph
from policyfacts.link.context import Context
from policyfacts.link.draft import Draft, finish
from policyfacts.link.home import about
from policyfacts.link.names import Names
from policyfacts.link.places import Places
from policyfacts.link.sentence import SentenceLinker
from policyfacts.link.tables import TableLinker
from policyfacts.link.values import Values
from policyfacts.rules.load import RuleSet
from policyfacts.scan.lexer import Lexer
from policyfacts.scan.mentions import PeriodMention

# What can make a fact: a digit, or a numeral or word that stands for a figure.
_TRIGGER = re.compile(
    r"[0-9]|持平|[首榜][位首]|半数|第[一二三四五六七八九十]|[一二两三四五六七八九十几]成|[一二两三四五六七八九十]倍|番"
    r"|[一二两三四五六七八九十百千万亿][个家项条名人户件所座吨元亿万余多]"
)
_STOP = re.compile(r"[。！？!?\n]|;(?=\s)")
_TARGETS = re.compile(r"工作(?:安排|任务|打算|部署|重点)|目标|总体要求|主要任务|重点任务|重点工作|政府工作任务|发展思路|预期|展望|下一步")
_REVIEWS = re.compile(r"回顾|成绩|成就|成效|现状|基础|完成情况|运行情况|总结|形势|问题")
_TOP_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章部节]|#")
_YEAR_OPENS = re.compile(r"(?:各位代表[！，：!,:]|刚刚|过去的|一、|回顾)*(?P<year>(?:19|20)[0-9]{2}年|过去一年|一年来|过去的一年|五年来|过去五年)[，,是来]")
_CAPTION = re.compile(r"（[^（）\n]{1,40}(?:供图|摄|资料图片|图片来源)[^（）\n]{0,10}）")
_FORECASTS = re.compile(r"预测|预计|走势判断")
_ENUMERATION = re.compile(
    r"(?:第[一二三四五六七八九十百]{1,4}条[\s：]*|[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、(?![二三]、|[二三]次?产业)|[0-9]{1,2}[.．、](?:(?![0-9])|(?=(?:19|20)[0-9]{2}年))|[（(][0-9]{1,2}[）)]|[①-⑳]|第[一二三四五六七八九十]{1,3}[，、]|[一二三四五六七八九十]{1,2}是)\s*"
)


@dataclass(frozen=True)
class Linker:
    """Everything compiled that linking needs; one per rule set."""

    rules: RuleSet
    lexer: Lexer
    names: Names
    values: Values

    @classmethod
    def of(cls, rules: RuleSet) -> Linker:
        """A linker for a rule set."""
        return cls(rules, Lexer(rules), Names(rules), Values(rules.units))

    def facts(self, document: Document, layout: Layout) -> list[Fact]:
        """All facts of a document, in the order of its text."""
        return _Run(self, document, layout).facts()


class _Run:
    """The walk through one document."""

    def __init__(self, linker: Linker, document: Document, layout: Layout) -> None:
        self.linker = linker
        self.document = document
        self.layout = layout
        self.text = layout.text
        title = next((self.text[p.start : p.end] for p in layout.paragraphs if p.end > p.start), "")[:80]
        self.about = about(document, self.text, title, linker.rules.regions)
        self.places = Places(linker.rules.regions, self.about.home)
        self.sentences = SentenceLinker(self.text, linker.names, linker.values, self.places)
        self.tables = TableLinker(linker, self.places)
        self.seen: set[tuple[object, ...]] = set()
        self.result: list[Fact] = []

    def facts(self) -> list[Fact]:
        """Walk headings, paragraphs and tables in order."""
        document_context = Context(home=self.about.home, reference=self.about.published)
        self._title(document_context)
        section = document_context.copy()
        triggers = [found.start() for found in _TRIGGER.finditer(self.text)]
        tables = {position: table for position, table in self.layout.tables}
        count = 0
        for paragraph in self.layout.paragraphs:
            if paragraph.start == paragraph.end:
                count += 1
                self._table(tables[paragraph.start], section, count)
                continue
            if paragraph.heading:
                section = self._heading(paragraph, section, document_context)
            self._scene_period(paragraph, section)
            first = bisect_left(triggers, paragraph.start)
            if first < len(triggers) and triggers[first] < paragraph.end:
                self._paragraph(paragraph, triggers, first, section)
        return self.result

    def _title(self, context: Context) -> None:
        for found in self.linker.lexer.scan(self.about.title, 0, len(self.about.title)):
            if found.code == "T" and isinstance(found.data, PeriodMention) and found.data.part not in ("D", "now", "X", "S", "P"):
                context.enter(found.data)
                break

    def _heading(self, paragraph: Paragraph, section: Context, document_context: Context) -> Context:
        text = self.text[paragraph.start : paragraph.end]
        top = bool(_TOP_HEADING.match(text))
        entered = (document_context if top else section).copy()
        for found in self.linker.lexer.scan(self.text, paragraph.start, paragraph.end):
            if found.code == "T" and isinstance(found.data, PeriodMention) and found.data.part not in ("D", "now", "X"):
                entered.enter(found.data)
                break
        if "过去一年" in text and entered.reference is not None:
            entered.enter(PeriodMention(offset=-1))
        if _FORECASTS.search(text):
            entered.status = "forecast"
        elif _TARGETS.search(text):
            entered.status = "target"
        elif _REVIEWS.search(text):
            entered.status = "actual"
        return entered

    def _scene_period(self, paragraph: Paragraph, section: Context) -> None:
        """A year that opens a paragraph (`刚刚过去的2025年，…`) governs the paragraphs after it too."""
        if paragraph.heading:
            return
        opening = _YEAR_OPENS.match(self.text, paragraph.start, paragraph.end)
        if opening:
            for found in self.linker.lexer.scan(self.text, opening.start("year"), opening.end()):
                if found.code == "T" and isinstance(found.data, PeriodMention) and found.data.part in ("Y", "L"):
                    section.enter(found.data)
                return

    def _paragraph(self, paragraph: Paragraph, triggers: list[int], first: int, section: Context) -> None:
        """The sentences of a paragraph that hold a figure; those before them only set the scene."""
        context = section.copy()
        text = self.text
        stops = [found.end() for found in _STOP.finditer(text, paragraph.start, paragraph.end)]
        stops.append(paragraph.end)
        begin = paragraph.start
        opener = _ENUMERATION.match(text, begin, paragraph.end)
        if opener:
            begin = opener.end()
        for stop in stops:
            while first < len(triggers) and triggers[first] < begin:
                first += 1
            if first >= len(triggers) or triggers[first] >= paragraph.end:
                return
            if begin < stop:
                self._sentence(begin, stop, context, triggers[first] < stop)
            begin = stop

    def _sentence(self, begin: int, end: int, context: Context, figures: bool) -> None:
        for pattern in (_CAPTION, _ENUMERATION):
            opener = pattern.match(self.text, begin, end)
            begin = opener.end() if opener else begin
        if not figures:
            self._scene(begin, end, context)
            return
        mentions = self.linker.lexer.scan(self.text, begin, end)
        if not any(mention.code in "NOMf" for mention in mentions):
            for mention in mentions:
                if mention.code == "T" and isinstance(mention.data, PeriodMention) and mention.data.part != "D":
                    context.enter(mention.data)
            self._scene(begin, end, context)
            return
        rows = self.sentences.link(mentions, begin, end, context)
        sentence = self.text[begin:end].strip()
        for row in rows:
            self._add(row, sentence)

    def _scene(self, begin: int, end: int, context: Context) -> None:
        """A sentence without a figure sets the place only within the home region."""
        place = self.places.at(self.text, begin, end)
        home = self.about.home
        if place is not None and place[0] is not None and (home is None or self.places.within(place[0], home)):
            context.region = place[0]

    def _add(self, row: Draft, sentence: str) -> None:
        if not row.indicator or row.value is None and row.growth_rate is None and row.change is None:
            return
        words = self.text[row.text_start : row.text_end]
        self._finish(row, self.layout.span(row.start, row.end), words, sentence)

    def _table(self, table: Table, context: Context, number: int) -> None:
        for row, span, words in self.tables.rows(table, context, number):
            self._finish(row, span, words, words)

    def _finish(self, row: Draft, span: tuple[int, int], words: str, sentence: str) -> None:
        key = row.key()
        if key in self.seen:
            row.flag("repeated")
        self.seen.add(key)
        self.result.append(
            finish(row, doc=self.document.name, page=None, span=span, text=words, sentence=sentence)
        )
