# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a defect of the catalogue is put into a clean paper; the defects register themselves here by rule id."""
import collections

DEFECTS = {}
PUBLISHED = ["published"]
WEIGHTED = ["published", "chongqing"]
WITH_UNITS = ["published", "chongqing", "yunnan"]
WITH_BUDGET = ["published", "chongqing", "central", "shanghai", "declared"]

Defect = collections.namedtuple("Defect", "plant forms tasks projects")


def defect(rule, forms=None, tasks=None, projects=None):
    """plant(paper, chance, turn): the turn walks through the ways to put it; False when the paper does not suit."""
    def register(plant):
        DEFECTS[rule] = Defect(lambda paper, chance, turn: plant(paper, chance, turn) is not False, forms, tasks, projects)
        return plant
    return register


def turn_of(ways, turn):
    return ways[turn % len(ways)]


def rows_of(project, kinds):
    return [row for row in project.rows if row.kind in kinds]


def any_row(paper, chance, kinds):
    """A project and one of its rows of these kinds; every trade has 数, 质, 成 and 满."""
    project = chance.choice(paper.projects)
    rows = rows_of(project, kinds)
    return (project, chance.choice(rows)) if rows else (project, None)


def reword(row, name, operator=None, value=None, unit=None):
    row.name = name
    row.operator = operator if operator is not None else row.operator
    row.value = value if value is not None else row.value
    row.unit = unit if unit is not None else row.unit


def remove_kinds(project, kinds):
    """Without these rows; their points go to the first of the rest, so that the project stays complete."""
    gone = sum(int(row.weight) for row in project.rows if row.kind in kinds)
    project.rows = [row for row in project.rows if row.kind not in kinds]
    project.rows[0].weight = str(int(project.rows[0].weight) + gone)


def add_row(project, like, name, operator, value, unit):
    """A further row behind one of its kind; both share the points."""
    row = like.copy()
    reword(row, name, operator, value, unit)
    points = int(like.weight)
    row.weight, like.weight = str(points // 2), str(points - points // 2)
    project.rows.insert(project.rows.index(like) + 1, row)
    return row


def split_blocks(paper, repeat_head=True, change_name=None, between=None):
    """Prints the first project in two tables with the header repeated, as a page break does."""
    project = paper.projects[0]

    def edit(table):
        middle = 1 + len(project.rows) // 2
        second = list(table[middle])
        if repeat_head:
            second[0:3] = table[1][0:3]
        if change_name:
            second[0] = second[0].replace(project.name, change_name)
        title = [paper.title.format(year=project.year), "", paper.unit_line, ""]
        return [table[:middle], between or [""], title, [list(table[0]), second, *table[middle + 1:]]]

    paper.edit_grid = edit
