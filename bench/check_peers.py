# SPDX-License-Identifier: AGPL-3.0-or-later
"""Structural rules written for DuckDB and for pandera, for bench/check.

    check_peers.py duckdb|pandera FILE

FILE is what bench_check writes. The table is in memory, typed, before the clock starts; a blank cell is
null. Prints a line a rule, "ID projects at fault", then the seconds of the processor for all of them.
"""
import sys
import time

LEVELS = {"产出指标": ["数量指标", "质量指标", "时效指标", "成本指标"],
          "效益指标": ["经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"],
          "满意度指标": ["服务对象满意度指标"]}
CODE = "[0-9]{6}[0-9]{2}[RYT][0-9]{12}|[0-9]{21}"
# What a project must have: rule, level 1, level 2 or None for any.
PRESENT = [("TX04", "产出指标", None), ("TX05", "产出指标", "数量指标"), ("TX06", "产出指标", "质量指标"),
           ("TX07", "产出指标", "时效指标"), ("TX08", "产出指标", "成本指标"), ("TX09", "效益指标", None),
           ("TX10", "满意度指标", None)]
RULES = ["ST03", "ST10", "ID01", "WT01", "WT05", "WT06", "WT07", "WT09", "TX01", *(rule for rule, _, _ in PRESENT),
         "TX13", "VL01", "DR01", "UN01", "SA01"]


def queries():
    """One query a rule, that names the project and the row, as a person would write it to look at the result."""
    pairs = ", ".join(f"('{one}', '{two}')" for one, under in LEVELS.items() for two in under)
    rows = {
        "ST03": "level1 IS NULL OR level2 IS NULL OR name IS NULL",
        "VL01": "value IS NULL",
        "UN01": "unit IS NULL AND value IS NOT NULL",
        "WT05": "weight <= 0",
        "WT09": "weight IS NULL",
        "TX01": f"(level1, level2) NOT IN ({pairs})",
        "DR01": "(comparator IN ('≥', '＞') AND direction = '反向指标') OR "
                "(comparator IN ('≤', '＜') AND direction = '正向指标')",
        "SA01": "level1 = '满意度指标' AND unit = '%' AND value < 85 AND value > 1",
        "ID01": f"NOT regexp_full_match(code, '{CODE}')",
    }
    made = {rule: f"SELECT code, name, value FROM rows WHERE {where}" for rule, where in rows.items()}
    made["WT01"] = "SELECT code, sum(weight) AS s FROM rows GROUP BY code HAVING s NOT IN (90, 100)"
    made["WT06"] = ("SELECT code, name, weight FROM rows JOIN (SELECT code, sum(weight) AS s FROM rows GROUP BY code "
                    "HAVING s IN (90, 100)) USING (code) WHERE weight > 0.4 * s")
    made["WT07"] = "SELECT code FROM rows GROUP BY code HAVING count(*) >= 4 AND min(weight) = max(weight)"
    made["TX13"] = "SELECT code FROM rows GROUP BY code HAVING count(*) NOT BETWEEN 3 AND 20"
    made["ST10"] = "SELECT code, name FROM rows GROUP BY code, name HAVING count(*) > 1"
    for rule, one, two in PRESENT:
        which = f"level1 = '{one}'" + (f" AND level2 = '{two}'" if two else "")
        made[rule] = f"SELECT code FROM rows GROUP BY code HAVING count(*) FILTER (WHERE {which}) = 0"
    return made


def run_duckdb(path):
    import duckdb
    base = duckdb.connect()
    base.execute("SET threads = 1")
    base.execute(f"CREATE TABLE rows AS SELECT * REPLACE (CAST(value AS DECIMAL(18, 4)) AS value, "
                 f"CAST(weight AS DECIMAL(9, 2)) AS weight) FROM read_csv('{path}', all_varchar = true)")
    begin = time.process_time()
    found = {rule: {row[0] for row in base.execute(query).fetchall()} for rule, query in queries().items()}
    return found, time.process_time() - begin


def run_pandera(path):
    import pandas
    import pandera.pandas as pandera
    rows = pandas.read_csv(path, dtype={name: "string" for name in ("code", "level1", "level2", "name", "comparator",
                                                                    "unit", "direction")})
    allowed = {one + two for one, under in LEVELS.items() for two in under}

    def each(rule, test):
        return pandera.Check(test, name=rule, ignore_na=False)

    def by_project(values):
        return values.groupby(rows["code"], sort=False)

    def spread(by_code):
        return rows["code"].map(by_code)

    def shows(table, one, two):
        here = table["level1"] == one if two is None else (table["level1"] == one) & (table["level2"] == two)
        return by_project(here).transform("any")

    def weights_on_base(table):
        return by_project(table["weight"]).transform("sum").isin([90, 100])

    def not_dominant(table):
        total = by_project(table["weight"]).transform("sum")
        return ~((table["weight"] > 0.4 * total) & total.isin([90, 100]))

    def not_equal(table):
        weights = by_project(table["weight"])
        return spread(~((weights.size() >= 4) & (weights.min() == weights.max())))

    def directed(table):
        lower, upper = table["comparator"].isin(["≥", "＞"]), table["comparator"].isin(["≤", "＜"])
        return ~((lower & (table["direction"] == "反向指标")) | (upper & (table["direction"] == "正向指标")))

    def satisfied(table):
        return ~((table["level1"] == "满意度指标") & (table["unit"] == "%") & (table["value"] < 85) &
                 (table["value"] > 1)).fillna(False)

    schema = pandera.DataFrameSchema(checks=[
        each("ST03", lambda table: table[["level1", "level2", "name"]].notna().all(axis=1)),
        each("VL01", lambda table: table["value"].notna()),
        each("UN01", lambda table: table["unit"].notna() | table["value"].isna()),
        each("WT05", lambda table: ~(table["weight"] <= 0)),
        each("WT09", lambda table: table["weight"].notna()),
        each("TX01", lambda table: (table["level1"] + table["level2"]).isin(allowed)),
        each("DR01", directed),
        each("SA01", satisfied),
        each("ID01", lambda table: table["code"].str.fullmatch(CODE)),
        each("WT01", weights_on_base),
        each("WT06", not_dominant),
        each("WT07", not_equal),
        each("TX13", lambda table: spread(by_project(table["name"]).size().between(3, 20))),
        each("ST10", lambda table: ~table.duplicated(["code", "name"])),
        *(each(rule, lambda table, one=one, two=two: shows(table, one, two)) for rule, one, two in PRESENT)])
    found = {rule: set() for rule in RULES}
    begin = time.process_time()
    try:
        schema.validate(rows, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        seconds = time.process_time() - begin
        for rule, index in errors.failure_cases[["check", "index"]].dropna().drop_duplicates().itertuples(index=False):
            found[rule].add(rows["code"].iat[int(index)])
        return found, seconds
    return found, time.process_time() - begin


def main():
    found, seconds = (run_duckdb if sys.argv[1] == "duckdb" else run_pandera)(sys.argv[2])
    for rule in RULES:
        print(rule, len(found[rule]))
    print("seconds", seconds)


if __name__ == "__main__":
    main()
