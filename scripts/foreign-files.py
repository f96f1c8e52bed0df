#!/usr/bin/env python3
"""Reads a folder of any files with gouji and with second readers, and counts what differs.

    scripts/foreign-files.py GOUJI FOLDER [COUNT]

Every file is read once: how many are read, refused, end in a panic, take longer than 3 seconds or more than 256 MB.
COUNT PDF files (100 by default) are compared with poppler's pdftotext, COUNT workbooks with calamine, number by number:
what one of the two sees and the other does not is counted, and the files that differ most are named. Needs pdftotext
and python-calamine for the comparisons; without them they are left out. No part of the tests: run it where there is a
folder of files to try. Ends with status 1 after a panic or beyond a limit.
"""

import collections
import html
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

SECONDS, MEGABYTES = 3.0, 256
NUMBER = re.compile(r"\d+(?:\.\d+)?")


def run(program, path):
    """Exit status, seconds, megabytes and what the annotated copy says."""
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


def numbers(text):
    """The numbers of a text to six digits: beyond them the two readers round in their own ways."""
    return collections.Counter(f"{float(number):g}" for number in NUMBER.findall(text.replace(",", "")))


def shown(copy):
    """The document in an annotated copy: its tables and paragraphs, without what gouji says of them."""
    body = re.sub(r"<(style|script|sup)\b.*?</\1>", " ", copy, flags=re.S)
    return html.unescape(re.sub(r"<[^>]+>", " ", body))


def of_poppler(path):
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, timeout=60)
    return numbers(done.stdout.decode(errors="replace")) if done.returncode == 0 else None


def of_calamine(path):
    try:
        from python_calamine import CalamineWorkbook

        workbook = CalamineWorkbook.from_path(str(path))
        cells = []
        for name in workbook.sheet_names:
            for row in workbook.get_sheet_by_name(name).to_python():
                # Dates are shown in the workbook's own way.
                cells += [f"{cell:.15g}" if isinstance(cell, float) else cell for cell in row if isinstance(cell, (float, str))]
        return numbers(" ".join(cells))
    except ImportError:
        return None
    except Exception:  # The second reader's own failures are no measure of the first.
        return None


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 100
    second = {".pdf": of_poppler, ".xlsx": of_calamine, ".xls": of_calamine, ".ods": of_calamine}
    left = {".pdf": count, "sheets": count}
    kinds = collections.Counter()
    worst_time, worst_memory, compared, bad = (0, ""), (0, ""), collections.defaultdict(list), []
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size > 0):
        status, seconds, megabytes, copy, errors = run(program, path)
        kinds["read" if copy else "refused"] += 1
        worst_time, worst_memory = max(worst_time, (seconds, str(path))), max(worst_memory, (megabytes, str(path)))
        if status not in (0, 1, 2) or b"panicked" in errors:
            kinds["panic"] += 1
            bad.append(str(path))
        if seconds > SECONDS or megabytes > MEGABYTES:
            kinds["over a limit"] += 1
            bad.append(f"{path}: {seconds:.1f} s, {megabytes:.0f} MB")
        ending = path.suffix.lower()
        group = ending if ending == ".pdf" else "sheets"
        if ending in second and copy and left[group] > 0:
            other = second[ending](path)
            if other:
                left[group] -= 1
                own = numbers(shown(copy))
                compared[group].append((sum((other - own).values()), sum(other.values()), str(path)))
    print(dict(kinds))
    print(f"longest {worst_time[0]:.2f} s {worst_time[1]}; most {worst_memory[0]:.0f} MB {worst_memory[1]}")
    for group, files in compared.items():
        same = sum(missing == 0 for missing, _, _ in files)
        missing, all_ = sum(file[0] for file in files), sum(file[1] for file in files)
        print(f"{group}: {len(files)} files, {same} with every number of the second reader; {missing} of {all_} not seen")
        for file in sorted(files, reverse=True)[:10]:
            print("   %d of %d: %s" % file)
    print("\n".join(bad))
    return bool(bad)


sys.exit(main())
