import io
import time
import zipfile

import pytest

from policyfacts.document import Document
from policyfacts.extract import extract_document
from policyfacts.readers.docx import read
from policyfacts.readers.errors import ReadError

_SPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "v": "urn:schemas-microsoft-com:vml",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    }.items()
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def styles(**names: str) -> str:
    return "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in names.items()
    )


def docx(body: str, *, notes: str = "", named: str = "", extra: dict[str, bytes] | None = None) -> bytes:
    relations = "".join(
        f'<Relationship Id="r{kind}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for kind, target in (("styles", "styles.xml"), ("footnotes", "footnotes.xml"), ("image", "media/a.png"))
    )
    space = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{space}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="png" ContentType="image/png"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{space}/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{space}/relationships">{relations}</Relationships>',
        "word/document.xml": f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_SPACES}>{named}</w:styles>",
        "word/footnotes.xml": f"<w:footnotes {_SPACES}>{notes}</w:footnotes>",
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, _HEAD + text)
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    return packed.getvalue()


def r(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def p(text: str, style: str = "") -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}{text if text.startswith('<') else r(text)}</w:p>"


def document(body: str, *, notes: str = "", named: str = "") -> Document:
    return read(docx(body, notes=notes, named=named), name="a.docx")[0]


def blocks(read_document: Document) -> list[tuple[str, str]]:
    return [(block.kind, read_document.text[block.start : block.end]) for block in read_document.blocks]


def test_headings_follow_styles_and_the_title_is_the_documents() -> None:
    named = styles(a="Title", b="heading 1", c="标题 2", d="caption")
    body = p("甲市发展规划", "a") + p("一、目标", "b") + p("（一）出口", "c") + p("出口5亿元。") + p("表1 出口", "d")
    found = document(body, named=named)
    assert blocks(found) == [
        ("heading", "甲市发展规划"),
        ("heading", "一、目标"),
        ("heading", "（一）出口"),
        ("paragraph", "出口5亿元。"),
        ("caption", "表1 出口"),
    ]
    assert found.title == "甲市发展规划"
    assert document(p("一、目标", "b"), named=named).title == ""


def test_insertions_controls_and_fields_are_kept_and_deletions_left_out() -> None:
    body = p(
        f"<w:ins>{r('出口')}</w:ins><w:del><w:r><w:delText>6</w:delText></w:r></w:del>{r('1')}{r('2')}"
        f"<w:sdt><w:sdtContent>{r('.5亿元')}</w:sdtContent></w:sdt><w:moveFrom>{r('七')}</w:moveFrom>"
        f"<w:moveTo>{r('，增长')}</w:moveTo><w:fldSimple w:instr='X'>{r('3')}</w:fldSimple>{r('%')}"
        f"<w:r><w:rPr><w:strike/></w:rPr><w:t>8</w:t></w:r><w:hyperlink w:anchor='x'>{r('。')}</w:hyperlink>"
    )
    assert blocks(document(body)) == [("paragraph", "出口12.5亿元，增长3%。")]


def test_footnotes_stand_at_the_end_and_their_marks_do_not_touch_figures() -> None:
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    square = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>'
    body = p(f"{r('出口12')}{mark}{r('亿元，面积30km')}{square}{r('。')}") + p("后文。")
    notes = f'<w:footnote w:id="2">{p("初步统计为11亿元。")}</w:footnote>'
    assert blocks(document(body, notes=notes)) == [
        ("paragraph", "出口12亿元，面积30km²。"),
        ("paragraph", "后文。"),
        ("footnote", "初步统计为11亿元。"),
    ]


def _drawing(content: str) -> str:
    return (
        "<w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>"
        f"{content}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )


@pytest.mark.parametrize("shape", ["rect", "oval"])
def test_text_boxes_are_read_once(shape: str) -> None:
    old = (
        f"<w:pict><v:{shape}><v:textbox><w:txbxContent>{p('框5亿元')}</w:txbxContent></v:textbox></v:{shape}></w:pict>"
    )
    new = _drawing(p("框5亿元"))
    both = f"<mc:AlternateContent><mc:Choice Requires='wps'>{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback>"
    picture = f"<mc:AlternateContent><mc:Choice Requires='wps'>{new}</mc:Choice><mc:Fallback><w:pict/></mc:Fallback>"
    for box in (old, new, f"{both}</mc:AlternateContent>", f"{picture}</mc:AlternateContent>"):
        assert blocks(document(p(f"{r('前文。')}<w:r>{box}</w:r>"))) == [
            ("paragraph", "前文。"),
            ("paragraph", "框5亿元"),
        ]


def test_tables_with_merged_cells() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"

    rows = (
        cell("指标", '<w:vMerge w:val="restart"/>') + cell("2023年", '<w:gridSpan w:val="2"/>'),
        cell("", "<w:vMerge/>") + cell("总量") + cell("增长"),
        cell("出口") + cell("12.5") + cell("-3.1"),
        cell("  机电产品") + cell("8") + cell("0.2"),
    )
    body = f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"
    (block,) = document(body).blocks
    assert block.table is not None
    assert [[cell.text for cell in row] for row in block.table.rows] == [
        ["指标", "2023年", "2023年"],
        ["指标", "总量", "增长"],
        ["出口", "12.5", "-3.1"],
        ["\u00a0\u00a0机电产品", "8", "0.2"],
    ]


def test_paragraphs_with_tabs_or_one_cell_each_are_tables() -> None:
    tabs = ["指标<w:tab/>2021年（万元）", "车船税<w:tab/>30", "契税<w:tab/>50"]
    tabs = [line.replace("<w:tab/>", "</w:t><w:tab/><w:t>") for line in tabs]
    stacked = ["产品", "单位", "产量", "纸板", "万吨", "3.5", "砖", "万块", "7"]
    read_document = document("".join(map(p, ["收入如下。", *tabs, "产量如下。", *stacked, "完。"])))
    found = extract_document(read_document)
    assert [(fact.indicator, fact.figure, fact.unit, fact.table) for fact in found] == [
        ("车船税", "30", "万元", "1!B2"),
        ("契税", "50", "万元", "1!B3"),
        ("纸板产量", "3.5", "万吨", "2!C2"),
        ("砖产量", "7", "万块", "2!C3"),
    ]


def test_pictures_are_dropped_unread() -> None:
    blip = "<a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed='rimage'/></pic:blipFill></pic:pic>"
    picture = f"<w:r><w:drawing><wp:inline>{blip}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    assert document(p(f"{r('出口')}{picture}{r('5亿元')}")).text == "出口5亿元\n"


def test_speed_of_a_long_document() -> None:
    data = docx("".join(p(f"全市出口{number}.5亿元，同比增长3%。") for number in range(2000)))
    begun = time.perf_counter()
    assert len(read(data, name="a")[0].blocks) == 2000
    assert time.perf_counter() - begun < 5


def test_damaged_and_hostile_files_are_refused() -> None:
    whole = docx(p("出口5亿元"))
    entities = '<!DOCTYPE x [<!ENTITY a "b">]>'
    bad = {
        "cut": whole[: len(whole) // 2],
        "xml": docx("<w:p>"),
        "entities": _with_part(entities),
        "deep": docx("<w:sdt><w:sdtContent>" * 5000 + "</w:sdtContent></w:sdt>" * 5000),
        "span": docx('<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="x"/></w:tcPr></w:tc></w:tr></w:tbl>'),
    }
    for data in bad.values():
        with pytest.raises(ReadError) as caught:
            read(data, name="a")
        assert caught.value.kind == "damaged"
    with pytest.raises(ReadError) as caught:
        read(docx("", extra={"word/charts.xml": b" " * (20 << 20)}), name="a")
    assert caught.value.kind == "limit"


def _with_part(head: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", f"{_HEAD}{head}<w:document {_SPACES}/>")
    return packed.getvalue()


def numbering(*levels: tuple[str, str]) -> bytes:
    listed = "".join(
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for number, (kind, text) in enumerate(levels)
    )
    first = f'<w:abstractNum w:abstractNumId="3">{listed}</w:abstractNum>'
    return (
        f'<w:numbering {_SPACES}>{first}<w:num w:numId="5"><w:abstractNumId w:val="3"/></w:num></w:numbering>'.encode()
    )


def item(level: int, words: str) -> str:
    properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="5"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def test_the_numbers_that_word_writes_stand_before_the_words() -> None:
    kinds = ("chineseCounting", "第%1章"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3."), ("bullet", "")
    body = "".join(item(0, f"章{n}") for n in range(10)) + item(1, "甲") + item(2, "2021年") + item(1, "乙")
    body += item(0, "末章") + item(1, "丙") + item(3, "丁") + "<w:p><w:pPr/><w:r><w:t>文</w:t></w:r></w:p>"
    document = read(docx(body, extra={"word/numbering.xml": numbering(*kinds)}), name="a.docx")[0]
    assert document.text.split("\n")[8:-1] == [
        *("第九章章8", "第十章章9", "（一）甲", "1. 2021年", "（二）乙", "第十一章末章", "（一）丙", "丁", "文"),
    ]


def test_the_style_of_a_heading_may_number_it() -> None:
    named = (
        '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
    )
    body = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>综合</w:t></w:r></w:p>'
    numbers = {"word/numbering.xml": numbering(("japaneseCounting", "%1、"))}
    assert read(docx(body, named=named, extra=numbers), name="a.docx")[0].text == "一、综合\n"
