"""Fuzzes a target: python tests/fuzz/run.py TARGET --seconds N

With atheris installed (`pip install atheris`) inputs are guided by the branches that they reach; without it seeds are
changed at random, from a seed number that is printed.  An input that fails is kept in the folder of the run and named.
"""

from __future__ import annotations

import argparse
import faulthandler
import os
import random
import subprocess
import sys
import time
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

TESTS = Path(__file__).resolve().parents[1]
SOURCES = TESTS.parent / "src" / "policyfacts"
sys.path.insert(0, str(TESTS))

if TYPE_CHECKING:
    from fuzz.targets import Target

HANG = 25  # seconds that no input may take
MEMORY = 2048  # megabytes
_TOKENS = [
    *"0123456789一二三十百千万亿%，。；：、（）()-.\n\t |<>/\"'={}[]\\\0",
    *(
        "其中",
        "分别",
        "同比",
        "增长",
        "下降",
        "占",
        "比重",
        "亿元",
        "万吨",
        "个百分点",
        "年",
        "月",
        "上半年",
        "以上",
        "由",
        "提高到",
    ),
]
TOKENS = [token.encode() for token in _TOKENS] + [bytes([255]), b"\xef\xbb\xbf"]


def main() -> int:
    """Run one target, or all of them one after the other."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("target", help="the name of a target (tests/fuzz/targets.py), or all")
    arguments.add_argument("--seconds", type=int, default=60, help="for each target")
    arguments.add_argument("--folder", type=Path, default=Path("fuzz-findings"), help="where inputs that fail are kept")
    arguments.add_argument("--plain", action="store_true", help="without atheris")
    arguments.add_argument("--seed", type=int, help="of the changes at random")
    given = arguments.parse_args()
    os.environ["PATH"] = ""  # no other program (LibreOffice) is started: it is not what is fuzzed
    guided = not given.plain and find_spec("atheris") is not None
    targets = imported(guided)
    given.folder.mkdir(parents=True, exist_ok=True)
    if given.target == "all":
        options = [
            "--seconds",
            str(given.seconds),
            "--folder",
            str(given.folder),
            *(["--plain"] if given.plain else []),
        ]
        ended = [subprocess.run([sys.executable, __file__, name, *options], check=False).returncode for name in targets]
        return int(any(ended))
    if given.target not in targets:
        arguments.error(f"no target is called {given.target}; known: {', '.join(targets)}, all")
    target = targets[given.target]
    print(
        f"{given.target}: {given.seconds} seconds, {'guided by atheris' if guided else 'changed at random'}", flush=True
    )
    if guided:
        with_atheris(given.target, target, given.seconds, given.folder)
    seed = given.seed if given.seed is not None else random.randrange(1 << 30)
    at_random(given.target, target, given.seconds, given.folder, seed)
    return 0


def imported(guided: bool) -> dict[str, Target]:
    """The targets; with atheris the modules of the package tell which branches they take."""
    if not guided:
        from fuzz.targets import TARGETS

        return TARGETS
    import atheris

    libraries = ("mammoth", "pptx", "striprtf.striprtf")
    with atheris.instrument_imports(include=["policyfacts", "mammoth", "pptx", "striprtf"]):
        for library in libraries:
            import_module(library)
        from fuzz.targets import TARGETS

        for path in (SOURCES / "readers").glob("[a-z]*.py"):
            import_module(f"policyfacts.readers.{path.stem}")
    return TARGETS


def with_atheris(name: str, target: Target, seconds: int, folder: Path) -> NoReturn:
    """Guided by coverage; the process ends with the run."""
    import atheris

    corpus = folder / f"{name}-corpus"
    corpus.mkdir(exist_ok=True)
    for number, seed in enumerate(target.seeds()):
        (corpus / f"seed-{number}").write_bytes(seed)
    words = folder / "tokens.dict"
    words.write_text("".join(f'"{_escaped(token)}"\n' for token in TOKENS), encoding="ascii")
    options = [
        f"-max_total_time={seconds}", f"-timeout={HANG}", f"-rss_limit_mb={MEMORY}", "-max_len=60000", "-len_control=0",
        "-keep_seed=1", f"-artifact_prefix={folder / name}-", f"-dict={words}", "-print_final_stats=1",
    ]  # fmt: skip
    target.run(target.seeds()[0])  # what is loaded once does not count
    atheris.Setup([sys.argv[0], *options, str(corpus)], target.run)
    atheris.Fuzz()
    raise SystemExit(0)


def _escaped(token: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in token)


def at_random(name: str, target: Target, seconds: int, folder: Path, seed: int) -> None:
    """Seeds changed at random, as long as the time lasts."""
    known, chance = target.seeds(), random.Random(seed)
    last = folder / f"{name}-last"
    end, count = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        data = known[count] if count < len(known) else changed(chance.choice(known), known, chance)
        last.write_bytes(data)  # what a crash of the process leaves behind
        faulthandler.dump_traceback_later(HANG, exit=True)
        try:
            target.run(data)
        except BaseException:
            kept = folder / f"{name}-crash-{seed}-{count}"
            kept.write_bytes(data)
            print(f"{name}: failed with the input {kept} (seed {seed})", flush=True)
            raise
        finally:
            faulthandler.cancel_dump_traceback_later()
        count += 1
    last.unlink()
    print(f"{name}: {count:,} inputs, none failed (seed {seed})", flush=True)


def changed(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """An input made of another: bytes changed, pieces cut, doubled, moved, taken from elsewhere."""
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        at = chance.randrange(len(made) + 1)
        end = min(len(made), at + chance.choice((1, 2, 3, 8, 64, 1000)))
        what = chance.randrange(6)
        if what == 0 and at < len(made):
            made[at] ^= 1 << chance.randrange(8)
        elif what == 1:
            del made[at:end]
        elif what == 2:
            made[at:at] = made[at:end] * chance.choice((1, 2, 50))
        elif what == 3:
            made[at:at] = chance.choice(TOKENS) * chance.choice((1, 1, 3, 100))
        elif what == 4:
            other = chance.choice(others)
            start = chance.randrange(len(other) + 1)
            made[at:end] = other[start : start + chance.choice((1, 8, 100, 1000))]
        else:
            made[at:end] = chance.randbytes(end - at)
    return bytes(made[:50_000])


if __name__ == "__main__":
    sys.exit(main())
