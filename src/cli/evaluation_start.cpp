// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/evaluation_start.h"

#include <fmt/format.h>

#include <map>
#include <memory>
#include <utility>

#include "base/text.h"
#include "cli/output_file.h"
#include "evaluation/framework.h"

namespace jx {
namespace {

std::string one_line(std::string_view text) { return replaced(text, "\n", " "); }

/// A basic TOML string, which is written like one of JSON.
std::string toml_text(std::string_view text) {
  std::string out;
  append_json_string(out, one_line(text));
  return out;
}

constexpr std::string_view kHead =
    R"(# 评价簿。写法见 docs/evaluation.md。没有写的就是没有：不会有默认的得分。
# 每个要点由两位评分人独立评分：
#   [[indicator.point]]
#   number = 1
#   facts = "查看批复文件……"
#   evidence = ["Z01"]
#   marks = [{ by = "甲", points = 0.6 }, { by = "乙", points = 0.3, reason = "……" }]
#   agreed = { points = 0.5, by = "主评人", reason = "……" }

)";

std::string point_in_words(std::size_t number, std::string_view text) {
  return fmt::format("\n[[indicator.point]]  # {}\nnumber = {}\n", one_line(text), number);
}

std::string framework_part(const Framework& framework) {
  std::string out;
  for (const FrameworkIndicator& indicator : framework.indicators) {
    if (indicator.level1 != "决策" && indicator.level1 != "过程") continue;
    out += fmt::format("\n[[indicator]]  # {} — {}：{}\ncode = {}\n# weight = \n", indicator.level1,
                       indicator.level2, indicator.name, toml_text(indicator.code));
    if (indicator.method == EvaluationMethod::Points) {
      for (std::size_t i = 0; i < indicator.points.size(); ++i) {
        out += point_in_words(i + 1, indicator.points[i]);
      }
    } else {
      out += fmt::format("# part =   # {}\n# whole =   # {}\n", indicator.part, indicator.whole);
    }
  }
  return out;
}

/// Where an indicator of the project belongs in the framework: level 1, level 2, letter of the
/// code.
struct Place {
  std::string_view level1;
  std::string_view level2;
  std::string_view code;
};

Place place_of_level(const Indicator& indicator) {
  switch (indicator.level2.value.value_or(Level2::Quantity)) {
    case Level2::Quantity: break;
    case Level2::Quality: return {"产出", "产出质量", "C2"};
    case Level2::Timeliness: return {"产出", "产出时效", "C3"};
    case Level2::Cost:
    case Level2::EconomicCost:
    case Level2::SocialCost:
    case Level2::EcologicalCost: return {"产出", "产出成本", "C4"};
    default: return {"效益", "项目效益", "D1"};
  }
  if (indicator.level1.value == Level1::Output) return {"产出", "产出数量", "C1"};
  if (indicator.level1.value == Level1::Cost) return {"产出", "产出成本", "C4"};
  return {"效益", "项目效益", "D1"};
}

std::string own_part(const GoalSet& set) {
  std::map<std::string_view, int> numbers;
  std::string out;
  for (const Indicator& indicator : set.indicators) {
    const Place place = place_of_level(indicator);
    out += fmt::format(
        "\n[[indicator]]\ncode = {}\nlevel1 = {}\nlevel2 = {}\nname = {}\n# weight = \n",
        toml_text(fmt::format("{}-{}", place.code, ++numbers[place.code])), toml_text(place.level1),
        toml_text(place.level2), toml_text(indicator.name.text));
    const Field<Target>& target = indicator.target;
    const bool number = target.has_value() && target.value->kind == TargetKind::Number &&
                        target.value->value.has_value();
    if (!number) {
      out += "method = \"points\"\n";
      out += fmt::format("\n[[indicator.point]]\nnumber = 1\ntext = {}\n",
                         toml_text("是否达到指标值：" + target.raw));
      continue;
    }
    out += fmt::format(
        "method = \"rate\"  # 指标值：{}\npart_name = \"实际完成值\"\nwhole_name = \"指标值\"\n# "
        "part = \nwhole = "
        "{}\nunit = {}\n# full_at = \n# zero_at = \n",
        one_line(target.raw), target.value->value->to_string(), toml_text(target.value->unit.name));
  }
  return out;
}

std::string book_of(const Project& project, const GoalSet& set, const Framework& framework,
                    const BookStart& start) {
  std::string out(kHead);
  out +=
      fmt::format("framework = {}\nproject = {}\nname = {}\n", toml_text(framework.id),
                  toml_text(project.code.has_value() ? *project.code : std::string(project.name())),
                  toml_text(project.name()));
  if (!project.unit_names.empty()) {
    out += fmt::format("unit = {}\n", toml_text(project.unit_names.front().text));
  }
  if (set.fiscal_year) out += fmt::format("period = \"{}\"\n", *set.fiscal_year);
  out += fmt::format("reviewers = [{}, {}]\n\n[weights]\nbase = 100\n# basis = \n",
                     toml_text(start.reviewers[0]), toml_text(start.reviewers[1]));
  return out + framework_part(framework) + own_part(set);
}

std::filesystem::path file_of(const BookStart& start, const Project& project, bool several) {
  std::filesystem::path path = start.output;
  if (!several) return path;
  const std::string name = project.code.has_value() ? *project.code : std::string(project.name());
  return path.parent_path() /
         fmt::format("{}-{}{}", path.stem().string(), name, path.extension().string());
}

Result<void> write_books(const Submission& submission, const Framework& framework,
                         const BookStart& start) {
  if (submission.projects.empty()) {
    return Error{ErrorCode::NotFound, "没有读到项目的绩效目标表。"};
  }
  const bool several = submission.projects.size() > 1;
  for (const Project& project : submission.projects) {
    if (project.goal_sets.empty()) continue;
    const std::filesystem::path path = file_of(start, project, several);
    if (std::filesystem::exists(path)) {
      return Error{ErrorCode::Conflict,
                   fmt::format("{} 已经存在，不覆盖写好的评价簿。", path.string())};
    }
    JX_TRY_VOID(write_file(path, book_of(project, project.goal_sets.back(), framework, start)));
    print(fmt::format("{}：{}\n", path.string(), project.name()));
  }
  return {};
}

}  // namespace

void start_evaluation_book(Program& program, const ReadingOptions& reading,
                           const std::filesystem::path& frameworks, const BookStart& start) {
  const Result<LoadedFramework> loaded = load_framework(frameworks, start.framework);
  if (!loaded.ok()) return program.fail("", loaded.error());
  run_documents(program, reading,
                {.read = [&](const LoadedDocument& document, const PipelineOptions& pipeline,
                             const Reference& reference) -> Result<Delivery> {
                  JX_TRY(ReadOutcome read,
                         run_read(document.document, overlay_of(document), pipeline, reference));
                  const auto submission =
                      std::make_shared<const Submission>(std::move(read.submission));
                  return Delivery([&, submission](DocumentOutput& /*output*/) {
                    return write_books(*submission, loaded->framework, start);
                  });
                }});
}

}  // namespace jx
