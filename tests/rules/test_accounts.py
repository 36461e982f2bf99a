from pathlib import Path

import pytest

from policyfacts.document import UsageError
from policyfacts.rules.accounts import default_accounts, load_accounts
from policyfacts.rules.load import default_rules


def test_sums_and_constant_prices_name_standard_indicators() -> None:
    accounts = default_accounts()
    names = {indicator.name for indicator in default_rules().indicators.indicators}
    used = {name for one in accounts.sum for name in (one.whole, *one.parts)} | accounts.constant_price
    assert used <= names
    assert all(one.whole not in one.parts for one in accounts.sum)


def test_a_folder_without_accounts_has_none(tmp_path: Path) -> None:
    assert load_accounts(tmp_path).sum == ()


def test_a_fault_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "accounts.toml").write_text('topic = "t"\nabout = "a"\n[[sum]]\nwhole = "x"\n', encoding="utf-8")
    with pytest.raises(UsageError, match=r"accounts\.toml.*parts"):
        load_accounts(tmp_path)
