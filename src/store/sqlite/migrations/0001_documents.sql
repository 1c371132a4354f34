-- Documents, their revisions, and what was read and found in each.
--
-- region leads every key, so that the same tables can be spread over servers by region.
-- Money, weights and values are decimals as text, never binary floating point. A parsed field has
-- four columns: the value (null when absent), why it is absent, the cell's own words, their place.
-- Places are written "page/table/row/column/line/first column/last column", "-" for not known;
-- they are shown, never searched by; several of them stand separated by spaces.

CREATE TABLE document (
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  last_revision INTEGER NOT NULL,
  PRIMARY KEY (region, id),
  UNIQUE (region, name)
) STRICT, WITHOUT ROWID;

CREATE INDEX document_by_id ON document (id);

CREATE TABLE revision (
  region TEXT NOT NULL,
  document TEXT NOT NULL,
  revision INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  rule_set TEXT NOT NULL,
  digest TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  file TEXT NOT NULL,
  form TEXT NOT NULL,
  profile TEXT NOT NULL,
  profile_reason TEXT NOT NULL,
  profile_confidence REAL NOT NULL,
  fiscal_year INTEGER,
  profile_region TEXT NOT NULL,
  PRIMARY KEY (region, document, revision),
  FOREIGN KEY (region, document) REFERENCES document (region, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE source_line (
  region TEXT NOT NULL,
  document TEXT NOT NULL,
  revision INTEGER NOT NULL,
  line INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (region, document, revision, line),
  FOREIGN KEY (region, document, revision) REFERENCES revision (region, document, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE project (
  region TEXT NOT NULL,
  document TEXT NOT NULL,
  revision INTEGER NOT NULL,
  project INTEGER NOT NULL,
  key TEXT NOT NULL,
  code TEXT,
  code_absence TEXT NOT NULL,
  code_raw TEXT NOT NULL,
  code_origin TEXT NOT NULL,
  unit_code TEXT,
  unit_code_absence TEXT NOT NULL,
  unit_code_raw TEXT NOT NULL,
  unit_code_origin TEXT NOT NULL,
  budget TEXT,
  budget_absence TEXT NOT NULL,
  budget_raw TEXT NOT NULL,
  budget_origin TEXT NOT NULL,
  budget_unit TEXT NOT NULL,
  budget_unit_dimension TEXT NOT NULL,
  budget_unit_factor TEXT NOT NULL,
  PRIMARY KEY (region, document, revision, project),
  FOREIGN KEY (region, document, revision) REFERENCES revision (region, document, revision)
) STRICT, WITHOUT ROWID;

CREATE INDEX project_by_key ON project (region, key);

-- The names of projects (kind 'project') and of their units (kind 'unit'), each in every spelling.
CREATE TABLE project_name (
  region TEXT NOT NULL,
  document TEXT NOT NULL,
  revision INTEGER NOT NULL,
  project INTEGER NOT NULL,
  kind TEXT NOT NULL,
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  origins TEXT NOT NULL,
  PRIMARY KEY (region, document, revision, project, kind, position),
  FOREIGN KEY (region, document, revision, project)
    REFERENCES project (region, document, revision, project)
) STRICT, WITHOUT ROWID;

CREATE TABLE budget_print (
  region TEXT NOT NULL,
  document TEXT NOT NULL,
  revision INTEGER NOT NULL,
  project INTEGER NOT NULL,
  position INTEGER NOT NULL,
  budget TEXT,
  absence TEXT NOT NULL,
  raw TEXT NOT NULL,
  origin TEXT NOT NULL,
  PRIMARY KEY (region, document, revision, project, position),
  FOREIGN KEY (region, document, revision, project)
    REFERENCES project (region, document, revision, project)
) STRICT, WITHOUT ROWID;

CREATE TABLE goal_set (
  region TEXT NOT NULL,
  document TEXT NOT NULL,
  revision INTEGER NOT NULL,
  project INTEGER NOT NULL,
  goal_set INTEGER NOT NULL,
  source TEXT NOT NULL,
  source_reason TEXT NOT NULL,
  fiscal_year INTEGER,
  PRIMARY KEY (region, document, revision, project, goal_set),
  FOREIGN KEY (region, document, revision, project)
    REFERENCES project (region, document, revision, project)
) STRICT, WITHOUT ROWID;

CREATE TABLE goal (
  region TEXT NOT NULL,
  document TEXT NOT NULL,
  revision INTEGER NOT NULL,
  project INTEGER NOT NULL,
  goal_set INTEGER NOT NULL,
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  origin TEXT NOT NULL,
  prints TEXT NOT NULL,
  PRIMARY KEY (region, document, revision, project, goal_set, position),
  FOREIGN KEY (region, document, revision, project, goal_set)
    REFERENCES goal_set (region, document, revision, project, goal_set)
) STRICT, WITHOUT ROWID;

CREATE TABLE indicator (
  region TEXT NOT NULL,
  document TEXT NOT NULL,
  revision INTEGER NOT NULL,
  project INTEGER NOT NULL,
  goal_set INTEGER NOT NULL,
  position INTEGER NOT NULL,
  level1 TEXT,
  level1_absence TEXT NOT NULL,
  level1_raw TEXT NOT NULL,
  level1_origin TEXT NOT NULL,
  level2 TEXT,
  level2_absence TEXT NOT NULL,
  level2_raw TEXT NOT NULL,
  level2_origin TEXT NOT NULL,
  name TEXT NOT NULL,
  name_origin TEXT NOT NULL,
  comparator TEXT,
  comparator_absence TEXT NOT NULL,
  comparator_raw TEXT NOT NULL,
  comparator_origin TEXT NOT NULL,
  target_kind TEXT,
  target_comparator TEXT,
  target_value TEXT,
  target_value_high TEXT,
  target_date TEXT,
  target_date_high TEXT,
  target_unit TEXT,
  target_unit_dimension TEXT,
  target_unit_factor TEXT,
  target_level TEXT,
  target_approximate INTEGER,
  target_absence TEXT NOT NULL,
  target_raw TEXT NOT NULL,
  target_origin TEXT NOT NULL,
  unit TEXT,
  unit_dimension TEXT,
  unit_factor TEXT,
  unit_absence TEXT NOT NULL,
  unit_raw TEXT NOT NULL,
  unit_origin TEXT NOT NULL,
  weight TEXT,
  weight_absence TEXT NOT NULL,
  weight_raw TEXT NOT NULL,
  weight_origin TEXT NOT NULL,
  direction TEXT,
  direction_absence TEXT NOT NULL,
  direction_raw TEXT NOT NULL,
  direction_origin TEXT NOT NULL,
  goal INTEGER,
  origin TEXT NOT NULL,
  PRIMARY KEY (region, document, revision, project, goal_set, position),
  FOREIGN KEY (region, document, revision, project, goal_set)
    REFERENCES goal_set (region, document, revision, project, goal_set)
) STRICT, WITHOUT ROWID;

-- Further columns of the form, as written.
CREATE TABLE indicator_column (
  region TEXT NOT NULL,
  document TEXT NOT NULL,
  revision INTEGER NOT NULL,
  project INTEGER NOT NULL,
  goal_set INTEGER NOT NULL,
  indicator INTEGER NOT NULL,
  position INTEGER NOT NULL,
  role TEXT NOT NULL,
  text TEXT NOT NULL,
  origin TEXT NOT NULL,
  PRIMARY KEY (region, document, revision, project, goal_set, indicator, position),
  FOREIGN KEY (region, document, revision, project, goal_set, indicator)
    REFERENCES indicator (region, document, revision, project, goal_set, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE task_list (
  region TEXT NOT NULL,
  document TEXT NOT NULL,
  revision INTEGER NOT NULL,
  task_list INTEGER NOT NULL,
  title TEXT NOT NULL,
  title_origin TEXT NOT NULL,
  source TEXT NOT NULL,
  source_reason TEXT NOT NULL,
  fiscal_year INTEGER,
  project_key TEXT,
  link_reason TEXT NOT NULL,
  link_confidence REAL NOT NULL,
  title_prints TEXT NOT NULL,
  PRIMARY KEY (region, document, revision, task_list),
  FOREIGN KEY (region, document, revision) REFERENCES revision (region, document, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE task (
  region TEXT NOT NULL,
  document TEXT NOT NULL,
  revision INTEGER NOT NULL,
  task_list INTEGER NOT NULL,
  position INTEGER NOT NULL,
  number INTEGER,
  number_absence TEXT NOT NULL,
  number_raw TEXT NOT NULL,
  number_origin TEXT NOT NULL,
  name TEXT NOT NULL,
  name_origin TEXT NOT NULL,
  target TEXT NOT NULL,
  target_origin TEXT NOT NULL,
  origin TEXT NOT NULL,
  PRIMARY KEY (region, document, revision, task_list, position),
  FOREIGN KEY (region, document, revision, task_list)
    REFERENCES task_list (region, document, revision, task_list)
) STRICT, WITHOUT ROWID;

CREATE TABLE paragraph (
  region TEXT NOT NULL,
  document TEXT NOT NULL,
  revision INTEGER NOT NULL,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  origin TEXT NOT NULL,
  PRIMARY KEY (region, document, revision, position),
  FOREIGN KEY (region, document, revision) REFERENCES revision (region, document, revision)
) STRICT, WITHOUT ROWID;

-- Numbers found in goals, tasks and paragraphs; what they stand in is named by its kind and the
-- numbers of its key: goal (project, goal set, position), task (list, position, 0), paragraph
-- (position, 0, 0).
CREATE TABLE quantity (
  region TEXT NOT NULL,
  document TEXT NOT NULL,
  revision INTEGER NOT NULL,
  stands_in TEXT NOT NULL,
  first INTEGER NOT NULL,
  second INTEGER NOT NULL,
  third INTEGER NOT NULL,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  comparator TEXT NOT NULL,
  value TEXT,
  value_high TEXT,
  date TEXT,
  unit TEXT NOT NULL,
  unit_dimension TEXT NOT NULL,
  unit_factor TEXT NOT NULL,
  raw TEXT NOT NULL,
  begins INTEGER NOT NULL,
  ends INTEGER NOT NULL,
  origin TEXT NOT NULL,
  per_each INTEGER NOT NULL,
  approximate INTEGER NOT NULL,
  PRIMARY KEY (region, document, revision, stands_in, first, second, third, position),
  FOREIGN KEY (region, document, revision) REFERENCES revision (region, document, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE printed_table (
  region TEXT NOT NULL,
  document TEXT NOT NULL,
  revision INTEGER NOT NULL,
  position INTEGER NOT NULL,
  printed_table INTEGER NOT NULL,
  page INTEGER NOT NULL,
  printed_page TEXT NOT NULL,
  title TEXT NOT NULL,
  title_origin TEXT NOT NULL,
  label TEXT NOT NULL,
  label_origin TEXT NOT NULL,
  unit TEXT NOT NULL,
  unit_origin TEXT NOT NULL,
  header TEXT NOT NULL,
  header_repeated INTEGER NOT NULL,
  continues INTEGER,
  is_task_list INTEGER NOT NULL,
  PRIMARY KEY (region, document, revision, position),
  FOREIGN KEY (region, document, revision) REFERENCES revision (region, document, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE page_number (
  region TEXT NOT NULL,
  document TEXT NOT NULL,
  revision INTEGER NOT NULL,
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  origin TEXT NOT NULL,
  number TEXT NOT NULL,
  PRIMARY KEY (region, document, revision, position),
  FOREIGN KEY (region, document, revision) REFERENCES revision (region, document, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE unread (
  region TEXT NOT NULL,
  document TEXT NOT NULL,
  revision INTEGER NOT NULL,
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  origin TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (region, document, revision, position),
  FOREIGN KEY (region, document, revision) REFERENCES revision (region, document, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE correction (
  region TEXT NOT NULL,
  document TEXT NOT NULL,
  revision INTEGER NOT NULL,
  position INTEGER NOT NULL,
  what TEXT NOT NULL,
  origin TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  who TEXT NOT NULL,
  why TEXT NOT NULL,
  PRIMARY KEY (region, document, revision, position),
  FOREIGN KEY (region, document, revision) REFERENCES revision (region, document, revision)
) STRICT, WITHOUT ROWID;

-- left_out is not null in rows that only count what was too much to keep.
CREATE TABLE diagnostic (
  region TEXT NOT NULL,
  document TEXT NOT NULL,
  revision INTEGER NOT NULL,
  position INTEGER NOT NULL,
  level TEXT NOT NULL,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  origin TEXT NOT NULL,
  left_out INTEGER,
  PRIMARY KEY (region, document, revision, position),
  FOREIGN KEY (region, document, revision) REFERENCES revision (region, document, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE finding (
  region TEXT NOT NULL,
  document TEXT NOT NULL,
  revision INTEGER NOT NULL,
  number INTEGER NOT NULL,
  rule TEXT NOT NULL,
  verdict TEXT NOT NULL,
  severity TEXT NOT NULL,
  project_key TEXT NOT NULL,
  subject TEXT NOT NULL,
  message TEXT NOT NULL,
  expected TEXT NOT NULL,
  actual TEXT NOT NULL,
  basis TEXT NOT NULL,
  fix TEXT NOT NULL,
  confidence REAL NOT NULL,
  fingerprint TEXT NOT NULL,
  PRIMARY KEY (region, document, revision, number),
  FOREIGN KEY (region, document, revision) REFERENCES revision (region, document, revision)
) STRICT, WITHOUT ROWID;

CREATE INDEX finding_by_project ON finding (region, document, revision, project_key, verdict, severity, rule);

CREATE TABLE evidence (
  region TEXT NOT NULL,
  document TEXT NOT NULL,
  revision INTEGER NOT NULL,
  finding INTEGER NOT NULL,
  position INTEGER NOT NULL,
  origin TEXT NOT NULL,
  text TEXT NOT NULL,
  begins INTEGER NOT NULL,
  ends INTEGER NOT NULL,
  PRIMARY KEY (region, document, revision, finding, position),
  FOREIGN KEY (region, document, revision, finding)
    REFERENCES finding (region, document, revision, number)
) STRICT, WITHOUT ROWID;
