#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Validates the machine output of the commands against docs/formats.

    tests/formats/validate.py BINARY FILE...

Each FILE goes through tables, read, check, reconcile, report, score and indicators suggest; a document that cannot be
read must give a valid error document. What check says of it is also compared with an earlier check that found nothing.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parents[2]
FORMATS = ROOT / "docs/formats"
# They hold several files against each other, or write a proof of one.
ONE_BY_ONE = ("reconcile", "score")


def validator(name):
    schemas = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in FORMATS.glob("*.schema.json")}
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)
    resolver = jsonschema.RefResolver(base_uri="", referrer=schemas[name], store=schemas)
    return jsonschema.Draft202012Validator(schemas[name], resolver=resolver)


def main():
    with tempfile.TemporaryDirectory() as folder:
        return validate(sys.argv[1], sys.argv[2:], folder)


def validate(binary, files, folder):
    faults = checked = 0
    for command in ("tables", "read", "check", "reconcile", "report", "score", "indicators suggest"):
        schema = validator(f"{command.replace(' ', '-')}.schema.json")
        one_by_one = [([file], []) for file in files]
        runs = one_by_one if command in ONE_BY_ONE else [(files, [])]
        if command == "check":
            earlier = pathlib.Path(folder) / "earlier.json"
            earlier.write_text('{"documents": []}', encoding="utf-8")
            runs.append((files, ["--baseline", str(earlier)]))
        proof = pathlib.Path(folder) / "proof.json"
        if command == "score":
            runs = [(each, ["--proof", str(proof)]) for each, _ in one_by_one]
        for those, more in runs:
            done = subprocess.run([binary, *command.split(), "--format", "json", *more, *those], capture_output=True, check=False)
            checked += 1
            for error in schema.iter_errors(json.loads(done.stdout)):
                faults += 1
                print(f"{command} {those}: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")
            if command == "score" and done.returncode == 0:
                for error in validator("score-proof.schema.json").iter_errors(json.loads(proof.read_text(encoding="utf-8"))):
                    faults += 1
                    print(f"proof {those}: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")
    # The methods of evaluation take tables of their own: what the goldens expect of them.
    schema = validator("evaluate.schema.json")
    for file in sorted((ROOT / "tests/golden/evaluate").glob("*_json/expected")):
        checked += 1
        for error in schema.iter_errors(json.loads(file.read_text(encoding="utf-8"))):
            faults += 1
            print(f"evaluate {file.parent.name}: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")
    goldens = ROOT / "tests/golden/evaluation"
    for name, file in (("evaluation", goldens / "scores_json/expected"), ("evaluation-proof", goldens / "proof_verified/proof.json"),
                       ("evaluation-sensitivity", goldens / "sensitivity_json/expected"),
                       ("answers", ROOT / "tests/golden/answers/codes_json/expected"),
                       ("answers", ROOT / "tests/golden/answers/sample_size_json/expected"),
                       ("monitor", ROOT / "tests/golden/monitor/forms_json/expected"),
                       ("archive", ROOT / "tests/golden/archive/verified_json/expected")):
        checked += 1
        for error in validator(f"{name}.schema.json").iter_errors(json.loads(file.read_text(encoding="utf-8"))):
            faults += 1
            print(f"{name}: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")
    # A book of rectification is a database: one is made here.
    book = ["--book", str(pathlib.Path(folder) / "book.db")]
    stamp = ["--person", "王五", "--at", "2022-06-01T08:00:00Z"]
    made = [["create", *book, "--id", "1", "--title", "整改", *stamp[2:]],
            ["register", *book, "--source", "监控", "--project", "P", "--title", "进度滞后", "--amount", "3.20", *stamp],
            ["issue", "1", *book, "--responsible", "某处", "--deadline", "2022-06-30", *stamp]]
    for arguments in made:
        subprocess.run([binary, "rectify", *arguments], capture_output=True, check=True)
    listed = subprocess.run([binary, "rectify", "list", *book, "--on", "2022-07-02", "--format", "json"], capture_output=True,
                            check=False)
    checked += 1
    for error in validator("rectification.schema.json").iter_errors(json.loads(listed.stdout)):
        faults += 1
        print(f"rectification: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")
    print(f"{checked} outputs checked, {faults} faults")
    return 1 if faults or not checked else 0


if __name__ == "__main__":
    sys.exit(main())
