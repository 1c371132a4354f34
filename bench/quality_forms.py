# SPDX-License-Identifier: AGPL-3.0-or-later
"""Prints the projects of bench/quality_trades.py in the forms that governments publish."""
import re

from quality_trades import LEVEL2

LEVEL1 = {"成": "成本指标", "数": "产出指标", "质": "产出指标", "时": "产出指标", "经": "效益指标", "社": "效益指标",
          "生": "效益指标", "续": "效益指标", "满": "满意度指标"}
ORDER_OLD = "数质时成经社生续满"
ORDER_NEW = "成数质时经社生续满"
POINTS_OLD = {"产出指标": 50, "效益指标": 30, "满意度指标": 10}
POINTS_NEW = {"成本指标": 20, "产出指标": 40, "效益指标": 20, "满意度指标": 10}


def is_old(project):
    """Until 2021 cost stands under output."""
    return project.year <= 2021


def level1_of(row, project):
    if row.level1 is not None:
        return row.level1
    return "产出指标" if row.kind == "成" and is_old(project) else LEVEL1[row.kind]


def level2_of(row, project):
    if row.level2 is not None:
        return row.level2
    return "经济成本指标" if row.kind == "成" and not is_old(project) else LEVEL2[row.kind]


def spread(points, count):
    """Whole points of a level over its rows, by importance: the first ones more."""
    shares = [points // count] * count
    for index in range(points % count):
        shares[index] += 1
    if count > 1 and shares[0] == shares[-1] and shares[-1] > 2:
        shares[0], shares[-1] = shares[0] + 1, shares[-1] - 1
    return shares


def set_weights(project):
    """The year's base over the rows that a project has, in the order of its form."""
    order = ORDER_OLD if is_old(project) else ORDER_NEW
    project.rows.sort(key=lambda row: order.index(row.kind))
    for level1, points in (POINTS_OLD if is_old(project) else POINTS_NEW).items():
        rows = [row for row in project.rows if level1_of(row, project) == level1]
        for row, weight in zip(rows, spread(points, len(rows)) if rows else []):
            row.weight = str(weight)


def direction_of(row):
    if row.direction is not None:
        return row.direction
    return {"≥": "正向指标", "≤": "反向指标", "定性": ""}.get(row.operator, "适度指标" if row.value != "0" else "反向指标")


def value_in_words(row):
    if not row.value:
        return ""
    if row.unit == "月":
        return f"{row.value}月底前完成"
    return row.value if row.operator == "定性" else f"{row.operator}{row.value}{row.unit}"


def goal_of(project, index):
    return project.goal_of_row.get(index, project.goal)


def in_yuan(amount):
    whole, part = (amount.split(".") + ["00"])[:2]
    return int(whole) * 10000 + int(part.ljust(2, "0")) * 100


def amounts_in_yuan(text):
    """The whole form in one unit of money: 42万元 → 420000元."""
    return re.sub(r"(\d+(?:\.\d+)?)万元(?!/)", lambda found: f"{in_yuan(found[1])}元", text)


def published(project):
    """Twelve columns, the project on the first row of its group, the goal on each."""
    for index, row in enumerate(project.rows):
        head = [f"{project.code}-{project.name}", f"{project.unit_code}-{project.unit}", project.budget]
        yield (head if index == 0 else ["", "", ""]) + [
            goal_of(project, index), level1_of(row, project), level2_of(row, project), row.name, row.operator, row.value,
            row.unit, row.weight, direction_of(row)]


def central(project):
    for index, row in enumerate(project.rows):
        head = [project.name, project.unit, project.budget, project.goal] if index == 0 else ["", "", "", ""]
        yield head + [level1_of(row, project), level2_of(row, project), row.name, value_in_words(row)]


def yunnan(project):
    for index, row in enumerate(project.rows):
        head = [project.unit, project.name, project.goal] if index == 0 else ["", "", ""]
        yield head + [level1_of(row, project), level2_of(row, project), row.name, row.operator, row.value, row.unit,
                      "定性指标" if row.operator == "定性" else "定量指标", row.note or f"反映{row.name}情况"]


def chongqing(project):
    for index, row in enumerate(project.rows):
        head = [project.name, project.unit, project.budget, project.goal] if index == 0 else ["", "", "", ""]
        yield head + [level1_of(row, project), level2_of(row, project), row.name, row.weight, row.unit, row.operator,
                      row.value, "是" if index == 0 else "否"]


def shanghai(project):
    for index, row in enumerate(project.rows):
        head = ([project.name, "经常性项目", project.unit, f"{in_yuan(project.budget):,}.00", project.goal] if index == 0
                else ["", "", "", "", ""])
        yield head + [level1_of(row, project), level2_of(row, project), row.name, amounts_in_yuan(value_in_words(row))]


def declared(project):
    """The term on the left, the year on the right, as the annex of 财预〔2015〕88号 has them; names are numbered."""
    level1 = None
    number = {}
    for row in project.rows:
        own, level2 = level1_of(row, project), level2_of(row, project)
        number[level2] = number.get(level2, 0) + 1
        name = f"指标{number[level2]}：{row.name}" if row.name else ""
        yield ["", own if own != level1 else "", level2, name, value_in_words(row), level2, name, value_in_words(row)]
        level1 = own


def declared_lines(paper, project):
    budget = project.budget
    term = f"{float(budget) * 3:.2f}" if budget else ""
    unit = f"{project.unit_code}-{project.unit}"
    lines = [paper.title, f"（{project.year}年度）", "", f"项目名称\t{project.name}", f"主管部门及代码\t{unit}\t\t实施单位\t{unit}",
             "项目属性\t延续项目\t\t项目期\t三年", f"{paper.unit_line}\t中期资金总额：\t{term}\t年度资金总额：\t{budget}",
             f"\t其中：财政拨款\t{term}\t其中：财政拨款\t{budget}", "\t其他资金\t\t其他资金\t",
             f"总体目标\t中期目标（{project.year}年—{project.year + 2}年）\t\t年度目标",
             f"\t{project.year}年至{project.year + 2}年持续实施{project.name}，各年任务按年度计划分解。\t\t{project.goal}"]
    return lines + paper.grid_lines([project]) + [""]


# name → title, unit line, header, rows of a project
FORMS = {
    "published": ("{year}年项目支出绩效表", "单位：万元",
                  ["项目名称", "单位名称", "预算数", "年度目标", "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位",
                   "权重", "指标方向性"], published),
    "central": ("{year}年度项目支出绩效目标表", "金额单位：万元",
                ["项目名称", "实施单位", "年度资金总额", "年度总体目标", "一级指标", "二级指标", "三级指标", "指标值"], central),
    "yunnan": ("{year}年项目支出绩效目标表（本级下达）", "",
               ["单位名称", "项目名称", "项目年度绩效目标", "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位",
                "指标属性", "指标内容"], yunnan),
    "chongqing": ("{year}年项目绩效目标表", "单位：万元",
                  ["项目名称", "实施单位", "预算金额", "年度绩效目标", "一级指标", "二级指标", "三级指标", "指标权重", "计量单位",
                   "指标性质", "指标值", "是否核心指标"], chongqing),
    "shanghai": ("{year}年财政项目支出绩效目标申报表", "单位：元",
                 ["项目名称", "项目性质", "实施单位", "年度资金申请总额", "年度总体目标", "一级指标", "二级指标", "三级指标",
                  "年度指标值"], shanghai),
    "declared": ("项目支出绩效目标申报表", "项目资金（万元）",
                 ["绩效指标", "一级指标", "二级指标", "三级指标", "指标值", "二级指标", "三级指标", "指标值"], declared),
}
# name → lines of a project, for forms that are no list of projects; bench/quality_evaluations.py adds its own.
BLOCKS = {"declared": declared_lines}


class Paper:
    """A document: a form with its projects, the task list and prose around it."""

    def __init__(self, form, projects, with_tasks=False):
        self.projects, self.with_tasks = projects, with_tasks
        self.change_form(form)
        self.before, self.behind = [], []  # lines of prose
        self.binding = True  # says which goal set was approved
        self.edit_grid = None  # changes the printed rows: a list of lists
        self.task_title = "{year}年{name}项目任务清单"
        self.tasks = None  # (number, name, target); the project's where None
        self.previous = None  # the paper of the year before

    def change_form(self, form):
        self.form = form
        self.title, self.unit_line, self.header, self.rows_of = FORMS.get(form, ("", "", [], None))
        self.header = list(self.header)

    def task_lines(self):
        project = self.projects[0]
        if not self.with_tasks:
            return []
        tasks = self.tasks
        if tasks is None:
            tasks = [(str(number + 1), *task) for number, task in enumerate(project.tasks)]
        lines = [""]
        if self.binding:
            lines += ["以财政部门批复的上述绩效目标表为准，下列清单是对批复目标的任务分解。", ""]
        lines += [self.task_title.format(year=project.year, name=project.name), "\t".join(["序号", "工作任务", "任务目标"])]
        return lines + ["\t".join(task) for task in tasks]

    def grid_lines(self, projects):
        grid = [row for project in projects for row in self.rows_of(project)]
        table = [list(self.header)] + [["" if cell is None else cell for cell in row] for row in grid]
        blocks = self.edit_grid(table) if self.edit_grid else [table]
        return ["\t".join(row) if isinstance(row, list) else row for block in blocks for row in block]

    def text(self):
        lines = list(self.before)
        if self.form in BLOCKS:
            lines += [line for project in self.projects for line in BLOCKS[self.form](self, project)]
        else:
            lines += [self.title.format(year=self.projects[0].year), ""]
            lines += [self.unit_line, ""] if self.unit_line else []
            lines += self.grid_lines(self.projects)
        return "\n".join(lines + self.task_lines() + self.behind) + "\n"
