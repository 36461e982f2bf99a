"""Tables without rulings on a page of a PDF: lines whose pieces stand in columns."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile

from policyfacts.readers.builder import Span
from policyfacts.readers.pdf_pieces import Piece
from policyfacts.readers.pdf_tables import FIGURE, Rows, cell_text, indents

_OUTSIDE = re.compile(r"[，。；]|^[（(]?(?:计量)?单位[:：]")  # words of a sentence, or of the caption of a table
_MOST_HEADS = 4  # lines of a heading
_DEEPEST = 5  # heights of a line by which a label is indented at most
_BRACKETS = re.compile(r"[（(][^（()）]{0,30}[）)]")

Placed = tuple[Piece, list[int]]  # a piece, and the columns over which it stands


def with_aligned_tables(lines: list[list[Piece]]) -> list[list[Piece]]:
    """The lines of a column of the page with those that stand in columns, without rulings, made into tables."""
    result: list[list[Piece]] = []
    index = 0
    while index < len(lines):
        last = _run_end(lines, index)
        body = lines[index:last]
        table = _aligned_rows(body) if last - index > 1 else []
        if table:
            members = [piece for line in body for piece in line]
            box = (
                min(piece.left for piece in members),
                min(piece.top for piece in members),
                max(piece.right for piece in members),
                max(piece.bottom for piece in members),
            )
            result.append([Piece("", *box, table=table)])
        else:
            result += body
        index = last
    return result


def _run_end(lines: list[list[Piece]], first: int) -> int:
    """The line behind those from the first that stand in columns, or behind the first itself."""
    last = index = first
    while index < len(lines) and index - last < 2:
        line = lines[index]
        if any(piece.table is not None or _OUTSIDE.search(_BRACKETS.sub("", piece.text)) for piece in line):
            break
        if index > last and lines[index][0].top - lines[index - 1][0].bottom > 2 * line[0].height:
            break
        index += 1
        if len(line) > 1:
            last = index
        elif first == last:
            break
    return max(last, first + 1)


def _aligned_rows(lines: list[list[Piece]]) -> Rows:
    """The rows of a table without rulings, or none where the pieces do not stand in columns."""
    bodies = [line for line in lines if len(line) > 1 and any(FIGURE.fullmatch(piece.text) for piece in line[1:])]
    columns = _columns(bodies)
    if len(bodies) < 2 or len(columns) < 2:
        return []
    rows: Rows = []
    lefts = indents([line[:1] for line in bodies])
    wrapped = _wrapped(lines, bodies, columns)
    for number, line in enumerate(lines):
        row: list[Span] = []
        if number in wrapped:
            for piece in line:
                column = _nearest(columns, piece)
                above = rows[-1][column]
                rows[-1][column] = Span(above.text + piece.text, above.columns)
            continue
        for piece, over in _placed(lines, number, columns, bodies):
            begin = over[0] if over else _nearest(columns, piece)
            if begin < sum(cell.columns for cell in row):
                spread = begin == 0 and not FIGURE.fullmatch(piece.text)  # 合　　计
                if line in bodies and not spread:
                    return []
                row[-1] = Span(f"{row[-1].text}{'' if spread else ' '}{piece.text}", row[-1].columns)
                continue
            row += [Span("")] * (begin - sum(cell.columns for cell in row))
            text = cell_text([piece], lefts if begin == 0 else ())
            row.append(Span(text, max(len(over), 1) if line not in bodies else 1))
        rows.append(row + [Span("")] * (len(columns) - sum(cell.columns for cell in row)))
    return rows


def _wrapped(lines: list[list[Piece]], bodies: list[list[Piece]], columns: list[tuple[float, float]]) -> set[int]:
    """The lines that only go on with words of the row above, each below words that fill their column.

    They are told only where all lines between the rows are such, for the names of groups of rows stand there, too.
    """
    found: set[int] = set()
    first = next((number for number, line in enumerate(lines) if line in bodies), len(lines))
    for number in range(first + 1, len(lines)):
        if lines[number] in bodies:
            continue
        above = {_nearest(columns, piece): piece for piece in lines[number - 1]}
        for piece in lines[number]:
            column = _nearest(columns, piece)
            over = above.get(column)
            full = over is not None and over.right > columns[column][1] - 0.9 * over.height
            if not full or over is None or piece.left > over.left + over.height or FIGURE.fullmatch(over.text):
                return set()
        found.add(number)
    return found


def _placed(
    lines: list[list[Piece]], number: int, columns: list[tuple[float, float]], bodies: list[list[Piece]]
) -> list[Placed]:
    """The pieces of a line and the columns over which each stands.

    A heading may stand in the middle over columns with headings of their own; words that stand close over as many
    columns are of one each.
    """
    line = lines[number]
    placed: list[Placed] = []
    for piece in line:
        over = [n for n, (left, right) in enumerate(columns) if piece.left < right and piece.right > left]
        words = piece.text.split()
        if line not in bodies and len(over) > 1 and len(words) == len(over):
            placed += [(replace(piece, text=word), [column]) for word, column in zip(words, over, strict=True)]
        else:
            placed.append((piece, over))
    if line in bodies:
        return placed
    behind = list(takewhile(lambda other: other not in bodies, lines[number + 1 :]))
    if len(behind) < _MOST_HEADS:
        for under in (behind, behind[-1:]):  # 商品名称, that reaches over all lines, stands between them
            below = {_nearest(columns, piece) for other in under for piece in other}
            if (shared := _shared(placed, below, columns)) is not None:
                return shared
    return placed


def _shared(placed: list[Placed], below: set[int], columns: list[tuple[float, float]]) -> list[Placed] | None:
    """The headings of a line with the columns below them shared out: each in the middle or at the left of its own.

    None where that leaves a column that has a heading below it.  That of the labels stands over one column.
    """
    placed = [(piece, over or [_nearest(columns, piece)]) for piece, over in placed]
    taken = {column for _, over in placed for column in over}
    own = [(piece, over) for piece, over in placed if below.intersection(over)]
    free = below - taken
    if not free:
        return None
    held = [column for _, over in own for column in over]
    for place in (_at_left, _in_middle):
        groups = [place(piece, over, free, columns) if over[0] else [0] for piece, over in own]
        members = [column for group in groups for column in group]
        if sorted(members) == sorted({*free, *held}):
            found = {over[0]: group for (_, over), group in zip(own, groups, strict=True)}
            return [(piece, found.get(over[0], over)) for piece, over in placed]
    return None


def _in_middle(piece: Piece, own: list[int], free: set[int], columns: list[tuple[float, float]]) -> list[int]:
    """The columns in whose middle a heading stands: the most of them."""
    outset = abs(piece.left + piece.right - columns[own[0]][0] - columns[own[-1]][1]) / 2
    best, least = own, max(outset, 2 * piece.height)
    for first in range(own[0], -1, -1):
        for last in range(own[-1], len(columns)):
            group = list(range(first, last + 1))
            apart = abs(piece.left + piece.right - columns[first][0] - columns[last][1]) / 2
            nearer = apart < 0.5 * least or apart < 1.5 * piece.height and len(group) > len(best)
            if nearer and all(column in own or column in free for column in group):
                best, least = group, max(apart, piece.height)
    return best


def _at_left(piece: Piece, own: list[int], free: set[int], columns: list[tuple[float, float]]) -> list[int]:
    """The columns at whose left a heading begins."""
    group = [*own]
    while group[-1] + 1 in free and abs(piece.left - columns[own[0]][0]) < 0.5 * piece.height:
        group.append(group[-1] + 1)
    return group


def _columns(lines: list[list[Piece]]) -> list[tuple[float, float]]:
    """The stretches across in which pieces stand; labels, indented or not, are one column."""
    labels = [line[0] for line in lines if not FIGURE.fullmatch(line[0].text)]
    stretches = [(piece.left, piece.right) for line in lines for piece in line]
    if labels:
        least = min(piece.left for piece in labels)
        indented = [piece for piece in labels if piece.left - least < _DEEPEST * piece.height]
        stretches.append((least, max(piece.right for piece in indented)))
    columns: list[tuple[float, float]] = []
    for left, right in sorted(stretches):
        if columns and left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def _nearest(columns: list[tuple[float, float]], piece: Piece) -> int:
    middle = (piece.left + piece.right) / 2
    return min(range(len(columns)), key=lambda number: abs(sum(columns[number]) / 2 - middle))
