"""Mail (.eml) and saved web pages (.mht, .mhtml): their text, not what is attached."""

from __future__ import annotations

import email
import re
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message

from policyfacts.document import Document, Problem
from policyfacts.limits import limits
from policyfacts.readers.builder import DocumentBuilder
from policyfacts.readers.encodings import decode
from policyfacts.readers.errors import ReadError
from policyfacts.readers.html import add_html, decode_declared, decode_html

_BROKEN = (MessageError, ValueError, LookupError, AttributeError, TypeError, RecursionError)
_ANSWER = re.compile(r"(?:(?:re|fwd?|回复|答复|转发)\s*[:：]\s*)+", re.IGNORECASE)
_ENCRYPTED = ("application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted")


def read(data: bytes, *, name: str, encoding: str | None = None) -> list[Document]:
    """The document in a message: its HTML where it has some, else its plain text; attachments are only named."""
    builder = DocumentBuilder()
    headings: list[str] = []
    try:
        message = email.message_from_bytes(data.lstrip())
        bodies, attached = _bodies(message)
        for body in bodies:
            headings += _add(builder, body, name, encoding)
        title = "".join(headings[:1]) or _subject(message)
    except _BROKEN as error:
        raise ReadError("the message is damaged; save it again from the mail program", kind="damaged") from error
    if attached:
        words = f"not read: {', '.join(attached)}; save what is attached, and read that"
        builder.problems.append(Problem(name, "attachment", words, "note"))
    if builder.empty:
        words = "the message has no text; save what is attached, and read that"
        builder.problems.append(Problem(name, "empty", words, "partial"))
    return [builder.document(name, title=title)]


def _bodies(message: Message) -> tuple[list[Message], list[str]]:
    """The parts that are the text of a message, in their order, and the names of the attachments."""
    bodies: list[Message] = []
    attached: list[str] = []
    stack, count = [message], 0
    while stack and count < limits().mail_parts:
        part, count = stack.pop(), count + 1
        kind = part.get_content_type()
        if kind in _ENCRYPTED:
            raise ReadError("the message is encrypted; decrypt it in the mail program, and save it", kind="encrypted")
        inside = part.get_payload() if part.is_multipart() else None
        if kind == "message/rfc822" or part.get_content_disposition() == "attachment":
            attached.append(part.get_filename() or kind)
        elif isinstance(inside, list):
            parts = [child for child in inside if isinstance(child, Message)]
            if kind == "multipart/alternative":
                parts = [_best(parts)] if parts else []
            elif kind == "multipart/related":
                parts = [_root(part, parts)] if parts else []
            stack += reversed(parts)
        elif kind in ("text/html", "text/plain", "application/xhtml+xml"):
            bodies.append(part)
    if stack:
        attached.append(f"all behind the first {count:,} parts")
    return bodies, attached


def _best(parts: list[Message]) -> Message:
    """Of the forms of one text that with HTML, else the last but one with plain text."""
    for wanted in ("text/html", "text/plain"):
        for part in reversed(parts):
            if any(inner.get_content_type() == wanted for inner in part.walk()):
                return part
    return parts[-1]


def _root(related: Message, parts: list[Message]) -> Message:
    """Of parts that belong together that which shows the others: the one that is named, else the first with a text."""
    start = str(related.get_param("start") or "")
    named = [part for part in parts if start and str(part.get("content-id", "")).strip() == start]
    texts = [part for part in parts if part.get_content_type().startswith(("text/html", "text/plain", "multipart/"))]
    return (named or texts or parts)[0]


def _add(builder: DocumentBuilder, body: Message, name: str, encoding: str | None) -> list[str]:
    payload = body.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    declared, headings = str(body.get_content_charset() or ""), list[str]()
    if body.get_content_type() == "text/plain":
        text, notes = decode_declared(data, encoding, declared)
        builder.lines(text)
    else:
        text, notes = decode_html(data, encoding, declared)
        headings = add_html(builder, text)
    builder.problems.extend(Problem(name, note.kind, note.message, note.severity) for note in notes)
    return headings


def _subject(message: Message) -> str:
    """The subject of a message without what answering and forwarding put before it."""
    raw = next((str(value) for header, value in message.raw_items() if header.lower() == "subject"), "")
    if not raw.isascii():  # written without the encoding that headers need
        raw = decode(raw.encode("utf-8", "surrogateescape"))[0]
    else:
        raw = str(make_header(decode_header(raw)))
    return _ANSWER.sub("", " ".join(raw.split()))
