from email.message import EmailMessage

import pytest

from policyfacts.document import Document
from policyfacts.readers.errors import ReadError
from policyfacts.readers.mail import read

TEXT = "全市出口12.5亿元，增长3%。\n"
HTML = "<p>全市出口<b>12.5</b>亿元，增长3%。</p>"


def mail(message: EmailMessage) -> Document:
    return read(message.as_bytes(), name="a.eml")[0]


def test_plain_text_is_left_to_the_layout_and_the_subject_is_the_title() -> None:
    message = EmailMessage()
    message["Subject"] = "转发: Re: 甲市一季度外贸情况"
    message.set_content(TEXT, charset="gb2312", cte="base64")
    document = mail(message)
    assert (document.text, document.blocks, document.title) == (TEXT, (), "甲市一季度外贸情况")
    assert document.problems == ()


def test_html_comes_before_plain_text_and_attachments_are_named() -> None:
    message = EmailMessage()
    message["Subject"] = "外贸"
    message.set_content("见网页版。")
    message.add_alternative(f"<h1>甲市外贸</h1>{HTML}", subtype="html", charset="utf-8")
    message.add_attachment(b"1", maintype="application", subtype="pdf", filename="附表.pdf")
    message.add_attachment("说明1亿元", filename="说明.txt")
    document = mail(message)
    assert (document.title, document.text) == ("甲市外贸", "甲市外贸\n" + TEXT)
    (problem,) = document.problems
    assert (problem.kind, problem.severity) == ("attachment", "note")
    assert "附表.pdf, 说明.txt" in problem.message


def test_a_saved_page_is_the_root_of_its_parts() -> None:
    data = (
        b"From: <Saved by a browser>\r\nSubject: =?utf-8?Q?=E5=85=AC=E6=8A=A5?=\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<meta charset=3Dgb2312><p>=B3=F6=BF=DA5=D2=DA=\r\n=D4=AA</p>\r\n"
        b"--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0=\r\n"
        b"--b\r\nContent-Type: text/html\r\n\r\n<p>header.htm</p>\r\n--b--\r\n"
    )
    document = read(data, name="a.mht")[0]
    assert (document.title, document.text, document.problems) == ("公报", "出口5亿元\n", ())


def test_a_subject_without_encoding() -> None:
    data = "Subject: 甲市外贸\nMIME-Version: 1.0\nContent-Type: text/plain; charset=gbk\n\n出口5亿元\n".encode("gbk")
    document = read(data, name="a")[0]
    assert (document.title, document.text) == ("甲市外贸", "出口5亿元\n")


def test_a_message_without_text_says_so() -> None:
    message = EmailMessage()
    message.add_attachment(b"1", maintype="application", subtype="pdf", filename="a.pdf")
    assert [(problem.kind, problem.severity) for problem in mail(message).problems] == [
        ("attachment", "note"),
        ("empty", "partial"),
    ]


def test_an_encrypted_message_is_refused() -> None:
    with pytest.raises(ReadError, match="encrypted") as caught:
        read(b"MIME-Version: 1.0\nContent-Type: application/pkcs7-mime\n\nabc", name="a")
    assert caught.value.kind == "encrypted"


def test_messages_cut_off_or_nested_beyond_measure_do_not_crash() -> None:
    message = EmailMessage()
    message.set_content(TEXT)
    message.add_alternative(HTML, subtype="html")
    whole = message.as_bytes()
    for end in range(0, len(whole), 7):
        assert len(read(whole[:end], name="a")) == 1
    nested = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3000))
    try:
        read(nested, name="a")
    except ReadError as error:
        assert error.kind == "damaged"
