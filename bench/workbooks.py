# SPDX-License-Identifier: AGPL-3.0-or-later
"""Large workbooks for the benches: performance indicators, twelve columns, seeded.

Words either stand once in the part of shared strings or in each cell ("inline"): the two ways in
which programs write them.
"""
import random
import sys
import xml.sax.saxutils
import zipfile

HEADER = ["序号", "项目名称", "单位名称", "预算数", "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位",
          "权重", "说明"]
LEVELS = [("产出指标", "数量指标"), ("产出指标", "质量指标"), ("产出指标", "时效指标"), ("效益指标", "社会效益指标"),
          ("满意度指标", "服务对象满意度指标")]
THINGS = ["农田水利", "妇女技能", "社区养老", "乡村道路", "森林防火", "职业教育", "疾病防控", "数字档案"]
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def make_row(chance, number):
    level1, level2 = LEVELS[number % len(LEVELS)]
    thing = f"{THINGS[number % 8]}{number // 5 % 9973}"
    blank = chance.random() < 0.15
    return [number, f"{thing}项目", f"{140 + number % 50}001-单位{number % 500}",
            None if blank else chance.randint(1000, 500000) / 100, level1, level2, f"{thing}第{number}项完成情况",
            chance.choice("≥≤＝"), chance.randint(1, 100), chance.choice(["%", "人次", "项", "万元"]), 10,
            None if chance.random() < 0.5 else f"依据第{number % 300}号文件"]


class Cells:
    def __init__(self, inline):
        self.inline = inline
        self.strings = {}

    def cell(self, place, value):
        if value is None:
            return ""
        if not isinstance(value, str):
            return f'<c r="{place}"><v>{value}</v></c>'
        if self.inline:
            return f'<c r="{place}" t="inlineStr"><is><t>{xml.sax.saxutils.escape(value)}</t></is></c>'
        return f'<c r="{place}" t="s"><v>{self.strings.setdefault(value, len(self.strings))}</v></c>'

    def row(self, number, values):
        cells = "".join(self.cell(f"{chr(65 + i)}{number}", value) for i, value in enumerate(values))
        return f'<row r="{number}" spans="1:{len(values)}">{cells}</row>'


def write_workbook(path, rows, inline, seed=20211231):
    """`rows` rows below a header; the number of cells with words."""
    chance = random.Random(seed)
    cells = Cells(inline)
    filled = len(HEADER)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        package.writestr("[Content_Types].xml", f'<Types xmlns="{PACKAGE}/content-types">'
                         '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                         '<Default Extension="xml" ContentType="application/xml"/>'
                         f'<Override PartName="/xl/workbook.xml" ContentType="{TYPES}.sheet.main+xml"/>'
                         f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPES}.worksheet+xml"/>'
                         f'<Override PartName="/xl/sharedStrings.xml" ContentType="{TYPES}.sharedStrings+xml"/></Types>')
        package.writestr("_rels/.rels", f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
                         f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        package.writestr("xl/workbook.xml", f'<workbook xmlns="{NAMESPACE}" xmlns:r="{RELATIONS}"><sheets>'
                         '<sheet name="绩效目标" sheetId="1" r:id="rId1"/></sheets></workbook>')
        package.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{PACKAGE}/relationships">'
                         f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
                         f'<Relationship Id="rId2" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
                         '</Relationships>')
        with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'<worksheet xmlns="{NAMESPACE}"><dimension ref="A1:L{rows + 1}"/><sheetData>'.encode())
            sheet.write(cells.row(1, HEADER).encode())
            for number in range(1, rows + 1):
                values = make_row(chance, number)
                filled += sum(value is not None for value in values)
                sheet.write(cells.row(number + 1, values).encode())
            sheet.write(b"</sheetData></worksheet>")
        words = "".join(f"<si><t>{xml.sax.saxutils.escape(word)}</t></si>" for word in cells.strings)
        package.writestr("xl/sharedStrings.xml", f'<sst xmlns="{NAMESPACE}" uniqueCount="{len(cells.strings)}">'
                         f"{words}</sst>")
    return filled


if __name__ == "__main__":  # In a process of its own, whose memory is not taken for that of a reader.
    write_workbook(sys.argv[1], int(sys.argv[2]), sys.argv[3] == "inline")
