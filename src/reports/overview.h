// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "codecs/json_writer.h"
#include "findings/rule.h"
#include "model/submission.h"
#include "reports/text.h"

namespace jx {

/// What many checked documents have in common: which projects and units want a look first, and
/// which faults come most often. A project that stands in several documents counts once; its
/// findings are those of all of them.
class CheckOverview {
 public:
  struct Counts {
    std::array<std::size_t, 3> by_severity{};  ///< FAIL, by Severity.
    std::size_t insufficient = 0;

    std::size_t errors() const noexcept { return by_severity[2]; }
    std::size_t warnings() const noexcept { return by_severity[1]; }
  };
  /// A project, or a unit with all of its projects.
  struct Subject {
    std::string key;   ///< ProjectKey text; a unit's code, else its folded name.
    std::string name;  ///< As printed first.
    std::string unit;  ///< Name of a project's unit; empty for a unit.
    Counts counts;
    std::optional<Decimal> money;  ///< The budget in 元; absent where none, or no unit, was read.
    std::size_t projects = 1;
  };
  struct Fault {
    std::string rule;
    std::string title;
    std::size_t findings = 0;
    std::size_t projects = 0;
  };

  void add(const Submission& submission, const CheckResult& result, const RuleCards& cards);

  std::size_t documents() const noexcept { return documents_; }
  /// By errors, then warnings, then money at stake, then key.
  std::vector<Subject> projects() const;
  std::vector<Subject> units() const;
  /// By the projects they stand in, then by findings, then by rule.
  std::vector<Fault> faults() const;

 private:
  struct Project {
    Subject subject;
    std::string unit_key;
  };
  struct RuleCount {
    std::string title;
    std::size_t findings = 0;
    std::set<std::string> projects;
  };

  void add_project(const jx::Project& project);

  std::size_t documents_ = 0;
  std::map<std::string, Project> projects_;
  std::map<std::string, RuleCount> rules_;
};

std::string render_overview_text(const CheckOverview& overview, const TextStyle& style);
/// One value, an object.
void write_overview(JsonWriter& json, const CheckOverview& overview);

}  // namespace jx
