#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writes the registers of the worked example: 生成示例, no real person, order or payment.

    samples/year/generate.py FOLDER

The same files every time. They are made so that some tasks are done, some are late, and some rows are wrong in the ways that the
checks look for.
"""
import csv
import datetime
import pathlib
import random
import sys

MARK = "生成示例"
LEAGUES = ["呼和浩特市", "包头市", "乌海市", "赤峰市", "通辽市", "鄂尔多斯市", "呼伦贝尔市", "巴彦淖尔市", "乌兰察布市", "兴安盟",
           "锡林郭勒盟", "阿拉善盟"]


def training(pick):
    # Two terms of 60 people and 8 days: 120 person-times, 960 person-days; six of the second term were in the first.
    for term, (day, first) in enumerate([("2021-05-10", 1), ("2021-08-16", 55)], 1):
        for number in range(first, first + 60):
            yield [day, f"手工技能第{term}期", "手工技能", f"S{number:04}", f"学员{number:04}", 8, pick(95), pick(92), pick(60), MARK]
    for league, name in enumerate(LEAGUES):
        for number in range(30):
            person = 1000 + league * 30 + number
            yield [f"2021-{6 + league // 3:02}-{3 + league:02}", f"直播营销{name}班", "线上直播营销", f"S{person}", f"学员{person}", 2,
                   pick(93), pick(90), pick(80), MARK]


def sites(pick):
    kinds = ["旅游类"] * 2 + ["线下实体"] * 5 + ["产品窗口"] * 3 + ["示范基地"] * 2 + ["工坊"] * 11
    for number, kind in enumerate(kinds):
        month = 3 + number * 9 // len(kinds)
        accepted = "" if number == 9 else f"2021-{month + 1:02}-20"
        yield [f"2021-{month:02}-12", f"{kind}{number + 1:02}", kind, LEAGUES[number % 12], "", f"负责人{number + 1}", accepted, "", MARK]


def events(pick):
    for number, (day, kind) in enumerate([("2021-04-20", "竞赛"), ("2021-05-15", "展洽"), ("2021-07-09", "展洽"), ("2021-09-18", "竞赛"),
                                          ("2021-10-22", "展洽"), ("2021-11-11", "公益活动")]):
        yield [day, f"{kind}{number + 1}", kind, LEAGUES[number], 80 + 13 * number, "已举办", 70 + 10 * number, 80 + 11 * number, MARK]


def sales(random_):
    serial = 0
    for month in range(3, 13):
        for _ in range(60):
            serial += 1
            charity = month in (10, 11)
            online = charity or random_.random() < 0.7
            amount = random_.randrange(8_000, 26_000) + random_.randrange(100) / 100
            state = random_.choices(["交易成功", "已发货", "已退款", "已关闭"], [90, 4, 4, 2])[0]
            yield [f"2021-{month:02}-{random_.randrange(1, 29):02} 10:{serial % 60:02}:00", f"D{serial:06}",
                   random_.choice(["甲平台", "乙平台", "丙店"]), "线上" if online else "线下", "巾帼助农" if charity else "", f"{amount:.2f}", state,
                   "是" if state == "交易成功" else "", MARK]


def funds(pick):
    budgets = {"培训": 1_400_000, "基地": 3_200_000, "平台": 1_900_000, "活动": 1_330_000, "自筹配套": 1_500_000}
    payments = []

    def row(day, what, source, item, budget="", income="", spent="", payee="", accepted="", way="", inside="", attachment="有"):
        payments.append((day, what, source, item, budget, income, spent, payee, accepted, way, inside, attachment))

    row("2021-03-02", "下达", "自治区", "培训", 7_830_000, 7_830_000)
    row("2021-03-20", "自筹到位", "自筹", "自筹配套", 1_500_000, 1_000_000)
    for month in range(3, 13):
        for number, (item, budget) in enumerate(list(budgets.items())[:4]):
            share = 25 if month == 12 else 8
            spent = budget * share // 100 + 137 * number
            row(f"2021-{month:02}-{10 + number}", f"{item}第{month}月支出", "自治区", item, budget, "", spent, f"供应商{number + month % 3}",
                      f"2021-{month:02}-05", "转账", "内")
    row("2021-08-28", "活动现金支出", "自治区", "活动", "", "", 9_800, "个人", "", "现金", "内", "")
    row("2021-09-15", "自筹支出", "自筹", "自筹配套", "", "", 600_000, "供应商9", "2021-09-10", "转账", "内")
    row("2021-10-08", "自筹到位", "自筹", "自筹配套", "", 500_000)
    balances = {"自治区": 0, "自筹": 0}
    for serial, (day, what, source, item, budget, income, spent, payee, accepted, way, inside, attachment) in enumerate(
            sorted(payments, key=lambda each: each[0]), 1):
        balances[source] += (income or 0) - (spent or 0)
        yield [day, f"P{serial:04}", what, "内财社〔2021〕1号", source, item, budget, income, spent, balances[source], "302",
               f"HT{serial:03}" if spent else "", "2021-03-01" if spent else "", accepted, payee, way, inside, "经办人甲",
               "审核人乙" if spent else "", attachment, MARK]


def documents(pick):
    rows = [("2021-01-20", "机构", "成立项目协调领导小组的通知"), ("2021-02-08", "实施方案", "2021 年实施方案"), ("2021-02-20", "实施方案", "培训工作方案"),
            ("2021-03-01", "合同", "培训服务合同"), ("2021-04-05", "监控", "一季度监控表"), ("2021-07-05", "监控", "二季度监控表"),
            ("2021-10-08", "监控", "三季度监控表"), ("2021-12-20", "评价", "自评报告")]
    for number, (day, kind, title) in enumerate(rows, 1):
        filed = number <= 6
        yield [day, f"妇联〔2021〕{number}号", title, kind, "印发", "是", f"2021-12-{number + 10:02}" if filed else "",
               f"140001-WS·2021-D30-{number:04}" if filed else "", MARK]


def policies(pick):
    for number, (area, name) in enumerate([("组织", "联席会议制度"), ("财务", "专项资金管理办法"), ("采购", "采购管理规定"), ("监督", "监督检查制度"),
                                           ("档案", "档案管理办法"), ("人员", "培训师资管理办法")], 1):
        done = area != "人员"
        yield [f"2021-02-{10 + number}", name, area, "印发" if done else "起草", "6 月检查记录" if done and number != 3 else "", MARK]


def milestones(pick):
    for node, planned, actual in [("查重和设计", "2021-04-30", "2021-04-25"), ("提交申请", "2021-06-30", "2021-07-12"),
                                  ("受理通知", "2021-09-30", "2021-09-28"), ("核准注册", "2021-12-31", "")]:
        yield ["2021-03-01", "区域公用品牌", node, planned, actual, "责任人丙", MARK]


def responsibilities(pick):
    for number, what in enumerate(["组织协调", "培训", "基地", "销售", "品牌", "资金", "档案", "宣传"], 1):
        yield ["2021-01-25", what, f"牵头部门{number}", f"责任人{number}" if number != 8 else "", "", "分工方案", MARK]


def platform(pick):
    for month in range(1, 13):
        hours = 24 * (28 if month == 2 else 30)
        yield [f"2021-{month:02}-28", "北疆电商平台", hours, 9 if month == 6 else 1, 1 if month in (6, 10) else 0, 1 if month in (6, 10) else 0,
               "运维单位丁", MARK]


def reports(pick):
    for month in range(1, 13):
        due = datetime.date(2021 + month // 12, month % 12 + 1, 10)
        late = 6 if month == 5 else -2
        # January and August were never sent; December's falls into the next year.
        if month == 12:
            due = datetime.date(2021, 12, 31)
        sent = "" if month in (1, 8) else due + datetime.timedelta(days=late if month != 12 else -1)
        yield [f"2021-{month:02}", due, sent, "负责人戊" if sent else "", 2 if sent else "", 2 if sent and month != 9 else "", MARK]


HEADERS = {
    "training": "日期,班次,培训类型,学员编号,学员姓名,天数,合格,满意,已就业,备注",
    "sites": "建成日期,名称,类型,盟市,地址,负责人,验收日期,停用日期,备注",
    "events": "日期,名称,类型,地点,参加人次,状态,满意份数,有效问卷,备注",
    "sales": "付款时间,订单编号,平台,线上线下,营销活动,实付金额,订单状态,按期交货,备注",
    "funds": "日期,凭证号,摘要,指标文号,资金来源,预算项,预算数,到位数,支出数,余额,经济分类,合同号,合同日期,验收日期,收款人,支付方式,"
             "审批范围,经办,审核,附件,备注",
    "documents": "日期,文号或编号,题名,类别,状态,应归档,归档日期,档号,备注",
    "policies": "日期,制度名称,方面,状态,检查记录,备注",
    "milestones": "登记日期,事项,节点,计划日期,实际日期,责任人,备注",
    "responsibilities": "日期,事项,牵头,责任人,联系方式,文件,备注",
    "platform": "日期,平台,应运行小时,停机小时,安全事件,已处置事件,运维单位,备注",
    "reports": "月份,应报日期,报送日期,签字人,问题数,整改数,备注",
}


def main():
    folder = pathlib.Path(sys.argv[1])
    for name, header in HEADERS.items():
        random_ = random.Random(name)
        def pick(percent):
            return "是" if random_.random() * 100 < percent else "否"
        rows = globals()[name](random_ if name == "sales" else pick)
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(header.split(","))
            writer.writerows(rows)


if __name__ == "__main__":
    main()
