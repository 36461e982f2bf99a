"""Numbers as Chinese texts write them: Arabic, Chinese and mixed, read exactly.

Everything here reads strictly a number; 几, 数, 余, 多 and 近 are words around a number and not read here.
"""

from __future__ import annotations

import re
from decimal import Context, Decimal
from fractions import Fraction

from policyfacts.scan.numeral_signs import (
    BEGIN,
    DIGIT_CLASS,
    DIGITS,
    LARGE,
    MYRIAD,
    POINT,
    SMALL,
    TENS,
    TWO,
    UNIT_CLASS,
)

_FOLD = {ord("．"): ".", ord("，"): ",", ord("－"): "-", ord("−"): "-", ord("＋"): "+", ord("％"): "%", ord("／"): "/"}
_FOLD.update({ord("０") + digit: str(digit) for digit in range(10)})
_ARABIC = re.compile(r"[-+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_SEGMENT = re.compile(rf"((?:[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+)(?:\.[0-9]+)?)([{UNIT_CLASS}]*)")
_CHENG = re.compile(rf"([0-9]+(?:\.[0-9]+)?|[{DIGIT_CLASS}{TWO}十半])成([{DIGIT_CLASS}]|半)?")
_CONTEXT = Context(prec=10_000)
_LONGEST = 64  # characters of a Chinese number
_HALF = Decimal("0.5")


class NumeralError(ValueError):
    """The text is no number."""


def is_plain(text: str) -> bool:
    """Whether a text is a number that :func:`plain` reads."""
    try:
        plain(text)
    except NumeralError:
        return False
    return True


def parse(text: str) -> Decimal:
    """Read a number: `1,234.5`, `１２．５`, `五千五百七十五万`, `3.5万亿`, `二〇二五`, `一点五亿`, `半`.

    Raises :class:`NumeralError` for anything else, also for approximate words (`十几`, `两三`).
    """
    folded = text.translate(_FOLD)
    if _ARABIC.fullmatch(folded):
        return Decimal(folded.replace(",", ""))
    if folded[:1] in ("-", "+", "负", "負"):
        value = _unsigned(folded[1:], text)
        return value if folded[0] == "+" else value.copy_negate()
    return _unsigned(folded, text)


def plain(text: str) -> str:
    """Write a number in Arabic digits without separators, as precise as it stands: `6407.0`, `五千万` → `50000000`."""
    folded = text.translate(_FOLD)
    if _ARABIC.fullmatch(folded):
        return folded.replace(",", "").removeprefix("+")
    return f"{parse(text):f}"


def parse_fraction(text: str) -> Fraction:
    """Read a fraction: `三分之一`, `百分之二十`, `一又三分之一`, `2/3`."""
    folded = text.translate(_FOLD)
    whole, mixed, rest = folded.rpartition("又")
    if "分之" in rest:
        below, _, above = rest.partition("分之")
    elif "/" in rest:
        above, _, below = rest.partition("/")
    else:
        raise NumeralError(f"{text!r} is no fraction")
    numerator, denominator = Fraction(parse(above)), Fraction(parse(below))
    if denominator <= 0:
        raise NumeralError(f"{text!r} is no fraction")
    value = numerator / denominator
    return Fraction(parse(whole)) + value if mixed else value


def parse_percent(text: str) -> Decimal:
    """Read a share as per cent: `百分之二十` is 20, `千分之三` 0.3, `20%` 20, `四分之三` 75.

    Where the fraction does not end (`三分之一`), half to even to four decimals.
    """
    folded = text.translate(_FOLD)
    if folded.endswith("%"):
        return parse(folded[:-1])
    if folded.endswith("‰"):
        return _normal(parse(folded[:-1]).scaleb(-1, context=_CONTEXT))
    for name, places in (
        ("百分之", 0),
        ("千分之", -1),
        ("万分之", -2),
        ("萬分之", -2),
        ("十万分之", -3),
        ("百万分之", -4),
    ):
        if folded.startswith(name):
            return _normal(parse(folded.removeprefix(name)).scaleb(places, context=_CONTEXT))
    share = parse_fraction(text) * 100
    rest = share.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest == 1:
        return _normal(_CONTEXT.divide(Decimal(share.numerator), Decimal(share.denominator)))
    return _normal(Decimal(round(share * 10_000)).scaleb(-4, context=_CONTEXT))


def parse_cheng(text: str) -> Decimal:
    """Read tenths as per cent: `八成` is 80, `一成五` 15, `三成半` 35, `8.5成` 85."""
    match = _CHENG.fullmatch(text.translate(_FOLD))
    if match is None:
        raise NumeralError(f"{text!r} is no number of tenths")
    tenths, half = match[1], match[2]
    value = parse(tenths) * 10
    if half:
        if "." in tenths or tenths in ("十", "半"):
            raise NumeralError(f"{text!r} is no number of tenths")
        value += 5 if half == "半" else DIGITS[half]
    return _normal(value)


def _normal(value: Decimal) -> Decimal:
    """Drop the zeros behind the point and any positive exponent."""
    if value == value.to_integral_value():
        return value.quantize(Decimal(1), context=_CONTEXT)
    return value.normalize(_CONTEXT)


def _unsigned(body: str, text: str) -> Decimal:
    if body in ("半", "一半"):
        return _HALF
    if body[:1].isascii() and body[:1].isdigit():
        return _mixed(body, text)
    head, point, tail = _split_point(body)
    if not point:
        return Decimal(_integer(body, text))
    digits = tail.rstrip(UNIT_CLASS)
    factor = _factor(tail[len(digits) :], text)
    if not digits or any(char not in DIGITS for char in digits):
        raise NumeralError(f"{text!r} is no number")
    value = Decimal(f"{_integer(head, text)}.{''.join(str(DIGITS[char]) for char in digits)}")
    return value if factor == 1 else _normal(_CONTEXT.multiply(value, Decimal(factor)))


def _split_point(body: str) -> tuple[str, str, str]:
    for point in POINT:
        if point in body:
            return body.partition(point)
    return body, "", ""


def _factor(units: str, text: str) -> int:
    """Give the product of multipliers behind a figure: 千万, 万亿; they rise (万万 is no number)."""
    factor, last = 1, 0
    for char in units:
        unit = SMALL.get(char) or LARGE[char]
        if unit <= last:
            raise NumeralError(f"{text!r} is no number")
        factor, last = factor * unit, unit
    return factor


def _mixed(body: str, text: str) -> Decimal:
    """Read Arabic figures with Chinese multipliers: 3.5万亿, 1亿2000万."""
    total, at, last = Decimal(0), 0, 0
    segments = 0
    while at < len(body):
        match = _SEGMENT.match(body, at)
        if match is None:
            raise NumeralError(f"{text!r} is no number")
        figure, units = match[1].replace(",", ""), match[2]
        factor = _factor(units, text)
        value = _CONTEXT.multiply(Decimal(figure), Decimal(factor))
        if segments and (value >= last or "." in figure or (factor == 1 and value * 10 < last)):
            raise NumeralError(f"{text!r} is no number")
        if at + len(match[0]) < len(body) and ("." in figure or not units):
            raise NumeralError(f"{text!r} is no number")
        total = _CONTEXT.add(total, value)
        at, last, segments = match.end(), factor, segments + 1
    return _normal(total)


def _integer(body: str, text: str) -> int:
    """Read a whole number in Chinese characters."""
    if not body or len(body) > _LONGEST:
        raise NumeralError(f"{text!r} is no number")
    if len(body) == 1 and body in TWO:
        return 2
    if all(char in DIGITS for char in body):
        # Two digits side by side are a range (七八), unless a nought says that they are written out.
        if len(body) == 2 and not any(DIGITS[char] == 0 for char in body):
            raise NumeralError(f"{text!r} is no number")
        return int("".join(str(DIGITS[char]) for char in body))
    for unit, names in ((10**8, "亿億"), (10**4, MYRIAD)):
        at = max(body.rfind(name) for name in names)
        if at < 0:
            continue
        left, right = body[:at], body[at + 1 :]
        high = _integer(left, text) if left else 1
        # A lone digit that counts tenths of what stands before it (三千五) ends a number.
        if high >= unit or (len(left) > 1 and left[-1] in DIGITS and left[-2] in "百佰千仟万萬"):
            raise NumeralError(f"{text!r} is no number")
        return high * unit + _rest(right, unit, text)
    return _section(body, text)


def _rest(body: str, above: int, text: str) -> int:
    """Read what stands behind 万 or 亿; a lone digit counts tenths of it (两万五)."""
    if not body:
        return 0
    if len(body) == 1 and DIGITS.get(body):
        return DIGITS[body] * above // 10
    nought = body[0] in DIGITS and DIGITS[body[0]] == 0
    inner = body[1:] if nought else body
    if not inner or inner[0] not in BEGIN or inner in TWO:
        raise NumeralError(f"{text!r} is no number")
    if DIGITS.get(inner[0]) == 0 or (len(inner) > 1 and all(char in DIGITS for char in inner)):
        raise NumeralError(f"{text!r} is no number")
    value = _integer(inner, text)
    if value >= above:
        raise NumeralError(f"{text!r} is no number")
    return value


def _section(body: str, text: str) -> int:
    """Read a whole number below 10000."""
    wrong = NumeralError(f"{text!r} is no number")
    if len(body) == 1 and body in SMALL:
        return SMALL[body]
    total, last, digit, nought = 0, 10_000, None, False
    for index, char in enumerate(body):
        if char in TENS:
            if digit is not None or last <= 10:
                raise wrong
            total, last, nought = total + TENS[char], 10, False
        elif char in SMALL:
            unit = SMALL[char]
            bare = digit is None
            if unit >= last or (bare and not (unit == 10 and (index == 0 or nought or last > 10))):
                raise wrong
            if nought and unit * 10 == last:  # nothing is left out, the nought is wrong
                raise wrong
            total += (1 if digit is None else digit) * unit
            last, digit, nought = unit, None, False
        elif char in TWO:
            follows = body[index + 1 : index + 2]
            if digit is not None or follows not in ("百", "佰", "千", "仟"):
                raise wrong
            digit = 2
        elif char in DIGITS:
            if digit is not None or (nought and DIGITS[char] == 0):
                raise wrong
            if DIGITS[char] == 0:
                if last == 10_000 or last == 10 or index == len(body) - 1:
                    raise wrong
                nought = True
            else:
                digit = DIGITS[char]
        else:
            raise wrong
    if digit is not None:
        # 三千五 is 3500; with a nought between (三千零五), or behind 十, the digit is one of units.
        total += digit if nought or last in (10, 10_000) else digit * last // 10
    elif nought:
        raise wrong
    return total
