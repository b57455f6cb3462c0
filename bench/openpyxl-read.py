"""Reads every row of the workbooks below a folder, and prints how many there were: what is measured against."""
import pathlib
import sys

from openpyxl import load_workbook

rows = 0
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.xlsx")):
    book = load_workbook(path, read_only=True)
    for sheet in book:
        for row in sheet.iter_rows(values_only=True):
            rows += 1
    book.close()
print(rows)
