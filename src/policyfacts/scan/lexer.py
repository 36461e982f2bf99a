"""One pass over a sentence: digits, numerals and cue words where they stand, as typed mentions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from policyfacts.document import UsageError
from policyfacts.rules.load import RuleSet
from policyfacts.rules.schema import MentionRule
from policyfacts.scan.mentions import CODES, Cue, Mention, PeriodMention
from policyfacts.scan.period_words import FORMS
from policyfacts.scan.quantities import QuantityScanner

_PUNCTUATION = {
    "，": ",", ",": ",", "；": ";", ";": ";", "：": ":", ":": ":", "、": "&", "（": "(", "(": "(", "）": ")", ")": ")",
}  # fmt: skip
_NUMERALS = "〇零一二两三四五六七八九十百千万亿半廿"
_DIGITS = "0123456789"
_ANY = ("digit", "numeral")  # anchors that are no words


@dataclass(frozen=True, slots=True)
class _Word:
    """A cue rule as compiled for one of its words."""

    code: str
    rule: str
    cue: Cue
    not_before: re.Pattern[str] | None
    not_after: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A rule with anchors as compiled."""

    code: str
    rule: str
    form: str
    value: str
    pattern: re.Pattern[str]
    not_before: re.Pattern[str] | None
    not_after: re.Pattern[str] | None


class Lexer:
    """Finds the mentions of a stretch of text; one per rule set."""

    def __init__(self, rules: RuleSet) -> None:
        self.quantities = QuantityScanner(rules)
        self._latin_indicator = rules.grammar["quantity.latin_indicator"]
        self._beside = rules.grammar["quantity.beside"]
        self._words: dict[str, list[_Word]] = {}
        self._patterns: dict[str, list[_Pattern]] = {}
        for rule in rules.mentions:
            self._add(rule)
        self._any_of = {anchor: _any_of(entries) for anchor, entries in self._patterns.items() if len(entries) > 2}
        self._plain = {
            surface: entries[0]
            for surface, entries in self._words.items()
            if surface not in self._patterns and entries[0].not_before is entries[0].not_after is None
        }
        surfaces = {*self._words, *self._patterns} - {*_ANY}
        lengths: dict[str, set[int]] = {}
        for surface in surfaces:
            lengths.setdefault(surface[0], set()).add(len(surface))
        self._lengths = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}
        self._surfaces = frozenset(surfaces)
        self._candidate = _candidate(surfaces)

    def _add(self, rule: MentionRule) -> None:
        before = re.compile(rule.not_before) if rule.not_before else None
        after = re.compile(rf"(?:{rule.not_after})$") if rule.not_after else None
        if rule.mention not in CODES:
            raise UsageError(f"rule {rule.id}: no mention is called {rule.mention!r}; known: {', '.join(CODES)}")
        if rule.gives.get("form", "year") not in FORMS:
            raise UsageError(f"rule {rule.id}: no form is called {rule.gives['form']!r}; known: {', '.join(FORMS)}")
        code = CODES[rule.mention]
        if rule.pattern:
            compiled = re.compile(rule.pattern)
            entry = _Pattern(
                code, rule.id, rule.gives.get("form", ""), rule.gives.get("value", ""), compiled, before, after
            )
            for anchor in rule.anchors:
                self._patterns.setdefault(anchor, []).append(entry)
            return
        cue = Cue(int(rule.gives.get("sign", "0")), rule.gives.get("value", ""))
        for word in rule.words:
            self._words.setdefault(word, []).append(_Word(code, rule.id, cue, before, after))

    def scan(self, text: str, start: int, end: int) -> list[Mention]:
        """The mentions of ``text[start:end]``, in order, without overlap."""
        mentions: list[Mention] = []
        position = start
        for candidate in self._candidate.finditer(text, start, end):
            at = candidate.start()
            if at < position:
                continue
            character = candidate[0]
            if (mark := _PUNCTUATION.get(character)) is not None:
                mentions.append(Mention(mark, at, at + 1))
                continue
            mention = self._read(character, text, at, start, end)
            if mention is not None:
                mentions.append(mention)
                position = mention.end
            elif character in _DIGITS:
                skipped = _NAME_REST.match(text, at, end)
                position = skipped.end() if skipped else at + 1
            elif character in _NAME_BEGINS and (name := _NAME.match(text, at, end)):
                position = name.end()
        return mentions

    def _read(self, character: str, text: str, position: int, start: int, end: int) -> Mention | None:
        """The mention that begins with a character, if any does."""
        if character in _DIGITS:
            return self._digit(text, position, start, end)
        for length in self._lengths.get(character, ()):
            surface = text[position : position + length]
            if surface in self._surfaces and position + length <= end:
                mention = self._word(surface, text, position, start, end)
                if mention is not None:
                    return mention
        return self._numeral(text, position, start, end) if character in _NUMERALS else None

    def _digit(self, text: str, position: int, start: int, end: int) -> Mention | None:
        before = text[position - 1] if position > start else ""
        joined = before != "" and (before in "._/" or before.isascii() and before.isalnum())
        joined = joined and not (before == "/" and self._beside.search(text, max(start, position - 3), position))
        if joined and not self._latin_indicator.search(text, max(start, position - 4), position):
            return None  # C919, 5.2.1
        if _MEASURED.match(text, position, end):
            return self.quantities.arabic(text, position, end, start)
        return (
            self._pattern("digit", text, position, start, end)
            or self.quantities.ratio(text, position, end)
            or self.quantities.arabic(text, position, end, start)
        )

    def _numeral(self, text: str, position: int, start: int, end: int) -> Mention | None:
        return self._pattern("numeral", text, position, start, end) or self.quantities.chinese(text, position, end)

    def _word(self, surface: str, text: str, position: int, start: int, end: int) -> Mention | None:
        """The mention of a cue word or of a pattern anchored at it."""
        behind = position + len(surface)
        if (plain := self._plain.get(surface)) is not None:
            return Mention(plain.code, position, behind, plain.rule, plain.cue)
        if surface in self._patterns:
            mention = self._pattern(surface, text, position, start, end)
            if mention is not None:
                return mention
        for word in self._words.get(surface, ()):
            if _fits(word, text, position, behind, start, end):
                return Mention(word.code, position, behind, word.rule, word.cue)
        return None

    def _pattern(self, anchor: str, text: str, position: int, start: int, end: int) -> Mention | None:
        entries = self._patterns.get(anchor)
        if entries is None:
            return None
        if (any_of := self._any_of.get(anchor)) is not None and not any_of.match(text, position, end):
            return None
        for entry in entries:
            found = entry.pattern.match(text, position, end)
            if found and _fits(entry, text, position, found.end(), start, end):
                data: Cue | PeriodMention = Cue(0, entry.value)
                if entry.form:
                    data = FORMS[entry.form](found.groupdict())
                elif entry.code == "O":
                    data = Cue(0, next((group for group in found.groups() if group), ""))
                return Mention(entry.code, position, found.end(), entry.rule, data)
        return None


_NAME = re.compile(  # titles and short quotations are names; none of the numerals of 第十五条 is a figure
    rf"《[^》\n]{{0,80}}》|“[^”\n，。；]{{1,10}}”|(?<=第)[{_NUMERALS}]+"
)
_NAME_BEGINS = frozenset(f"《“{_NUMERALS}")


def _candidate(surfaces: Iterable[str]) -> re.Pattern[str]:
    """A pattern of the characters at which a mention or a name may begin.

    It begins with a class, which `re` searches fast; a word of several characters needs one of the second ones.
    """
    alone = {*_PUNCTUATION, *_DIGITS, *_NUMERALS, "《", "“"} | {surface for surface in surfaces if len(surface) == 1}
    first, second = alone | {surface[0] for surface in surfaces}, {surface[1:2] for surface in surfaces} - {""}
    goes_on = f"|(?=[{_class(second)}])" if second else ""
    return re.compile(rf"[{_class(first)}](?:(?<=[{_class(alone)}]){goes_on})")


def _class(characters: Iterable[str]) -> str:
    """The inside of a character class."""
    return "".join(re.escape(character) for character in sorted(characters))


def _any_of(entries: Iterable[_Pattern]) -> re.Pattern[str]:
    """One pattern that matches wherever any of several does: it turns most places down at once."""
    return re.compile("|".join(_GROUP_NAME.sub("(?:", entry.pattern.pattern) for entry in entries))


_GROUP_NAME = re.compile(r"\(\?P<[a-z0-9_]+>")
_MEASURED = re.compile(  # neither a date nor a ratio
    r"[0-9]+(?:\.[0-9]+)?(?:[%亿万千百多余倍家吨公人件户项辆平名条所座亩次位米起宗种场]|元(?!旦)|个(?![月季]))"
)
_NAME_REST = re.compile(r"[0-9A-Za-z.,_/+-]*")


def _fits(entry: _Word | _Pattern, text: str, position: int, behind: int, start: int, end: int) -> bool:
    if entry.not_before is not None and entry.not_before.match(text, behind, end):
        return False
    return entry.not_after is None or not entry.not_after.search(text, max(start, position - 12), position)
