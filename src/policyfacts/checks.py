"""Runs the examples of the pattern files: those of the mention rules and of the grammar, and whole sentences.

Each check gives what fails, in words; an empty list means that everything holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from policyfacts.document import Document
from policyfacts.extract import extract_document
from policyfacts.facts import COLUMNS, Fact
from policyfacts.rules.grammar import Grammar
from policyfacts.rules.load import RuleSet
from policyfacts.rules.schema import Example, GrammarPattern, MentionRule, Sentence
from policyfacts.scan.lexer import Lexer
from policyfacts.scan.mentions import Mention, PeriodMention
from policyfacts.scan.period_words import resolve

_NUMBERS = frozenset(column.name for column in COLUMNS if column.type in ("number", "integer"))
_SHOWN = (
    "region", "indicator", "kind", "relative_to", "period", "value", "value_max", "base_unit", "comparator", "status",
    "growth_rate", "growth_rate_max", "growth_comparator", "growth_basis", "growth_base", "change", "change_unit",
    "change_base",
)  # fmt: skip


def check_rules(rules: RuleSet) -> list[str]:
    """What fails among the examples and counter-examples of the mention rules."""
    lexer = Lexer(rules)
    return [fault for rule in rules.mentions for fault in check_rule(rule, lexer)]


def check_rule(rule: MentionRule, lexer: Lexer) -> list[str]:
    """What fails among the examples and counter-examples of one mention rule."""
    texts = [example.text for example in rule.examples] + [counter.text for counter in rule.counter_examples]
    faults = _repeated(rule.id, texts)
    for example in rule.examples:
        faults += _example(rule, example, lexer)
    for counter in rule.counter_examples:
        found = [_words(mention, counter.text) for mention in _mentions(rule, counter.text, lexer)]
        if found:
            faults.append(f"{rule.id}: {counter.text!r} must give nothing ({counter.why}), gives {found}")
    return faults


def check_grammar(rules: RuleSet) -> list[str]:
    """What fails among the examples and counter-examples of the patterns of the grammar."""
    return [fault for record in rules.grammar for fault in check_pattern(record, rules.grammar)]


def check_pattern(record: GrammarPattern, grammar: Grammar) -> list[str]:
    """What fails among the examples and counter-examples of one pattern of the grammar."""
    texts = [example if isinstance(example, str) else example.text for example in record.examples]
    faults = _repeated(record.id, [*texts, *record.counter_examples])
    for example, text in zip(record.examples, texts, strict=True):
        found = grammar.found(record, text)
        if isinstance(example, str):
            if not found:
                faults.append(f"{record.id}: nothing is found in the example {text!r}")
        elif found != example.at:
            faults.append(f"{record.id}: {text!r} must give {example.at!r}, gives {found!r}")
    for text in record.counter_examples:
        if found := grammar.found(record, text):
            faults.append(f"{record.id}: {text!r} must give nothing, gives {found!r}")
    return faults


def check_sentences(rules: RuleSet, sentences: Iterable[Sentence]) -> list[str]:
    """What fails among the sentences: each must give exactly its rows, in any order."""
    return [fault for sentence in sentences for fault in check_sentence(rules, sentence)]


def check_sentence(rules: RuleSet, sentence: Sentence) -> list[str]:
    """The rows that are missing from what a sentence gives, and those that it gives beyond them."""
    document = Document(sentence.text, published=sentence.published, region=sentence.region)
    facts = extract_document(document, rules)
    missing, extra = _unpaired(sentence.rows, facts)
    faults = [f"missing {_shown(row)}" for row in missing]
    faults += [f"unexpected {_shown({name: _cell(fact, name) for name in _SHOWN})}" for fact in extra]
    return [f"{sentence.text}: {fault}" for fault in faults]


def _repeated(name: str, texts: list[str]) -> list[str]:
    return [f"{name}: {text!r} is an example {times} times" for text, times in Counter(texts).items() if times > 1]


def _mentions(rule: MentionRule, text: str, lexer: Lexer) -> list[Mention]:
    return [mention for mention in lexer.scan(text, 0, len(text)) if mention.rule == rule.id]


def _words(mention: Mention, text: str) -> str:
    return text[mention.start : mention.end]


def _example(rule: MentionRule, example: Example, lexer: Lexer) -> list[str]:
    mentions = _mentions(rule, example.text, lexer)
    found = [_words(mention, example.text) for mention in mentions]
    wanted = [expected.at for expected in example.expect]
    if found != wanted:
        return [f"{rule.id}: {example.text!r} must give {wanted}, gives {found}"]
    try:
        reference = date.fromisoformat(example.published) if example.published else None
    except ValueError:
        return [f"{rule.id}: {example.text!r}: published {example.published!r} is no date; write YYYY-MM-DD"]
    faults = []
    for expected, mention in zip(example.expect, mentions, strict=True):
        if expected.period is None:
            continue
        data = mention.data
        period = resolve(data, year=None, reference=reference) if isinstance(data, PeriodMention) else None
        iso = period.iso if period else ""
        if iso != expected.period:
            faults.append(f"{rule.id}: {expected.at!r} in {example.text!r} must be {expected.period!r}, is {iso!r}")
    return faults


def _unpaired(rows: list[dict[str, str]], facts: list[Fact]) -> tuple[list[dict[str, str]], list[Fact]]:
    """The rows and facts left over by the largest pairing of rows with facts that match them."""
    fits = [[number for number, fact in enumerate(facts) if _matches(row, fact)] for row in rows]
    row_of: dict[int, int] = {}

    def place(row: int, tried: set[int]) -> bool:
        for fact in fits[row]:
            if fact not in tried:
                tried.add(fact)
                if fact not in row_of or place(row_of[fact], tried):
                    row_of[fact] = row
                    return True
        return False

    missing = [rows[number] for number in range(len(rows)) if not place(number, set())]
    return missing, [fact for number, fact in enumerate(facts) if number not in row_of]


def _matches(row: Mapping[str, str], fact: Fact) -> bool:
    return all(_same(name, wanted, _cell(fact, name)) for name, wanted in row.items())


def _same(name: str, wanted: str, found: str) -> bool:
    if name == "flags" and wanted:  # those named are among those given
        return set(wanted.split(";")) <= set(found.split(";"))
    if name in _NUMBERS and wanted and found:
        try:
            return Decimal(wanted) == Decimal(found)
        except InvalidOperation:
            return False
    return wanted == found


def _cell(fact: Fact, name: str) -> str:
    cell = getattr(fact, name)
    return "" if cell is None else f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


def _shown(row: Mapping[str, str]) -> str:
    quiet = {"comparator": "eq", "growth_comparator": "eq", "status": "actual"}
    cells = ", ".join(f'{name} = "{cell}"' for name, cell in row.items() if cell and quiet.get(name) != cell)
    return f"{{ {cells} }}"
