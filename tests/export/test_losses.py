from pathlib import Path

import pytest

from policyfacts.api import Facts
from policyfacts.command import Request, run_extract
from policyfacts.export.losses import Losses, LossWarning, utf8
from policyfacts.facts import Fact


def test_losses_are_counted_by_kind_and_told_in_words() -> None:
    losses = Losses()
    assert not losses
    assert str(losses) == ""
    losses.note("characters", 0)
    assert not losses
    losses.note("characters", 1200)
    losses.note("cut")
    assert losses
    assert str(losses) == "1 text cut, 1,200 characters replaced or left out"


def test_half_surrogate_pairs_become_question_marks_and_are_counted() -> None:
    losses = Losses()
    assert utf8("宁波😀", losses) == "宁波😀".encode()
    assert not losses
    assert utf8("a\ud800b\udfff", losses) == b"a?b?"
    assert losses.counts == {"characters": 2}


def test_the_library_warns_of_losses_and_the_command_tells_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.warns(LossWarning, match=r"a\.csv: 1 character replaced"):
        Facts([Fact(doc="a\ud800")]).write(tmp_path / "a.csv")
    (tmp_path / "a.txt").write_text("2021年，芜湖市茶叶产量32.5万吨。", encoding="utf-8")
    monkeypatch.setattr("policyfacts.command.run", lambda *_, **__: [])
    monkeypatch.setattr("policyfacts.command._Tally.facts", lambda *_: iter([Fact(doc="a\ud800")]))
    run_extract(Request([str(tmp_path / "a.txt")], output=tmp_path / "b.csv", quiet=True))
    assert capsys.readouterr().err == "the format csv cannot hold all of it: 1 character replaced or left out\n"
