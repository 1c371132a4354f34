// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "base/text.h"
#include "reports/monitoring.h"
#include "reports/new_workbook.h"
#include "reports/text.h"
#include "reports/workbook_text.h"

namespace jx {
namespace {

constexpr std::size_t kMostWidth = 4000;

/// The columns of the indicators: those of the form, and the light before the remark. The first
/// one is the label of the block.
constexpr std::array<std::string_view, 18> kHeads = {
    "绩效指标",         "一级指标", "二级指标", "三级指标",   "年度指标值",   "执行情况",
    "全年预计完成情况", "经费保障", "制度保障", "人员保障",   "硬件条件保障", "其他",
    "原因说明",         "确定能",   "有可能",   "完全不可能", "预警灯",       "备注"};
constexpr std::array<double, kHeads.size()> kWidths = {5, 9, 15, 24, 12, 15, 18, 6, 6,
                                                       6, 6, 6,  24, 6,  6,  6,  7, 34};
constexpr lxw_col_t kLast = kHeads.size() - 1;
constexpr lxw_col_t kLevel1 = 1;
constexpr lxw_col_t kName = 3;
constexpr lxw_col_t kExecuted = 5;
constexpr lxw_col_t kForecast = 6;
constexpr lxw_col_t kFirstCause = 7;
constexpr lxw_col_t kExplanation = 12;
constexpr lxw_col_t kFirstLikelihood = 13;
constexpr lxw_col_t kLightColumn = 16;

constexpr double kLineHeight = 15;
/// Of a row with one line.
constexpr double kRowHeight = 20;

constexpr std::size_t kReportWidth = 100;

/// One workbook with its formats.
class Book {
 public:
  explicit Book(const std::filesystem::path& path) : book_(path) {
    if (book_.get() == nullptr) return;
    plain = make(LXW_ALIGN_LEFT);
    centred = make(LXW_ALIGN_CENTER);
    head = make(LXW_ALIGN_CENTER);
    format_set_bold(head);
    format_set_bg_color(head, 0xdde6f1);
    title = workbook_add_format(book_.get());
    format_set_bold(title);
    format_set_font_size(title, 16);
    format_set_align(title, LXW_ALIGN_CENTER);
    format_set_align(title, LXW_ALIGN_VERTICAL_CENTER);
    note = workbook_add_format(book_.get());
    format_set_text_wrap(note);
    format_set_align(note, LXW_ALIGN_VERTICAL_TOP);
    constexpr std::array<lxw_color_t, 5> kColours = {0xf2f2f2, 0xbdd7ee, 0xc6efce, 0xffeb9c,
                                                     0xffc7ce};
    for (std::size_t i = 0; i < kColours.size(); ++i) {
      lights[i] = make(LXW_ALIGN_CENTER);
      format_set_bg_color(lights[i], kColours[i]);
    }
  }

  bool sound() const noexcept { return book_.sound(); }
  void check(lxw_error error) noexcept { book_.note(error); }

  lxw_worksheet* add_sheet(const std::string& name) {
    lxw_worksheet* const sheet = workbook_add_worksheet(book_.get(), name.c_str());
    if (sheet == nullptr) book_.note_failure();
    return sheet;
  }

  void put(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, std::string_view text,
           lxw_format* format) {
    check(worksheet_write_string(sheet, row, column,
                                 to_stored_text(shortened(text, kMostWidth)).c_str(), format));
  }

  void merge(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t first, lxw_row_t last_row,
             lxw_col_t last, std::string_view text, lxw_format* format) {
    if (row == last_row && first == last) return put(sheet, row, first, text, format);
    check(worksheet_merge_range(sheet, row, first, last_row, last,
                                to_stored_text(shortened(text, kMostWidth)).c_str(), format));
  }

  Result<void> close() { return book_.close(); }

  lxw_format* plain = nullptr;
  lxw_format* centred = nullptr;
  lxw_format* head = nullptr;
  lxw_format* title = nullptr;
  lxw_format* note = nullptr;
  std::array<lxw_format*, 5> lights{};  ///< By Light.

 private:
  lxw_format* make(lxw_format_alignments align) {
    lxw_format* const format = workbook_add_format(book_.get());
    format_set_border(format, LXW_BORDER_THIN);
    format_set_text_wrap(format);
    format_set_align(format, static_cast<uint8_t>(align));
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    return format;
  }

  NewWorkbook book_;
};

std::string months_of(const Monitoring& monitoring) {
  return monitoring.month == 1 ? "1月" : fmt::format("1-{}月", monitoring.month);
}

/// The form of one project.
class FormSheet {
 public:
  FormSheet(Book& book, lxw_worksheet* sheet, const MonitoredDocument& document,
            const MonitoredProject& project)
      : book_(book), sheet_(sheet), document_(document), project_(project) {}

  void write() {
    for (lxw_col_t column = 0; column <= kLast; ++column) {
      book_.check(worksheet_set_column(sheet_, column, column, kWidths[column], nullptr));
    }
    write_title();
    write_money();
    write_goals();
    write_heads();
    write_levels();
    for (const MonitoredRow& row : project_.rows) write_row(row);
    write_foot();
    worksheet_set_landscape(sheet_);
    worksheet_set_paper(sheet_, 9);  // A4
    worksheet_fit_to_pages(sheet_, 1, 0);
    worksheet_set_margins(sheet_, 0.4, 0.4, 0.5, 0.5);
  }

 private:
  void write_title() {
    const Monitoring& monitoring = document_.monitoring;
    book_.merge(
        sheet_, at_, 0, at_, kLast,
        fmt::format("项目支出绩效目标执行监控表{}", document_.generated ? "（生成示例）" : ""),
        book_.title);
    book_.check(worksheet_set_row(sheet_, at_, 30, nullptr));
    ++at_;
    book_.merge(sheet_, at_, 0, at_, kLast,
                fmt::format("（{} 年度，{}）　预警口径：{}", monitoring.year, months_of(monitoring),
                            monitoring.lights_title),
                book_.centred);
    ++at_;
    pair(0, "项目名称", 2, kLast,
         project_.code.empty() ? project_.name : project_.code + "-" + project_.name);
    next_row();
    // Nobody but the unit knows it; the form has a place for it.
    pair(0, "主管部门及代码", 2, kForecast, "");
    pair(kFirstCause, "实施单位", kExplanation, kLast, project_.unit_name);
    next_row();
  }

  void next_row() {
    book_.check(worksheet_set_row(sheet_, at_, kRowHeight, nullptr));
    ++at_;
  }

  /// A label and, from the column behind it on, what it says.
  void pair(lxw_col_t label, std::string_view name, lxw_col_t first, lxw_col_t last,
            std::string_view words) {
    book_.merge(sheet_, at_, label, at_, static_cast<lxw_col_t>(first - 1), name, book_.head);
    book_.merge(sheet_, at_, first, at_, last, words, book_.plain);
  }

  void write_money() {
    const MonitoredMoney& money = project_.money;
    const std::string months = months_of(document_.monitoring);
    struct Part {
      lxw_col_t first;
      lxw_col_t last;
      std::string head;
      std::string words;
    };
    const std::array<Part, 5> parts = {
        {{2, 3, "", "年度资金总额"},
         {4, 5, "年初预算数", money.budget ? money.budget->to_string() : ""},
         {6, 6, fmt::format("{}执行数", months),
          money.executed.value ? money.executed.value->to_string() : money.executed.gap},
         {7, 11, fmt::format("{}执行率", months), money.rate ? money.rate->to_string() + "%" : ""},
         {12, 15, "全年预计执行数", shown_forecast(money.forecast)}}};
    constexpr lxw_row_t kParts = 2;
    book_.merge(sheet_, at_, 0, at_ + 1 + kParts, 1,
                fmt::format("项目资金{}", money.unit.empty() ? "" : "（" + money.unit + "）"),
                book_.head);
    for (const Part& part : parts) {
      book_.merge(sheet_, at_, part.first, at_, part.last, part.head, book_.head);
      book_.merge(sheet_, at_ + 1, part.first, at_ + 1, part.last, part.words, book_.centred);
      // The ledger knows the whole only; its parts are for the unit to fill in.
      for (lxw_row_t row = 0; row < kParts; ++row) {
        constexpr std::array<std::string_view, kParts> kNames = {"其中：本年一般公共预算拨款",
                                                                 "其他资金"};
        book_.merge(sheet_, at_ + 2 + row, part.first, at_ + 2 + row, part.last,
                    part.first == parts.front().first ? kNames[row] : "", book_.centred);
      }
    }
    book_.merge(sheet_, at_, kLightColumn, at_, kLast, "支出预警", book_.head);
    book_.merge(sheet_, at_ + 1, kLightColumn, at_ + 1 + kParts, kLast,
                fmt::format("{}：{}", chinese_name(money.light.light), money.light.reason),
                book_.lights[static_cast<std::size_t>(money.light.light)]);
    for (lxw_row_t row = 0; row < 2 + kParts; ++row) next_row();
  }

  void write_goals() {
    std::string goals;
    for (const std::string& goal : project_.goals) goals += (goals.empty() ? "" : "\n") + goal;
    pair(0, "年度总体目标", 2, kLast, goals);
    double width = 0;
    for (lxw_col_t column = 2; column <= kLast; ++column) width += kWidths[column];
    const double height = std::max(kRowHeight, kLineHeight * lines_of(goals, width) + 3);
    book_.check(worksheet_set_row(sheet_, at_, height, nullptr));
    ++at_;
  }

  void write_heads() {
    const auto rows = static_cast<lxw_row_t>(project_.rows.size());
    book_.merge(sheet_, at_, 0, at_ + 1 + rows, 0, kHeads.front(), book_.head);
    for (lxw_col_t column = kLevel1; column <= kLast; ++column) {
      const bool grouped = column >= kFirstCause && column < kLightColumn;
      std::string words(kHeads[column]);
      if (column == kExecuted) words = fmt::format("{}{}", months_of(document_.monitoring), words);
      if (grouped) {
        book_.put(sheet_, at_ + 1, column, words, book_.head);
      } else {
        book_.merge(sheet_, at_, column, at_ + 1, column, words, book_.head);
      }
    }
    book_.merge(sheet_, at_, kFirstCause, at_, kExplanation, "偏差原因分析", book_.head);
    book_.merge(sheet_, at_, kFirstLikelihood, at_, kLightColumn - 1, "完成目标可能性", book_.head);
    book_.check(worksheet_set_row(sheet_, at_, kRowHeight, nullptr));
    book_.check(worksheet_set_row(sheet_, at_ + 1, 46, nullptr));
    at_ += 2;
    worksheet_freeze_panes(sheet_, at_, kName + 1);
    book_.check(worksheet_repeat_rows(sheet_, at_ - 2, at_ - 1));
  }

  /// What the row's reader has to know beside the columns of the form.
  static std::string remark_of(const MonitoredRow& row) {
    std::string remark = row.light.reason;
    const auto add = [&](const std::string& words) {
      if (!words.empty()) remark += (remark.empty() ? "" : "；") + words;
    };
    if (row.statement != nullptr && !row.statement->measures.empty()) {
      add("措施：" + row.statement->measures);
    }
    for (const Fall& fall : row.total.falls) {
      add(fmt::format("累计数变小：{} {}，{} {}", fall.earlier_period, fall.before.to_string(),
                      fall.later_period, fall.after.to_string()));
    }
    for (const Exclusion& each : row.total.exclusions) {
      add(fmt::format("未计入 {}{}：{}", each.reporter, each.period, each.reason));
    }
    return remark;
  }

  static std::string level1_of(const MonitoredRow& row) {
    if (!row.task.empty()) return "工作任务";
    return std::string(chinese_name(row.indicator.level1.value.value_or(Level1::Unknown)));
  }

  static std::string level2_of(const MonitoredRow& row) {
    if (!row.task.empty()) return "";
    return std::string(chinese_name(row.indicator.level2.value.value_or(Level2::Unknown)));
  }

  /// Rows of one level below each other share its cell.
  void write_levels() {
    const std::vector<MonitoredRow>& rows = project_.rows;
    const auto write = [&](lxw_col_t column, const auto& words_of, const auto& goes_on) {
      for (std::size_t first = 0; first < rows.size();) {
        std::size_t end = first + 1;
        while (end < rows.size() && goes_on(rows[end - 1], rows[end])) ++end;
        book_.merge(sheet_, at_ + static_cast<lxw_row_t>(first), column,
                    at_ + static_cast<lxw_row_t>(end - 1), column, words_of(rows[first]),
                    book_.centred);
        first = end;
      }
    };
    const auto same1 = [](const MonitoredRow& above, const MonitoredRow& below) {
      return level1_of(above) == level1_of(below);
    };
    write(kLevel1, level1_of, same1);
    write(kLevel1 + 1, level2_of, [&](const MonitoredRow& above, const MonitoredRow& below) {
      return same1(above, below) && level2_of(above) == level2_of(below) && below.task.empty();
    });
  }

  void write_row(const MonitoredRow& row) {
    const Indicator& indicator = row.indicator;
    const std::string unit = indicator.target.has_value() ? indicator.target->unit.name : "";
    book_.put(sheet_, at_, kName, row.name, book_.plain);
    book_.put(sheet_, at_, kName + 1, monitored_target(indicator), book_.centred);
    book_.put(sheet_, at_, kExecuted, shown_total(row.total, unit), book_.centred);
    book_.put(sheet_, at_, kForecast,
              row.forecast.known() ? shown_forecast(row.forecast) + unit : row.forecast.method,
              book_.centred);
    const Statement* const said = row.statement;
    lxw_col_t column = kFirstCause;
    for (const DeviationCause cause : kDeviationCauses) {
      const bool ticked = said != nullptr && std::find(said->causes.begin(), said->causes.end(),
                                                       cause) != said->causes.end();
      book_.put(sheet_, at_, column++, ticked ? "√" : "", book_.centred);
    }
    book_.put(sheet_, at_, kExplanation, said == nullptr ? "" : said->explanation, book_.plain);
    column = kFirstLikelihood;
    for (const Likelihood likelihood : kLikelihoods) {
      const bool ticked = said != nullptr && said->likelihood == likelihood;
      book_.put(sheet_, at_, column++, ticked ? "√" : "", book_.centred);
    }
    book_.put(sheet_, at_, kLightColumn, chinese_name(row.light.light),
              book_.lights[static_cast<std::size_t>(row.light.light)]);
    const std::string remark = remark_of(row);
    book_.put(sheet_, at_, kLast, remark, book_.plain);
    set_height(row, remark);
    ++at_;
  }

  /// Of a text in a cell so many characters wide.
  static int lines_of(std::string_view text, double width) {
    int lines = 0;
    for (const std::string_view line : split(text, "\n")) {
      lines += static_cast<int>(static_cast<double>(display_width(line)) / (width - 1)) + 1;
    }
    return lines;
  }

  /// Tall enough for the longest cell: the library does not measure text, and not every program
  /// that opens the file does.
  void set_height(const MonitoredRow& row, const std::string& remark) {
    const int most = std::max(
        {1, lines_of(remark, kWidths[kLast]), lines_of(row.name, kWidths[kName]),
         lines_of(row.forecast.known() ? shown_forecast(row.forecast) : row.forecast.method,
                  kWidths[kForecast]),
         row.statement == nullptr ? 1
                                  : lines_of(row.statement->explanation, kWidths[kExplanation])});
    book_.check(worksheet_set_row(sheet_, at_, kLineHeight * most + 3, nullptr));
  }

  void write_foot() {
    book_.merge(
        sheet_, at_, 0, at_, kLast,
        fmt::format(
            "目标预警：{}{}。{}。完成目标可能性由人填写，表中只打填报过的勾。",
            chinese_name(project_.goal_light),
            project_.progress ? fmt::format("，目标进度 {}%", project_.progress->to_string()) : "",
            figures_from(document_)),
        book_.note);
    ++at_;
  }

  Book& book_;
  lxw_worksheet* sheet_;
  const MonitoredDocument& document_;
  const MonitoredProject& project_;
  lxw_row_t at_ = 0;
};

/// The report of the month, a line a row.
void write_report_sheet(Book& book, lxw_worksheet* sheet, const MonitoredDocument& document) {
  book.check(worksheet_set_column(sheet, 0, 0, kReportWidth, nullptr));
  const std::string report = render_monthly_report(document, TextStyle{});
  lxw_row_t row = 0;
  for (const std::string_view line : split(report, "\n")) {
    book.put(sheet, row, 0, line, book.note);
    const auto lines = static_cast<int>(display_width(line) / kReportWidth) + 1;
    book.check(worksheet_set_row(sheet, row, 15.0 * lines, nullptr));
    ++row;
  }
  worksheet_set_paper(sheet, 9);  // A4
  worksheet_fit_to_pages(sheet, 1, 0);
}

}  // namespace

Result<void> write_monitoring_xlsx(const std::filesystem::path& path,
                                   std::span<const MonitoredDocument> documents) {
  Book book(path);
  std::size_t forms = 0;
  for (const MonitoredDocument& document : documents) {
    for (const MonitoredProject& project : document.monitoring.projects) {
      if (!book.sound()) break;
      FormSheet(book, book.add_sheet(fmt::format("监控表{}", ++forms)), document, project).write();
    }
  }
  std::size_t reports = 0;
  for (const MonitoredDocument& document : documents) {
    if (!book.sound()) break;
    write_report_sheet(book, book.add_sheet(fmt::format("月度汇报{}", ++reports)), document);
  }
  return book.close();
}

}  // namespace jx
