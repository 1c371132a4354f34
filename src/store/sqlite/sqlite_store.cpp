// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/sqlite/sqlite_store.h"

#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Transaction.h>
#include <fmt/core.h>
#include <sqlite3.h>

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "store/sqlite/finding_rows.h"
#include "store/sqlite/migrations.h"
#include "store/sqlite/rows.h"
#include "store/sqlite/submission_rows.h"

namespace jx {
namespace {

Error store_error(const SQLite::Exception& error) {
  if (error.getErrorCode() == SQLITE_BUSY || error.getErrorCode() == SQLITE_LOCKED) {
    return {.code = ErrorCode::Conflict, .message = "数据库正被另一个程序写入，请稍后再试"};
  }
  return {.code = ErrorCode::Store, .message = fmt::format("数据库出错：{}", error.what())};
}

/// Runs `work`, which gives a Result; what the database throws becomes its error.
template <typename Work>
auto guarded(const Work& work) -> decltype(work()) {
  try {
    return work();
  } catch (const SQLite::Exception& error) {
    return store_error(error);
  } catch (const std::exception& error) {
    return Error{.code = ErrorCode::Store,
                 .message = fmt::format("数据库内容损坏或被改动：{}", error.what())};
  }
}

/// A query whose conditions depend on what is asked: text of ours, values only as parameters.
class Query {
 public:
  explicit Query(std::string from) : sql_(std::move(from)) {}

  void add(std::string_view condition) {
    sql_ += first_ ? " WHERE " : " AND ";
    first_ = false;
    sql_ += condition;
  }
  void value(std::string text) { values_.emplace_back(std::move(text)); }
  void value(std::int64_t number) { values_.emplace_back(number); }

  /// The statement with all values bound; `tail` holds ordering and limits.
  SQLite::Statement& prepare(Connection& connection, std::string_view columns,
                             std::string_view tail = {}) const {
    SQLite::Statement& statement =
        connection.prepare(fmt::format("SELECT {} FROM {} {}", columns, sql_, tail));
    int index = 0;
    for (const auto& bound : values_)
      std::visit([&](const auto& content) { statement.bind(++index, content); }, bound);
    return statement;
  }

  std::size_t count(Connection& connection) const {
    RowReader row(prepare(connection, "count(*)"));
    return row.next() ? row.size() : 0;
  }

 private:
  std::string sql_;
  bool first_ = true;
  std::vector<std::variant<std::string, std::int64_t>> values_;
};

std::string limit(const PageRequest& page) {
  return fmt::format(" LIMIT {} OFFSET {}", page.size, page.offset());
}

/// One count a kind, of the findings that `match` names by f.
std::string counting(std::string_view match) {
  std::string columns;
  for (const std::string_view condition :
       {"f.verdict = 'fail' AND f.severity = 'error'",
        "f.verdict = 'fail' AND f.severity = 'warning'",
        "f.verdict = 'fail' AND f.severity = 'info'", "f.verdict = 'insufficient-data'"}) {
    columns += fmt::format(", (SELECT count(*) FROM finding f WHERE {} AND {})", match, condition);
  }
  return columns;
}

FindingCounts read_counts(RowReader& row) {
  FindingCounts counts;
  counts.error = row.size();
  counts.warning = row.size();
  counts.info = row.size();
  counts.insufficient = row.size();
  return counts;
}

RevisionId read_revision_id(RowReader& row) {
  RevisionId id;
  id.region = row.text();
  id.document = row.text();
  id.revision = static_cast<int>(row.integer());
  return id;
}

constexpr std::string_view kRevisions =
    "revision r JOIN document d ON d.region = r.region AND d.id = r.document";

std::string revision_columns() {
  return "r.region, r.document, r.revision, d.name, r.sha256, r.profile, r.rule_set, "
         "r.imported_at, r.fiscal_year, (SELECT count(*) FROM project p WHERE p.region = r.region "
         "AND p.document = r.document AND p.revision = r.revision)" +
         counting("f.region = r.region AND f.document = r.document AND f.revision = r.revision");
}

RevisionSummary read_revision(RowReader& row) {
  RevisionSummary summary;
  summary.id = read_revision_id(row);
  summary.name = row.text();
  summary.sha256 = row.text();
  summary.profile = row.text();
  summary.rule_set = row.text();
  summary.imported_at = row.text();
  summary.fiscal_year = row.year();
  summary.projects = row.size();
  summary.findings = read_counts(row);
  return summary;
}

constexpr std::string_view kProjectsOfLatest =
    "project p JOIN document d ON d.region = p.region AND d.id = p.document "
    "AND d.last_revision = p.revision JOIN revision r ON r.region = p.region "
    "AND r.document = p.document AND r.revision = p.revision";

std::string project_columns() {
  const auto name_of = [](std::string_view kind) {
    return fmt::format(
        "coalesce((SELECT n.text FROM project_name n WHERE n.region = p.region AND n.document = "
        "p.document AND n.revision = p.revision AND n.project = p.project AND n.kind = '{}' AND "
        "n.position = 0), '')",
        kind);
  };
  return fmt::format(
      "p.region, p.document, p.revision, d.name, p.key, coalesce(p.code, ''), {}, {}, "
      "coalesce(p.budget, ''), p.budget_unit, r.fiscal_year, (SELECT count(*) FROM indicator i "
      "WHERE i.region = p.region AND i.document = p.document AND i.revision = p.revision AND "
      "i.project = p.project){}",
      name_of("project"), name_of("unit"),
      counting("f.region = p.region AND f.document = p.document AND f.revision = p.revision AND "
               "f.project_key = p.key"));
}

ProjectSummary read_project(RowReader& row) {
  ProjectSummary summary;
  summary.revision = read_revision_id(row);
  summary.document_name = row.text();
  summary.key = row.text();
  summary.code = row.text();
  summary.name = row.text();
  summary.unit = row.text();
  summary.budget = row.text();
  summary.budget_unit = row.text();
  summary.fiscal_year = row.year();
  summary.indicators = row.size();
  summary.findings = read_counts(row);
  return summary;
}

void add_name_condition(Query& query, std::string_view kind, std::string_view column,
                        const std::string& text) {
  query.add(fmt::format(
      "(instr(lower(coalesce(p.{}, '')), lower(?)) > 0 OR EXISTS (SELECT 1 FROM project_name n "
      "WHERE n.region = p.region AND n.document = p.document AND n.revision = p.revision AND "
      "n.project = p.project AND n.kind = '{}' AND instr(lower(n.text), lower(?)) > 0))",
      column, kind));
  query.value(text);
  query.value(text);
}

Query project_query(const ProjectQuery& asked) {
  Query query{std::string(kProjectsOfLatest)};
  if (!asked.text.empty()) add_name_condition(query, "project", "code", asked.text);
  if (!asked.unit.empty()) add_name_condition(query, "unit", "unit_code", asked.unit);
  if (asked.fiscal_year) {
    query.add("r.fiscal_year = ?");
    query.value(std::int64_t{*asked.fiscal_year});
  }
  if (asked.rule.empty() && !asked.severity) return query;
  std::string condition =
      "EXISTS (SELECT 1 FROM finding f WHERE f.region = p.region AND f.document = p.document AND "
      "f.revision = p.revision AND f.project_key = p.key AND f.verdict = 'fail'";
  if (!asked.rule.empty()) {
    condition += " AND f.rule = ?";
    query.value(asked.rule);
  }
  if (asked.severity) {
    condition += " AND f.severity = ?";
    query.value(std::string(to_string(*asked.severity)));
  }
  query.add(condition + ")");
  return query;
}

Query finding_query(const FindingQuery& asked) {
  Query query{"finding f JOIN document d ON d.region = f.region AND d.id = f.document"};
  if (asked.revision) {
    query.add("f.region = ? AND f.document = ? AND f.revision = ?");
    query.value(asked.revision->region);
    query.value(asked.revision->document);
    query.value(std::int64_t{asked.revision->revision});
  } else {
    query.add("f.revision = d.last_revision");
  }
  if (asked.project) {
    query.add("f.project_key = ?");
    query.value(*asked.project);
  }
  if (!asked.rule.empty()) {
    query.add("f.rule = ?");
    query.value(asked.rule);
  }
  if (asked.severity) {
    query.add("f.severity = ?");
    query.value(std::string(to_string(*asked.severity)));
  }
  if (asked.verdict) {
    query.add("f.verdict = ?");
    query.value(std::string(to_string(*asked.verdict)));
  } else {
    query.add("f.verdict <> 'pass'");
  }
  return query;
}

StoredFinding read_finding(RowReader& row) {
  StoredFinding stored;
  stored.revision = read_revision_id(row);
  stored.number = row.size();
  Finding& finding = stored.finding;
  finding.rule = row.text();
  finding.verdict = parse_verdict(row.text());
  finding.severity = parse_severity(row.text());
  finding.project = row.text();
  finding.subject = row.text();
  finding.message = row.text();
  finding.expected = row.text();
  finding.actual = row.text();
  finding.basis = row.text();
  finding.fix = row.text();
  finding.confidence = row.real();
  finding.fingerprint = row.text();
  return stored;
}

class SqliteStore final : public Store {
 public:
  explicit SqliteStore(const std::string& path) : connection_(path) {}

  Result<void> prepare() { return migrate(connection_, all_migrations()); }

  Result<ImportOutcome> import_document(const DocumentImport& import) override {
    return guarded([&]() -> Result<ImportOutcome> {
      SQLite::Transaction transaction(connection_.database(),
                                      SQLite::TransactionBehavior::IMMEDIATE);
      const ImportOutcome outcome = place_import(import);
      if (outcome.result == ImportResult::Unchanged) return outcome;
      write_revision(import, outcome.revision);
      transaction.commit();
      return outcome;
    });
  }

  Result<ListPage<RevisionSummary>> documents(const PageRequest& page) override {
    return guarded([&]() -> Result<ListPage<RevisionSummary>> {
      Query query{std::string(kRevisions)};
      query.add("r.revision = d.last_revision");
      ListPage<RevisionSummary> list;
      list.total = query.count(connection_);
      RowReader row(query.prepare(connection_, revision_columns(),
                                  "ORDER BY d.region, d.name" + limit(page)));
      while (row.next()) list.items.push_back(read_revision(row));
      return list;
    });
  }

  Result<std::vector<RevisionSummary>> revisions(std::string_view document) override {
    return guarded([&]() -> Result<std::vector<RevisionSummary>> {
      Query query{std::string(kRevisions)};
      query.add("d.id = ?");
      query.value(std::string(document));
      std::vector<RevisionSummary> list;
      RowReader row(
          query.prepare(connection_, revision_columns(), "ORDER BY d.region, r.revision DESC"));
      while (row.next()) list.push_back(read_revision(row));
      if (list.empty()) {
        return Error{.code = ErrorCode::NotFound,
                     .message = fmt::format("没有编号为 {} 的文档", document)};
      }
      return list;
    });
  }

  Result<Submission> submission(const RevisionId& revision) override {
    return guarded([&] { return read_submission(revision, std::nullopt); });
  }

  Result<Submission> submission_of(const RevisionId& revision, std::string_view key) override {
    return guarded([&]() -> Result<Submission> {
      Query query{"project p"};
      query.add("p.region = ? AND p.document = ? AND p.revision = ? AND p.key = ?");
      query.value(revision.region);
      query.value(revision.document);
      query.value(std::int64_t{revision.revision});
      query.value(std::string(key));
      RowReader row(query.prepare(connection_, "p.project", "LIMIT 1"));
      if (!row.next()) {
        return Error{.code = ErrorCode::NotFound,
                     .message = fmt::format("这一版文档里没有项目 {}", key)};
      }
      return read_submission(revision, row.integer());
    });
  }

  Result<std::vector<std::string>> source_lines(const RevisionId& revision) override {
    return guarded([&]() -> Result<std::vector<std::string>> {
      JX_TRY_VOID(require_revision(revision));
      std::vector<std::string> lines;
      for (RowReader row(connection_, {"source_line", "text", "line"}, revision); row.next();)
        lines.push_back(row.text());
      return lines;
    });
  }

  Result<ListPage<ProjectSummary>> projects(const ProjectQuery& asked) override {
    return guarded([&]() -> Result<ListPage<ProjectSummary>> {
      const Query query = project_query(asked);
      ListPage<ProjectSummary> list;
      list.total = query.count(connection_);
      RowReader row(query.prepare(connection_, project_columns(),
                                  "ORDER BY p.region, p.code, p.key, d.name" + limit(asked.page)));
      while (row.next()) list.items.push_back(read_project(row));
      return list;
    });
  }

  Result<std::vector<ProjectSummary>> find_project(std::string_view region,
                                                   std::string_view key) override {
    return guarded([&]() -> Result<std::vector<ProjectSummary>> {
      Query query{std::string(kProjectsOfLatest)};
      query.add("p.region = ? AND p.key = ?");
      query.value(std::string(region));
      query.value(std::string(key));
      std::vector<ProjectSummary> list;
      RowReader row(
          query.prepare(connection_, project_columns(), "ORDER BY r.imported_at DESC, d.name"));
      while (row.next()) list.push_back(read_project(row));
      if (list.empty()) {
        return Error{.code = ErrorCode::NotFound,
                     .message = fmt::format("没有项目 {}（地区 {}）", key, region)};
      }
      return list;
    });
  }

  Result<ListPage<StoredFinding>> findings(const FindingQuery& asked) override {
    return guarded([&]() -> Result<ListPage<StoredFinding>> {
      const Query query = finding_query(asked);
      ListPage<StoredFinding> list;
      list.total = query.count(connection_);
      RowReader row(query.prepare(
          connection_,
          "f.region, f.document, f.revision, f.number, f.rule, f.verdict, f.severity, "
          "f.project_key, f.subject, f.message, f.expected, f.actual, f.basis, f.fix, "
          "f.confidence, f.fingerprint",
          "ORDER BY f.region, d.name, f.revision, f.number" + limit(asked.page)));
      while (row.next()) list.items.push_back(read_finding(row));
      for (StoredFinding& stored : list.items) read_evidence(stored);
      return list;
    });
  }

 private:
  /// Finds the place of an import: an equal revision, or the number of a new one. Makes or
  /// updates the document.
  ImportOutcome place_import(const DocumentImport& import) {
    const Submission& submission = import.submission;
    const std::string region =
        submission.profile.region.empty() ? std::string(kUnknownRegion) : submission.profile.region;
    const std::string name = submission.file.substr(submission.file.find_last_of('/') + 1);
    ImportOutcome outcome{.result = ImportResult::NewDocument,
                          .revision = {region, document_id(region, name), 1}};

    Query query{std::string(kRevisions)};
    query.add("d.region = ? AND d.id = ? AND r.revision = d.last_revision");
    query.value(region);
    query.value(outcome.revision.document);
    RowReader row(
        query.prepare(connection_, "r.revision, r.sha256, r.profile, r.rule_set, r.digest"));
    if (row.next()) {
      outcome.revision.revision = static_cast<int>(row.integer());
      const bool same = row.text() == submission.sha256 && row.text() == submission.profile.id &&
                        row.text() == import.rule_set && row.text() == import.digest;
      outcome.result = same ? ImportResult::Unchanged : ImportResult::NewRevision;
      if (!same) ++outcome.revision.revision;
    }
    if (outcome.result != ImportResult::Unchanged) write_document(outcome.revision, name);
    return outcome;
  }

  void write_document(const RevisionId& id, const std::string& name) {
    SQLite::Statement& statement = connection_.prepare(
        "INSERT INTO document (region, id, name, last_revision) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (region, id) DO UPDATE SET last_revision = excluded.last_revision");
    statement.bind(1, id.region);
    statement.bind(2, id.document);
    statement.bind(3, name);
    statement.bind(4, id.revision);
    statement.exec();
    statement.reset();
  }

  void write_revision(const DocumentImport& import, const RevisionId& id) {
    constexpr TableColumns kRevision{
        "revision",
        "sha256, rule_set, digest, imported_at, file, form, profile, profile_reason, "
        "profile_confidence, fiscal_year, profile_region",
        ""};
    const Submission& submission = import.submission;
    RowWriter(connection_, kRevision, id)
        .text(submission.sha256)
        .text(import.rule_set)
        .text(import.digest)
        .text(import.imported_at)
        .text(submission.file)
        .text(submission.form)
        .text(submission.profile.id)
        .text(submission.profile.reason)
        .real(submission.profile.confidence)
        .year(submission.profile.fiscal_year)
        .text(submission.profile.region)
        .end();
    RowWriter line(connection_, {"source_line", "line, text", ""}, id);
    for (std::size_t i = 0; i < import.lines.size(); ++i)
      line.integer(static_cast<std::int64_t>(i + 1)).text(import.lines[i]).end();
    write_submission_rows(connection_, id, submission);
    write_finding_rows(connection_, id, import.findings, 1);
    write_finding_rows(connection_, id, import.passed,
                       static_cast<std::int64_t>(import.findings.size() + 1));
  }

  Result<void> require_revision(const RevisionId& id) {
    RowReader row(connection_, {"revision", "sha256", "revision"}, id);
    if (row.next()) return {};
    return Error{.code = ErrorCode::NotFound,
                 .message = fmt::format("没有文档 {} 的第 {} 版", id.document, id.revision)};
  }

  Result<Submission> read_submission(const RevisionId& id, std::optional<std::int64_t> project) {
    JX_TRY_VOID(require_revision(id));
    Submission submission = read_submission_rows(connection_, id, project);
    RowReader row(connection_,
                  {"revision",
                   "file, sha256, form, profile, profile_reason, profile_confidence, fiscal_year, "
                   "profile_region",
                   "revision"},
                  id);
    if (row.next()) {
      submission.file = row.text();
      submission.sha256 = row.text();
      submission.form = row.text();
      submission.profile.id = row.text();
      submission.profile.reason = row.text();
      submission.profile.confidence = row.real();
      submission.profile.fiscal_year = row.year();
      submission.profile.region = row.text();
    }
    return submission;
  }

  void read_evidence(StoredFinding& stored) {
    Query query{"evidence e"};
    query.add("e.region = ? AND e.document = ? AND e.revision = ? AND e.finding = ?");
    query.value(stored.revision.region);
    query.value(stored.revision.document);
    query.value(std::int64_t{stored.revision.revision});
    query.value(static_cast<std::int64_t>(stored.number));
    RowReader row(
        query.prepare(connection_, "e.origin, e.text, e.begins, e.ends", "ORDER BY e.position"));
    while (row.next()) {
      EvidenceLine& line = stored.finding.evidence.emplace_back();
      line.origin = row.origin();
      line.text = row.text();
      line.begin = row.size();
      line.end = row.size();
    }
  }

  Connection connection_;
};

}  // namespace

Result<std::unique_ptr<Store>> open_sqlite_store(const std::filesystem::path& path) {
  return guarded([&]() -> Result<std::unique_ptr<Store>> {
    if (path != ":memory:" && path.has_parent_path()) {
      std::error_code fault;
      std::filesystem::create_directories(path.parent_path(), fault);
      if (fault) {
        return Error{.code = ErrorCode::Io,
                     .message = fmt::format("不能建立目录 {}：{}", path.parent_path().string(),
                                            fault.message())};
      }
    }
    auto store = std::make_unique<SqliteStore>(path.string());
    JX_TRY_VOID(store->prepare());
    return std::unique_ptr<Store>(std::move(store));
  });
}

}  // namespace jx
