"""Web pages."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from policyfacts.document import Document, Problem, UsageError
from policyfacts.limits import limits
from policyfacts.readers.builder import DocumentBuilder
from policyfacts.readers.encodings import Note, check_encoding, decode
from policyfacts.readers.html_blocks import Blocks

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,30})", re.IGNORECASE)
_HEAD = 8192
_CHINESE = frozenset({"gb18030", "big5hkscs", "cp950"})
# Formatting that is left open is opened again by the parser in each paragraph that follows, once for each
# set of attributes; as plain spans the elements mean the same here.
_FORMATTING = re.compile(
    r"<(?=/?[bceifnstu])(/?)(?:b|i|u|font|strong|em|big|small|tt|code|nobr)(?=[\s/>])", re.IGNORECASE
)
_SPAN = re.compile(r"</?span(?:\s[^<>]*)?>", re.IGNORECASE)
_HIDDEN_INLINE = re.compile(
    r"<(?=[a-zA-Z]+\s)(?i:span|b|i|u|font|strong|em|big|small|tt|code|nobr)\s(?i:[^<>]*(?:display\s*:\s*none|hidden))"
)
_STRUCK = re.compile(r"<(/?)(?:s|strike)(?=[\s/>])", re.IGNORECASE)
_ROWS_ALONE = re.compile(r"\s*<(?:tbody|thead|tr|td|th)[\s>]", re.IGNORECASE)
_EMPTY_ELEMENT = re.compile(r"<(script|style|title|textarea|iframe|noscript|div|span|p|a|td|th)\b([^<>]*)/>")
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*)")
_OPTIONAL_END = re.compile(
    r"p|li|d[td]|t[rdh]|thead|tbody|tfoot|option|html|head|body|"
    r"[bh]r|img|input|meta|link|col|colgroup|base|area|wbr|param|source|embed"
)
_DEEP_TAGS = re.compile(r"</?(?!(?:table|tr|td|th|br|p|h[1-6]|li|script|style)\b)[a-zA-Z][^<>]*>")
_DIVIDERS = re.compile(r"\s*[|｜_]+\s*|\s+[-–—]+\s+|--+")
_SITE = r"(?:网|网站|门户|平台|政府|局|厅|委|委员会|在线|频道|专栏|新闻|动态|公开|首页)$"
_IS_SITE = re.compile(rf".*{_SITE}")
_SITE_BEHIND = re.compile(rf"[-–—]{{1,2}}[^\W0-9]{{2,20}}{_SITE}")
_NO_TITLE = re.compile(
    r"(?:无标题.{0,4}|Untitled.*|New Page.*|首页|正文|文章.{0,4}|内容页?|新闻详情|详情页?|Document)?", re.I
)
_BYLINE = re.compile(r"(?:发布|发文|更新|录入|发表)(?:时间|日期)\s*[:：]|(?:来源|点击数|浏览次数)\s*[:：]")
_TITLE_LENGTHS = range(6, 61)
_DAY = re.compile(r"((?:19|20)[0-9]{2})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})")


def read(data: bytes, *, name: str, encoding: str | None = None) -> list[Document]:
    """The document in a web page, its navigation and the like left out."""
    text, notes = decode_html(data, encoding)
    builder = DocumentBuilder()
    builder.problems.extend(Problem(name, note.kind, note.message, note.severity) for note in notes)
    page = _parsed(text)
    headings = _add(builder, page, _stated_title(page))
    if builder.empty and page.css_first("frame, iframe") is not None:
        message = "the page only frames others; save the page that it shows, and read that"
        builder.problems.append(Problem(name, "empty", message, "partial"))
    document = builder.document(name)
    title = _title(page, headings, document.text[:_HEAD])
    return [replace(document, title=title, published=_published(page))]


def add_html(builder: DocumentBuilder, html: str) -> list[str]:
    """Add what a page or a part of one says; returns the texts of its main headings (h1)."""
    return _add(builder, _parsed(html))


def decode_html(data: bytes, encoding: str | None = None, declared: str = "") -> tuple[str, list[Note]]:
    """The text of a page; ``declared`` is the encoding that a message states, before the page does itself."""
    meta = _CHARSET.search(data[:_HEAD])
    return decode_declared(data, encoding, declared or (meta[1].decode() if meta else ""))


def decode_declared(data: bytes, encoding: str | None, declared: str) -> tuple[str, list[Note]]:
    """The text of data by its byte order mark, valid UTF-8, and what is declared, in this order, else as recognised.

    UTF-8 comes before what is declared, for that is often wrong, and other text is hardly ever valid UTF-8.
    """
    if encoding is None and declared and not _is_utf8(data):
        try:
            codec = check_encoding(declared)
            data.decode(codec)
        except (UsageError, UnicodeDecodeError):
            codec = ""
        encoding = codec if codec in _CHINESE else None
    return decode(data, encoding)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x84\x31\x95\x33"))
    return True


def _parsed(html: str) -> LexborHTMLParser:
    from selectolax.lexbor import LexborHTMLParser

    if html.lstrip()[:5] == "<?xml":
        html = _EMPTY_ELEMENT.sub(r"<\1\2></\1>", html)
    needless = not _HIDDEN_INLINE.search(html)  # spans: pages that set each digit in one have ten times as many nodes
    if needless:
        html = html.replace("<span>", "").replace("</span>", "")
    html = _STRUCK.sub(r"<\1del", _FORMATTING.sub(r"<\1span", html))
    if needless:
        html = _SPAN.sub("", html)
    if _ROWS_ALONE.match(html):
        html = f"<table>{html}</table>"
    if _is_deep(html):
        html = _DEEP_TAGS.sub("<br>", html)
    return LexborHTMLParser(html)


def _is_deep(html: str) -> bool:
    """Whether elements are nested so deep that the parser, which looks up through them at each tag, takes for ever."""
    deepest = limits().elements_deep
    if html.count("<") <= deepest:
        return False
    opened: Counter[str] = Counter()
    depth = 0
    for closes, tag in _TAG.findall(html):
        tag = tag.lower()
        if _OPTIONAL_END.fullmatch(tag) or closes and not opened[tag]:
            continue
        step = -1 if closes else 1
        opened[tag] += step
        depth += step
        if depth > deepest:
            return True
    return False


def _add(builder: DocumentBuilder, page: LexborHTMLParser, title: str = "") -> list[str]:
    page.strip_tags(["script", "style", "noscript", "template"])
    return Blocks(builder, page.body, title).headings if page.body is not None else []


def _parts_of_title(page: LexborHTMLParser) -> list[str]:
    node = page.css_first("title")
    parts = _DIVIDERS.split(" ".join(node.text().split()) if node is not None else "")
    return [_SITE_BEHIND.sub("", part).strip() for part in parts if part.strip()]


def _stated_title(page: LexborHTMLParser) -> str:
    """The title that the page declares, or nothing where that is of the site."""
    stated = _meta(page, "ArticleTitle") or next((p for p in _parts_of_title(page) if not _IS_SITE.match(p)), "")
    return "" if _NO_TITLE.fullmatch(stated) else stated


def _title(page: LexborHTMLParser, headings: list[str], text: str) -> str:
    """What the page declares as the title of its article, else its main heading, else its title without the site's.

    Where that is all of the site, it is the line over the date and the source.
    """
    stated = _meta(page, "ArticleTitle")
    if stated:
        return stated
    parts = _parts_of_title(page)
    own = next((part for part in parts if not _IS_SITE.match(part)), "")
    own = own or ("" if headings else _over_byline(text)) or (parts[0] if parts else "")
    best = [heading for heading in headings if heading and heading not in parts or heading == own]
    title = next((heading for heading in best if own in heading), best[0] if best else own)
    return "" if _NO_TITLE.fullmatch(title) else title


def _over_byline(text: str) -> str:
    """The line over that of the date and the source, where it may be a title."""
    above = ""
    for line in text.split("\n"):
        if _BYLINE.search(line):
            return above if len(above) in _TITLE_LENGTHS and "。" not in above else ""
        above = " ".join(line.split()) or above
    return ""


def _published(page: LexborHTMLParser) -> date | None:
    """The day that the page declares as that of its publication."""
    found = _DAY.match(_meta(page, "PubDate") or _meta(page, "article:published_time"))
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _meta(page: LexborHTMLParser, name: str) -> str:
    for node in page.css("meta[content]"):
        attributes = node.attributes
        if name.lower() == (attributes.get("name") or attributes.get("property") or "").lower():
            return " ".join((attributes.get("content") or "").split())
    return ""
