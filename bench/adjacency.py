# SPDX-License-Identifier: AGPL-3.0-or-later
"""Scores tables by their adjacency relations, as the ICDAR 2013 table competition did.

A relation is (text, next different text, direction, blanks between), to the right or downwards. All
white space is taken out of texts, letters are upper case, empty cells are dropped, and a cell that
spans others fills its rectangle. The tables of a page are paired so that most relations agree; what
is left over on either side counts against it.
"""
import collections
import itertools
import pathlib
import xml.etree.ElementTree

Cell = collections.namedtuple("Cell", "row column rowspan colspan text")


def plain(text):
    return "".join(text.split()).upper()


def fill(cells):
    """Place → (cell number, text) for every place that a cell covers."""
    places = {}
    for number, cell in enumerate(cells):
        text = plain(cell.text)
        if not text:
            continue
        for row in range(cell.row, cell.row + cell.rowspan):
            for column in range(cell.column, cell.column + cell.colspan):
                places[row, column] = (number, text)
    return places


def relations(cells):
    """The relations of one table as a multiset."""
    places = fill(cells)
    found = collections.Counter()
    lines = {"right": collections.defaultdict(list), "down": collections.defaultdict(list)}
    for (row, column), (number, text) in places.items():
        lines["right"][row].append((column, number, text))
        lines["down"][column].append((row, number, text))
    seen = set()
    for direction, by_line in lines.items():
        for line in by_line.values():
            line.sort()
            for (at, number, text), (next_at, next_number, next_text) in itertools.pairwise(line):
                # Two cells that touch along several rows are neighbours once.
                key = (direction, number, next_number)
                if number == next_number or key in seen:
                    continue
                seen.add(key)
                found[text, next_text, direction, next_at - at - 1] += 1
    return found


def count_equal(a, b):
    return sum((a & b).values())


def score(true_tables, found_tables):
    """(correct, true, found) relations; tables are (page, cells)."""
    true_by_page, found_by_page = collections.defaultdict(list), collections.defaultdict(list)
    for page, cells in true_tables:
        true_by_page[page].append(relations(cells))
    for page, cells in found_tables:
        found_by_page[page].append(relations(cells))
    correct = 0
    for page, truths in true_by_page.items():
        founds = found_by_page.get(page, [])
        pairs = sorted(((count_equal(t, f), i, j) for i, t in enumerate(truths)
                        for j, f in enumerate(founds)), reverse=True)
        used_true, used_found = set(), set()
        for equal, i, j in pairs:
            if equal == 0 or i in used_true or j in used_found:
                continue
            used_true.add(i)
            used_found.add(j)
            correct += equal
    true = sum(sum(t.values()) for tables in true_by_page.values() for t in tables)
    found = sum(sum(f.values()) for tables in found_by_page.values() for f in tables)
    return correct, true, found


def f1(correct, true, found):
    if true == 0 and found == 0:
        return 1.0
    return 2 * correct / (true + found) if true + found else 0.0


def read_truth(path):
    """The tables of a -str.xml file as (page, cells). A table's regions lie one below the other."""
    tables = []
    for table in xml.etree.ElementTree.parse(path).getroot().iter("table"):
        by_page = collections.defaultdict(list)
        for region in table.iter("region"):
            rows = int(region.get("row-increment") or 0)
            columns = int(region.get("col-increment") or 0)
            for cell in region.iter("cell"):
                first_row, first_column = int(cell.get("start-row")), int(cell.get("start-col"))
                last_row = int(cell.get("end-row") or first_row)
                last_column = int(cell.get("end-col") or first_column)
                by_page[int(region.get("page"))].append(
                    Cell(first_row + rows, first_column + columns, last_row - first_row + 1,
                         last_column - first_column + 1, cell.findtext("content") or ""))
        tables += by_page.items()
    return tables


def truths_of(pdf):
    """Every accepted truth of a document: eu-009a-str.xml and eu-009b-str.xml are alternatives."""
    pdf = pathlib.Path(pdf)
    stem = pdf.stem.rstrip("ab")
    return [read_truth(path) for path in sorted(pdf.parent.glob(stem + "*-str.xml"))]


def self_test():
    cells = [Cell(0, 0, 1, 2, "a b"), Cell(1, 0, 1, 1, "c"), Cell(1, 1, 1, 1, "d"), Cell(2, 1, 1, 1, "e")]
    truth = [(1, cells)]
    assert f1(*score(truth, truth)) == 1
    assert f1(*score(truth, [])) == 0
    assert score(truth, [(2, cells)])[0] == 0, "another page"
    assert relations(cells) == collections.Counter({
        ("AB", "C", "down", 0): 1, ("AB", "D", "down", 0): 1, ("C", "D", "right", 0): 1, ("D", "E", "down", 0): 1})


if __name__ == "__main__":
    self_test()
    print("adjacency.py: the scorer holds")
