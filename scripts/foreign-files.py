#!/usr/bin/env python3
"""Reads a folder of any files with gouji and with second readers, counts what differs, and explains it.

    scripts/foreign-files.py GOUJI FOLDER [COUNT]

Every file is read once: how many are read, refused, end in a panic, take longer than 3 seconds or more than 256 MB.
COUNT PDF files (100 by default) are compared with poppler's pdftotext, COUNT workbooks with calamine, number by number.
A number that the second reader sees and gouji does not is explained where the file itself tells why; each kind has its
test below. What is left is printed as unexplained, with the files that have most of it. Needs pdftotext and pdftoppm,
python-calamine, and openpyxl and xlrd for what workbooks hide; what is not there is left out. No part of the tests:
run it where there is a folder of files to try. Ends with status 1 after a panic or beyond a limit.
"""

import collections
import functools
import html
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import unicodedata
import warnings

SECONDS, MEGABYTES = 3.0, 256
NUMBER = re.compile(r"\d+(?:\.\d+)?")
RAISED = re.compile(r"[⁰¹²³⁴-⁹₀-₉]+")
# A page number as gouji takes it: alone on its line, between dashes or with words.
PAGE_NUMBER = re.compile(r"[\s\-–—_|·•~]*(?:page|第|p\.)?\s*\d+\s*页?\s*(?:(?:of|/|共)\s*\d+\s*页?)?[\s\-–—_|·•~]*", re.I)
Word = collections.namedtuple("Word", "page width height box text")


def run(program, path):
    """Exit status, seconds, megabytes, the annotated copy, what gouji says of the reading, and its errors."""
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "copy.html"
        begin = time.monotonic()
        child = subprocess.Popen(
            [program, "check", str(path), "--format", "html", "-o", str(copy)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        errors = child.stderr.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - begin
        text = copy.read_text(errors="replace") if copy.exists() else ""
    processor = usage.ru_utime + usage.ru_stime
    return child.returncode, min(seconds, processor), usage.ru_maxrss / 1024, text, errors


def is_cut(program, path):
    """Whether gouji says that it stopped at a limit: such a file cannot be compared."""
    done = subprocess.run([program, "check", str(path), "--lang", "en"], capture_output=True, timeout=120)
    return b"holds too much (over the limit" in done.stdout


def values(text):
    """The numbers of a text to six digits: beyond them the two readers round in their own ways."""
    return [f"{float(number):g}" for number in NUMBER.findall(text.replace(",", ""))]


def shown(copy):
    """The document in an annotated copy: its tables and paragraphs, without what gouji says of them."""
    body = re.search(r"<article>(.*)</article>", copy, re.S)
    body = re.sub(r"<(style|script|sup)\b.*?</\1>", " ", body[1] if body else copy, flags=re.S)
    return html.unescape(re.sub(r"<[^>]+>", " ", body))


def squeezed(text):
    return re.sub(r"[\s,]", "", unicodedata.normalize("NFKC", text))


def levelled(text):
    return re.sub(r"\d", "0", text)


# PDF.


def words(path, *options):
    """poppler's words of a PDF with their boxes on the page as it is shown; None where poppler reads none."""
    command = ["pdftotext", "-bbox", "-cropbox", *options, str(path), "-"]
    done = subprocess.run(command, capture_output=True, timeout=60)
    if done.returncode:
        return None
    found, page, size = [], 0, (0.0, 0.0)
    for line in done.stdout.decode(errors="replace").splitlines():
        if new := re.search(r'<page width="([\d.]+)" height="([\d.]+)"', line):
            page, size = page + 1, (float(new[1]), float(new[2]))
        elif word := re.search(r'<word xMin="(\S+)" yMin="(\S+)" xMax="(\S+)" yMax="(\S+)">(.*)</word>', line):
            box = tuple(float(edge) for edge in word.groups()[:4])
            found.append(Word(page, *size, box, html.unescape(word[5])))
    return found


class Paper:
    """The words of a PDF, and the tests that tell why gouji leaves one out."""

    def __init__(self, path, own):
        self.path, self.words = path, words(path) or []
        self.straight = {(word.page, word.box) for word in words(path, "-nodiag") or self.words}
        self.own = squeezed(own)
        self.lines, self.places = collections.defaultdict(list), collections.defaultdict(set)
        for word in self.words:
            self.lines[word.page, round(word.box[3] / 3)].append(word.text)
            self.places[levelled(word.text), round(word.box[1] / 4)].add(word.page)
        self.pages = max((word.page for word in self.words), default=0)

    @functools.cache
    def picture(self, page):
        command = ["pdftoppm", "-cropbox", "-gray", "-r", "100", "-f", str(page), "-l", str(page), str(self.path)]
        drawn = subprocess.run(command, capture_output=True, timeout=60).stdout
        head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", drawn)
        return (int(head[1]), int(head[2]), drawn[head.end() :]) if head else None

    def contrast(self, word):
        """How far the lightest and the darkest point in a word's box differ."""
        picture = self.picture(word.page)
        if not picture:
            return 255
        width, height, points = picture
        left, top, right, bottom = (edge * 100 / 72 for edge in word.box)
        left, right = max(0, int(left)), min(width, int(right) + 1)
        rows = (points[y * width + left : y * width + right] for y in range(max(0, int(top)), min(height, int(bottom) + 1)))
        seen = b"".join(rows)
        return max(seen) - min(seen) if seen else 0

    def why(self, at):
        """Why gouji does not show a word's number, where the page tells; None where it does not."""
        word = self.words[at]
        left, top, right, bottom = word.box
        if any(unicodedata.category(character) == "Cc" for character in word.text):
            return "guessed from codes without characters"
        if bottom - top < 1:
            return "smaller than a point"
        if right < 0 or bottom < 0 or left > word.width or top > word.height:
            return "beside the page"
        if (word.page, word.box) not in self.straight:
            return "leaning"
        if self.contrast(word) < 24:
            return "nothing drawn there"
        middle = (top + bottom) / 2
        depth = min(middle, word.height - middle) / word.height
        if depth < 0.18 and PAGE_NUMBER.fullmatch(" ".join(self.lines[word.page, round(bottom / 3)])):
            return "page number"
        repeated = len(self.places[levelled(word.text), round(top / 4)])
        if depth < 0.14 and repeated >= min(3, max(2, self.pages / 2)):
            return "running head"
        return "cut into other tokens" if self.is_there(at) else None

    def is_there(self, at):
        """Whether gouji has a word among what stands before or behind it, spaces and commas aside."""
        number = squeezed(self.words[at].text)
        before = "".join(squeezed(word.text) for word in self.words[max(0, at - 4) : at])[-4:]
        after = "".join(squeezed(word.text) for word in self.words[at + 1 : at + 5])[:4]
        among = (before + number + after, before + number, number + after, number)
        return any(len(text) >= 6 and text in self.own for text in among)


def of_pdf(path, copy):
    """How many numbers poppler sees, why gouji does not show some of them, and how many it has of its own."""
    own = shown(copy)
    # What gouji shows as � the file does not explain: poppler guesses it from the codes.
    unknown = own.count("\ufffd")
    paper = Paper(path, own)
    if not paper.words:
        return None
    places = collections.defaultdict(list)
    for at, word in enumerate(paper.words):
        for value in values(word.text):
            places[value].append(at)
    other = collections.Counter({value: len(at) for value, at in places.items()})
    seen = collections.Counter(values(own))
    raised = collections.Counter(values(unicodedata.normalize("NFKC", " ".join(RAISED.findall(own)))))
    kinds = collections.Counter()
    for value, count in (other - seen).items():
        notes = min(count, raised[value])
        kinds["mark of a note"] += notes
        reasons = [reason for at in places[value] if (reason := paper.why(at))] if count > notes else []
        kinds.update(reasons[: count - notes])
        kinds["unexplained"] += max(0, count - notes - len(reasons))
    guessed = min(unknown, kinds["unexplained"])
    kinds["guessed from codes without characters"] += guessed
    kinds["unexplained"] -= guessed
    return sum(other.values()), kinds, sum((seen - other).values())


# Workbooks.


def cells_of_calamine(path):
    """All cells of a workbook with their places, as calamine reads them."""
    from python_calamine import CalamineWorkbook

    workbook = CalamineWorkbook.from_path(str(path))
    for name in workbook.sheet_names:
        for row, cells in enumerate(workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)):
            for column, cell in enumerate(cells):
                # Dates are shown in the workbook's own way.
                if isinstance(cell, (float, str)) and not isinstance(cell, bool):
                    text = f"{cell:.15g}" if isinstance(cell, float) else cell
                    yield (name, row, column), text


def hidden_in_xls(path):
    import xlrd

    book = xlrd.open_workbook(str(path), formatting_info=True, logfile=open(os.devnull, "w"))
    sheets = {sheet.name: sheet for sheet in book.sheets()}

    def hidden(name, row, column):
        sheet = sheets[name]
        across, down = sheet.colinfo_map.get(column), sheet.rowinfo_map.get(row)
        is_off = sheet.visibility or (across and (across.hidden or not across.width)) or (down and down.hidden)
        covered = any(
            top <= row < bottom and left <= column < right and (row, column) != (top, left)
            for top, bottom, left, right in sheet.merged_cells
        )
        format_ = book.format_map[book.xf_list[sheet.cell_xf_index(row, column)].format_key].format_str
        return is_off or covered, format_

    return hidden


def hidden_in_xlsx(path):
    import openpyxl
    from openpyxl.utils import get_column_letter

    book = openpyxl.load_workbook(path)
    off = {}
    for sheet in book.worksheets:
        columns = set()
        for letter, each in sheet.column_dimensions.items():
            if each.hidden or each.width == 0:
                columns.update(range((each.min or 1) - 1, each.max or 1))
        rows = {number - 1 for number, each in sheet.row_dimensions.items() if each.hidden or each.height == 0}
        covered = {
            (row - 1, column - 1)
            for area in sheet.merged_cells.ranges
            for row in range(area.min_row, area.max_row + 1)
            for column in range(area.min_col, area.max_col + 1)
            if (row, column) != (area.min_row, area.min_col)
        }
        off[sheet.title] = (sheet.sheet_state != "visible", rows, columns, covered)

    def hidden(name, row, column):
        whole, rows, columns, covered = off[name]
        format_ = book[name][f"{get_column_letter(column + 1)}{row + 1}"].number_format
        return whole or row in rows or column in columns or (row, column) in covered, format_

    return hidden


def of_sheets(path, copy):
    """How many numbers calamine sees, why gouji does not show some of them, and how many it has of its own."""
    warnings.simplefilter("ignore")
    places = collections.defaultdict(list)
    for place, text in cells_of_calamine(path):
        for value in values(text):
            places[value].append((place, text))
    other = collections.Counter({value: len(at) for value, at in places.items()})
    seen = collections.Counter(values(shown(copy)))
    missing, extra = other - seen, seen - other
    kinds = collections.Counter()
    if not missing:
        return sum(other.values()), kinds, sum(extra.values())
    try:
        hidden = (hidden_in_xls if path.suffix.lower() == ".xls" else hidden_in_xlsx)(path)
    except Exception:  # Neither library knows the file.
        hidden = None

    def why(value, place, text):
        try:
            off, format_ = hidden(*place)
        except Exception:
            return None
        if off:
            return "hidden or covered"
        # What stands between quotation marks or brackets is no part of the pattern.
        pattern = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", format_ or "")
        if "%" in pattern and extra[f"{float(value) * 100:g}"]:
            return "per cent"
        zero = pattern.split(";")[2:3]
        if (pattern and not re.search(r"[0#?@a-z]", pattern, re.I)) or (zero and float(value) == 0 and not re.search("[0#]", zero[0])):
            return "a format that shows no digit"
        if re.search(r"[ymdhs]", pattern, re.I) and NUMBER.fullmatch(text) and "general" not in pattern.lower():
            return "date or time"
        return None

    for value, count in missing.items():
        reasons = [reason for place, text in places[value] if (reason := why(value, place, text))] if hidden else []
        kinds.update(reasons[:count])
        kinds["unexplained"] += max(0, count - len(reasons))
    return sum(other.values()), kinds, sum(extra.values())


def compared_with(second, path, copy):
    try:
        return second(path, copy)
    except ImportError:
        return None
    except Exception:  # The second reader's own failures are no measure of the first.
        return None


def main():
    program, folder = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 100
    second = {".pdf": of_pdf, ".xlsx": of_sheets, ".xlsm": of_sheets, ".xls": of_sheets, ".ods": of_sheets}
    left = {".pdf": count, "sheets": count}
    kinds = collections.Counter()
    worst_time, worst_memory, compared, bad = (0, ""), (0, ""), collections.defaultdict(list), []
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size > 0)
    # First all that is measured: what this program holds itself while it compares would count as a reader's memory.
    for path in files:
        status, seconds, megabytes, copy, errors = run(program, path)
        kinds["read" if copy else "refused"] += 1
        worst_time, worst_memory = max(worst_time, (seconds, str(path))), max(worst_memory, (megabytes, str(path)))
        if status not in (0, 1, 2) or b"panicked" in errors:
            kinds["panic"] += 1
            bad.append(str(path))
        if seconds > SECONDS or megabytes > MEGABYTES:
            kinds["over a limit"] += 1
            bad.append(f"{path}: {seconds:.1f} s, {megabytes:.0f} MB")
    for path in files:
        ending = path.suffix.lower()
        group = ending if ending == ".pdf" else "sheets"
        if ending not in second or left[group] == 0 or not (copy := run(program, path)[3]):
            continue
        result = compared_with(second[ending], path, copy)
        if result and result[1]["unexplained"] and is_cut(program, path):
            kinds["not compared: over a limit that gouji states"] += 1
        elif result:
            left[group] -= 1
            compared[group].append((*result, str(path)))
    print(dict(kinds))
    print(f"longest {worst_time[0]:.2f} s {worst_time[1]}; most {worst_memory[0]:.0f} MB {worst_memory[1]}")
    for group, files in compared.items():
        numbers, why = sum(file[0] for file in files), sum((file[1] for file in files), collections.Counter())
        unexplained, own = why.pop("unexplained", 0), sum(file[2] for file in files)
        print(f"{group}: {len(files)} files, {numbers} numbers of the second reader, {own} of gouji alone")
        print(f"   not shown, and why: {dict(why.most_common())}")
        print(f"   unexplained: {unexplained} ({100 * unexplained / max(1, numbers):.2f} %)")
        for file in sorted(files, key=lambda file: -file[1]["unexplained"])[:10]:
            print(f"   {file[1]['unexplained']} of {file[0]}: {file[3]}")
    print("\n".join(bad))
    return bool(bad)


sys.exit(main())
