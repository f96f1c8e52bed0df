"""Runs the SQL of a document in DuckDB, in a directory that holds its files, and compares what comes of it with what
was generated: scripts/many-duckdb.py DOCUMENT DIRECTORY EXPECTED"""

import json
import os
import re
import sys

import duckdb

document, directory, expected = sys.argv[1:]
expected = json.load(open(expected))
blocks = re.findall(r"^```sql\n(.*?)^```", open(document, encoding="utf-8").read(), re.M | re.S)
os.chdir(directory)
database = duckdb.connect()
found = {}
for block in blocks:
    for statement in filter(str.strip, block.split(";")):
        answer = database.execute(statement)
        rows = answer.fetchall() if answer.description else []
        names = [each[0] for each in answer.description or []]
        print(statement.strip().splitlines()[0], "→", len(rows), "rows,", rows[:3])
        for row in rows[:1]:
            found.update(zip(names, row))
for name, value in expected.items():
    assert found.get(name) == value, (name, value, found.get(name))
print("gouji: DuckDB finds what was generated:", expected)
