"""Makes src/policyfacts/readers/box.ttf, the font that stands in for fonts that a PDF names and does not hold.

    pip install fonttools && python scripts/make_box_font.py

Each character is a box of the size of one: a wide one for what is as wide as high, a narrow one for Latin
letters and digits, none for blanks.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parents[1] / "src" / "policyfacts" / "readers" / "box.ttf"
EM, ASCENT, DESCENT = 1000, 880, -120  # as fonts of Chinese have it
# Each glyph: its width, and from where to where its box goes.  Boxes fill their width and not their height: whether
# lines run across or down, pdfium sees from where there are gaps.
GLYPHS = {".notdef": (EM, -80, 860), "blank": (EM // 2, 0, 0), "narrow": (EM // 2, 0, 720), "wide": (EM, -80, 860)}
BLANKS = (0x20, 0xA0, 0x3000)
LAST = 0x3FFFF  # behind the last plane of ideographs
WIDE = 0x2000  # from here on characters are wide in a Chinese font, but for the half-width forms
HALF_WIDTH = range(0xFF61, 0xFFE0)


def glyph_of(character: int) -> str:
    """The name of the glyph of a character."""
    if character in BLANKS:
        return "blank"
    return "narrow" if character < WIDE or character in HALF_WIDTH else "wide"


def box(width: int, low: int, high: int) -> Any:
    """A glyph that is a box; one without height has no outline."""
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    if high > low:
        pen.moveTo((0, low))
        for corner in ((0, high), (width, high), (width, low)):
            pen.lineTo(corner)
        pen.closePath()
    return pen.glyph()


def character_maps() -> list[Any]:
    """The map from characters to glyphs, as those who look for one of 16 and of 32 bits find it."""
    from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

    mapping = {character: glyph_of(character) for character in range(0x20, LAST + 1)}
    maps = []
    for encoding in (1, 10):
        table = CmapSubtable.newSubtable(13)  # of stretches of characters with one glyph: a few bytes for all
        table.platformID, table.platEncID, table.language, table.cmap = 3, encoding, 0, mapping
        maps.append(table)
    return maps


def main() -> None:
    """Write the font."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.ttLib import newTable

    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder(list(GLYPHS))
    builder.setupGlyf({name: box(*measures) for name, measures in GLYPHS.items()})
    builder.setupHorizontalMetrics({name: (width, 0) for name, (width, _, _) in GLYPHS.items()})
    builder.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    builder.font["cmap"] = newTable("cmap")
    builder.font["cmap"].tableVersion, builder.font["cmap"].tables = 0, character_maps()
    builder.setupPost(keepGlyphNames=False)
    builder.font["head"].created = builder.font["head"].modified = 0  # the same bytes each time
    builder.font.recalcTimestamp = False
    builder.save(TARGET)


if __name__ == "__main__":
    main()
