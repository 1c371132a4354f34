# SPDX-License-Identifier: AGPL-3.0-or-later
"""Published budget books for bench/check_quality: tables that add up, prose that agrees with them, and what the DI rules find."""
from decimal import ROUND_HALF_UP, Decimal

from quality_forms import FORMS
from quality_planting import defect, turn_of

BOOK = ["book"]
# class, sections, items
FUNCTIONS = [("201", "一般公共服务支出", [("20103", "政府办公厅（室）及相关机构事务", [("2010301", "行政运行"), ("2010302", "一般行政管理事务")]),
                                  ("20113", "商贸事务", [("2011308", "招商引资")])]),
             ("205", "教育支出", [("20502", "普通教育", [("2050201", "学前教育"), ("2050202", "小学教育")])]),
             ("208", "社会保障和就业支出", [("20805", "行政事业单位养老支出", [("2080505", "机关事业单位基本养老保险缴费支出"),
                                                               ("2080506", "机关事业单位职业年金缴费支出")])]),
             ("221", "住房保障支出", [("22102", "住房改革支出", [("2210201", "住房公积金")])])]
ECONOMY = [("301", "工资福利支出", [("30101", "基本工资"), ("30102", "津贴补贴"), ("30113", "住房公积金")], True),
           ("302", "商品和服务支出", [("30201", "办公费"), ("30211", "差旅费"), ("30228", "工会经费")], False)]


def money(amount):
    return f"{amount:,.2f}"


def cell(amount):
    return money(amount) if amount else ""


def share(amount, percent):
    return (amount * percent / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)


class Book:
    """The figures of a department's year; text() prints them."""

    form = "book"

    def __init__(self, projects, chance):
        self.projects, self.previous = projects, None
        self.year, self.unit = projects[0].year, projects[0].unit
        self.yuan = chance.random() < 0.3  # the expenditure table alone is in yuan
        self.items = {}  # code → (basic, project)
        project_money = sum(Decimal(each.budget) for each in projects)
        for index, (_, _, sections) in enumerate(FUNCTIONS):
            for _, _, items in sections:
                for code, name in items:
                    self.items[code] = [Decimal(chance.randrange(900, 60000)) / 100, Decimal(0)]
        self.items["2010302"] = [Decimal(0), project_money]
        self.economy_total = sum(basic for basic, _ in self.items.values())
        self.previous_total = share(self.total(), Decimal(chance.randrange(88, 112)))
        self.compared = chance.random() < 0.4  # the general budget stands beside what was spent the year before
        self.spent = {code: share(sum(row), Decimal(chance.randrange(80, 125))) for code, row in self.items.items()}
        self.purchase = [Decimal(chance.randrange(300, 4000)) / 100 for _ in range(3)]
        self.trips = [Decimal(chance.randrange(0, 900)) / 100 for _ in range(4)]  # abroad, guests, cars bought, cars run
        self.edits = []  # (old, new), each of which must stand in the text
        self.left_out = set()  # names of tables
        self.listed = None  # the contents where they are not the tables
        self.lines_in_story = []

    def total(self):
        return sum(basic + project for basic, project in self.items.values())

    def tables(self):
        """name → lines, in the order of the book."""
        basic, project = self.economy_total, self.total() - self.economy_total
        made = {
            "部门收支预算总表": ["项目\t预算数\t项目\t预算数", *self.sides()],
            "部门收入预算总表": ["科目编码\t科目名称\t合计\t财政拨款收入", *self.function_lines(False)],
            "部门支出预算总表": ["科目编码\t科目名称\t合计\t基本支出\t项目支出", *self.function_lines(True)],
            "一般公共预算支出表": self.general_budget(),
            "一般公共预算基本支出表": ["部门预算经济分类科目编码\t经济分类科目名称\t合计\t人员经费\t公用经费", *self.economy_lines(basic)],
            "部门政府性基金预算支出表": ["科目编码\t科目名称\t合计\t基本支出\t项目支出", "", "合计", "",
                                f"注：本部门{self.year}年无政府性基金预算安排，故本表为空表。"],
            "项目支出表": ["项目名称\t合计\t财政拨款\t单位资金",
                      *(f"{each.name}\t{money(Decimal(each.budget))}\t{money(Decimal(each.budget))}\t" for each in self.projects),
                      f"合计\t{money(project)}\t{money(project)}\t"],
            "“三公”经费和机关运行经费预算表": [
                "“三公”经费预算数\t\t\t\t\t\t机关运行经费预算数", "合计\t因公出国（境）费\t公务接待费\t公务用车购置及运行费\t\t\t", "\t\t\t小计\t购置费\t运行费\t",
                "\t".join(map(money, [sum(self.trips), *self.trips[:2], sum(self.trips[2:]), *self.trips[2:], share(basic, 8)]))],
        }
        return {name: lines for name, lines in made.items() if name not in self.left_out}

    def sides(self):
        names = ["一、一般公共服务支出", "二、教育支出", "三、社会保障和就业支出", "四、住房保障支出"]
        sums = [self.class_sum(code) for code, _, _ in FUNCTIONS]
        lines = []
        for index, (name, amount) in enumerate(zip(names, sums)):
            left = f"一、财政拨款收入\t{money(self.total())}" if index == 0 else "\t"
            lines.append(f"{left}\t{name}\t{money(amount)}")
        return lines + [f"收入总计\t{money(self.total())}\t支出总计\t{money(self.total())}"]

    def class_sum(self, prefix, place=None):
        rows = [row for code, row in self.items.items() if code.startswith(prefix)]
        return sum(sum(row) if place is None else row[place] for row in rows)

    def function_lines(self, split):
        lines = []
        for code, name in self.function_names():
            total, basic, project = self.class_sum(code), self.class_sum(code, 0), self.class_sum(code, 1)
            lines.append(f"{code}\t{name}\t" + (f"{cell(total)}\t{cell(basic)}\t{cell(project)}" if split else f"{cell(total)}\t{cell(total)}"))
        total, basic, project = self.class_sum(""), self.class_sum("", 0), self.class_sum("", 1)
        return lines + ["合计\t\t" + (f"{cell(total)}\t{cell(basic)}\t{cell(project)}" if split else f"{cell(total)}\t{cell(total)}")]

    def general_budget(self):
        if not self.compared:
            return ["科目编码\t科目名称\t合计\t基本支出\t项目支出", *self.function_lines(True)]
        lines = [f"科目编码\t科目名称\t{self.year - 1}年执行数\t{self.year}年预算数\t\t\t{self.year}年预算数比{self.year - 1}年执行数\t",
                 "\t\t\t合计\t基本支出\t项目支出\t增减额\t增减%"]
        for line in self.function_lines(True):
            code, name, *amounts = line.split("\t")
            spent = sum(each for item, each in self.spent.items() if code == "合计" or item.startswith(code))
            change = self.class_sum("" if code == "合计" else code) - spent
            rate = (change * 100 / spent).quantize(Decimal("0.01"), ROUND_HALF_UP)
            lines.append("\t".join([code, name, money(spent), *amounts, money(change), str(rate)]))
        return lines

    @staticmethod
    def function_names():
        for code, name, sections in FUNCTIONS:
            yield code, name
            for section, section_name, items in sections:
                yield section, section_name
                yield from items

    def economy_lines(self, total):
        staff = share(total, 78)
        lines = []
        for code, name, items, is_staff in ECONOMY:
            amount = staff if is_staff else total - staff
            parts = [share(amount, 45), share(amount, 30)]
            parts.append(amount - sum(parts))
            for each_code, each_name, each in [(code, name, amount), *((*item, part) for item, part in zip(items, parts))]:
                lines.append(f"{each_code}\t{each_name}\t{money(each)}\t" + (f"{money(each)}\t" if is_staff else f"\t{money(each)}"))
        return lines + [f"合计\t\t{money(total)}\t{money(staff)}\t{money(total - staff)}"]

    def story(self):
        year, total = self.year, self.total()
        change = total - self.previous_total
        percent = (abs(change) / self.previous_total * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
        up = ("增加", "增长") if change >= 0 else ("减少", "下降")
        goods, works, services = self.purchase
        return [f"{year}年部门预算编制说明", "",
                f"{year}年，{self.unit}收入预算{money(total)}万元，支出预算{money(total)}万元，其中：基本支出{money(self.economy_total)}万元，"
                f"项目支出{money(total - self.economy_total)}万元。支出预算比{year - 1}年预算{money(self.previous_total)}万元{up[0]}{money(abs(change))}万元，"
                f"{up[1]}{percent}%。", "",
                f"{year}年度本部门政府采购预算{money(sum(self.purchase))}万元，其中：政府采购货物预算{money(goods)}万元、政府采购工程预算{money(works)}"
                f"万元、政府采购服务预算{money(services)}万元。", "", *self.lines_in_story]

    def goal_tables(self):
        title, unit_line, header, rows = FORMS["published"]
        lines = [f"{self.year}年项目支出绩效表", "", unit_line, "", "\t".join(header)]
        for project in self.projects:
            lines += ["\t".join("" if each is None else each for each in row) for row in rows(project)]
        return lines

    def text(self):
        tables = self.tables()
        lines = [f"{self.unit}{self.year}年部门预算", "", "目 录", "一、部门主要职能", "二、部门预算表"]
        names = [f"{self.year}年{name}" for name in (self.listed or tables)]
        lines += [f"{number}. {name}" for number, name in enumerate(names, 1)] + ["", "部门主要职能", "", "负责本行政区域内有关工作的组织实施和监督管理。", ""]
        lines += self.story()
        for name, table in tables.items():
            lines += [f"{self.year}年{name}", "", "单位：万元", "", *table, ""]
        text = "\n".join(lines + self.goal_tables()) + "\n"
        for old, new in self.edits:
            if old not in text:
                return None
            text = text.replace(old, new, 1)
        return text

    def replace_row(self, table, start, change):
        """The first line of the table that begins so, its cells changed."""
        lines = self.tables()[table]
        line = next(each for each in lines if each.startswith(start))
        block = "\n".join(lines)
        changed = "\t".join(change(line.split("\t")))
        self.edits.append((block, block.replace(line, changed, 1)))


def more(text, by="3.20"):
    return money(Decimal(text.replace(",", "")) + Decimal(by))


def change_cell(place, by="3.20"):
    return lambda cells: [more(each, by) if index == place else each for index, each in enumerate(cells)]


def more_money(line, extra):
    """A row of the table of projects with more in its total and its grant."""
    name, *amounts, last = line.split("\t")
    return "\t".join([name, *(more(each, str(extra)) for each in amounts), last])


@defect("DI01", BOOK)
def cumulative(book, chance, turn):
    year = book.year
    story = turn_of([f"项目总投资8,652.40万元，{year - 1}年安排3,000万元。", f"项目概算总投资12,300.00万元，截至{year - 1}年底累计安排7,800.00万元。",
                     f"{year - 2}年至{year - 1}年累计投入4,320.00万元。"], turn)
    book.lines_in_story = ["校舍改造项目经费情况说明", "", "五、实施周期", "", f"{year - 2}年至{year}年。", "", "六、年度预算安排", "", story, ""]


@defect("DI02", BOOK)
def text_and_table(book, chance, turn):
    basic, total = book.economy_total, book.total()
    what, amount = turn_of([("支出预算", total), ("收入预算", total), ("基本支出", basic)], turn)
    book.edits.append((f"{what}{money(amount)}万元", f"{what}{more(money(amount), '12.00')}万元"))


@defect("DI03", BOOK)
def goal_table_missing(book, chance, turn):
    """One project stands in the table of projects alone."""
    if len(book.projects) < 2:
        return False
    left = book.projects[turn % len(book.projects)]
    book.goal_tables = lambda: Book.goal_tables(without(book, left))


def without(book, project):
    twin = Book.__new__(Book)
    twin.__dict__.update({key: value for key, value in book.__dict__.items() if key != "goal_tables"})
    twin.projects = [each for each in book.projects if each is not project]
    return twin


@defect("DI04", BOOK)
def other_budget(book, chance, turn):
    project = chance.choice(book.projects)
    kept = project.budget
    tables = book.tables()
    block = "\n".join(tables["项目支出表"])
    project.budget = f"{Decimal(kept) + turn_of([Decimal(3), Decimal('-2.5'), Decimal('0.8')], turn):.2f}"
    book.edits.append(("\n".join(book.tables()["项目支出表"]), block))


@defect("DI05", BOOK)
def line_sums(book, chance, turn):
    table, start, place = turn_of([("部门支出预算总表", "20103\t", 2), ("部门支出预算总表", "208\t", 2), ("一般公共预算支出表", "合计", 2),
                                   ("一般公共预算基本支出表", "301\t", 2), ("部门收支预算总表", "收入总计", 3)], turn)
    book.replace_row(table, start, change_cell(place))


@defect("DI06", BOOK)
def column_sums(book, chance, turn):
    table, start, place, compared = turn_of([
        ("部门支出预算总表", "2010301\t", 3, False), ("一般公共预算支出表", "2050201\t", 3, False), ("一般公共预算基本支出表", "30201\t", 4, False),
        ("“三公”经费和机关运行经费预算表", money(sum(book.trips)), 2, False), ("一般公共预算支出表", "20502\t", 7, True),
        ("一般公共预算支出表", "2050202\t", 6, True)], turn)
    book.compared = compared
    book.replace_row(table, start, change_cell(place))


@defect("DI07", BOOK)
def tables_differ(book, chance, turn):
    extra = turn_of([Decimal(5), Decimal("12.4"), Decimal("0.9")], turn)
    if turn % 4 == 3:  # the projects have more than the expenditure says
        block = "\n".join(book.tables()["项目支出表"])
        changed = [more_money(line, extra) if index in (1, len(book.projects) + 1) else line for index, line in enumerate(block.split("\n"))]
        book.edits.append((block, "\n".join(changed)))
        return
    income = "\n".join(book.tables()["部门收入预算总表"])
    code = turn_of(["2050202", "2210201", "2080505"], turn // 3)
    kept = book.items[code][0]
    book.items[code][0] = kept + extra
    changed = "\n".join(book.tables()["部门收入预算总表"])
    book.items[code][0] = kept
    book.edits.append((income, changed))


@defect("DI08", BOOK)
def text_change(book, chance, turn):
    change = abs(book.total() - book.previous_total)
    if change < 20:
        return False
    percent = (change / book.previous_total * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
    up = book.total() >= book.previous_total
    if turn % 3 == 0:
        book.edits.append((f"{'增加' if up else '减少'}{money(change)}万元", f"{'增加' if up else '减少'}{more(money(change), '9.50')}万元"))
    elif turn % 3 == 1:
        book.edits.append((f"{'增长' if up else '下降'}{percent}%", f"{'增长' if up else '下降'}{percent + 2}%"))
    else:
        book.edits.append(((f"增加{money(change)}万元，增长" if up else f"减少{money(change)}万元，下降"),
                           (f"减少{money(change)}万元，下降" if up else f"增加{money(change)}万元，增长")))


@defect("DI09", BOOK)
def text_parts(book, chance, turn):
    names, place = ["货物", "工程", "服务"], turn % 3
    amount = money(book.purchase[place])
    book.edits.append((f"政府采购{names[place]}预算{amount}万元", f"政府采购{names[place]}预算{more(amount, '6.00')}万元"))


@defect("DI10", BOOK)
def listed_tables(book, chance, turn):
    book.listed = list(book.tables())
    book.left_out = {turn_of(["部门政府性基金预算支出表", "一般公共预算基本支出表", "“三公”经费和机关运行经费预算表", "部门收入预算总表"], turn)}


@defect("DI11", BOOK)
def empty_table(book, chance, turn):
    book.edits.append((f"注：本部门{book.year}年无政府性基金预算安排，故本表为空表。", turn_of(["", "　"], turn)))


@defect("DI12", BOOK)
def template_left(book, chance, turn):
    old, new = turn_of([(f"{book.year}年，{book.unit}收入预算", f"{book.year}年，XX局收入预算"), (f"{book.unit}{book.year}年部门预算", f"××局{book.year}年部门预算"),
                        (f"{book.year}年度本部门政府采购预算", "20XX年度本部门政府采购预算")], turn)
    book.edits.append((old, new))
