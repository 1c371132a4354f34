#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Half a year of a project: figures and statements go into a ledger, monitoring says where it stands.

    tests/ledger/year.py BINARY SAMPLE
"""
import json
import pathlib
import subprocess
import sys
import tempfile

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROJECT = "15000021T000000007928"

PLAN = """
title = "试用"
generated = true
first_month = 4

[[indicator]]
name = "布丝魂工坊打造数量"
reports = "month"
curve = "milestones"

[[indicator.milestone]]
month = 6
share = 0.5

[[indicator]]
name = "手工竞赛、展洽活动次数"
aggregation = "non-cumulative"

[[measure]]
task = "开展特色手工技能培训"
quote = "实现培训人数 960 人次"
name = "培训人次"
target = 960
unit = "人次"
"""

ACTUALS = """项目,指标,期间,完成值,单位,分子,分母,填报单位
P,布丝魂工坊打造数量,2021-05,7,个,,,
,布丝魂工坊打造数量,2021-06,6,个,,,
,手工竞赛、展洽活动次数,2021-05,1,次,,,甲
,手工竞赛、展洽活动次数,2021-Q2,2,次,,,甲
,手工竞赛、展洽活动次数,2021-06,1,次,,,乙
,培训人员合格率,2021-05,93.33,%,56,60,甲
,培训人员合格率,2021-06,96.67,%,58,60,乙
,预算执行数,2021-06,280,万元,,,
,开展特色手工技能培训：培训人次,2021-06,420,人次,,,
""".replace("P", PROJECT, 1)

STATEMENTS = f"""项目,指标,期间,偏差原因,原因说明,完成可能性,措施
{PROJECT},布丝魂工坊打造数量,2021-06,人员保障、其他,一个工坊停业,有可能,另选场地
"""


class Year:
    def __init__(self, binary, folder):
        self.binary, self.folder = binary, pathlib.Path(folder)
        self.faults = []

    def run(self, *arguments, exit_code=0):
        done = subprocess.run([self.binary, *map(str, arguments)], cwd=self.folder, capture_output=True, text=True, check=False)
        if done.returncode != exit_code:
            self.faults.append(f"{arguments}: exit {done.returncode}, not {exit_code}\n{done.stdout}{done.stderr}")
        return done.stdout + done.stderr

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")
        return name

    def expect(self, what, found, wanted):
        if found != wanted:
            self.faults.append(f"{what}: {found!r}, not {wanted!r}")

    def expect_in(self, text, part):
        if part not in text:
            self.faults.append(f"no “{part}” in: {text}")


def go(binary, sample, folder):
    at = Year(binary, folder)
    ledger = ("--ledger", "l.db")
    stamp = (*ledger, "--person", "李四", "--at", "2021-07-02T09:00:00Z")
    plan = at.write("plan.toml", PLAN)
    at.run("ledger", "create", *ledger, "--id", "140001-2021", "--at", "2021-01-04T08:00:00Z")
    at.expect_in(at.run("ledger", "targets", sample, "--plan", plan, *stamp), "第 1 至 16 条")
    wrong = at.write("wrong.toml", PLAN.replace("960 人次", "9600 人次"))
    at.expect_in(at.run("ledger", "targets", sample, "--plan", wrong, *stamp, exit_code=2), "没有“实现培训人数 9600 人次”")
    at.run("ledger", "actuals", at.write("a.csv", ACTUALS), *stamp)
    at.run("ledger", "statements", at.write("s.csv", STATEMENTS), *stamp)
    bad = at.write("bad.csv", STATEMENTS.replace("有可能", "也许"))
    at.expect_in(at.run("ledger", "statements", bad, *stamp, exit_code=2), "应是确定能、有可能或完全不可能")
    monitor = ("monitor", sample, *ledger, "--month", "2021-06", "--plan", plan)
    shown = json.loads(at.run(*monitor, "--format", "json"))
    schema = json.loads((ROOT / "docs/formats/monitor.schema.json").read_text(encoding="utf-8"))
    for error in jsonschema.Draft202012Validator(schema).iter_errors(shown):
        at.faults.append(f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")
    project = next(each for each in shown["documents"][0]["projects"] if each["key"] == PROJECT)
    rows = {row["name"]: row for row in project["rows"]}
    workshops = rows["布丝魂工坊打造数量"]
    at.expect("workshops", workshops["actual"]["value"], "6")
    at.expect("fall", [fall["after"] for fall in workshops["actual"]["falls"]], ["6"])
    at.expect("workshops' light", workshops["light"]["colour"], "green")
    at.expect("missing reports", workshops["missing_reports"], ["2021-04"])
    at.expect("causes", workshops["statement"]["causes"], ["staff", "other"])
    at.expect("events", rows["手工竞赛、展洽活动次数"]["actual"]["value"], "3")
    at.expect("rate", rows["培训人员合格率"]["actual"]["value"], "95")
    at.expect("calculation", rows["培训人员合格率"]["actual"]["calculation"], "(58 + 56) ÷ (60 + 60) = 95%")
    at.expect("trained", rows["开展特色手工技能培训：培训人次"]["light"]["colour"], "green")
    at.expect("money", (project["money"]["rate"], project["money_light"]), ("30.01", "yellow"))
    at.expect("missing months", project["missing_months"], ["2021-04"])
    at.run(*monitor, "--fail-on", "red")
    at.run(*monitor, "--fail-on", "yellow", exit_code=1)
    at.expect_in(at.run(*monitor, "--view", "monthly"), "累计数变小：2021-05 报 7")
    at.expect("findings", sorted({each["rule"] for each in shown["documents"][0]["findings"]}), ["MO01", "MO02", "MO03", "MO05", "MO06"])
    at.run(*monitor, "--fail-on", "error", exit_code=1)
    units = at.write("units.toml", "[[unit]]\nname = '自治区'\n[[unit]]\nname = '甲'\nunder = '自治区'\n[[unit]]\nname = '乙'\nunder = '自治区'\n")
    at.expect_in(at.run(*monitor, "--units", units, "--view", "units"), "自治区：95%")
    rolled = json.loads(at.run(*monitor, "--units", units, "--format", "json"))
    for error in jsonschema.Draft202012Validator(schema).iter_errors(rolled):
        at.faults.append(f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")
    at.expect_in(at.run("monitor", sample, *ledger, "--month", "2021-13", exit_code=2), "看不懂")
    at.expect_in(at.run(*monitor, "--lights", "x", exit_code=2), "default、shanxi、sichuan-2025")
    at.run(*monitor, "--output", "m.xlsx")
    again = (at.folder / "m.xlsx").read_bytes()
    at.run(*monitor, "--output", "m.xlsx")
    at.expect("the same workbook again", (at.folder / "m.xlsx").read_bytes() == again, True)
    for fault in at.faults:
        print(fault)
    print(f"{len(at.faults)} faults")
    return 1 if at.faults else 0


def main():
    with tempfile.TemporaryDirectory() as folder:
        return go(str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve(), folder)


if __name__ == "__main__":
    sys.exit(main())
