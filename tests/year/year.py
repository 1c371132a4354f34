#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A whole year of the two projects of samples/seed.txt, from the targets to the archive.

    tests/year/year.py BINARY [FOLDER]

Targets go into a ledger, twelve months of figures follow with their evidence, each month is monitored, the year is scored
from the ledger, evaluated, rectified and filed. Every figure of the evaluation is found again in the ledger, and nothing in the
package can be changed unseen. With FOLDER, all that was made stays there to be looked at.

The targets are the sample's. All figures of the year, names of people and papers are invented for this test and say so.
"""
import json
import pathlib
import random
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "samples/seed.txt"
ACTION, TRAINING = "15000021T000000007928", "15000021T000000007457"
MONTHS = [f"2021-{month:02}" for month in range(1, 13)]

# Running totals at the end of each month.
TOTALS = {
    (ACTION, "布丝魂工坊打造数量", "个"): [0, 0, 1, 2, 3, 5, 6, 7, 9, 10, 12, 12],
    (ACTION, "手工竞赛、展洽活动次数", "次"): [0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 5, 5],
    (ACTION, "布丝魂行动计划总成本", "万元"): [0, 10, 60, 120, 200, 330, 420, 500, 620, 730, 820, 857.4],
    (ACTION, "预算执行数", "万元"): [0, 10, 60, 120, 200, 330, 420, 500, 620, 730, 820, 857.4],
    (TRAINING, "培训（参会）人次", "人次"): [0, 0, 0, 0, 12, 12, 12, 30, 30, 52, 52, 52],
    (TRAINING, "培训（会议）天数", "天"): [0, 0, 0, 0, 1, 1, 1, 3, 3, 5, 5, 5],
    (TRAINING, "预算执行数", "万元"): [0, 0, 0, 0, 8, 8, 8, 24, 24, 41.5, 41.5, 41.5],
}
# Known at the end of the year alone: numerator, denominator.
RATES = {
    "手工艺竞赛、洽谈": (171, 200), "手工技能培训": (184, 200), "促进手工艺制作订单比率": (91, 100), "布丝瑰工坊": (158, 200),
    "工竞赛、展洽活动完成率": (5, 5), "培训项目完成及时率": (11, 12), "培训人员合格率": (302, 320), "就业贫困妇女脱贫率": (46, 50),
}
WEIGHTS = {
    "A11": 3, "A12": 2, "A21": 3, "A22": 3, "A31": 2, "A32": 2, "B11": 4, "B12": 5, "B13": 4, "B21": 3, "B22": 4,
    "C11": 14, "C21": 10, "C31": 6, "C41": 5, "D11": 18, "D12": 12,
}
POINTS = {"A11": 5, "A12": 3, "A21": 4, "A22": 3, "A31": 4, "A32": 2, "B13": 4, "B21": 2, "B22": 4, "D11": 1}


class Year:
    def __init__(self, binary, folder):
        self.binary, self.folder = binary, pathlib.Path(folder)
        self.faults = []

    def run(self, *arguments, exit_code=0):
        done = subprocess.run([self.binary, *map(str, arguments)], cwd=self.folder, capture_output=True, text=True,
                              check=False)
        if done.returncode != exit_code:
            self.faults.append(f"{arguments}: exit {done.returncode}, not {exit_code}\n{done.stdout}{done.stderr}")
        return done.stdout

    def expect(self, truth, what):
        if not truth:
            self.faults.append(what)

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return name

    def keep(self, name, *arguments):
        return self.write(name, self.run(*arguments))


def record_targets(year):
    year.run("ledger", "create", "--ledger", "台账.db", "--id", "140001-2021", "--title", "2021 年台账（示例）", "--at",
             "2021-01-04T08:00:00Z")
    year.run("ledger", "targets", SAMPLE, "--ledger", "台账.db", "--person", "张三", "--at", "2021-01-05T09:00:00Z")


def stamp_of(index):
    return "2022-01-05T09:00:00Z" if index == 11 else f"2021-{index + 2:02}-05T09:00:00Z"


def record_month(year, index):
    month, at = MONTHS[index], stamp_of(index)
    paper = year.write(f"佐证/{month}-签到和支付.txt", f"示例（虚构）：{month} 的签到表、支付凭证\n")
    digest = year.run("ledger", "evidence", paper, "--ledger", "台账.db", "--person", "李四", "--at", at).split()[0]
    rows = ["项目,指标,期间,完成值,单位,分子,分母,取值方式,佐证"]
    for (project, name, unit), totals in TOTALS.items():
        rows.append(f"{project},{name},{month},{totals[index]},{unit},,,直接证明法,{digest}")
    for name, (part, whole) in RATES.items():
        value, unit = (f"{100 * part / whole:.2f}", "%") if index == 11 else ("未到期", "")
        figures = f"{part},{whole}" if index == 11 else ","
        rows.append(f"{ACTION},{name},{month},{value},{unit},{figures},情况统计法,{digest if index == 11 else ''}")
    year.run("ledger", "actuals", year.write(f"填报/{month}.csv", "\n".join(rows) + "\n"), "--ledger", "台账.db", "--person",
             "李四", "--at", at)


def monitor_month(year, index):
    month = MONTHS[index]
    watched = json.loads(year.run("monitor", SAMPLE, "--ledger", "台账.db", "--month", month, "--format", "json"))
    year.expect(watched.get("documents"), f"{month}: nothing was monitored")
    year.keep(f"月报/{month}.txt", "monitor", SAMPLE, "--ledger", "台账.db", "--month", month, "--view", "monthly")
    return watched


def contributions_of(value):
    """What a monitored figure says it was made of, wherever it stands."""
    if isinstance(value, dict):
        yield from value.get("contributions", [])
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from contributions_of(each)


def trace(year, watched):
    """Every figure of every month is the figure of the entry that it names."""
    entries = {entry["number"]: entry
               for entry in json.loads(year.run("ledger", "show", "--ledger", "台账.db", "--format", "json"))["entries"]}
    traced = 0
    for month in watched:
        for figure in contributions_of(month):
            entry = entries.get(figure["entry"])
            year.expect(entry and figure["period"] == entry["period"], f"no entry for {figure}")
            names = ("numerator", "denominator") if "÷" in figure["figure"] else ("value",)
            told = [float(part) for part in figure["figure"].split("÷")]
            year.expect(entry and told == [float(entry[name]) for name in names], f"{figure} is not {entry}")
            traced += 1
    year.expect(traced >= 12 * 7, f"only {traced} figures could be traced")
    lights = [month["documents"][0]["projects"][1]["money_light"] for month in watched]
    year.expect((lights[1], lights[6], lights[11]) == ("red", "yellow", "green"), f"the lights of the money: {lights}")
    print(f"{traced} monitored figures traced to their entries; money {' '.join(lights)}")


def standing_figures(year):
    shown = json.loads(year.run("ledger", "show", "--ledger", "台账.db", "--standing", "--kind", "actual", "--period", "2021-12",
                                "--format", "json"))
    return {(entry["project"], entry["indicator"]): entry for entry in shown["entries"]}


def weights(year):
    """Ten invented experts who differ a little; the points are theirs."""
    chance = random.Random(2021)
    rows = ["专家," + ",".join(WEIGHTS)]
    for number in range(10):
        rows.append(f"专家{number + 1}," + ",".join(str(10 * weight + chance.randint(-2, 2)) for weight in WEIGHTS.values()))
    year.write("评价/专家打分.csv", "\n".join(rows) + "\n")
    year.keep("评价/权重.json", "evaluate", "delphi", "评价/专家打分.csv", "--base", "100", "--places", "1", "--format", "json")
    items = json.loads((year.folder / "评价/权重.json").read_text(encoding="utf-8"))["documents"][0]["weights"]
    return {item["name"]: float(item["points"]) for item in items}


def marked(code, full):
    """Points of evaluation with the marks of both reviewers; D11 is where they differ."""
    out = ""
    count = POINTS[code]
    hundredths = round(full * 100)
    for number in range(1, count + 1):
        part = hundredths // count + (1 if number <= hundredths % count else 0)
        points = f"{part / 100:.2f}"
        out += f'\n[[indicator.point]]\nnumber = {number}\nfacts = "查看资料（示例）"\nevidence = ["Z01"]\n'
        if code == "D11":
            low, high = f"{part / 100 - 4:.2f}", f"{part / 100 - 2:.2f}"
            out += (f'marks = [{{ by = "王五", points = {high}, reason = "部分工坊停业" }}, '
                    f'{{ by = "赵六", points = {low}, reason = "部分工坊停业" }}]\n'
                    f'agreed = {{ points = {part / 100 - 3:.2f}, by = "钱七", reason = "抽查 12 个，停业 2 个" }}\n')
        else:
            out += f'marks = [{{ by = "王五", points = {points} }}, {{ by = "赵六", points = {points} }}]\n'
    return out


def evaluation_book(year, figures):
    """The book, and which entry of the ledger each of its figures comes from."""
    points = weights(year)
    spent = figures[ACTION, "预算执行数"]
    made = figures[ACTION, "布丝魂工坊打造数量"]
    passed = figures[ACTION, "培训人员合格率"]
    cost = figures[ACTION, "布丝魂行动计划总成本"]
    pleased = figures[ACTION, "手工技能培训"]
    sources = {"B12": ("part", spent["value"], spent), "C11": ("part", made["value"], made),
               "C21": ("part", passed["numerator"], passed), "C41": ("part", cost["value"], cost),
               "D12": ("part", pleased["numerator"], pleased)}
    rates = {"B11": ("933.00", "933.00", ""), "B12": (spent["value"], "933.00", ""), "C11": (made["value"], "12", ""),
             "C21": (passed["numerator"], passed["denominator"], ""),
             "C41": (cost["value"], "933.00", "full_at = 0\nzero_at = -10\n"),
             "D12": (pleased["numerator"], pleased["denominator"], "")}
    book = (f'framework = "project-expenditure"\nproject = "{ACTION}"\nname = "“布丝瑰”专项行动"\n'
            'unit = "内蒙古自治区妇女联合会"\nperiod = "2021"\ninstitution = "示例评价机构"\nlead = "钱七"\ndate = 2022-05-20\n'
            'money_unit = "万元"\nreviewers = ["王五", "赵六"]\n\n[weights]\nbase = 100\nfile = "权重.json"\n')
    book += '\n[[evidence]]\nid = "Z01"\ntitle = "台账和佐证（示例）"\nfile = "../佐证/2021-12-签到和支付.txt"\n'
    for code in WEIGHTS:
        book += f'\n[[indicator]]\ncode = "{code}"\n'
        if code in POINTS:
            book += marked(code, points[code])
            continue
        if code == "C31":
            book += 'planned = 2021-12-31\ndone = 2021-11-30\n'
        else:
            part, whole, more = rates[code]
            book += f"part = {part}\nwhole = {whole}\n{more}"
        if code in sources:
            book += f'facts = "台账第 {sources[code][2]["number"]} 条"\n'
        book += 'evidence = ["Z01"]\nby = "王五"\nchecked_by = "赵六"\n'
    book += (f'\n[[fund]]\nsource = "自治区"\nbudget = 933.00\narrived = 933.00\nspent = {spent["value"]}\nevidence = ["Z01"]\n'
             '\n[[problem]]\nid = "W01"\ntitle = "部分工坊停业"\ndetail = "抽查 12 个工坊，2 个停业（示例）"\nindicators = ["D11"]\n'
             'cause = "订单不足"\nadvice = "对接销售渠道，三个月内恢复"\nevidence = ["Z01"]\n'
             '\n[[problem]]\nid = "W02"\ntitle = "预算未全部执行"\nindicators = ["B12"]\nadvice = "结余按规定交回"\nevidence = ["Z01"]\n')
    year.write("评价/评价簿.toml", book)
    return sources


def same(one, other):
    """Equal as numbers, or neither is there."""
    return one is None and other is None or None not in (one, other) and float(one) == float(other)


def fill_forms(year, figures):
    """The official form is filled from the ledger and read back: what stands in it are the ledger's figures and our scores."""
    scored = json.loads(year.run("score", SAMPLE, "--ledger", "台账.db", "--month", "2021-12", "--format", "json"))
    points = {(project["key"], indicator["level3"]): indicator["score"]
              for project in scored["documents"][0]["projects"] for indicator in project["goal_sets"][0]["indicators"]}
    for name in ("自评表.xlsx", "自评表.docx"):
        year.run("score", SAMPLE, "--ledger", "台账.db", "--month", "2021-12", "--form", "self-evaluation", "--output", name,
                 "--format", name.rsplit(".", 1)[1])
        read = json.loads(year.run("read", name, "--year", "2021", "--format", "json"))["documents"][0]
        year.expect(read["form"] == "self-evaluation", f"{name} is read as {read['form']}")
        compared = 0
        for form in read["self_evaluations"]:
            for indicator in form["indicators"]:
                key = form["project"], indicator["level3"]
                if key in figures:
                    compared += 1
                    year.expect(same(indicator["actual"]["value"], figures[key]["value"]),
                                f"{name}: {key} says {indicator['actual']}, the ledger {figures[key]['value']}")
                year.expect(same(indicator["score"]["value"], points[key]),
                            f"{name}: {key} prints {indicator['score']}, scored {points[key]}")
        year.expect(compared >= 12, f"{name}: only {compared} figures were read back")
        print(f"{name}: {compared} figures read back")
    handed_in = json.loads(year.run("monitor", "监控表.xlsx", "--format", "json"))["documents"][0]
    known = json.loads(year.run("monitor", SAMPLE, "--ledger", "台账.db", "--month", "2021-07", "--format", "json"))["documents"][0]
    lights = [[(project["key"], project["money_light"], project["goal_light"]) for project in one["projects"]]
              for one in (handed_in, known)]
    year.expect(sorted(lights[0]) == sorted(lights[1]), f"the lights of the form and of the ledger: {lights}")


def begin(year):
    """A new book holds what is known and nothing else: it cannot be scored before people wrote into it."""
    (year.folder / "评价").mkdir(exist_ok=True)
    shown = year.run("evaluate", "start", SAMPLE, "--reviewers", "王五,赵六", "--output", "评价/空簿.toml")
    year.expect(shown.count("评价/空簿-") == 2, f"books of both projects: {shown}")
    empty = (year.folder / f"评价/空簿-{ACTION}.toml").read_text(encoding="utf-8")
    year.expect("布丝魂工坊打造数量" in empty and "whole = 12" in empty, "the project's own indicators")
    year.expect("marks = [{ by" not in empty.split("framework =")[1], "marks that nobody gave")
    year.run("evaluate", "score", f"评价/空簿-{ACTION}.toml", exit_code=2)


def evaluate(year, figures):
    sources = evaluation_book(year, figures)
    scored = json.loads(year.run("evaluate", "score", "评价/评价簿.toml", "--format", "json", "--proof", "评价/证明.json"))
    year.expect(scored["total"] and scored["grade"], f"no total: {scored['remarks']}")
    year.expect(scored["calibration"]["first_higher"] == 1, "the difference of the reviewers is not told")
    by_code = {indicator["code"]: indicator for indicator in scored["indicators"]}
    for code, (_, value, entry) in sources.items():
        shown = year.run("ledger", "show", "--ledger", "台账.db", "--indicator", entry["indicator"], "--period", "2021-12")
        year.expect(f"第 {entry['number']} 条" in shown, f"{code}: entry {entry['number']} is not in the ledger")
        year.expect(value in by_code[code]["derivation"], f"{code}: {value} is not in {by_code[code]['derivation']}")
    verdict = year.run("evaluate", "score", "--verify", "评价/证明.json")
    year.expect("结果一致" in verdict, verdict)
    year.run("evaluate", "papers", "评价/评价簿.toml", "--output", "底稿")
    return scored


def rectify(year):
    def step(action, *arguments, person="王五", at, exit_code=0):
        return year.run("rectify", action, *arguments, "--book", "整改.db", "--person", person, "--at", at, exit_code=exit_code)

    year.run("rectify", "create", "--book", "整改.db", "--id", "140001-2022", "--title", "2022 年整改台账（示例）", "--at",
             "2022-05-23T08:00:00Z")
    step("register", "--from", "评价/评价簿.toml", at="2022-05-23T09:00:00Z")
    for number in (1, 2):
        step("issue", number, "--responsible", "示例处", "--deadline", "2022-06-30", at="2022-05-24T09:00:00Z")
    step("plan", 1, "--measures", "对接三家企业", person="李四", at="2022-05-30T09:00:00Z")
    step("start", 1, person="李四", at="2022-05-31T09:00:00Z")
    paper = year.write("佐证/复业照片.txt", "示例（虚构）：两个工坊复业的照片\n")
    step("submit", 1, "--result", "两个工坊已复业", "--evidence", paper, person="李四", at="2022-06-20T09:00:00Z")
    step("close", 1, "--opinion", "属实", person="李四", at="2022-06-21T09:00:00Z", exit_code=2)
    step("close", 1, "--opinion", "属实", at="2022-06-21T09:00:00Z")
    late = json.loads(year.run("rectify", "list", "--book", "整改.db", "--overdue", "--on", "2022-07-04", "--format", "json",
                               exit_code=1))
    year.expect([problem["number"] for problem in late["problems"]] == [2], f"overdue: {late['problems']}")
    year.expect(late["problems"] and late["problems"][0]["days_overdue"] == 4, "the days of delay")
    year.expect(late["summary"]["rate"] == "50.00", f"rate: {late['summary']}")
    year.run("rectify", "list", "--book", "整改.db", "--on", "2022-07-04", "--output", "整改台账.docx", exit_code=1)
    year.expect("完好" in year.run("rectify", "verify", "--book", "整改.db"), "the chain of the rectification")


def plan_of(year):
    def piece(document, title, date, *files):
        names = ", ".join(json.dumps(name, ensure_ascii=False) for name in files)
        return (f'\n[[item]]\ndocument = "{document}"\ntitle = "{title}（示例）"\nauthor = "示例单位"\ndate = {date}\n'
                f"files = [{names}]\n")

    text = (f'fonds = "Z109"\ncategory = "WS"\nyear = 2021\norganisation = "JX"\nproject = "{ACTION}"\n'
            'name = "“布丝瑰”专项行动"\nunit = "内蒙古自治区妇女联合会"\n')
    text += piece("A2", "项目支出绩效表", "2021-01-05", "目标表.txt")
    text += piece("D3", "资金和指标台账", "2022-01-05", "台账.txt", "台账头.txt")
    text += "".join(piece("E1", f"{month} 月报", f"{month}-28", f"月报/{month}.txt") for month in MONTHS)
    text += piece("E2", "绩效运行监控表", "2021-08-05", "监控表.xlsx")
    text += piece("F1", "绩效自评", "2022-01-20", "自评表.xlsx", "自评表.docx", "自评.txt", "自评证明.json")
    text += piece("F2", "佐证资料", "2022-01-20", *(f"佐证/{month}-签到和支付.txt" for month in MONTHS))
    text += piece("F3", "评价报告", "2022-05-20", "底稿/5-评价报告.docx")
    text += piece("F4", "评价工作底稿", "2022-05-20", "底稿/1-评分底稿.docx", "底稿/工作底稿.xlsx", "评价/证明.json")
    text += piece("G2", "整改台账", "2022-07-04", "整改台账.docx")
    for document in ("A1", "A3", "B1", "B2", "C1", "C2", "C3", "D1", "D2", "H1", "H2"):
        text += f'\n[[absent]]\ndocument = "{document}"\nreason = "示例没有这份材料"\n'
    return year.write("归档.toml", text)


def archive(year, seed):
    year.write("目标表.txt", SAMPLE.read_text(encoding="utf-8"))
    year.keep("台账.txt", "ledger", "show", "--ledger", "台账.db")
    year.keep("台账头.txt", "ledger", "head", "--ledger", "台账.db", "--at", "2022-01-06T00:00:00Z")
    made = year.run("archive", "build", plan_of(year), "--output", "归档包", "--zip", "归档包.zip", "--receipt", "回执.txt",
                    "--person", "孙八", "--at", "2022-07-05T09:00:00Z")
    year.expect("归档率 6 ÷ 17" in made, made)
    for package in ("归档包", "归档包.zip"):
        year.run("archive", "verify", package, "--receipt", "回执.txt")
    chance = random.Random(seed)
    whole = (year.folder / "归档包.zip").read_bytes()
    for _ in range(10):
        at = chance.randrange(len(whole))
        changed = bytes([whole[at] ^ chance.randint(1, 255)])
        (year.folder / "改动.zip").write_bytes(whole[:at] + changed + whole[at + 1:])
        year.run("archive", "verify", "改动.zip", exit_code=1)
    (year.folder / "改动.zip").unlink()


def go(binary, folder):
    year = Year(binary, folder)
    record_targets(year)
    watched = []
    for index in range(12):
        record_month(year, index)
        watched.append(monitor_month(year, index))
    trace(year, watched)
    year.run("monitor", SAMPLE, "--ledger", "台账.db", "--month", "2021-07", "--output", "监控表.xlsx")
    year.keep("自评.txt", "score", SAMPLE, "--ledger", "台账.db", "--month", "2021-12", "--proof", "自评证明.json")
    year.expect("结果一致" in year.run("score", "--verify", "自评证明.json"), "the proof of the self-evaluation")
    fill_forms(year, standing_figures(year))
    begin(year)
    scored = evaluate(year, standing_figures(year))
    rectify(year)
    year.expect("完好" in year.run("ledger", "verify", "--ledger", "台账.db"), "the chain of the ledger")
    seed = random.SystemRandom().randrange(2**32)
    print(f"JX_TEST_SEED={seed}")
    archive(year, seed)
    for fault in year.faults:
        print(fault)
    print(f"{scored['total']} {scored['grade']}; {len(year.faults)} faults")
    return 1 if year.faults else 0


def main():
    binary = str(pathlib.Path(sys.argv[1]).resolve())
    if len(sys.argv) > 2:
        folder = pathlib.Path(sys.argv[2]).resolve()
        folder.mkdir(parents=True)
        return go(binary, folder)
    with tempfile.TemporaryDirectory() as folder:
        return go(binary, folder)


if __name__ == "__main__":
    sys.exit(main())
