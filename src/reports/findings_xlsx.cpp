// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reports/findings_xlsx.h"

#include <fmt/core.h>
#include <xlsxwriter.h>

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "reports/finding_words.h"
#include "reports/new_workbook.h"
#include "reports/text.h"
#include "reports/text_layout.h"
#include "reports/workbook_text.h"

namespace jx {
namespace {

struct Column {
  std::string_view name;
  double width;
};
constexpr Column kColumns[] = {{"序号", 6},  {"文件", 24},     {"级别", 9},  {"规则", 8},
                               {"状态", 9},  {"项目编码", 24}, {"对象", 30}, {"问题", 60},
                               {"位置", 22}, {"原文", 36},     {"应为", 30}, {"实际", 30},
                               {"改法", 44}, {"依据", 36},     {"豁免", 30}, {"指纹", 18}};
constexpr Column kDocumentColumns[] = {{"文件", 40},     {"SHA-256", 66},  {"规则集", 20},
                                       {"怎样选定", 40}, {"规则版本", 24}, {"意见", 8}};
constexpr auto kColumnCount = static_cast<lxw_col_t>(std::size(kColumns));
constexpr lxw_col_t kSeverityColumn = 2;

/// Excel takes 32,767 characters; nobody reads so many in a cell.
constexpr std::size_t kMostWidth = 4000;

std::string_view state_words(const Review& review, std::size_t index) {
  if (review.waiver_of(index) != nullptr) return "豁免";
  switch (review.state_of(index)) {
    case FindingState::Unknown: return "";
    case FindingState::New: return "新问题";
    case FindingState::Unchanged: return "仍未改";
  }
  return "";
}

}  // namespace

struct FindingsWorkbook::State {
  explicit State(const std::filesystem::path& path) : book(path) {
    if (book.get() != nullptr) begin();
  }

  NewWorkbook book;
  lxw_worksheet* sheet = nullptr;
  lxw_worksheet* documents = nullptr;
  lxw_format* plain = nullptr;
  std::array<lxw_format*, 4> tones{};  ///< Doubt, info, warning, error.
  lxw_row_t rows = 1;
  lxw_row_t document_rows = 1;

  lxw_format* make_format() {
    lxw_format* const format = workbook_add_format(book.get());
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    format_set_text_wrap(format);
    format_set_num_format(format, "@");
    return format;
  }

  void begin() {
    sheet = workbook_add_worksheet(book.get(), "审核意见");
    documents = workbook_add_worksheet(book.get(), "文件");
    if (sheet == nullptr || documents == nullptr) {
      book.note_failure();
      return;
    }
    plain = make_format();
    constexpr std::array<lxw_color_t, 4> kColours = {0xe4dfec, 0xddebf7, 0xffeb9c, 0xffc7ce};
    for (std::size_t i = 0; i < kColours.size(); ++i) {
      tones[i] = make_format();
      format_set_bg_color(tones[i], kColours[i]);
    }
    lxw_format* const header = make_format();
    format_set_bold(header);
    format_set_bg_color(header, 0xdde6f1);
    format_set_border(header, LXW_BORDER_THIN);
    head(sheet, kColumns, header);
    head(documents, kDocumentColumns, header);
  }

  void head(lxw_worksheet* into, std::span<const Column> columns, lxw_format* header) {
    lxw_col_t place = 0;
    for (const Column& column : columns) {
      note(worksheet_set_column(into, place, place, column.width, nullptr));
      put(into, 0, place++, column.name, header);
    }
    worksheet_freeze_panes(into, 1, 0);
    note(worksheet_repeat_rows(into, 0, 0));
    worksheet_set_landscape(into);
    worksheet_set_paper(into, 9);  // A4
    worksheet_fit_to_pages(into, 1, 0);
  }

  void note(lxw_error error) noexcept { book.note(error); }

  void put(lxw_worksheet* into, lxw_row_t row, lxw_col_t column, std::string_view text,
           lxw_format* format) {
    note(worksheet_write_string(into, row, column,
                                to_stored_text(shortened(text, kMostWidth)).c_str(), format));
  }

  void put_row(const std::array<std::string, kColumnCount>& words, lxw_format* tone) {
    note(worksheet_write_number(sheet, rows, 0, rows, nullptr));
    for (lxw_col_t i = 1; i < kColumnCount; ++i) {
      put(sheet, rows, i, words[i], i == kSeverityColumn ? tone : plain);
    }
    ++rows;
  }

  void put_document(const Submission& submission, std::string_view rule_set, std::size_t findings) {
    lxw_col_t column = 0;
    for (const std::string_view words :
         {std::string_view(submission.file), std::string_view(submission.sha256),
          std::string_view(submission.profile.id), std::string_view(submission.profile.reason),
          rule_set}) {
      put(documents, document_rows, column++, words, plain);
    }
    note(worksheet_write_number(documents, document_rows, column, static_cast<double>(findings),
                                nullptr));
    ++document_rows;
  }

  lxw_format* tone_of(const Finding& finding) const noexcept {
    if (finding.verdict == Verdict::InsufficientData) return tones[0];
    return tones[1 + static_cast<std::size_t>(finding.severity)];
  }
};

FindingsWorkbook::FindingsWorkbook(const std::filesystem::path& path)
    : state_(std::make_unique<State>(path)) {}
FindingsWorkbook::~FindingsWorkbook() = default;

Result<void> FindingsWorkbook::add(const Submission& submission, const CheckResult& result,
                                   const Review& review, std::string_view rule_set) {
  if (state_->book.get() == nullptr) return state_->book.close();
  if (result.findings.size() + review.fixed.size() > LXW_ROW_MAX - state_->rows) {
    return Error{.code = ErrorCode::LimitExceeded,
                 .message =
                     "审核意见超过一百万条，一张 Excel 工作表放不下；请分几次检查，或用 "
                     "--format json"};
  }
  if (state_->document_rows < LXW_ROW_MAX) {
    state_->put_document(submission, rule_set, result.findings.size());
  }
  for (std::size_t i = 0; i < result.findings.size(); ++i) {
    const Finding& finding = result.findings[i];
    const EvidenceLine first = finding.evidence.empty() ? EvidenceLine{} : finding.evidence.front();
    const Waiver* const waiver = review.waiver_of(i);
    state_->put_row({"", submission.file, std::string(chinese_word(finding)), finding.rule,
                     std::string(state_words(review, i)), finding.project, finding.subject,
                     finding.message, place_of(first.origin, &submission), first.text,
                     finding.expected, finding.actual, finding.fix, finding.basis,
                     waiver == nullptr ? "" : words_of(*waiver), finding.fingerprint},
                    state_->tone_of(finding));
  }
  for (const EarlierFinding& gone : review.fixed) {
    state_->put_row({"", submission.file, "", gone.rule, "已改正", gone.project, gone.subject,
                     gone.message, "", "", "", "", "", "", "", gone.fingerprint},
                    state_->plain);
  }
  return {};
}

Result<void> FindingsWorkbook::finish() {
  if (state_->book.sound()) {
    state_->note(worksheet_autofilter(state_->sheet, 0, 0, state_->rows - 1, kColumnCount - 1));
  }
  return state_->book.close();
}

}  // namespace jx
