#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A marked file that nobody mended gives the findings of the original, when it is checked again.

usage: tests/marking/checks_again.py BINARY FILE...     (files that are not there are passed over)
"""
import json
import pathlib
import subprocess
import sys
import tempfile


def check(binary, *arguments):
    done = subprocess.run([binary, "check", "--fail-on", "never", "--format", "json", *map(str, arguments)],
                          capture_output=True, check=True, timeout=300)
    return json.loads(done.stdout)


def main():
    binary = sys.argv[1]
    files = [pathlib.Path(name) for name in sys.argv[2:] if pathlib.Path(name).exists()]
    faults = []
    for file in files:
        with tempfile.TemporaryDirectory() as folder:
            marked = pathlib.Path(folder) / f"marked{file.suffix}"
            before = pathlib.Path(folder) / "before.json"
            first = check(binary, "--mark", marked, file)
            before.write_text(json.dumps(first), encoding="utf-8")
            again = check(binary, "--baseline", before, marked)["summary"]
            print(f"{file.name}: {again['unchanged']} findings again")
            if again["new"] or again["fixed"]:
                faults.append(f"{file}: {again['new']} new and {again['fixed']} gone only because it is marked")
    print("\n".join(faults))
    return 1 if faults or not files else 0


if __name__ == "__main__":
    sys.exit(main())
