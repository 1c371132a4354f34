# SPDX-License-Identifier: AGPL-3.0-or-later
"""Papers of the year before for bench/check_quality, and the defects that only show beside them."""
import copy
import re
from decimal import Decimal

from quality_evaluations import is_counted, plain, prepare
from quality_planting import defect, rows_of, turn_of

LOOKING_BACK = ["published", "chongqing", "central", "declared"]


def year_before(paper, chance, scale="0.94"):
    """The same projects a year earlier: smaller numbers in goal and rows, another code where a project gets one each year."""
    before = copy.deepcopy(paper)
    before.tasks, before.with_tasks, before.edit_grid, before.behind = None, False, None, []
    for project in before.projects:
        project.year -= 1
        if chance.random() < 0.5:
            project.code = f"{project.code[:6]}{project.year % 100:02d}{project.code[8:9]}{chance.randrange(1, 10**9):012d}"
        numbers = {}
        for row in rows_of(project, "数"):
            if is_counted(row):
                smaller = str(max(1, round(Decimal(row.value) * Decimal(scale))))
                numbers[row.value], row.value = smaller, smaller
        project.goal = re.sub(r"\d+(?:\.\d+)?", lambda found: numbers.get(found[0], found[0]), project.goal)
    return before


def evaluated_before(paper, chance):
    """The self-evaluation of the year before, in one of its forms."""
    before = year_before(paper, chance)
    before.change_form(turn_of(["evaluated", "evaluated_local"], chance.randrange(2)))
    prepare(before, chance)
    return before


@defect("GO06", LOOKING_BACK)
def copied_goal(paper, chance, turn):
    project = chance.choice(paper.projects)
    if turn % 2 == 0:
        project.goal = turn_of([f"{project.year}年，", f"{project.year}年度", f"在{project.year}年内"], turn // 2) + project.goal
    paper.previous = year_before(paper, chance, "1")
    earlier = next(each for each in paper.previous.projects if each.name == project.name)
    earlier.goal = earlier.goal.replace(str(project.year), str(project.year - 1))
    if turn % 4 == 0:
        project.goal = earlier.goal  # with the year that is over
    elif turn % 4 == 3:
        project.goal = project.goal.replace("，", ",", 1)


@defect("VL08")
def trivial(paper, chance, turn):
    project = chance.choice(paper.projects)
    rows = [row for row in rows_of(project, "数社") if row.operator == "≥" and is_counted(row)]
    if not rows:
        return False
    row = chance.choice(rows)
    if turn % 2 == 0:
        row.value = "0"
        return not re.search("增长|提高|下降|减少|降低|提升|增加", row.name)
    if paper.form not in LOOKING_BACK:
        return False
    paper.previous = evaluated_before(paper, chance)
    low = (Decimal(row.value) * turn_of([Decimal("0.5"), Decimal("0.6"), Decimal("0.4")], turn // 2)).quantize(Decimal(1))
    row.value = plain(low)
    return low > 1


@defect("VL14")
def regression(paper, chance, turn):
    if paper.form not in LOOKING_BACK:
        return False
    project = chance.choice(paper.projects)
    rows = [row for row in rows_of(project, "质社满数") if row.operator == "≥" and is_counted(row) and Decimal(row.value) >= 20]
    if not rows:
        return False
    row = chance.choice(rows)
    paper.previous = evaluated_before(paper, chance)
    row.value = plain((Decimal(row.value) * turn_of([Decimal("0.85"), Decimal("0.8")], turn)).quantize(Decimal(1)))
