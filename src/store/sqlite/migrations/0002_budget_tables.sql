-- The budget tables of published books, with their columns, lines and amounts as printed. `prints`
-- are indexes of printed tables separated by spaces, `groups` the keys of the headers above.

CREATE TABLE budget_table (
  region TEXT NOT NULL,
  document TEXT NOT NULL,
  revision INTEGER NOT NULL,
  budget_table INTEGER NOT NULL,
  kind TEXT NOT NULL,
  prints TEXT NOT NULL,
  title TEXT NOT NULL,
  title_origin TEXT NOT NULL,
  unit_words TEXT NOT NULL,
  unit_words_origin TEXT NOT NULL,
  unit TEXT NOT NULL,
  unit_dimension TEXT NOT NULL,
  unit_factor TEXT NOT NULL,
  fiscal_year INTEGER,
  PRIMARY KEY (region, document, revision, budget_table),
  FOREIGN KEY (region, document, revision) REFERENCES revision (region, document, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE budget_column (
  region TEXT NOT NULL,
  document TEXT NOT NULL,
  revision INTEGER NOT NULL,
  budget_table INTEGER NOT NULL,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  groups TEXT NOT NULL,
  side TEXT NOT NULL,
  year INTEGER,
  of_which INTEGER NOT NULL,
  header TEXT NOT NULL,
  header_origin TEXT NOT NULL,
  PRIMARY KEY (region, document, revision, budget_table, position),
  FOREIGN KEY (region, document, revision, budget_table)
    REFERENCES budget_table (region, document, revision, budget_table)
) STRICT, WITHOUT ROWID;

CREATE TABLE budget_line (
  region TEXT NOT NULL,
  document TEXT NOT NULL,
  revision INTEGER NOT NULL,
  budget_table INTEGER NOT NULL,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  side TEXT NOT NULL,
  code TEXT NOT NULL,
  depth INTEGER NOT NULL,
  of_which INTEGER NOT NULL,
  name TEXT NOT NULL,
  name_origin TEXT NOT NULL,
  project TEXT NOT NULL,
  project_origin TEXT NOT NULL,
  project_code TEXT NOT NULL,
  origin TEXT NOT NULL,
  PRIMARY KEY (region, document, revision, budget_table, position),
  FOREIGN KEY (region, document, revision, budget_table)
    REFERENCES budget_table (region, document, revision, budget_table)
) STRICT, WITHOUT ROWID;

CREATE INDEX budget_line_by_code ON budget_line (code);

CREATE TABLE budget_amount (
  region TEXT NOT NULL,
  document TEXT NOT NULL,
  revision INTEGER NOT NULL,
  budget_table INTEGER NOT NULL,
  line INTEGER NOT NULL,
  column_position INTEGER NOT NULL,
  amount TEXT,
  absence TEXT NOT NULL,
  raw TEXT NOT NULL,
  origin TEXT NOT NULL,
  PRIMARY KEY (region, document, revision, budget_table, line, column_position),
  FOREIGN KEY (region, document, revision, budget_table, line)
    REFERENCES budget_line (region, document, revision, budget_table, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE budget_note (
  region TEXT NOT NULL,
  document TEXT NOT NULL,
  revision INTEGER NOT NULL,
  budget_table INTEGER NOT NULL,
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  origin TEXT NOT NULL,
  PRIMARY KEY (region, document, revision, budget_table, position),
  FOREIGN KEY (region, document, revision, budget_table)
    REFERENCES budget_table (region, document, revision, budget_table)
) STRICT, WITHOUT ROWID;
