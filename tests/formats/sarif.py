#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Checks what `jixiao check --format sarif` prints: the parts of SARIF 2.1.0 that it uses, and that a second run against
the first, as SARIF and as JSON, finds everything unchanged.

    tests/formats/sarif.py BINARY [--schema sarif-schema-2.1.0.json] FILE...

With --schema the output is also validated against the schema of OASIS, which is not part of the project.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

LEVELS = {"fail": {"error", "warning", "note"}, "open": {"none"}}


def check(binary, *arguments):
    done = subprocess.run([binary, "check", "--fail-on", "never", *map(str, arguments)], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def faults_of_location(location):
    physical = location["physicalLocation"]
    if not physical["artifactLocation"]["uri"].isascii():
        yield "a URI is not coded"
    region = physical.get("region")
    if region and not (region["startLine"] >= 1 and 1 <= region["startColumn"] < region["endColumn"]):
        yield f"a region ends before it begins: {region}"


def faults_of(log):
    if log["version"] != "2.1.0" or len(log["runs"]) != 1:
        yield "no SARIF 2.1.0 with one run"
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    if "+" not in run["tool"]["driver"]["version"]:
        yield "the version of the rules is not named"
    ids = [rule["id"] for rule in rules]
    if len(set(ids)) != len(ids):
        yield "a rule comes twice"
    for rule in rules:
        if not rule["help"]["text"] or not rule["properties"]["basis"] or not rule["shortDescription"]["text"]:
            yield f"rule {rule['id']} without words"
    prints = [result["partialFingerprints"]["jixiao/v1"] for result in run["results"]]
    if len(set(prints)) != len(prints):
        yield "a fingerprint comes twice in one document"
    for result in run["results"]:
        if ids[result["ruleIndex"]] != result["ruleId"]:
            yield f"{result['ruleId']} points at another rule"
        if result["level"] not in LEVELS[result["kind"]] or not result["message"]["text"]:
            yield f"{result['ruleId']}: level {result['level']} of kind {result['kind']}"
        places = result["locations"] + result.get("relatedLocations", [])
        if len({json.dumps(place) for place in places}) != len(places):
            yield f"{result['ruleId']}: a place comes twice"
        for place in places:
            yield from faults_of_location(place)


def main():
    binary, arguments = sys.argv[1], sys.argv[2:]
    schema = None
    if arguments[0] == "--schema":
        import jsonschema
        schema = jsonschema.Draft4Validator(json.loads(pathlib.Path(arguments[1]).read_text(encoding="utf-8")))
        arguments = arguments[2:]
    faults = []
    results = 0
    for file in arguments:
        log = json.loads(check(binary, "--format", "sarif", file))
        results += len(log["runs"][0]["results"])
        faults += [f"{file}: {fault}" for fault in faults_of(log)]
        if schema:
            faults += [f"{file}: {list(error.absolute_path)} {error.message[:200]}" for error in schema.iter_errors(log)]
        with tempfile.TemporaryDirectory() as folder:
            for form in ("sarif", "json"):
                before = pathlib.Path(folder) / f"before.{form}"
                before.write_text(check(binary, "--format", form, file), encoding="utf-8")
                again = json.loads(check(binary, "--format", "sarif", "--baseline", before, file))
                states = {result["baselineState"] for result in again["runs"][0]["results"]}
                if states - {"unchanged"}:
                    faults.append(f"{file}: the same again, compared with {form}, is {states}")
                if schema:
                    faults += [f"{file}: {error.message[:200]}" for error in schema.iter_errors(again)]
    print("\n".join(faults) or f"{len(arguments)} files, {results} results")
    return 1 if faults or not results else 0


if __name__ == "__main__":
    sys.exit(main())
