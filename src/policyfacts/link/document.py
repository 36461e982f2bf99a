"""A laid-out document to facts: headings, paragraphs, sentences and tables in order, with what they inherit."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from policyfacts.coverage import Coverage
from policyfacts.document import Document, Table
from policyfacts.facts import Fact
from policyfacts.layout import Layout, Paragraph
from policyfacts.limits import limits
from policyfacts.link.clauses import holds_figure
from policyfacts.link.context import Context
from policyfacts.link.draft import Draft, finish
from policyfacts.link.foreseen import Foreseen
from policyfacts.link.linker import Linker
from policyfacts.link.name_brackets import unbracketed
from policyfacts.link.numbers import numbers
from policyfacts.link.passed_over import PassedOver
from policyfacts.link.places import Places
from policyfacts.link.sentence import SentenceLinker
from policyfacts.link.tables import TableLinker
from policyfacts.rules.divisions import Region
from policyfacts.scan.mentions import Mention, PeriodMention
from policyfacts.scan.periods import whole_year

_LONGEST_NAME = 40  # characters in which the words of a row begin

_STOP = re.compile(r"[。！？!?\n;](?:(?<!;)|(?=\s))")  # it begins with a class, which `re` searches fast

_LONGEST_PLAN = 5  # characters of the name of a five-year plan (“十三五”)
_OPENING = 10  # paragraphs of which the first with words is the title


def facts_of(linker: Linker, document: Document, layout: Layout, coverage: Coverage | None = None) -> list[Fact]:
    """All facts of a document, in the order of its text; ``coverage`` is told of its numbers."""
    return _Walk(linker, document, layout, coverage).facts()


def _bounded(text: str, begin: int, stops: list[int]) -> Iterator[int]:
    """The stops of sentences, with more at clauses where a sentence is longer than any that a person writes."""
    longest = limits().sentence
    for stop in stops:
        while stop - begin > longest:
            cut = max(text.rfind(sign, begin, begin + longest) for sign in "；;，,、 ")
            begin = cut + 1 if cut > begin else begin + longest
            yield begin
        yield stop
        begin = stop


class _Walk:
    """The walk through one document."""

    def __init__(self, linker: Linker, document: Document, layout: Layout, coverage: Coverage | None) -> None:
        self.linker = linker
        self.coverage = coverage
        self.document = document
        self.layout = layout
        self.text = layout.text
        paragraphs = [self.text[p.start : p.end] for p in layout.paragraphs[:_OPENING] if p.end > p.start]
        title = next((words for words in paragraphs if not linker.number_alone.fullmatch(words)), "")[:80]
        self.untitled = "" if title or document.title else linker.home.named_by(document.name)
        self.about = linker.home.about(document, self.text, title or self.untitled)
        self.places = Places(linker.rules, self.about.home)
        self.sentences = SentenceLinker(self.text, linker.readers, self.places)
        self.tables = TableLinker(linker.cells, linker.lexer, self.places)
        self.passed_over, self.foreseen = PassedOver(linker.rules, self.text), Foreseen(linker.rules, self.text)
        self.decreed: Region | None = None  # of what ministries issued, which the paragraph before tells of
        self.seen: set[tuple[object, ...]] = set()
        self.result: list[Fact] = []

    def facts(self) -> list[Fact]:
        """Walk headings, paragraphs and tables in order."""
        document_context = Context(home=self.about.home, reference=self.about.published)
        document_context.period, document_context.plan = self.about.counted_on, self.about.plan
        headings = self.linker.headings
        headings.title(self.about.title, document_context)
        headings.holiday(self.text, self.about.title, document_context)
        section = document_context.copy()
        triggers = [found.start() for found in self.linker.trigger.finditer(self.text)]
        tables = dict(self.layout.tables)
        count, headed = 0, False
        cell = section  # what governs in a cell of words
        for paragraph in self.layout.paragraphs:
            if paragraph.start == paragraph.end:
                count += 1
                self._table(tables[paragraph.start], section, count)
                cell = section
                continue
            if paragraph.cell:
                cell = self._cell(paragraph, triggers, cell, document_context) or section
                continue
            if self.passed_over(paragraph):
                continue
            if paragraph.heading:
                headed = headed or headings.is_top(self.text, paragraph.start, paragraph.end)
                section = headings.heading(self.text, paragraph.start, paragraph.end, section, document_context)
            else:
                headings.scene_year(self.text, paragraph.start, paragraph.end, section)
                section = headings.plan_scene(self.text, paragraph.start, paragraph.end, section)
                if document_context.period is None and section.period is not None and not headed:
                    document_context.govern(section.period)
                    document_context.year, document_context.carried = section.year, section.carried
            first = bisect_left(triggers, paragraph.start)
            if first < len(triggers) and triggers[first] < paragraph.end:
                self._paragraph(paragraph, triggers, first, section)
            if not paragraph.heading:
                headings.scene_span(self.text, paragraph.start, paragraph.end, section)
        return self.result

    def _cell(self, cell: Paragraph, triggers: list[int], context: Context, document: Context) -> Context | None:
        """The sentences in a cell of a table; its label or the heading of its column gives what governs in it."""
        if not cell.heading:
            self._sentences(cell, triggers, bisect_left(triggers, cell.start), context.copy())
            return None
        entered = self.linker.headings.heading(self.text, cell.start, cell.end, context, document.copy()).copy()
        place = self.places.at(self.text, cell.start, cell.end)
        if place is not None and place[0] is not None and place[2] == cell.end:
            entered.region = place[0]
        label = unbracketed(self.text[cell.start : cell.end])
        if self.linker.readers.tools.names.head_of(label):
            entered.subject = label
        return entered

    def _paragraph(self, paragraph: Paragraph, triggers: list[int], first: int, section: Context) -> None:
        """The sentences of a paragraph that hold a figure; those before them only set the scene."""
        context, made = section.copy(), len(self.result)
        if self.text.find("业", paragraph.start, paragraph.start + 14) > 0:
            branch = self.linker.branch.match(self.text, paragraph.start, paragraph.end)
            context.branch = branch["branch"] if branch is not None else ""
        decreed, self.decreed = self.decreed, None
        if decreed is not None and not paragraph.heading and self.places.of_decree(self.text, paragraph.start):
            context.region = self.decreed = decreed
        if section.aimed is not None and self.linker.aim.match(self.text, paragraph.start, paragraph.end):
            context.govern(section.aimed)
            context.status = "target"
        self._sentences(paragraph, triggers, first, context)
        section.recall(context)
        told = self.result[made:]
        if told and not paragraph.heading:
            section.aimed = context.period if all(fact.status == "target" for fact in told) else None
        if self.linker.enumeration.match(self.text, paragraph.start, paragraph.end) is None:  # one of several items
            self._carry(context, section, made)

    def _carry(self, context: Context, section: Context, made: int) -> None:
        """The period of a paragraph goes on in the next ones where no heading above them says when."""
        period = context.period
        if period is None or period.spans_years or self.about.roundup:
            return  # news of many things
        above, published = section.period, self.about.published
        running = above is not None and above.is_year and published is not None and above.start < published <= above.end
        if above is not None and (not section.carried and not running or period.year < above.year):
            return  # a heading says when, or what was told of an earlier year is over
        if any(fact.period == period.iso and fact.status == "actual" for fact in self.result[made:]):
            section.govern(period)
            section.year = section.year if period.is_year else context.year  # 2023年…。1月份…: of which year?
            if period.is_point or period.in_days:
                section.basis = context.basis if context.basis == "pop" else section.basis
            section.carried = True

    def _sentences(self, paragraph: Paragraph, triggers: list[int], first: int, context: Context) -> None:
        text = self.text
        stops = [found.end() for found in _STOP.finditer(text, paragraph.start, paragraph.end)]
        stops.append(paragraph.end)
        begin = paragraph.start
        opener = self.linker.enumeration.match(text, begin, paragraph.end)
        if opener:
            begin = opener.end()
        for stop in _bounded(text, begin, stops):
            while first < len(triggers) and triggers[first] < begin:
                first += 1
            if first >= len(triggers) or triggers[first] >= paragraph.end:
                return
            if begin < stop:
                self._sentence(begin, stop, context, triggers[first] < stop)
            begin = stop

    def _sentence(self, opening: int, end: int, context: Context, figures: bool) -> None:
        begin = opening
        for pattern in (self.linker.caption, self.linker.enumeration):
            opener = pattern.match(self.text, begin, end)
            begin = opener.end() if opener else begin
        if not figures or self.linker.definition.match(self.text, begin, end):
            self._scene(begin, end, context)
            return
        mentions = self.linker.lexer.scan(self.text, begin, end)
        scanned = mentions.copy() if self.coverage is not None else []
        self._link(mentions, begin, end, context)
        if self.coverage is not None:
            self.coverage.note(self.text[begin:end].strip(), numbers(self.text, opening, end, scanned))

    def _link(self, mentions: list[Mention], begin: int, end: int, context: Context) -> None:
        """The rows of a sentence with figures; one without sets the scene."""
        if not holds_figure(mentions):
            for number, mention in enumerate(mentions):
                period = mention.data
                if mention.code == "T" and self.linker.carried.search(self.text, begin, mention.start):
                    continue  # 经济运行延续了去年以来的态势
                if mention.code == "T" and number and mentions[number - 1].code == "k":
                    continue  # 与2013年相比，水质有所好转
                if mention.code == "T" and isinstance(period, PeriodMention) and period.part not in ("D", "R"):
                    context.enter(period, since=self.text.endswith("以来", 0, mention.end))
            self._scene(begin, end, context)
            return
        if (country := self.places.decreed(self.text, begin, end)) is not None:
            context.region = self.decreed = country
        if (abroad := self.places.abroad(self.text, begin, end)) is not None:
            context.region = abroad
            self._news_of(context)
        rows = self.sentences.link(mentions, begin, end, context)
        sentence = self.text[begin:end].strip()
        for row in rows:
            self._add(row, sentence)

    def _news_of(self, context: Context) -> None:
        """News of another country goes on from nothing said before: it is of the year in which it was published."""
        published = self.about.published
        if published is None or context.period is None or context.passing:
            return
        if context.period.year < published.year:
            context.govern(whole_year(published.year))

    def _scene(self, begin: int, end: int, context: Context) -> None:
        """A sentence without a figure brings the place back to the home region.

        Where there is none, or where it is the whole country, the sentence names the place itself.
        """
        if "五" in self.text[begin : begin + _LONGEST_PLAN]:
            self.linker.headings.span(self.text, begin, end, context)
        place = self.places.at(self.text, begin, end)
        home = self.about.home
        if (country := self.places.decreed(self.text, begin, end)) is not None:
            context.region = self.decreed = country
            return
        if place is None or place[0] is None:
            return
        if home is None or self.places.nationwide or place[0] is home:
            context.region = place[0]
        if place[0].code:
            self.places.near = place[0]

    def _add(self, row: Draft, sentence: str) -> None:
        if not row.indicator or row.value is None and row.growth_rate is None and row.change is None:
            return
        self.foreseen.settle(row)
        words = self.text[self._word_start(row) : row.text_end]
        self._finish(row, self.layout.span(row.start, row.end), words, sentence)

    def _word_start(self, row: Draft) -> int:
        """Where the words of a row begin: at the sign before them, not in the middle of a word."""
        begin = max(0, row.text_start - _LONGEST_NAME)
        signs = [self.text.rfind(sign, begin, row.text_start + 1) for sign in "，。；：、（\n"]
        start = max(signs) + 1
        return start if (start or not begin) and start <= row.start else row.text_start

    def _table(self, table: Table, context: Context, number: int) -> None:
        if not table.caption and self.untitled:
            table = replace(table, caption=self.untitled)
        for row, span, words in self.tables.rows(table, context, number, self.coverage):
            self._finish(row, span, words, words)

    def _finish(self, row: Draft, span: tuple[int, int], words: str, sentence: str) -> None:
        key = row.key()
        if key in self.seen:
            row.flag("repeated")
        self.seen.add(key)
        standard = self.linker.rules.indicators.standard(row.indicator, row.base_unit if row.kind == "level" else "")
        name = self.document.name
        self.result.append(
            finish(
                row,
                doc=name,
                page=self.document.page(span[0]),
                standard=standard,
                span=span,
                text=words,
                sentence=sentence,
            )
        )
