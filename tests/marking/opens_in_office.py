#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Marks files and has LibreOffice open them: every cell and line is what it was in the original.

usage: tests/marking/opens_in_office.py BINARY FILE...

Files that are not there are passed over. Says so and ends well when there is no LibreOffice, or no file.
"""
import csv
import pathlib
import shutil
import subprocess
import sys
import tempfile

SIGN = "⚠"
# Every sheet into a file of its own, cells as they are shown.
SHEETS = "csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true,false,false,false,-1"


def convert(office, profile, file, to, folder):
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run([office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", to,
                           "--outdir", str(folder), str(file)], capture_output=True, timeout=300, check=False)
    written = sorted(folder.iterdir())
    if done.returncode != 0 or not written:
        sys.exit(f"LibreOffice does not open {file}:\n{done.stderr.decode()[-2000:]}")
    return written


def rows_of(file):
    """The cells with words, by row, without the sign; columns count among those with words alone, since the sign has a
    column of its own."""
    with open(file, encoding="utf-8-sig", newline="") as text:
        rows = [[cell for cell in row if cell not in ("", SIGN)] for row in csv.reader(text, delimiter="\t")]
    while rows and not rows[-1]:
        rows.pop()
    return rows


def lines_of(file):
    return [line for line in file.read_text(encoding="utf-8-sig").splitlines() if line.strip() not in ("", SIGN)]


def compare(office, binary, original, work):
    marked = work / f"marked{original.suffix}"
    done = subprocess.run([binary, "check", "--fail-on", "never", "--mark", str(marked), str(original)],
                          capture_output=True, timeout=300, check=False)
    if done.returncode != 0:
        return [f"{original}: not marked: {done.stderr.decode()}"]
    is_book = original.suffix != ".docx"
    to, read = (SHEETS, rows_of) if is_book else ("txt:Text (encoded):UTF8", lines_of)
    before = [read(file) for file in convert(office, work / "profile", original, to, work / "before")]
    after = [read(file) for file in convert(office, work / "profile", marked, to, work / "after")]
    if not is_book:
        # Comments follow the text of a document that is saved as text.
        after = [lines[:len(before[0])] for lines in after]
    count = sum(len(row) for sheet in before for row in sheet) if is_book else len(before[0])
    print(f"{original.name}: {count} {'cells' if is_book else 'lines'}")
    return [] if before == after and count else [f"{original}: reads otherwise when it is marked"]


def main():
    binary = sys.argv[1]
    files = [pathlib.Path(name) for name in sys.argv[2:] if pathlib.Path(name).exists()]
    office = shutil.which("soffice")
    if office is None or not files:
        print("SKIPPED: no LibreOffice (soffice)" if office is None else "SKIPPED: no files")
        return 0
    faults = []
    for file in files:
        with tempfile.TemporaryDirectory() as work:
            faults += compare(office, binary, file, pathlib.Path(work))
    print("\n".join(faults) or f"{len(files)} files open as before")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
