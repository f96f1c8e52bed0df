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
checked = dict.fromkeys(expected, 0)
for block in blocks:
    for statement in filter(str.strip, block.split(";")):
        answer = database.execute(statement)
        rows = answer.fetchall() if answer.description else []
        names = [each[0] for each in answer.description or []]
        print(statement.strip().splitlines()[0], "→", len(rows), "rows,", rows[:3])
        # A column of this name lists what differs between two outputs.
        assert "differs" not in names or not rows, (statement, rows[:3])
        for name, value in zip(names, rows[0] if rows else []):
            if name in expected:
                assert value == expected[name], (name, value, expected[name])
                checked[name] += 1
# From JSON Lines and from Parquet.
assert all(times == 2 for times in checked.values()), checked
print("gouji: DuckDB finds what was generated, in JSON Lines and in Parquet:", expected)
