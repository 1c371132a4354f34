// SPDX-License-Identifier: AGPL-3.0-or-later
// The rules alone over indicator rows that are in memory, for bench/check:
//
//   bench_check run ROWS [IDS]    structural, all or the named rules over ROWS rows, handed over in
//                                 parts: what holds is counted
//   bench_check show ROWS [IDS]   the same, the entries for what holds made, too
//   bench_check each ROWS         every rule by itself
//   bench_check table ROWS FILE   the same rows as CSV, for the peers
//
// IDS: structural, all, or ids with commas. Prints seconds of the processor for making the facts of
// the rows, seconds for the rules alone, which go through the facts, and the peak of memory. Some
// 100,000 rows are generated and read beforehand; they are handed over again and again, each time
// as projects of other codes, until ROWS are done: memory that grows with ROWS is the check's.
#include <fmt/core.h>
#include <fmt/os.h>
#include <malloc.h>
#include <time.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "findings/rules/rules.h"
#include "findings/submission_check.h"
#include "indicator_rows.h"
#include "measure.h"
#include "pages/text/text_reader.h"
#include "records/records.h"
#include "tables/tables.h"

namespace jx::bench {
namespace {

constexpr std::size_t kProjectsInMemory = 11'111;
constexpr std::uint64_t kSeed = 20211231;

double seconds_of_processor() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

/// The peak of memory counts from here on.
void forget_peak() { std::ofstream("/proc/self/clear_refs") << '5'; }

struct Reference {
  Lexicon lexicon;
  ProfileSet profiles;
  RuleCards cards;
};

Reference load_reference() {
  const std::filesystem::path data = std::filesystem::path(JX_SOURCE_DIR) / "data";
  return {Lexicon::load(data / "lexicon").value(), ProfileSet::load(data / "profiles").value(),
          RuleCards::load(data / "rules", all_rules()).value()};
}

Submission read_rows(std::size_t projects, const Reference& reference) {
  IndicatorRows rows(kSeed);
  const Document document = make_document("table.txt", rows.next_text(projects)).value();
  const Tables tables = extract_tables(read_text_pages(document, {}).value(), reference.lexicon);
  return extract_submission(tables, {}, reference.lexicon, reference.profiles).value();
}

/// Hands the projects in memory over in parts until there were enough, under new codes each time.
class Parts {
 public:
  Parts(Submission& submission, std::size_t rows) : projects_(submission.projects), rows_(rows) {}

  /// The next part; empty after the last one.
  std::span<const Project> next() {
    if (given_ >= rows_ / IndicatorRows::kRowsOfProject) return {};
    if (at_ == projects_.size()) rename();
    const std::size_t most = rows_ / IndicatorRows::kRowsOfProject - given_;
    const std::size_t end = std::min(SubmissionCheck::end_of_part(projects_, at_), at_ + most);
    const std::span<const Project> part = std::span(projects_).subspan(at_, end - at_);
    first_ = given_;
    given_ += part.size();
    at_ = end;
    return part;
  }
  std::size_t first() const noexcept { return first_; }

 private:
  void rename() {
    at_ = 0;
    for (std::size_t index = 0; index < projects_.size(); ++index) {
      std::string code = fmt::format("15000021T{:012}", given_ + index + 1);
      projects_[index].key.text = code;
      projects_[index].code.value = std::move(code);
    }
  }

  std::vector<Project>& projects_;
  std::size_t rows_;
  std::size_t at_ = 0;
  std::size_t given_ = 0;
  std::size_t first_ = 0;
};

/// Seconds of the processor. Facts are what the peers' columns are, made from the records once.
struct Outcome {
  double facts = 0;
  double rules = 0;
  std::size_t findings = 0;
  std::size_t passed = 0;
};

template <typename Work>
void timed(double& seconds, const Work& work) {
  const double before = seconds_of_processor();
  work();
  seconds += seconds_of_processor() - before;
}

Outcome check_rows(Submission& submission, const Reference& reference, std::size_t rows,
                   const CheckOptions& options) {
  const Profile& profile = *reference.profiles.find(submission.profile.id);
  SubmissionCheck check(submission, profile, reference.lexicon, all_rules(), reference.cards,
                        options);
  Outcome outcome;
  const auto count = [&](const CheckResult& result) {
    outcome.findings += result.findings.size();
    outcome.passed += result.passed_count;
  };
  // A part's facts stay in memory as long as its records do, from one pass to the other.
  std::map<std::pair<const Project*, std::size_t>, Facts> facts_of;
  Parts surveyed(submission, rows);
  for (auto part = surveyed.next(); !part.empty(); part = surveyed.next()) {
    Facts& facts = facts_of[{part.data(), part.size()}];
    timed(outcome.facts, [&] { facts = check.facts_of(part, surveyed.first()); });
    timed(outcome.rules, [&] { check.survey(facts); });
  }
  timed(outcome.rules, [&] { check.begin(); });
  Parts checked(submission, rows);
  for (auto part = checked.next(); !part.empty(); part = checked.next()) {
    Facts& facts = facts_of.at({part.data(), part.size()});
    std::size_t number = checked.first();
    for (ProjectFacts& project : facts.projects) project.number = number++;
    timed(outcome.rules, [&] { count(check.check(facts)); });
  }
  timed(outcome.rules, [&] { count(check.finish()); });
  return outcome;
}

std::vector<std::string> ids_of(std::string_view words, const RuleCards& cards) {
  std::vector<std::string> ids;
  if (words == "structural") {
    for (const RuleCard& card : cards.cards()) {
      if (card.structural) ids.push_back(card.id);
    }
  } else if (words != "all") {
    for (const std::string_view id : split(words, ",")) ids.emplace_back(id);
  }
  return ids;
}

void run(std::size_t rows, std::string_view ids, bool passed_wanted) {
  const Reference reference = load_reference();
  Submission submission = read_rows(kProjectsInMemory, reference);
  malloc_trim(0);
  forget_peak();  // Of reading.
  const std::uint64_t before = read_peak_kib();
  const CheckOptions options{
      .only = ids_of(ids, reference.cards), .without = {}, .passed_wanted = passed_wanted};
  const Outcome outcome = check_rows(submission, reference, rows, options);
  const std::size_t rules = options.only.empty() ? all_rules().size() : options.only.size();
  fmt::print("{} {:.6f} {:.6f} {} {} {} {}\n", rules, outcome.facts, outcome.rules,
             outcome.findings, outcome.passed, before, read_peak_kib());
}

void run_each(std::size_t rows) {
  const Reference reference = load_reference();
  Submission submission = read_rows(kProjectsInMemory, reference);
  for (const Rule& rule : all_rules()) {
    const CheckOptions options{
        .only = {std::string(rule.id)}, .without = {}, .passed_wanted = false};
    Outcome best = check_rows(submission, reference, rows, options);
    for (int i = 0; i < 2; ++i) {
      const Outcome again = check_rows(submission, reference, rows, options);
      if (again.rules < best.rules) best = again;
    }
    fmt::print("{} {:.6f} {} {}\n", rule.id, best.rules, best.findings, best.passed);
  }
}

/// As text, what a person would put in a database: nothing is checked or corrected.
void write_table(std::size_t rows, const char* file) {
  const Reference reference = load_reference();
  Submission submission = read_rows(kProjectsInMemory, reference);
  auto out = fmt::output_file(file);
  out.print("code,level1,level2,name,comparator,value,unit,weight,direction\n");
  Parts parts(submission, rows);
  for (auto part = parts.next(); !part.empty(); part = parts.next()) {
    for (const Project& project : part) {
      for (const Indicator& row : project.goal_sets.front().indicators) {
        out.print("{},{},{},{},{},{},{},{},{}\n", *project.code, row.level1.raw, row.level2.raw,
                  row.name.text, row.comparator.raw, row.target.raw, row.unit.raw, row.weight.raw,
                  row.direction.raw);
      }
    }
  }
}

}  // namespace
}  // namespace jx::bench

int main(int count, char** words) {
  const std::span<char*> arguments(words, static_cast<std::size_t>(count));
  if (arguments.size() < 3) return EXIT_FAILURE;
  const std::string_view mode = arguments[1];
  const std::size_t rows = std::strtoul(arguments[2], nullptr, 10);
  const char* const last = arguments.size() > 3 ? arguments[3] : "all";
  if (mode == "run" || mode == "show") {
    jx::bench::run(rows, last, mode == "show");
  } else if (mode == "each") {
    jx::bench::run_each(rows);
  } else if (mode == "table" && arguments.size() > 3) {
    jx::bench::write_table(rows, last);
  } else {
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
