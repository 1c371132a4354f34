#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A ledger from the command line: targets, evidence, figures, a reversal, proofs, and what is refused.

    tests/ledger/round.py BINARY SAMPLE
"""
import json
import pathlib
import subprocess
import sys
import tempfile

PROJECT = "15000021T000000007928"


class Round:
    def __init__(self, binary, folder):
        self.binary, self.folder = binary, pathlib.Path(folder)
        self.faults = []

    def run(self, *arguments, exit_code=0):
        done = subprocess.run([self.binary, "ledger", *map(str, arguments)], cwd=self.folder, capture_output=True,
                              text=True, check=False)
        if done.returncode != exit_code:
            self.faults.append(f"{arguments}: exit {done.returncode}, not {exit_code}\n{done.stdout}{done.stderr}")
        return done.stdout + done.stderr

    def expect(self, text, part):
        if part not in text:
            self.faults.append(f"no “{part}” in: {text}")

    def figures(self, name, *rows):
        lines = ["项目,指标,期间,完成值,单位,取值方式,佐证", *(",".join((PROJECT, *row)) for row in rows)]
        (self.folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        return name


def go(binary, sample, folder):
    at = Round(binary, folder)
    ledger = ("--ledger", "l.db")
    stamp = (*ledger, "--person", "李四", "--at", "2021-07-02T09:00:00Z")
    at.run("create", *ledger, "--id", "140001-2021", "--title", "台账", "--hash", "gm", "--at", "2021-01-04T08:00:00Z")
    at.expect(at.run("create", *ledger, "--id", "x", exit_code=2), "已经存在")
    at.expect(at.run("targets", sample, *stamp), "第 1 至 15 条")
    (at.folder / "签到表.txt").write_text("五月签到：十二人\n", encoding="utf-8")
    shown = at.run("evidence", "签到表.txt", *stamp)
    digest = shown.split()[0]
    at.expect(shown, "记入第 16 条")
    count = ("布丝魂工坊打造数量", "2021-05", "5", "个", "直接证明法", digest)
    at.expect(at.run("actuals", at.figures("a.csv", count), *stamp), "记入第 17 条")
    at.expect(at.run("actuals", at.figures("b.csv", count), *stamp, exit_code=2), "已记在第 17 条")
    other = ("布丝魂工坊打造数量", "2021-06", "2", "家", "", "")
    at.expect(at.run("actuals", at.figures("c.csv", other), *stamp, exit_code=2), "单位是“个”")
    at.expect(at.run("actuals", at.figures("d.csv", ("布丝魂工坊打造数量", "2021-07", "1", "个", "", "")), *stamp,
                     exit_code=2), "还没有结束")
    at.expect(at.run("reverse", "17", "--reason", "数错", *stamp), "记入第 18 条")
    standing = json.loads(at.run("show", *ledger, "--standing", "--kind", "actual", "--format", "json"))
    if standing["entries"]:
        at.faults.append(f"what was taken back still stands: {standing}")
    at.expect(at.run("show", *ledger), "[已由第 18 条冲销]")
    at.run("keys", "--hash", "gm", "--output", "k")
    at.run("head", *ledger, "--key", "k.key", "--output", "head.txt", "--at", "2021-07-31T00:00:00Z")
    at.expect(at.run("verify", *ledger, "--head", "head.txt", "--key", "k.pub"), "与导出的台账头相符")
    stored = next((at.folder / "l.db.evidence").glob(f"*/{digest}"))
    stored.write_bytes(stored.read_bytes().replace("十二".encode(), "二十".encode()))
    at.expect(at.run("verify", *ledger, exit_code=1), "被改动过")
    stored.unlink()
    at.expect(at.run("verify", *ledger, exit_code=1), "不见了")
    for fault in at.faults:
        print(fault)
    print(f"{len(at.faults)} faults")
    return 1 if at.faults else 0


def main():
    with tempfile.TemporaryDirectory() as folder:
        return go(str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve(), folder)


if __name__ == "__main__":
    sys.exit(main())
