"""Word documents (.docx): text with tracked insertions, content controls, text boxes, notes and merged cells."""

from __future__ import annotations

import io
import re

from policyfacts.document import Document
from policyfacts.readers.builder import DocumentBuilder
from policyfacts.readers.docx_numbers import with_numbers
from policyfacts.readers.errors import ReadError
from policyfacts.readers.html import add_html
from policyfacts.readers.safe_zip import SafeZip

_MEDIA = ("word/media/", "word/embeddings/", "word/fonts/", "word/theme/", "docProps/")
# The title of a document is its only h1; its headings follow from h2 on.
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='标题'] => h1:fresh
p.Heading1 => h2:fresh
p[style-name='Heading 1'] => h2:fresh
p[style-name='heading 1'] => h2:fresh
p[style-name='Heading'] => h2:fresh
p.Heading => h2:fresh
p[style-name^='标题 '] => h2:fresh
p[style-name='Subtitle'] => h2:fresh
p[style-name='caption'] => figcaption:fresh
p[style-name='Caption'] => figcaption:fresh
p[style-name^='题注'] => figcaption:fresh
strike => del
"""
# Elements that mammoth passes over, as others that it reads in the same way
_SAME = ((b"w:fldSimple", b"w:smartTag"), (b"v:oval", b"v:rect"))
_EITHER = re.compile(rb"<mc:AlternateContent\b.*?</mc:AlternateContent>|<w:drawing\b.*?</w:drawing>", re.DOTALL)
_TEXT_BOX = re.compile(rb"<w:txbxContent\b.*?</w:txbxContent>", re.DOTALL)
_WIDE = re.compile(r" {2,}|\t")  # HTML would take them for one space
_FALLBACK = b"<mc:Fallback"


def read(data: bytes, *, name: str, encoding: str | None = None) -> list[Document]:
    """The document in a Word file; ``encoding`` means nothing here, for the file states its own."""
    import mammoth  # type: ignore[import-untyped]

    stated = SafeZip(data)  # what is looked up ahead does not count against the limit of the rest

    def readable(part: str, content: bytes) -> bytes:
        content = _readable(part, content)
        return with_numbers(content, stated) if part == "word/document.xml" else content

    repacked = SafeZip(data).repacked(readable, drop=_MEDIA)
    try:
        html: str = mammoth.convert_to_html(
            io.BytesIO(repacked),
            style_map=_STYLES,
            include_embedded_style_map=False,
            convert_image=_no_image,
        ).value
    except MemoryError:
        raise
    except Exception as error:  # mammoth takes for granted that the file is as Word would write it
        raise ReadError(
            "the document is damaged; open it in Word, save it again, and read that", kind="damaged"
        ) from error
    builder = DocumentBuilder()
    titles = add_html(builder, _WIDE.sub(lambda gap: "\u3000" * 2 if gap[0] == "\t" else "\u00a0" * len(gap[0]), html))
    return [builder.document(name, title="".join(titles[:1]))]


def _no_image(image: object) -> list[object]:
    """Nothing in place of a picture."""
    return []


def _readable(part: str, data: bytes) -> bytes:
    """A part of the file as mammoth reads all of its text."""
    if not part.startswith("word/") or not part.endswith(".xml"):
        return data
    for name, same in _SAME:
        if name in data:
            data = data.replace(b"<" + name, b"<" + same).replace(b"</" + name, b"</" + same)
    return _EITHER.sub(_with_text_boxes, data) if b":txbx" in data else data


def _with_text_boxes(found: re.Match[bytes]) -> bytes:
    """A drawing; where its text boxes stand only in the form that mammoth passes over, in the older form."""
    drawing = found[0]
    boxes, _, fallback = drawing.partition(_FALLBACK)
    content = _TEXT_BOX.findall(boxes)
    if not content or b"<w:txbxContent" in fallback or drawing.count(b"<w:drawing") > 1:
        return drawing
    return b"<w:pict>" + b"".join(b"<v:textbox>" + box + b"</v:textbox>" for box in content) + b"</w:pict>"
