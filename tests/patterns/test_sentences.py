"""The sentences of `patterns/sentences`: each gives exactly its rows."""

from __future__ import annotations

import pytest

from policyfacts.checks import check_sentence
from policyfacts.rules.load import default_rules, load_sentences
from policyfacts.rules.locate import patterns_folder
from policyfacts.rules.schema import Sentence

FILES = load_sentences(patterns_folder())
SENTENCES = [
    pytest.param(sentence, id=f"{name.removesuffix('.toml')}-{number}")
    for name, file in FILES.items()
    for number, sentence in enumerate(file.sentence, 1)
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_sentence_gives_its_rows_and_none_more(sentence: Sentence) -> None:
    faults = check_sentence(default_rules(), sentence)
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)


def test_there_are_sentences_of_every_kind_and_without_facts() -> None:
    sentences = [sentence for file in FILES.values() for sentence in file.sentence]
    kinds = {row["kind"] for sentence in sentences for row in sentence.rows if "kind" in row}
    assert kinds == {"level", "share", "rank", "ratio", "contribution", "growth"}
    assert sum(not sentence.rows for sentence in sentences) >= 150


def test_no_sentence_stands_twice() -> None:
    texts = [sentence.text for file in FILES.values() for sentence in file.sentence]
    assert sorted(set(texts)) == sorted(texts)


GOOD = Sentence(
    text="2022年，烟台市苹果产量约560万吨。",
    rows=[{"region": "烟台市", "period": "2022", "value": "5600000.0", "growth_rate": ""}],
)


def test_named_fields_alone_are_compared_and_numbers_as_numbers() -> None:
    assert check_sentence(default_rules(), GOOD) == []


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], ["unexpected"]),
        ([*GOOD.rows, *GOOD.rows], ["missing"]),
        ([{"region": "烟台市", "value": "560"}], ["missing", "unexpected"]),
        ([{"value": "5600000", "growth_rate": "1"}], ["missing", "unexpected"]),
    ],
)
def test_what_differs_is_told(rows: list[dict[str, str]], words: list[str]) -> None:
    faults = check_sentence(default_rules(), GOOD.model_copy(update={"rows": rows}))
    assert len(faults) == len(words)
    assert all(word in fault for word, fault in zip(words, faults, strict=True))


def test_rows_match_in_any_order_and_a_loose_row_leaves_the_exact_one_its_fact() -> None:
    sentence = Sentence(
        text="2022年，芜湖市铁路、公路货运量分别为1.3亿吨和4.6亿吨。",
        rows=[{"period": "2022"}, {"value": "130000000"}],
    )
    assert check_sentence(default_rules(), sentence) == []
