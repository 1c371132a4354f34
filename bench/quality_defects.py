# SPDX-License-Identifier: AGPL-3.0-or-later
"""Defects of structure, identity, weights, taxonomy and values, each in several ways. The wording is this file's own."""
import quality_text_defects  # noqa: F401  registers the defects of wording
from quality_planting import (DEFECTS, PUBLISHED, WEIGHTED, WITH_BUDGET, WITH_UNITS, add_row, any_row, defect,  # noqa: F401
                              remove_kinds, reword, rows_of, split_blocks, turn_of)
from quality_forms import is_old, level1_of


@defect("ST01", PUBLISHED)
def shifted_row(paper, chance, turn):
    line = chance.randint(1, len(paper.projects[0].rows))

    def edit(table):
        row = table[line]
        if turn % 3 == 0:
            del row[5]  # level 2 lost, the rest moves left
        elif turn % 3 == 1:
            row[6:8] = [row[6] + row[7]]  # name and operator run together
        else:
            row.insert(6, "")
        return [table]

    paper.edit_grid = edit


@defect("ST02")
def unknown_header(paper, chance, turn):
    old = turn_of(["指标值", "三级指标"], turn)
    new = turn_of(["拟达水平", "核定口径", "应至数", "考量点", "任务尺度"], turn // 2)
    for index, name in enumerate(paper.header):
        if name in (old, "年度" + old):
            paper.header[index] = new
            return True
    return False


@defect("ST03", PUBLISHED)
def missing_level(paper, chance, turn):
    project = paper.projects[0]
    if turn % 3 == 0:
        chance.choice(project.rows).name = ""
    elif turn % 3 == 1:
        project.rows[0].level2 = ""
    else:
        project.rows[0].level1 = ""


@defect("ST04", PUBLISHED)
def split_group(paper, chance, turn):
    split_blocks(paper)


@defect("ST05", PUBLISHED)
def repeated_budget(paper, chance, turn):
    split_blocks(paper)


@defect("ST06", PUBLISHED)
def goal_variants(paper, chance, turn):
    project = chance.choice(paper.projects)
    goal = project.goal
    other = turn_of([goal.replace("，", "，力争", 1), goal[:-1] + "，按期交付使用。", goal[:-1] + "，并做好后续管护。",
                     goal.replace("1", "7", 1) if "1" in goal else goal[:-1] + "等。"], turn)
    for index in range(len(project.rows) // 2, len(project.rows)):
        project.goal_of_row[index] = other
    return other != goal


@defect("ST07", PUBLISHED)
def table_label(paper, chance, turn):
    label = turn_of(["表15", "附表8", "表12"], turn)
    split_blocks(paper, between=["", label])


@defect("ST08", PUBLISHED)
def interleaved_footer(paper, chance, turn):
    footer = turn_of(["- 63 -", "— 27 —", "-108-", "第 41 页"], turn)
    split_blocks(paper, between=["", footer, ""])


@defect("ST09")
def row_order(paper, chance, turn):
    project = chance.choice(paper.projects)
    rows = project.rows
    project.rows = turn_of([rows[::-1], rows[-1:] + rows[:-1], rows[-3:] + rows[:-3]], turn)


@defect("ST10")
def duplicate_indicator(paper, chance, turn):
    project, row = any_row(paper, chance, "数质")
    twin = add_row(project, row, row.name, row.operator, row.value, row.unit)
    if turn % 2:
        twin.value = str(int(float(row.value)) - 1)


@defect("ST12")
def left_placeholder(paper, chance, turn):
    project, row = any_row(paper, chance, "数质")
    name, value = turn_of([("指标3：", None), (None, "XX"), ("……", None), (None, "×××"), ("三级指标名称", None), (None, "___"),
                           (None, "待定"), ("XX数量", None)], turn)
    row.name = name or row.name
    row.value = value or row.value


@defect("ST13", PUBLISHED, tasks=False)
def truncated_table(paper, chance, turn):
    project = paper.projects[-1]
    project.rows = project.rows[:turn_of([3, 4, 5], turn)]
    paper.behind = ["", turn_of(["- 23 -", "— 58 —"], turn)]
    if len(paper.projects) == 1:
        paper.edit_grid = None


@defect("ID01", PUBLISHED)
def project_code(paper, chance, turn):
    project = chance.choice(paper.projects)
    code = project.code
    project.code = turn_of([code[:-1], code + "7", code[:8] + "X" + code[9:], code[:5] + code[6:], code[:10] + "O" + code[11:]],
                           turn)


@defect("ID02", PUBLISHED)
def code_year(paper, chance, turn):
    project = chance.choice(paper.projects)
    year = (project.year + turn_of([1, 2, 3], turn)) % 100
    project.code = project.code[:6] + f"{year:02d}" + project.code[8:]


@defect("ID03", PUBLISHED)
def name_variants(paper, chance, turn):
    name = paper.projects[0].name
    split_blocks(paper, change_name=turn_of([name[:-2] + "工程", name[1:], name[:2] + name[3:], name + "（二期）"], turn))


@defect("ID05", PUBLISHED, projects=2)
def unit_register(paper, chance, turn):
    one, two = paper.projects
    if turn % 3 == 0:
        two.unit_code = one.unit_code
    elif turn % 3 == 1:
        two.unit = one.unit
        two.unit_code = str(int(one.unit_code) + 3)
    else:
        one.unit_code, one.unit = "", one.unit_code + one.unit  # nothing parts code and name
        paper.edit_grid = lambda table: [[[cell.removeprefix("-") for cell in row] for row in table]]


@defect("WT01", WEIGHTED)
def weight_sum(paper, chance, turn):
    project = chance.choice(paper.projects)
    row = max(project.rows, key=lambda each: int(each.weight))
    row.weight = str(int(row.weight) + turn_of([-5, 5, -3, 4, 20, 2], turn))


@defect("WT02", WEIGHTED, projects=2)
def mixed_scales(paper, chance, turn):
    one, two = paper.projects
    two.unit, two.unit_code = one.unit, one.unit_code  # of one department
    for row in paper.projects[turn % 2].rows:
        row.weight = f"{int(row.weight) / 100:.2f}"


@defect("WT03", WEIGHTED)
def unknown_scale(paper, chance, turn):
    for row in chance.choice(paper.projects).rows[:turn_of([2, 3, 4], turn)]:
        row.weight = f"{int(row.weight) / 100:.2f}"


@defect("WT04", WEIGHTED)
def level_shares(paper, chance, turn):
    project = chance.choice(paper.projects)
    points = turn_of([5, 6, 8], turn)
    giver, taker = turn_of([("质", "社"), ("社", "数"), ("质", "满")], turn)
    givers, takers = rows_of(project, giver), rows_of(project, taker)
    if not givers or not takers:
        return False
    givers[0].weight = str(int(givers[0].weight) - points)
    takers[0].weight = str(int(takers[0].weight) + points)
    return int(givers[0].weight) > 0


@defect("WT05", WEIGHTED)
def weight_zero(paper, chance, turn):
    chance.choice(chance.choice(paper.projects).rows).weight = turn_of(["0", "-5", "0.00"], turn)


@defect("WT06", WEIGHTED)
def dominant_weight(paper, chance, turn):
    project = chance.choice(paper.projects)
    for row in project.rows:
        row.weight = "5"
    project.rows[turn % len(project.rows)].weight = str(90 - 5 * (len(project.rows) - 1))


@defect("WT07", WEIGHTED)
def equal_weights(paper, chance, turn):
    project = chance.choice(paper.projects)
    share = {8: "11.25", 9: "10"}.get(len(project.rows))
    for row in project.rows:
        row.weight = share
    return share is not None


@defect("WT08")
def execution_row(paper, chance, turn):
    project, row = any_row(paper, chance, "质时" if paper.projects[0].year else "质")
    name = turn_of(["预算执行率", "预算资金执行率", "资金支出进度", "财政资金支付率", "项目预算执行率", "部门预算支出执行率"], turn)
    reword(row, name, "≥", "95", "%")


@defect("WT09", WEIGHTED)
def weight_missing(paper, chance, turn):
    chance.choice(chance.choice(paper.projects).rows).weight = ""


@defect("TX01")
def wrong_level1(paper, chance, turn):
    project = chance.choice(paper.projects)
    kind, level1 = turn_of([("数", "效益指标"), ("社", "产出指标"), ("满", "产出指标"), ("质", "满意度指标")], turn)
    rows = rows_of(project, kind)
    if not rows:
        return False
    rows[-1].level1 = level1


@defect("TX02")
def cost_under_output(paper, chance, turn):
    project = paper.projects[0]
    for each in paper.projects:
        for row in rows_of(each, "成"):
            row.level1, row.level2 = "产出指标", "成本指标"
    return not is_old(project)


@defect("TX03")
def cost_level_early(paper, chance, turn):
    for project in paper.projects:
        for row in rows_of(project, "成"):
            row.level1, row.level2 = "成本指标", "经济成本指标"
    return is_old(paper.projects[0])


@defect("TX04", WEIGHTED)
def no_output(paper, chance, turn):
    remove_kinds(chance.choice(paper.projects), "数质时成" if is_old(paper.projects[0]) else "数质时")


@defect("TX05", WEIGHTED)
def no_quantity(paper, chance, turn):
    remove_kinds(chance.choice(paper.projects), "数")


@defect("TX06", WEIGHTED)
def no_quality(paper, chance, turn):
    remove_kinds(chance.choice(paper.projects), "质")


@defect("TX07", WEIGHTED)
def no_timeliness(paper, chance, turn):
    remove_kinds(chance.choice(paper.projects), "时")
    return is_old(paper.projects[0])  # optional since


@defect("TX08", WEIGHTED)
def no_cost(paper, chance, turn):
    project = chance.choice(paper.projects)
    remove_kinds(project, "成")
    return any(word in project.name for word in ("改造", "更新", "培训", "清淤", "防护", "升级", "补建"))


@defect("TX09", WEIGHTED)
def no_benefit(paper, chance, turn):
    remove_kinds(chance.choice(paper.projects), "经社生续")


@defect("TX10", WEIGHTED)
def no_satisfaction(paper, chance, turn):
    project = chance.choice(paper.projects)
    served = rows_of(project, "满")[0].name
    remove_kinds(project, "满")
    return any(word in served for word in ("居民", "老人", "家长", "村民", "农户", "游客", "残疾人", "学员", "毕业生"))


@defect("TX12")
def legacy_level(paper, chance, turn):
    project = chance.choice(paper.projects)
    kind, field, name = turn_of([("生", "level2", "环境效益指标"), ("时", "level2", "产出进度指标"), ("社", "level1", "效果指标"),
                                 ("生", "level2", "环境效益")], turn)
    rows = rows_of(project, "经社生续" if field == "level1" else kind)
    for row in rows:
        setattr(row, field, name)
    return bool(rows)


@defect("TX13", WEIGHTED)
def row_count(paper, chance, turn):
    project = chance.choice(paper.projects)
    if turn % 2:
        project.rows = [rows_of(project, "数")[0], rows_of(project, "满")[0]]
        project.rows[0].weight, project.rows[1].weight = "60", "30"
        return True
    like = rows_of(project, "数")[0]
    for index in range(15):
        add_row(project, like, f"第{index + 1}标段工程量完成数量", "≥", str(30 + 7 * index), "处").weight = "1"
    return True


@defect("VL01")
def value_missing(paper, chance, turn):
    project, row = any_row(paper, chance, "数质社")
    row.value = ""
    if paper.form in ("central", "shanghai"):
        row.operator = row.unit = ""


@defect("VL02", WITH_UNITS)
def not_numeric(paper, chance, turn):
    project, row = any_row(paper, chance, "数质社")
    row.value = turn_of(["按规定执行", "符合上级要求", "稳步推进", "应保尽保", "做到全覆盖", "照合同办理"], turn)


@defect("VL03", WITH_UNITS)
def operator_in_value(paper, chance, turn):
    project, row = any_row(paper, chance, "数质满")
    row.value = turn_of([row.operator + row.value, row.value + row.unit, row.operator + row.value + row.unit,
                         "不低于" + row.value], turn)


@defect("VL04")
def percent_range(paper, chance, turn):
    project, row = any_row(paper, chance, "满" if turn % 2 else "质")
    row.value, row.unit, row.operator = turn_of(["120", "105", "-5", "130"], turn), "%", "≥"
    row.name = row.name if row.name.endswith(("度", "率")) else "验收合格率"


@defect("VL11")
def level_without_scale(paper, chance, turn):
    project, row = any_row(paper, chance, "社续生")
    if row is None:
        return False
    name, value = turn_of([("居民安全意识", "明显增强"), ("周边环境面貌", "显著改善"), ("公共服务水平", "较上年有所提升"), ("社会影响", "良好"),
                           ("村容村貌整洁程度", "大为改观"), ("行业管理能力", "持续提高")], turn)
    reword(row, name, "定性", value, "")


@defect("VL13", WITH_BUDGET)
def no_value_basis(paper, chance, turn):
    paper.header.append(turn_of(["指标值设定依据", "设定依据"], turn))
    gap = chance.randint(1, len(paper.projects[0].rows))

    def edit(table):
        for index, row in enumerate(table[1:], 1):
            row.append("" if index == gap else f"{paper.projects[0].year - 1}年部门统计年报")
        return [table]

    paper.edit_grid = edit


@defect("DR01", PUBLISHED)
def direction_conflict(paper, chance, turn):
    project, row = any_row(paper, chance, "数质满" if turn % 2 else "成")
    row.direction = "反向指标" if turn % 2 else "正向指标"
    return row.operator in "≥≤"


@defect("DR04", WITH_UNITS)
def equal_open(paper, chance, turn):
    project, row = any_row(paper, chance, "成社经")
    if row is None or row.operator == "＝" or row.unit == "%" or row.name.endswith(("标准", "补助", "补贴")):
        return False  # a standard is a fixed amount, and so is a count of things that were ordered
    row.operator = "＝"
    return row.kind == "成" or row.name.endswith(("收入", "人数", "人次", "量"))


@defect("UN01", WITH_UNITS)
def unit_missing(paper, chance, turn):
    project, row = any_row(paper, chance, "数质满成")
    row.unit = ""


@defect("UN07")
def money_units(paper, chance, turn):
    project = paper.projects[0]
    amount = turn_of(["120万元", "86.5万元", "300万元"], turn)
    project.goal = turn_of([f"投入财政资金{amount}，", f"安排{amount}，", f"使用{amount}，"], turn // 3) + project.goal
    return paper.form == "shanghai"


def replace_cost(paper, chance, share, name, operator="≤"):
    """The unit cost gives way to a total of this share of the budget."""
    project, row = any_row(paper, chance, "成")
    total = round(float(project.budget) * share, 2)
    reword(row, name, operator, f"{total:g}", "万元")
    return project, row


TOTALS = ["项目总成本", "项目投入总额", "工程施工总费用", "总费用支出", "项目成本合计", "年度总支出成本"]


@defect("CO01", WITH_BUDGET)
def cost_is_budget(paper, chance, turn):
    replace_cost(paper, chance, 1, turn_of(TOTALS, turn))


@defect("CO02", WITH_BUDGET)
def only_total(paper, chance, turn):
    replace_cost(paper, chance, 0.93, turn_of(TOTALS, turn))


@defect("CO03", WITH_BUDGET)
def cost_above_budget(paper, chance, turn):
    replace_cost(paper, chance, turn_of([1.1, 1.02, 2], turn), turn_of(TOTALS, turn))


@defect("CO04")
def cost_direction(paper, chance, turn):
    project, row = any_row(paper, chance, "成")
    row.operator = "≥"
    return not row.name.endswith(("标准", "补助", "补贴"))  # aid may have a floor


@defect("CO05")
def cost_rate(paper, chance, turn):
    project, row = any_row(paper, chance, "成")
    name, operator, value = turn_of([("成本控制率", "≤", "100"), ("项目成本控制率", "＝", "100"), ("建设成本控制比例", "≤", "98"),
                                     ("费用控制率", "≤", "100"), ("成本控制在预算内的比率", "≤", "100")], turn)
    reword(row, name, operator, value, "%")


@defect("SA04")
def split_satisfaction(paper, chance, turn):
    project, row = any_row(paper, chance, "满")
    who = turn_of(["参训学员", "受益农户", "到馆读者", "辖区居民"], turn)
    aspects = turn_of([("课程", "师资", "食宿"), ("质量", "态度", "速度"), ("环境", "秩序", "便利程度")], turn)
    row.name = f"{who}对{aspects[0]}的满意度"
    for aspect, value in zip(aspects[1:], ("91", "93")):
        add_row(project, row, f"{who}对{aspect}的满意度", "≥", value, "%").weight = "3"


@defect("VL05", WITH_UNITS)
def percent_fraction(paper, chance, turn):
    project, row = any_row(paper, chance, "质满")
    row.value, row.unit, row.operator = turn_of(["0.95", "0.9", "1", "0.985"], turn), "%", "≥"
    if not row.name.endswith(("度", "率")) or "差错" in row.name:
        row.name = "验收合格率"


@defect("VL06")
def round_defaults(paper, chance, turn):
    value = turn_of(["90", "95", "98"], turn)
    rows = [row for row in chance.choice(paper.projects).rows if row.unit == "%"]
    for row in rows:
        row.value, row.operator = value, "≥"
    return len(rows) >= 4


@defect("VL07")
def controllable_rate(paper, chance, turn):
    project, row = any_row(paper, chance, "质")
    name, value = turn_of([("工程验收合格率", "88"), ("任务按期完成率", "90"), ("设备安装合格率", "85"), ("报告编制合格率", "92"),
                           ("资金发放准确率", "90")], turn)
    reword(row, name, "≥", value, "%")


@defect("VL09", WITH_BUDGET)
def training_cost(paper, chance, turn):
    project = paper.projects[0]
    if "培训" not in project.name:
        return False
    project.budget = turn_of(["960.00", "1280.00", "700.00"], turn)
    rows = rows_of(project, "数")
    reword(rows[0], "集中培训天数", "≥", turn_of(["3", "5", "4"], turn), "天")


@defect("VL10")
def fractional_count(paper, chance, turn):
    project, row = any_row(paper, chance, "数")
    thing, unit = turn_of([("文艺汇演", "场"), ("安全检查", "次"), ("专题讲座", "场"), ("下乡义诊", "次")], turn)
    count, rate = turn_of([("7", "90"), ("3", "95"), ("6", "85"), ("11", "92")], turn)
    reword(row, f"{thing}{'场次' if unit == '场' else '次数'}", "≥", count, unit)
    add_row(project, row, f"{thing}完成率", "≥", rate, "%")


@defect("VL12")
def absolute_effect(paper, chance, turn):
    project, row = any_row(paper, chance, "满" if turn % 2 else "社")
    if row is None or (row.unit != "%"):
        return False
    row.operator, row.value = turn_of(["＝", "≥"], turn // 2), "100"
    if row.kind == "社":  # what the unit does itself may well be whole
        row.name = turn_of(["居民政策知晓率", "参训人员就业率", "服务人口覆盖率", "公众参与率"], turn // 2)


@defect("DR02", WITH_UNITS)
def direction_meaning(paper, chance, turn):
    project, row = any_row(paper, chance, "质")
    name, operator, value, unit = turn_of([
        ("设备故障率", "≥", "3", "%"), ("群众投诉件数", "≥", "5", "件"), ("档案差错率", "≥", "1", "%"), ("平台稳定运行率", "≤", "99", "%"),
        ("安全事故起数", "≥", "1", "起"), ("数据丢失次数", "≥", "2", "次"), ("产品返修率", "≥", "2", "%"),
        ("工程验收合格率", "≤", "98", "%")], turn)
    reword(row, name, operator, value, unit)


@defect("DR03", PUBLISHED)
def direction_on_words(paper, chance, turn):
    project, row = any_row(paper, chance, "社续")
    if row is None:
        return False
    reword(row, "基层服务能力", "定性", "优、良、中、差四档，评估达到良以上", "")
    row.direction = turn_of(["正向指标", "反向指标", "正向"], turn)


@defect("UN02", WITH_UNITS)
def unit_mismatch(paper, chance, turn):
    project, row = any_row(paper, chance, "数")
    name, value, unit = turn_of([("集中授课天数", "12", "人次"), ("器材完好率", "96", "个"), ("管网铺设长度", "8", "平方米"),
                                 ("绿化面积", "1200", "公里"), ("参加人数", "300", "场"), ("宣传册印制份数", "2000", "万元")], turn)
    reword(row, name, "≥", value, unit)


@defect("UN03", WITH_UNITS)
def unit_alias(paper, chance, turn):
    project, row = any_row(paper, chance, "质")
    name, value, unit = turn_of([("工程验收合格率", "98", "百分比"), ("绿化面积", "1200", "平米"), ("档案装订用纸", "300", "市斤"),
                                 ("接待群众人次", "900", "人·次"), ("样本合格率", "97", "百分率"), ("土方清运量", "800", "立方")], turn)
    reword(row, name, "≥", value, unit)


@defect("TM01")
def time_without_date(paper, chance, turn):
    project, row = any_row(paper, chance, "时")
    name, operator, value, unit = turn_of([
        ("任务完成及时率", "≥", "96", "%"), ("资金拨付及时性", "定性", "及时", ""), ("项目按时完工率", "≥", "95", "%"),
        ("工作开展时效", "定性", "尽快推进", ""), ("物资供应及时率", "＝", "100", "%"), ("工程完工情况", "定性", "如期完成", "")], turn)
    reword(row, name, operator, value, unit)


@defect("TM03", WITH_UNITS)
def time_reversed(paper, chance, turn):
    project, row = any_row(paper, chance, "时")
    name, value, unit = turn_of([("项目完成时间", "11", "月"), ("业务办结时限", "10", "个工作日"), ("工程施工工期", "90", "天"),
                                 ("故障响应时间", "30", "分钟"), ("平均审批时长", "5", "天")], turn)
    reword(row, name, "≥", value, unit)


@defect("SA01")
def satisfaction_low(paper, chance, turn):
    project, row = any_row(paper, chance, "满")
    row.value = turn_of(["75", "80", "70", "60"], turn)
