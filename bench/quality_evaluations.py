# SPDX-License-Identifier: AGPL-3.0-or-later
"""Self-evaluations for bench/check_quality: two printed forms, honest figures in them, and the defects of the SC rules."""
import math
import re
from decimal import ROUND_HALF_UP, Decimal

from quality_forms import BLOCKS, FORMS, level1_of, level2_of, value_in_words
from quality_planting import defect, rows_of, turn_of

EVALUATED = ["evaluated", "evaluated_local"]
FULL = 10  # points of the execution rate
REASONS = ["受连续降雨影响停工两个月；已调整施工计划，下年一季度补齐", "供货单位延迟交付；已按合同追究违约责任，下年补齐", "参加人数少于报名人数；下年改进组织方式"]


def hundredths(number):
    return Decimal(number).quantize(Decimal("0.01"), ROUND_HALF_UP)


def plain(number):
    return f"{Decimal(number):f}".rstrip("0").rstrip(".") if "." in f"{Decimal(number):f}" else f"{Decimal(number):f}"


class Outcome:
    """What an evaluation says of a row."""

    def __init__(self, actual, score, reason=""):
        self.actual, self.score, self.reason = actual, score, reason


def reached(row, share=None):
    """A little better than promised, or this share of it; the number alone."""
    value = Decimal(row.value)
    places = max(0, -value.as_tuple().exponent)
    if share is not None:
        return plain((value * Decimal(str(share))).quantize(Decimal(1).scaleb(-places - 1)))
    if row.operator == "＝" or value == 0 or (row.unit == "%" and value >= 99):
        return row.value
    if row.operator == "≤":
        return plain((value * Decimal("0.97")).quantize(Decimal(1).scaleb(-places - 1)))
    if row.unit == "%":
        return plain(min(value + Decimal("0.7"), Decimal("99.9")))
    return str(math.ceil(value * Decimal("1.02"))) if value >= 50 and not places else row.value


def is_counted(row):
    return row.operator in ("≥", "≤", "＝") and row.unit != "月" and re.fullmatch(r"\d+(\.\d+)?", row.value) is not None


class Evaluation:
    """A project's year as its officer reports it."""

    def __init__(self, project, chance):
        self.outcomes = [self.outcome_of(row) for row in project.rows]
        self.budget = Decimal(project.budget)
        self.executed = hundredths(self.budget * Decimal(chance.choice(["0.962", "0.975", "0.983", "0.991"])))
        self.rate = self.score = None  # None: worked out
        self.total = self.grade = None
        self.total_row = None  # None: as the parts
        self.survey = turn_of(["发放问卷{n}份，收回有效问卷{m}份", "电话回访服务对象{n}人，{m}人作答", "抽样调查{n}户，有效样本{m}户"],
                              chance.randrange(3)).format(n=chance.randrange(180, 320, 10), m=chance.randrange(150, 178))
        self.approved = None  # rows of the approved table, printed before the form
        if chance.random() < 0.5:  # one row that was missed, scored and explained
            rows = [index for index, row in enumerate(project.rows) if row.operator == "≥" and is_counted(row)]
            index = chance.choice(rows)
            self.miss(project, index, chance.choice(["0.86", "0.91", "0.94"]), chance.choice(REASONS))

    @staticmethod
    def outcome_of(row):
        if is_counted(row):
            return Outcome(reached(row), Decimal(row.weight))
        actual = f"{row.value}月10日" if row.unit == "月" else "达成预期指标"
        return Outcome(actual, Decimal(row.weight))

    def miss(self, project, index, share, reason):
        row, outcome = project.rows[index], self.outcomes[index]
        outcome.actual = reached(row, share)
        outcome.score = hundredths(Decimal(row.weight) * Decimal(outcome.actual) / Decimal(row.value))
        outcome.reason = reason

    def shown_rate(self):
        return self.rate if self.rate is not None else hundredths(self.executed / self.budget * 100)

    def shown_score(self):
        return self.score if self.score is not None else hundredths(FULL * self.executed / self.budget)

    def shown_total(self):
        return self.total if self.total is not None else self.shown_score() + sum(each.score for each in self.outcomes)


def evaluation_of(project):
    return project.evaluation


def prepare(paper, chance):
    for project in paper.projects:
        project.evaluation = Evaluation(project, chance)


def approved_lines(project):
    rows = project.evaluation.approved
    if rows is None:
        return []
    title, unit_line, header, rows_of_form = FORMS["published"]
    kept, project.rows = project.rows, rows
    grid = list(rows_of_form(project))
    project.rows = kept
    return [title.format(year=project.year).replace("绩效表", "绩效目标表") + "（批复）", "", unit_line, "", "\t".join(header),
            *("\t".join(row) for row in grid), ""]


def central_lines(project):
    """财预〔2020〕10号, its annex."""
    made = evaluation_of(project)
    budget, executed = plain(made.budget), plain(made.executed)
    total = made.total_row or [budget, budget, executed]
    lines = approved_lines(project) + [
        "项目支出绩效自评表", f"（{project.year}年度）", "", f"项目名称\t{project.code}-{project.name}",
        f"主管部门\t{project.unit}\t实施单位\t{project.unit}", "项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分",
        "\t".join(["", "年度资金总额", *total, str(FULL), f"{plain(made.shown_rate())}%", plain(made.shown_score())]),
        "\t".join(["", "其中：当年财政拨款", budget, budget, executed, "—", "—", "—"]), "年度总体目标\t预期目标\t实际完成情况",
        f"\t{project.goal}\t{outcome_in_words(project)}",
        "绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施"]
    for row, outcome in zip(project.rows, made.outcomes):
        unit = row.unit if is_counted(row) else ""
        reason = outcome.reason or (made.survey if row.kind == "满" else "")
        lines.append("\t".join(["", level1_of(row, project), level2_of(row, project), row.name, value_in_words(row),
                                outcome.actual + unit, row.weight, plain(outcome.score), reason]))
    lines.append("总分\t\t\t\t\t\t100\t" + plain(made.shown_total()) + "\t")
    return lines + ([f"评价等级\t{made.grade}"] if made.grade else [])


def local_lines(project):
    """Operator, value and unit apart, the story of the year as a row."""
    made = evaluation_of(project)
    budget, executed = plain(made.budget), plain(made.executed)
    total = made.total_row or [budget, budget, executed]
    lines = approved_lines(project) + [
        "部门预算项目支出绩效自评表", f"（{project.year}年度）", "", f"项目名称\t{project.code}-{project.name}",
        f"主管部门\t{project.unit}\t实施单位（盖章）\t{project.unit}", "1.项目年度目标完成情况\t项目年度目标\t年度目标完成情况",
        f"\t{project.goal}\t{outcome_in_words(project)}", f"2.项目实施内容及过程概述\t按实施方案组织实施。{made.survey}。",
        "预算执行情况（10分）\t\t年初预算\t调整后预算数\t预算执行数\t预算执行率\t权重\t得分\t原因",
        "\t".join(["", "总额", *total, f"{plain(made.shown_rate())}%", str(FULL), plain(made.shown_score()), ""]),
        "\t".join(["", "其中：财政资金", budget, budget, executed, "/", "/", "/", ""]),
        "绩效指标（90分）\t一级指标\t二级指标\t三级指标\t指标性质\t指标值\t度量单位\t完成值\t权重\t得分\t未完成原因分析"]
    for row, outcome in zip(project.rows, made.outcomes):
        lines.append("\t".join(["", level1_of(row, project), level2_of(row, project), row.name, row.operator, row.value, row.unit,
                                row.value if row.unit == "月" else outcome.actual, row.weight, plain(outcome.score), outcome.reason]))
    lines.append("合计\t\t\t\t\t\t\t\t100\t" + plain(made.shown_total()) + "\t")
    return lines + ([f"评价等级\t{made.grade}"] if made.grade else [])


def outcome_in_words(project):
    rows = [(row, outcome) for row, outcome in zip(project.rows, project.evaluation.outcomes) if row.kind == "数"]
    return "全年" + "，".join(f"{row.name}{outcome.actual}{row.unit}" for row, outcome in rows) + "。"


BLOCKS["evaluated"] = lambda paper, project: central_lines(project) + [""]
BLOCKS["evaluated_local"] = lambda paper, project: local_lines(project) + [""]


# --- defects -------------------------------------------------------------------------------------------------------


def one_of(paper, chance, fits):
    """An evaluation, one of its rows that fits, and what it says of it."""
    project = chance.choice(paper.projects)
    rows = [index for index, row in enumerate(project.rows) if fits(row)]
    if not rows:
        return project, None, None, None
    index = chance.choice(rows)
    return project, index, project.rows[index], project.evaluation.outcomes[index]


def promises_number(row):
    return row.operator == "≥" and is_counted(row) and Decimal(row.value) > 0


def all_met(project):
    made = project.evaluation
    made.outcomes = [made.outcome_of(row) for row in project.rows]
    return made


@defect("WT10", EVALUATED, projects=1)
def changed_weight(paper, chance, turn):
    project = paper.projects[0]
    made = all_met(project)
    made.approved = [row.copy() for row in project.rows]
    first, second = chance.sample(range(len(project.rows)), 2)
    moved = min(int(project.rows[first].weight) - 1, turn_of([1, 2, 4], turn))
    if moved < 1:
        return False
    for index, points in ((first, -moved), (second, moved)):
        row = project.rows[index]
        row.weight = str(int(row.weight) + points)
        made.outcomes[index].score = Decimal(row.weight)


@defect("SC01", EVALUATED)
def score_formula(paper, chance, turn):
    project, index, row, outcome = one_of(paper, chance, promises_number)
    if row is None:
        return False
    if turn % 2 == 0:  # missed, explained and full all the same
        project.evaluation.miss(project, index, turn_of(["0.8", "0.7", "0.88"], turn // 2), chance.choice(REASONS))
        outcome.score = Decimal(row.weight)
    else:  # met, and points taken off for nothing
        outcome.actual, outcome.reason = reached(row), ""
        outcome.score = hundredths(Decimal(row.weight) * Decimal("0.8"))


@defect("SC02", EVALUATED)
def score_above(paper, chance, turn):
    project, index, row, outcome = one_of(paper, chance, is_counted)
    made = project.evaluation
    way = turn % 3
    if way == 0:
        outcome.score = Decimal(row.weight) + turn_of([Decimal("0.5"), Decimal(1), Decimal(2)], turn // 3)
    elif way == 1:
        made.executed = hundredths(made.budget * Decimal("1.04"))
        made.score = Decimal("10.4")
    else:
        outcome.score, outcome.reason = Decimal(-1), chance.choice(REASONS)


@defect("SC03", EVALUATED)
def total_mismatch(paper, chance, turn):
    made = chance.choice(paper.projects).evaluation
    made.total = made.shown_total() - turn_of([Decimal("1.5"), Decimal("0.6"), Decimal(3), Decimal("-0.25")], turn)


@defect("SC04", EVALUATED)
def reason_missing(paper, chance, turn):
    project, index, row, _ = one_of(paper, chance, promises_number)
    if row is None:
        return False
    all_met(project).miss(project, index, turn_of(["0.8", "0.65", "0.5"], turn), turn_of(["", "无", "暂无", "—", "/"], turn))
    return row.kind != "满" or paper.form == "evaluated_local"  # there the survey stands in the column


@defect("SC05", EVALUATED, projects=1)
def target_changed(paper, chance, turn):
    project = paper.projects[0]
    made = all_met(project)
    made.approved = [row.copy() for row in project.rows]
    index = chance.choice([index for index, row in enumerate(project.rows) if promises_number(row)])
    row = project.rows[index]
    row.value = plain((Decimal(row.value) * turn_of([Decimal("0.7"), Decimal("0.9"), Decimal("0.8")], turn)).quantize(Decimal(1)))
    made.outcomes[index] = made.outcome_of(row)
    return row.value != made.approved[index].value


@defect("SC06", EVALUATED, projects=1)
def dropped(paper, chance, turn):
    project = paper.projects[0]
    made = all_met(project)
    made.approved = [row.copy() for row in project.rows]
    index = chance.randrange(len(project.rows))
    gone = project.rows.pop(index)
    made.outcomes.pop(index)
    heir = project.rows[0]
    heir.weight = str(int(heir.weight) + int(gone.weight))
    made.outcomes[0].score = Decimal(heir.weight)


@defect("SC07", EVALUATED)
def full_marks(paper, chance, turn):
    project = chance.choice(paper.projects)
    made = all_met(project)
    made.executed = hundredths(made.budget * turn_of([Decimal("0.86"), Decimal("0.82"), Decimal("0.89")], turn))
    if turn % 2:
        made.score = Decimal(FULL)


@defect("SC08", EVALUATED)
def copied_actuals(paper, chance, turn):
    project = chance.choice(paper.projects)
    made = all_met(project)
    for row, outcome in zip(project.rows, made.outcomes):
        if is_counted(row):
            outcome.actual = row.value
    return any(row.unit == "%" and row.operator == "≥" and Decimal(row.value) < 100 for row in project.rows)


@defect("SC09", EVALUATED)
def execution_rate(paper, chance, turn):
    made = chance.choice(paper.projects).evaluation
    way = turn % 3
    if way == 0:
        made.rate = hundredths(made.executed / made.budget * 100) - turn_of([Decimal("2.5"), Decimal(4), Decimal("1.2")], turn // 3)
    elif way == 1:
        made.total_row, made.rate, made.score = ["0", "0", "0"], Decimal(0), Decimal(0)
    else:
        made.total_row = [plain(made.budget), plain(made.budget), plain(made.executed - Decimal("3.5"))]
        made.rate = hundredths((made.executed - Decimal("3.5")) / made.budget * 100)
        made.score = hundredths(FULL * (made.executed - Decimal("3.5")) / made.budget)


@defect("SC10", EVALUATED, projects=1)
def grade(paper, chance, turn):
    paper.projects[0].evaluation.grade = turn_of(["良", "中", "差"], turn)
    return paper.projects[0].evaluation.shown_total() >= 91


@defect("SC11", EVALUATED)
def out_of_band(paper, chance, turn):
    project, index, row, outcome = one_of(paper, chance, lambda row: row.kind in "社续生")
    if row is None:
        return False
    row.name, row.value = turn_of([("居民生活便利程度", "明显改善"), ("公共服务水平", "稳步提升"), ("长效管护机制", "健全")], turn)
    row.operator, row.unit = "定性", ""
    outcome.actual = turn_of(["部分达成预期指标并具有一定效果", "未达成预期指标且效果较差"], turn)
    outcome.score, outcome.reason = Decimal(row.weight), chance.choice(REASONS)


@defect("SC12", EVALUATED)
def execution_output(paper, chance, turn):
    project = chance.choice(paper.projects)
    made = all_met(project)
    if turn % 2 == 0:
        made.executed = hundredths(made.budget * turn_of([Decimal("0.41"), Decimal("0.55"), Decimal("0.3")], turn // 2))
        return True
    made.executed = made.budget
    if any(row.operator == "≤" for row in rows_of(project, "数质")):
        return False  # one that is met all the same
    for index, row in enumerate(project.rows):
        if row.kind in "数质":
            made.miss(project, index, turn_of(["0.3", "0.45"], turn // 2), chance.choice(REASONS))


@defect("SA03", EVALUATED)
def no_survey(paper, chance, turn):
    project = chance.choice(paper.projects)
    project.evaluation.survey = turn_of(["经问卷调查得出", "由第三方开展满意度测评", "对服务对象作了回访，总体满意", "通过座谈和走访了解"], turn)
    row = rows_of(project, "满")[0]
    outcome = project.evaluation.outcomes[project.rows.index(row)]
    outcome.reason = ""
    return is_counted(row) and len(paper.projects) == 1
