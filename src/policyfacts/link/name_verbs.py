"""Verbs in names: which are kept, which are cut, and where they stand."""

from __future__ import annotations

import re

from policyfacts.rules.load import RuleSet
from policyfacts.rules.trie import trie_pattern


class NameVerbs:
    """Finds verbs in names with the words and patterns of a rule set."""

    def __init__(self, rules: RuleSet) -> None:
        grammar, words = rules.grammar, rules.words
        self._light = words["light_verb"]
        self._verbs = words["verb"]
        self._verb_at = re.compile(f"(?:{trie_pattern(self._verbs | {w for w in self._light if len(w) > 1})})了?")
        self._light_verb = grammar["name.light_verb"]
        self._works = grammar["name.works"]
        self._list_verb = grammar["name.list_verb"]
        self._trading_verb = grammar["name.trading_verb"]

    def list_verb(self, name: str) -> str:
        """The verb of a name that a list of figures shares (`新增A7家、B9家`)."""
        found = self._list_verb.match(name)
        return found[0] if found and found.end() < len(name) else ""

    def trading_verb(self, name: str) -> str:
        """The verb with which a name says what was done with goods (进口原油), or nothing."""
        found = self._trading_verb.match(name)
        return found[0] if found else ""

    def verb_led(self, name: str) -> bool:
        """Whether a name begins with a verb (办理退费)."""
        found = self._verb_at.match(name)
        return found is not None

    def leading_verb(self, name: str) -> str:
        """The verb that a name begins with, or nothing."""
        found = self._verb_at.match(name)
        return found[0] if found and found.end() < len(name) else ""

    def cut_verb(self, name: str) -> str:
        """A name without the verb at its end (重大项目开工 → 重大项目)."""
        tail = self.verb_tail(name)
        return name[: len(name) - len(tail)] if tail and len(name) > len(tail) + 1 else name

    def without_light(self, name: str) -> str:
        """`培育服务业龙头企业` → `服务业龙头企业`: a name without the light verb before it."""
        found = self._light_verb.match(name)
        return name[found.end() :] if found else name

    def is_verb(self, text: str) -> bool:
        """Whether a text is nothing but verbs (`建设运营`, `新引进了`)."""
        rest = text.removesuffix("了")
        if not rest:
            return True
        return rest in self._light or rest in self._verbs or bool(self._verb_at.fullmatch(rest))

    def verb_tail(self, text: str) -> str:
        """The verb that a text ends with, or nothing."""
        bare = text.removesuffix("了")
        for length in range(min(6, len(bare)), 1, -1):
            if bare[-length:] in self._verbs or bare[-length:] in self._light:
                return text[len(bare) - length :]
        return ""

    def from_verb(self, text: str) -> str:
        """A text from its first verb inside on: what follows a counted noun (`…老年人发放高龄补贴`)."""
        found = self._verb_inside(text, 1)
        if not found:
            return ""
        rest = text[found.end() :]
        return rest if found[0].removesuffix("了") in self._light and len(rest) > 1 else text[found.start() :]

    def to_verb(self, text: str) -> str:
        """A text up to its first verb inside (`国家和地区|建设运营`)."""
        found = self._verb_inside(text, 2)
        return text[: found.start()] if found else text

    def _verb_inside(self, text: str, begin: int) -> re.Match[str] | None:
        """The first verb of a text from a place on that is no part of a noun (重点建设项目|完成投资)."""
        found = self._verb_at.search(text, begin)
        while found and (self._works.match(text, found.start()) or text.startswith("进出口", found.start() - 1)):
            found = self._verb_at.search(text, found.end())
        return found

    def keeps(self, verb: str) -> str:
        """The verb where it says what was counted, nothing where it is light."""
        bare = verb.removesuffix("了")
        return "" if bare in self._light or not bare else bare
