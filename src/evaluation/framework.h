// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/decimal.h"
#include "base/result.h"

/// 指标体系框架 as data: data/frameworks/*.toml, described in its README.
namespace jx {

/// How an indicator of an evaluation gets its score.
enum class EvaluationMethod : std::uint8_t {
  Points,  ///< 评价要点, each marked by people.
  Rate,    ///< part ÷ whole
  Saving,  ///< (whole − part) ÷ whole
  Date,    ///< Planned and actual day.
};

std::string_view to_string(EvaluationMethod method) noexcept;  ///< "points", "rate" …
std::string_view chinese_name(EvaluationMethod method) noexcept;
std::optional<EvaluationMethod> find_evaluation_method(std::string_view name) noexcept;

/// An indicator of level 3 with what stands above and below it.
struct FrameworkIndicator {
  std::string code;    ///< "A11"
  std::string level1;  ///< 决策
  std::string level2;  ///< 项目立项
  std::string name;    ///< 立项依据充分性
  std::string explanation;
  EvaluationMethod method = EvaluationMethod::Points;
  std::vector<std::string> points;  ///< 评价要点, of Points only.
  std::string part;                 ///< What the amounts of a rate are called.
  std::string whole;
  std::optional<Decimal> full_at;  ///< In percent; absent where the evaluation has to say it.
  std::optional<Decimal> zero_at;
};

/// What some levels must have together.
struct LeastShare {
  std::vector<std::string> levels;
  Decimal share;  ///< Of all points, in percent.
  std::string basis;
};

struct Framework {
  std::string id;
  std::string title;
  std::string basis;  ///< Ends in "（依据未核实）" when not verified.
  std::vector<std::pair<std::string, Decimal>> grades;  ///< Name and least points of 100.
  std::string grades_basis;
  std::vector<LeastShare> least;
  std::vector<FrameworkIndicator> indicators;

  const FrameworkIndicator* find(std::string_view code) const noexcept;
};

/// Malformed with file, line and column for what cannot be. `name` stands for the file.
Result<Framework> read_framework(std::string_view text, const std::string& name);

struct LoadedFramework {
  Framework framework;
  std::string text;  ///< As it stands in the file; goes into proofs.
};
/// NotFound, naming those there are, when the folder has none of that id.
Result<LoadedFramework> load_framework(const std::filesystem::path& folder, std::string_view id);

}  // namespace jx
