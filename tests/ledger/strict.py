#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Registers and evidence as a strict office hands them in: exports of platforms, lists in groups, files that do not fit.

    tests/ledger/strict.py BINARY SAMPLE
"""
import json
import pathlib
import resource
import subprocess
import sys
import tempfile

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROJECT = "15000021T000000007928"

EXPORT = """订单编号,买家应付货款,买家实际支付金额,订单状态,订单创建时间,订单付款时间,店铺名称,退款金额
="2345678901234567890",100.00,100.00,交易成功,2021/3/1 10:00,2021/3/1 10:05,旗舰店,无退款申请
="2345678901234567891","1,200.00","￥1,200.00",卖家已发货，等待买家确认,2021-03-02 10:00:00,2021-03-02 10:05:00,旗舰店,200
="2345678901234567892",50,0,交易关闭,2021-03-03 10:00:00,,旗舰店,
"""
LATER = EXPORT.replace("卖家已发货，等待买家确认", "退款成功") + '="9",50,50,已完成,2021-04-03 10:00:00,2021-04-03 10:00:00,旗舰店,\n'

LIST = """序号,姓名,身份证号码,班级,培训类型,开班日期,天数（天）,是否合格
1,甲,S1,一期,手工技能,2021.3.5,8,合格
2,乙,S2,,,,,不合格
3,丙,S3,,,44260,,√
合计,,,,,,,
"""


class Office:
    def __init__(self, binary, folder):
        self.binary, self.folder = binary, pathlib.Path(folder)
        self.faults = []
        self.stamp = ("--ledger", "l.db", "--person", "李四", "--at", "2022-01-05T09:00:00Z")

    def run(self, *arguments, exit_code=0, **how):
        done = subprocess.run([self.binary, "ledger", *map(str, arguments)], cwd=self.folder, capture_output=True, text=True,
                              check=False, **how)
        if done.returncode != exit_code:
            self.faults.append(f"{arguments}: exit {done.returncode}, not {exit_code}\n{done.stdout}{done.stderr}")
        return done.stdout + done.stderr

    def expect(self, text, *parts):
        self.faults += [f"no “{part}” in: {text}" for part in parts if part not in text]

    def write(self, name, content, encoding="utf-8"):
        data = content if isinstance(content, bytes) else content.encode(encoding)
        (self.folder / name).write_bytes(data)
        return name

    def show(self, *arguments):
        shown = json.loads(self.run("show", "--ledger", "l.db", *arguments, "--format", "json"))
        schema = json.loads((ROOT / "docs/formats/ledger.schema.json").read_text(encoding="utf-8"))
        self.faults += [error.message[:200] for error in jsonschema.Draft202012Validator(schema).iter_errors(shown)]
        return shown["entries"]


def registers(at, sample):
    sales = ("--kind", "sales", "--project", PROJECT, *at.stamp, "--set", "线上线下=线上")
    first = at.write("三月.csv", EXPORT, "gb18030")
    at.expect(at.run("register", first, *sales), "登记 3 行", "没有用的列：买家应付货款")
    at.expect(at.run("register", first, *sales), "3 行都已登记过")
    later = at.write("四月.csv", LATER, "gb18030")
    at.expect(at.run("register", later, *sales, exit_code=2), "状态 已发货 → 已退款", "--update")
    at.expect(at.run("register", later, *sales, "--update"), "登记 2 行", "1 行有变化", "2 行已登记过")
    at.expect(at.run("register", at.write("坏.csv", EXPORT.replace("交易关闭", "已拆分")), *sales, exit_code=2),
              "第 4 行“状态”：“已拆分”不在可选的词里")
    cut = EXPORT.replace('="2345678901234567890"', "2.34568E+18")
    at.expect(at.run("register", at.write("截.csv", cut), *sales, exit_code=2), "后几位已经丢了")
    training = ("--kind", "training", "--project", PROJECT, *at.stamp)
    at.expect(at.run("register", at.write("签到.csv", LIST), *training), "登记 3 行", "是“合计”行", "7 个空白格照上一行登记")
    wrong = ("--kind", "training", "--project", PROJECT[:-1] + "X", *at.stamp)
    at.expect(at.run("register", "签到.csv", *wrong, exit_code=2), "没有项目", PROJECT)
    plan = ROOT / "samples/year/plan.toml"
    count = ("count", sample, "--plan", plan, *at.stamp, "--month", "2021-04")
    counted = at.run(*count)
    at.expect(counted, "线上销售额 2021-04 0.015 万元", "：线下销售端基地”：基地台账还没有登记过",
              "：解决就业人数”：培训台账的“已就业”没有一行填过")
    at.expect(at.run(*count), "与已记的相同")
    figure = next(each for each in at.show("--kind", "actual") if each["indicator"].endswith("线上销售额"))
    rows = at.show("--number", figure["number"])[0]["counted"]
    if rows["value"] != figure["value"] or len(rows["rows"]) != 2:
        at.faults.append(f"not the rows of the figure: {rows}")
    at.expect(at.run("show", "--ledger", "l.db", "--number", figure["number"]), "再数一遍：0.015，相符")
    at.run("reverse", rows["rows"][0], "--reason", "重复的店铺", *at.stamp)
    at.expect(at.run(*count, exit_code=2), "现在数出来是 0.005", "--update")
    at.expect(at.run(*count, "--update"), "0.005 万元")


def evidence(at):
    for name, content, words in [("a.exe", b"MZ\0\0\0\0\0\0", "不能作佐证"), ("s.sh", "#!/bin/sh\n", "不能作佐证"),
                                 ("p.pdf", b"\xff\xd8\xff\xe0\0\x10JFIF\0", "扩展名与内容不符"), ("e.txt", "", "空文件")]:
        at.expect(at.run("evidence", at.write(name, content), *at.stamp, exit_code=2), words)
    at.write("付款 一.txt", "付款日期：2021年5月12日\n金额合计：￥80,000.00\n")
    at.write("付款二.txt", "2021年3月12日付 30000 元\n")
    at.write("copy.txt", "付款日期：2021年5月12日\n金额合计：￥80,000.00\n")
    at.expect(at.run("evidence", "付款 一.txt", "付款二.txt", "copy.txt", *at.stamp), "是同一份，没有再收")
    head = "序号,项目,指标,月份,实际完成值,计量单位,佐证材料\n"
    good = f"1,{PROJECT},预算执行数,2021年5月,8,万元,付款 一.txt\n"
    bad = f"2,{PROJECT},预算执行数,2021年7月,9,万元,付款二.txt\n"
    at.expect(at.run("actuals", at.write("n.csv", head + good.replace("付款 一", "没有的")), *at.stamp, exit_code=2),
              "还没有收进台账")
    at.run("actuals", at.write("m.csv", head + good), *at.stamp)
    at.expect(at.run("check-evidence", "--ledger", "l.db"), "0 处疑点，0 处没有核对")
    at.run("actuals", at.write("m.csv", head + bad), *at.stamp)
    shown = at.run("check-evidence", "--ledger", "l.db", exit_code=1)
    at.expect(shown, "EV_DATE", "里面的日期（2021-03-12）没有一个在这一期", "EV_AMOUNT",
              "读到的数（30000 元）没有一个等于申报的 9 万元")
    shared = at.run("actuals", at.write("m.csv", head + bad.replace("7月", "8月")), *at.stamp)
    at.expect(shared, "同一份佐证“付款二.txt”用了 2 处")
    checked = json.loads(at.run("check-evidence", "--ledger", "l.db", "--format", "json", exit_code=1))
    schema = json.loads((ROOT / "docs/formats/evidence.schema.json").read_text(encoding="utf-8"))
    at.faults += [error.message[:200] for error in jsonschema.Draft202012Validator(schema).iter_errors(checked)]
    findings = checked["findings"]
    if {each["check"] for each in findings} != {"EV_SHARED", "EV_DATE", "EV_AMOUNT"}:
        at.faults.append(f"other findings: {findings}")


def evidence_of_rows(at, sample):
    """What rows rest on is what a figure that is counted from them rests on."""
    at.write("验收一.txt", "2021年6月20日验收：甲基地、乙基地\n")
    at.write("凭证7.txt", "2021年6月3日支付 5,000 元给甲公司\n")
    at.run("evidence", "验收一.txt", "凭证7.txt", *at.stamp)
    sites = at.write("基地.csv", "名称,基地类型,所在盟市,挂牌时间,验收时间,佐证\n甲基地,旅游类基地,包头市,2021年6月,2021.6.20,验收一.txt\n"
                     "乙基地,,,2021年6月,2021.6.20,验收一.txt\n")
    at.run("register", sites, "--kind", "sites", "--project", PROJECT, *at.stamp)
    funds = at.write("资金.csv", "记账日期,凭证号,摘要,资金来源,预算科目,支出金额（万元）,收款单位,佐证\n"
                     "2021-06-03,7,付款,自治区级,培训,0.5,甲公司,凭证7.txt\n2021-06-04,8,付款,自治区级,培训,0.7,乙公司,凭证7.txt\n")
    at.run("register", funds, "--kind", "funds", "--project", PROJECT, *at.stamp)
    at.run("count", sample, "--plan", ROOT / "samples/year/plan.toml", *at.stamp, "--month", "2021-06")
    figure = next(each for each in at.show("--kind", "actual", "--period", "2021-06") if each["indicator"].endswith("旅游类"))
    at.expect(at.run("show", "--ledger", "l.db", "--number", figure["number"]), "“验收一.txt”", "再数一遍：2，相符")
    shown = at.run("check-evidence", "--ledger", "l.db", exit_code=1)
    at.expect(shown, "“专项资金台账 8 付款”2021-06的佐证“凭证7.txt”：读到的数（5000 元）没有一个等于申报的 7000 元",
              "同一份佐证“凭证7.txt”用了 2 处")
    for quiet in ("“专项资金台账 7 付款”2021-06的佐证", "“基地台账”2021-06的佐证"):
        if quiet in shown:
            at.faults.append(f"{quiet} in: {shown}")


def storage(at):
    """A file that may not grow, two writers at once, a clock that is ahead."""
    before = at.run("verify", "--ledger", "l.db")
    at.write("big.csv", "项目,指标,期间,完成值,单位,填报单位\n" +
             "".join(f"{PROJECT},预算执行数,2021-09,1,万元,{number}\n" for number in range(4000)))
    small = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
    at.expect(at.run("actuals", "big.csv", *at.stamp, exit_code=2, preexec_fn=small), "以前记入的都在")
    if at.run("verify", "--ledger", "l.db") != before:
        at.faults.append("another ledger after a write that failed")
    at.expect(at.run("actuals", "big.csv", *at.stamp[:-1], "2099-01-01T00:00:00Z", exit_code=2), "还没有到")
    writers = []
    for writer in range(4):
        name = at.write(f"w{writer}.csv", "项目,指标,期间,完成值,单位,填报单位\n" +
                        "".join(f"{PROJECT},预算执行数,2021-10,1,万元,{writer}-{number}\n" for number in range(50)))
        writers.append(subprocess.Popen([at.binary, "ledger", "actuals", name, *at.stamp], cwd=at.folder,
                                        stdout=subprocess.DEVNULL))
    if any(writer.wait() != 0 for writer in writers):
        at.faults.append("a writer was turned away")
    if len(at.show("--period", "2021-10", "--kind", "actual")) != 200:
        at.faults.append("a writer's entries are missing")
    at.run("keys", "--output", "k")
    at.run("head", "--ledger", "l.db", "--key", "k.key", "--output", "head.txt")
    at.expect(at.run("verify", "--ledger", "l.db", "--head", "head.txt"), "签名没有验证")
    at.expect(at.run("verify", "--ledger", "l.db", "--head", "head.txt", "--key", "k.pub"), "签名正确")


def go(binary, sample, folder):
    at = Office(binary, folder)
    at.run("create", "--ledger", "l.db", "--id", "140001-2021", "--at", "2021-01-04T08:00:00Z")
    targets = ("targets", sample, "--plan", ROOT / "samples/year/plan.toml", *at.stamp)
    at.run(*targets)
    at.expect(at.run(*targets), "36 个目标已从这份文件记过")
    registers(at, sample)
    evidence(at)
    evidence_of_rows(at, sample)
    storage(at)
    at.expect(at.run("show", "--ledger", "l.db", "--project", "没有"), "没有符合的条目")
    at.run("verify", "--ledger", "l.db")
    for fault in at.faults:
        print(fault)
    print(f"{len(at.faults)} faults")
    return 1 if at.faults else 0


def main():
    with tempfile.TemporaryDirectory() as folder:
        return go(str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve(), folder)


if __name__ == "__main__":
    sys.exit(main())
