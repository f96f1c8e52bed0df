#!/usr/bin/env python3
"""Writes reports in many shapes, has LibreOffice save each in every format and a browser print some, and checks that
gouji reads every cell.

    scripts/document-variants.py GOUJI [FOLDER] [COUNT]

GOUJI is the command-line program, FOLDER keeps the files (a temporary one by default), COUNT is the number of reports
(12 by default, one for each style below, each in eleven formats). Needs soffice; prints where there is a Chromium. Ends
with status 1 if any cell of any file is not exactly as written.
"""

import json
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import zipfile
from xml.sax.saxutils import escape

COLUMNS = ["natural", "commercial", "research", "public_benefit", "legal_service", "other_org", "total"]
ROWS = [
    ("new", "一、本年新收政府信息公开申请数量", None),
    ("carried_in", "二、上年结转政府信息公开申请数量", None),
    ("granted", "（一）予以公开", ""),
    ("partial", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", ""),
    ("denied.state_secret", "1.属于国家秘密", "（三）不予公开"),
    ("denied.forbidden_by_law", "2.其他法律行政法规禁止公开", "（三）不予公开"),
    ("denied.safety_stability", "3.危及“三安全一稳定”", "（三）不予公开"),
    ("denied.third_party", "4.保护第三方合法权益", "（三）不予公开"),
    ("denied.internal_affairs", "5.属于三类内部事务信息", "（三）不予公开"),
    ("denied.process", "6.属于四类过程性信息", "（三）不予公开"),
    ("denied.enforcement_file", "7.属于行政执法案卷", "（三）不予公开"),
    ("denied.administrative_query", "8.属于行政查询事项", "（三）不予公开"),
    ("unavailable.not_held", "1.本机关不掌握相关政府信息", "（四）无法提供"),
    ("unavailable.needs_creation", "2.没有现成信息需要另行制作", "（四）无法提供"),
    ("unavailable.unclear", "3.补正后申请内容仍不明确", "（四）无法提供"),
    ("refused.petition", "1.信访举报投诉类申请", "（五）不予处理"),
    ("refused.repeated", "2.重复申请", "（五）不予处理"),
    ("refused.publication", "3.要求提供公开出版物", "（五）不予处理"),
    ("refused.excessive", "4.无正当理由大量反复申请", "（五）不予处理"),
    ("refused.confirmation", "5.要求行政机关确认或重新出具已获取信息", "（五）不予处理"),
    ("other.not_corrected", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "（六）其他处理"),
    ("other.fee_unpaid", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "（六）其他处理"),
    ("other.rest", "3.其他", "（六）其他处理"),
    ("handled", "（七）总计", ""),
    ("carried_out", "四、结转下年度继续办理", None),
]
T4 = ["upheld", "corrected", "other", "pending", "total"]
T4_LABELS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]


def numbers(chance):
    """Consistent numbers for tables 2, 3 and 4, by contract name."""
    cells = {}
    for column in COLUMNS[:6]:
        total = 0
        for name, _, _ in ROWS[2:23]:
            value = chance.choice([0, 0, 0, 1, 2, 7, 31, 452]) if column != "research" else 0
            cells[f"t3.{name}.{column}"] = value
            total += value
        out = chance.choice([0, 3, 12])
        carried = min(chance.choice([0, 1, 5]), total + out)
        cells[f"t3.handled.{column}"] = total
        cells[f"t3.carried_out.{column}"] = out
        cells[f"t3.carried_in.{column}"] = carried
        cells[f"t3.new.{column}"] = total + out - carried
    for name, _, _ in ROWS:
        cells[f"t3.{name}.total"] = sum(cells[f"t3.{name}.{column}"] for column in COLUMNS[:6])
    for group in ["review", "suit_direct", "suit_after_review"]:
        values = [chance.choice([0, 0, 1, 4, 25]) for _ in range(4)]
        for result, value in zip(T4, values + [sum(values)]):
            cells[f"t4.{group}.{result}"] = value
    issued = chance.choice([0, 2, 13])
    repealed = chance.choice([0, 1])
    for kind, values in {"regulation": (0, 0, 0), "normative": (issued, repealed, issued + 40)}.items():
        for name, value in zip(["issued", "repealed", "in_force"], values):
            cells[f"t2.{kind}.{name}"] = value
    cells["t2.licence.decisions"] = chance.randrange(1_000_000)
    cells["t2.penalty.decisions"] = chance.randrange(5_000)
    cells["t2.coercion.decisions"] = chance.randrange(300)
    cells["t2.fee.amount"] = round(chance.random() * 1000, chance.choice([0, 1, 2]))
    return cells


def table3(cells):
    """Rows of (text, columns, rows) from left to right; None where a cell from above goes on."""
    rows = [
        [("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3), ("申请人情况", 7, 1)],
        [("自然人", 1, 2), ("法人或其他组织", 5, 1), ("总计", 1, 2)],
        [("商业企业", 1, 1), ("科研机构", 1, 1), ("社会公益组织", 1, 1), ("法律服务机构", 1, 1), ("其他", 1, 1)],
    ]
    seen = set()
    for index, (name, label, group) in enumerate(ROWS):
        row = []
        if group is None:
            row.append((label, 3, 1))
        else:
            if index == 2:
                row.append(("三、本年度办理结果", 1, 22))
            if group == "":
                row.append((label, 2, 1))
            else:
                if group not in seen:
                    seen.add(group)
                    row.append((group, 1, sum(1 for other in ROWS if other[2] == group)))
                row.append((label, 1, 1))
        row += [(str(cells[f"t3.{name}.{column}"]), 1, 1) for column in COLUMNS]
        rows.append(row)
    return rows


def table4(cells):
    rows = [[("行政复议", 5, 1), ("行政诉讼", 10, 1)]]
    rows.append([(label, 1, 2) for label in T4_LABELS] + [("未经复议直接起诉", 5, 1), ("复议后起诉", 5, 1)])
    rows.append([(label, 1, 1) for label in T4_LABELS * 2])
    groups = ["review", "suit_direct", "suit_after_review"]
    rows.append([(str(cells[f"t4.{group}.{result}"]), 1, 1) for group in groups for result in T4])
    return rows


def table2(cells):
    text = lambda name: str(cells[f"t2.{name}"])
    three = lambda kind: [(text(f"{kind}.{name}"), 1, 1) for name in ["issued", "repealed", "in_force"]]
    rows = [
        [("第二十条第（一）项", 4, 1)],
        [("信息内容", 1, 1), ("本年制发件数", 1, 1), ("本年废止件数", 1, 1), ("现行有效件数", 1, 1)],
        [("规章", 1, 1)] + three("regulation"),
        [("行政规范性文件", 1, 1)] + three("normative"),
        [("第二十条第（五）项", 4, 1)],
        [("信息内容", 1, 1), ("本年处理决定数量", 3, 1)],
        [("行政许可", 1, 1), (text("licence.decisions"), 3, 1)],
        [("第二十条第（六）项", 4, 1)],
        [("信息内容", 1, 1), ("本年处理决定数量", 3, 1)],
        [("行政处罚", 1, 1), (text("penalty.decisions"), 3, 1)],
        [("行政强制", 1, 1), (text("coercion.decisions"), 3, 1)],
        [("第二十条第（八）项", 4, 1)],
        [("信息内容", 1, 1), ("本年收费金额（单位：万元）", 3, 1)],
        [("行政事业性收费", 1, 1), (text("fee.amount"), 3, 1)],
    ]
    return rows


SECTIONS = [
    ("总体情况", "本年度主动公开政府信息，具体情况见下表。", None),
    ("主动公开政府信息情况", None, table2),
    ("收到和处理政府信息公开申请情况", None, table3),
    ("政府信息公开行政复议、行政诉讼情况", None, table4),
    ("存在的主要问题及改进情况", "公开内容还需丰富，下一步将加强培训。", None),
    ("其他需要报告的事项", "本年度没有收取信息处理费。", None),
]
SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:v="urn:schemas-microsoft-com:vml"'


# How a variant's document is made up. Every reader sees each of them in some format.
STYLES = [
    {},
    {"numbered": True, "fixed": True},
    {"borders": 0},
    {"numbered": True, "vertical": True, "middle": True},
    {"changes": True, "split": True, "fixed": True},
    {"borders": 0, "numbered": True},
    {"landscape": True, "footer": True, "repeat": True, "fixed": True},
    {"size": 28, "footer": True, "middle": True, "header": True, "fixed": True},
    {"borders": 1, "size": 15, "spaced": True, "middle": True, "fixed": True},
    {"borders": 0, "middle": True, "size": 18, "fixed": True},
    {"size": 32, "repeat": True, "footer": True, "vertical": True, "fixed": True, "box": True},
    {"borders": 12, "split": True, "notes": True, "middle": True, "fixed": True},
]
WIDTHS = {4: [2600, 2100, 2100, 2100], 10: [600, 900, 2700, 700, 700, 700, 800, 800, 700, 700]}


def docx_text(text, style):
    size = f'<w:sz w:val="{style["size"]}"/>' if "size" in style else ""
    run = lambda part, extra="": f'<w:r><w:rPr>{extra}{size}</w:rPr><w:t xml:space="preserve">{escape(part)}</w:t></w:r>'
    number = text.isdigit()
    if style.get("changes") and number:
        who = 'w:author="a" w:date="2024-01-01T00:00:00Z"'
        return f'<w:del w:id="1" {who}><w:r><w:delText>97</w:delText></w:r></w:del><w:ins w:id="2" {who}>{run(text)}</w:ins>'
    if style.get("split") and len(text) > 1:
        return run(text[:1], "<w:b/>") + '<w:bookmarkStart w:id="3" w:name="b"/>' + run(text[1:])
    if style.get("spaced") and number:
        return run(f" {text} ")
    return run(text)


def docx_table(rows, style):
    width = max(sum(columns for _, columns, _ in row) for row in rows)
    widths = WIDTHS.get(width, [9000 // width] * width) if style.get("fixed") else [9000 // width] * width
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    border = style.get("borders", 4)
    line = "".join(f'<w:{side} w:val="single" w:sz="{border}"/>' for side in ["top", "left", "bottom", "right", "insideH", "insideV"])
    shape = f"<w:tblBorders>{line}</w:tblBorders>" if border else ""
    shape += '<w:tblLayout w:type="fixed"/>' if style.get("fixed") else ""
    xml = f"<w:tbl><w:tblPr>{shape}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    middle = '<w:vAlign w:val="center"/>' if style.get("middle") else ""
    open_cells = {}
    for number, row in enumerate(rows):
        column, cells, rest = 0, "", list(row)
        across = lambda columns: f'<w:tcW w:w="{sum(widths[column : column + columns])}" w:type="dxa"/><w:gridSpan w:val="{columns}"/>'
        while rest or column in open_cells:
            if column in open_cells:
                columns, left = open_cells[column]
                cells += f"<w:tc><w:tcPr>{across(columns)}<w:vMerge/></w:tcPr><w:p/></w:tc>"
                if left == 1:
                    del open_cells[column]
                else:
                    open_cells[column] = (columns, left - 1)
                column += columns
                continue
            text, columns, down = rest.pop(0)
            merge = '<w:vMerge w:val="restart"/>' if down > 1 else ""
            turned = '<w:textDirection w:val="tbRlV"/>' if style.get("vertical") and down > 2 else ""
            if down > 1:
                open_cells[column] = (columns, down - 1)
            cells += f"<w:tc><w:tcPr>{across(columns)}{merge}{turned}{middle}</w:tcPr><w:p>{docx_text(text, style)}</w:p></w:tc>"
            column += columns
        head = "<w:trPr><w:tblHeader/></w:trPr>" if style.get("repeat") and len(rows) > 20 and number < 3 else ""
        xml += f"<w:tr>{head}{cells}</w:tr>"
    return xml + "</w:tbl><w:p/>"


def write_docx(path, title, cells, style):
    body = f"<w:p><w:r><w:t>{title}</w:t></w:r></w:p>"
    if style.get("box"):
        body += '<w:p><w:r><w:pict><v:shape style="width:200pt;height:40pt"><v:textbox><w:txbxContent><w:p><w:r><w:t>内部资料 注意保存</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>'
    for index, (heading, text, table) in enumerate(SECTIONS):
        numbered = style.get("numbered")
        properties = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>' if numbered else ""
        shown = heading if numbered else "一二三四五六"[index] + "、" + heading
        body += f"<w:p>{properties}<w:r><w:t>{shown}</w:t></w:r></w:p>"
        if text:
            note = '<w:r><w:footnoteReference w:id="2"/></w:r>' if style.get("notes") and index == 0 else ""
            body += f"<w:p><w:r><w:t>{text}</w:t></w:r>{note}</w:p>"
        if table:
            body += docx_table(table(cells), style)
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kinds = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    section = f'<w:pgSz w:w="{16838 if style.get("landscape") else 11906}" w:h="{11906 if style.get("landscape") else 16838}"/><w:pgMar w:top="1440" w:right="1400" w:bottom="1440" w:left="1400" w:header="720" w:footer="720"/>'
    parts = {"numbering": f'<w:numbering {SPACE}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'}
    if style.get("footer"):
        parts["footer"] = f'<w:ftr {SPACE}><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t>- </w:t></w:r><w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t> -</w:t></w:r></w:p></w:ftr>'
        section = f'<w:footerReference w:type="default" r:id="footer"/>{section}'
    if style.get("header"):
        parts["header"] = f'<w:hdr {SPACE}><w:p><w:r><w:t>某某市人民政府办公室 2024</w:t></w:r></w:p></w:hdr>'
        section = f'<w:headerReference w:type="default" r:id="header"/>{section}'
    if style.get("notes"):
        parts["footnotes"] = f'<w:footnotes {SPACE}><w:footnote w:id="2"><w:p><w:r><w:t>统计到 12 月 31 日，共 999 件。</w:t></w:r></w:p></w:footnote></w:footnotes>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        overrides = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{kinds}.{name}+xml"/>' for name in parts)
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="{kinds}.document.main+xml"/>{overrides}</Types>')
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{package}/relationships"><Relationship Id="a" Type="{relations}/officeDocument" Target="word/document.xml"/></Relationships>')
        links = "".join(f'<Relationship Id="{name}" Type="{relations}/{name}" Target="{name}.xml"/>' for name in parts)
        archive.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="{package}/relationships">{links}</Relationships>')
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
        archive.writestr("word/document.xml", f"<w:document {SPACE}><w:body>{body}<w:sectPr>{section}</w:sectPr></w:body></w:document>")


def html_table(rows):
    html = "<table border=1>"
    for row in rows:
        html += "<tr>" + "".join(f"<td colspan={columns} rowspan={down}>{escape(text)}</td>" for text, columns, down in row) + "</tr>"
    return html + "</table>"


# What browsers print: borders of every kind, vertical label cells, wide paper, small and large type.
PRINTS = [
    "table{border-collapse:collapse} td{border:1px solid #000;font-size:13px}",
    "td{border:1px solid #888;font-size:12px} @page{size:A4 landscape}",
    "table{border-collapse:collapse;width:100%} td{border:0.5px solid #000;font-size:15px;text-align:center} td[rowspan='22'],td[rowspan='8']{writing-mode:vertical-rl}",
    "table{border-collapse:collapse;width:100%} td{border:thin dotted #000;font-size:18px;padding:9px}",
    "table{border-collapse:collapse} td{border:0;background:#eef;border-bottom:1px solid #999;border-left:1px solid #999;font-size:11px}",
    "body{zoom:0.7} table{border-collapse:collapse} td{border:2px double #000}",
    "table{border-collapse:collapse;width:100%} td{border:1px solid #000;font-size:20px} tr{break-inside:avoid} @page{margin:30mm}",
    "table{border-collapse:collapse} td{border:1px solid #000;font-size:14px;line-height:2} td{font-family:serif} @page{size:A5}",
]


def write_html(path, title, cells, style=""):
    html = f"<html><head><meta charset=utf-8><title>{title}</title><style>{style}</style></head><body><p>{title}</p>"
    for index, (heading, text, table) in enumerate(SECTIONS):
        html += f"<p>{'一二三四五六'[index]}、{heading}</p>"
        html += f"<p>{text}</p>" if text else ""
        html += html_table(table(cells)).replace("<table border=1>", "<table>" if style else "<table border=1>") if table else ""
    path.write_text(html + "</body></html>", encoding="utf-8")


def print_page(page, paper, folder):
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser:
        command = [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/browser", f"--print-to-pdf={paper}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)


def convert(sources, target, folder, input_filter=None, into=None):
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile"]
    command += [f"--infilter={input_filter}"] if input_filter else []
    command += ["--convert-to", target, "--outdir", str(into or folder), *map(str, sources)]
    subprocess.run(command, check=True, capture_output=True, timeout=600)


def wrong_cells(gouji, path, expected):
    result = subprocess.run([gouji, "check", "--format", "json", str(path)], capture_output=True, text=True)
    try:
        found = json.loads(result.stdout)["report"]["cells"]
    except (ValueError, KeyError):
        return [f"no outcome: {result.stdout[:200]}{result.stderr[:300]}"]
    wrong = []
    for name, value in expected.items():
        shown = found.get(name, {}).get("value")
        if shown is None or abs(float(shown) - float(value)) > 1e-9:
            wrong.append(f"{name}: {shown} for {value}")
    return wrong


def main():
    gouji = sys.argv[1]
    folder = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp()).resolve()
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 12
    folder.mkdir(parents=True, exist_ok=True)
    reports, documents, pages = {}, [], []
    for variant in range(count):
        cells = numbers(random.Random(variant))
        title = f"某某市{2021 + variant % 4}年政府信息公开工作年度报告"
        reports[f"report{variant}"] = cells
        documents.append(folder / f"report{variant}.docx")
        write_docx(documents[-1], title, cells, STYLES[variant % len(STYLES)])
        pages.append(folder / f"report{variant}.html")
        write_html(pages[-1], title, cells)
    printed = folder / "printed"
    printed.mkdir(exist_ok=True)
    for index, style in enumerate(PRINTS):
        page = printed / f"report{index % count}.html"
        title = f"某某市{2021 + index % count % 4}年政府信息公开工作年度报告"
        write_html(page, title, reports[page.stem], style)
        print_page(page, printed / f"report{index % count}.pdf", folder)
    for target in ["odt", "doc", "rtf", "pdf"]:
        convert(documents, target, folder)
    for target in ["xlsx", "xls", "ods"]:
        convert(pages, target, folder, "HTML (StarCalc)")
    again = folder / "saved-again"
    for target in ["docx:MS Word 2007 XML", "html:HTML (StarWriter)"]:
        convert([path.with_suffix(".odt") for path in documents], target, folder, into=again)
    failures = files = 0
    for path in sorted(folder.rglob("report*.*")):
        style = STYLES[int(path.stem.removeprefix("report")) % len(STYLES)]
        if style.get("changes") and path.suffix in [".pdf", ".html"] and path.parent != printed and path not in pages:
            # The office suite writes deleted text into these formats as if it were text.
            continue
        files += 1
        wrong = wrong_cells(gouji, path, reports[path.stem])
        if wrong:
            failures += 1
            print(f"{path.relative_to(folder)}: {len(wrong)} cells wrong: {'; '.join(wrong[:6])}")
    print(f"{files} files of {count} reports, {failures} with a wrong cell; in {folder}")
    sys.exit(1 if failures or not files else 0)


main()
