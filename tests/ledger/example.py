#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The worked example of samples/year: all fourteen tasks are followed, and what its rows get wrong is found.

    tests/ledger/example.py BINARY
"""
import csv
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
YEAR = ROOT / "samples/year"
SEED = ROOT / "samples/seed.txt"
PROJECT = "15000021T000000007928"
FAULTS = []


def expect(what, found, wanted):
    if found != wanted:
        FAULTS.append(f"{what}: {found!r}, not {wanted!r}")


def run(binary, *arguments, exit_code=0):
    done = subprocess.run([binary, *map(str, arguments)], capture_output=True, text=True, check=False)
    if done.returncode != exit_code:
        FAULTS.append(f"{arguments}: exit {done.returncode}, not {exit_code}\n{done.stdout}{done.stderr}")
    return done.stdout


def rows_of(name):
    with (YEAR / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def recount():
    """The same figures from the files themselves, by another way."""
    training = rows_of("training")
    craft = [row for row in training if row["培训类型"] == "手工技能"]
    sales = [row for row in rows_of("sales") if row["订单状态"] in ("交易成功", "已发货")]
    cents = lambda rows: sum(round(float(row["实付金额"]) * 100) for row in rows)
    sites = [row for row in rows_of("sites") if row["验收日期"] and row["验收日期"] < "2022"]
    return {
        "开展特色手工技能培训：培训人次": len(craft),
        "开展特色手工技能培训：培训人天": sum(int(row["天数"]) for row in craft),
        "举办巾帼助农网络展销创业公益行动：解决就业人数": len({row["学员编号"] for row in training if row["已就业"] == "是"}),
        "建设线上销售平台：线上销售额": cents(row for row in sales if row["线上线下"] == "线上") / 1e6,
        "打造线下销售端基地建设：线下销售端基地": sum(row["类型"] in ("旅游类", "线下实体", "产品窗口") for row in sites),
        "合规化立卷建档：归档率": round(100 * sum(bool(row["归档日期"]) for row in rows_of("documents")) / len(rows_of("documents")), 2),
    }


def main():
    binary = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as folder:
        ledger = pathlib.Path(folder) / "year.db"
        done = subprocess.run([YEAR / "follow", ledger], env=os.environ | {"JIXIAO": binary}, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            print(done.stdout, done.stderr)
            return 1
        expect("says that it is made up", "【生成示例】" in done.stdout, True)
        run(binary, "ledger", "verify", "--ledger", ledger)
        shown = json.loads(run(binary, "monitor", SEED, "--ledger", ledger, "--plan", YEAR / "plan.toml", "--month", "2021-12",
                               "--format", "json"))
        project = next(each for each in shown["documents"][0]["projects"] if each["key"] == PROJECT)
        measures = {row["name"]: row for row in project["rows"] if "task" in row}
        expect("tasks that are followed", len({row["task"] for row in measures.values()}), 14)
        for name, row in measures.items():
            expect(f"{name} has a figure", row["actual"]["value"] is not None, True)
            expect(f"{name} has a light", row["light"]["colour"] != "none", True)
        for name, wanted in recount().items():
            expect(name, float(measures[name]["actual"]["value"]), float(wanted))
        expect("a running total that fell", [name for name, row in measures.items() if row["actual"]["falls"]], [])
        checks = json.loads(run(binary, "ledger", "checks", "--ledger", ledger, "--kind", "funds", "--project", PROJECT, "--format", "json",
                                exit_code=1))
        found = {each["check"] for each in checks["findings"]}
        expect("cash is found", "FUND_CASH" in found, True)
        expect("the balances follow", "FUND_BALANCE" in found, False)
        generated = pathlib.Path(folder) / "again"
        generated.mkdir()
        subprocess.run([sys.executable, YEAR / "generate.py", generated], check=True)
        for file in generated.glob("*.csv"):
            expect(f"{file.name} is what generate.py writes", file.read_bytes() == (YEAR / file.name).read_bytes(), True)
    for fault in FAULTS:
        print(fault)
    print(f"{len(FAULTS)} faults")
    return 1 if FAULTS else 0


if __name__ == "__main__":
    sys.exit(main())
