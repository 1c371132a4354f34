// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/check_output.h"

#include <optional>
#include <utility>

#include "cli/output_file.h"
#include "reports/findings_xlsx.h"
#include "reports/json.h"
#include "reports/overview.h"
#include "reports/review_html.h"
#include "reports/sarif.h"

namespace jx {
namespace {

class TextOutput : public CheckOutput {
 public:
  explicit TextOutput(const TextStyle& style) : style_(style) {}

  Result<void> add(const CheckedDocument& checked, const Reference& reference,
                   DocumentOutput& output) override {
    output.text += render_check_text(checked.submission, checked.result, reference.cards, style_,
                                     checked.review);
    overview_.add(checked.submission, checked.result, reference.cards);
    return {};
  }
  Result<void> finish(const CheckEnd& end, DocumentOutput& output) override {
    output.text += render_idle_waivers(end.waivers, style_);
    output.text += render_idle_rules(end.rules, style_);
    if (overview_.documents() > 1) output.text += render_overview_text(overview_, style_);
    return {};
  }

 private:
  TextStyle style_;
  CheckOverview overview_;
};

class JsonOutput : public CheckOutput {
 public:
  Result<void> add(const CheckedDocument& checked, const Reference& reference,
                   DocumentOutput& output) override {
    if (checked.passed_json) {
      begin_check(output.json, checked.submission, checked.result, checked.review);
      output.json.begin_given_value();
      output.put(std::exchange(output.text, {}));
      JX_TRY_VOID(checked.passed_json->pour(output.put));
      end_check(output.json, checked.submission, checked.result);
    } else {
      write_check(output.json, checked.submission, checked.result, checked.review);
    }
    overview_.add(checked.submission, checked.result, reference.cards);
    return {};
  }
  Result<void> finish(const CheckEnd& /*end*/, DocumentOutput& output) override {
    if (overview_.documents() < 2) return {};
    output.json.key("overview");
    write_overview(output.json, overview_);
    return {};
  }

 private:
  CheckOverview overview_;
};

class SarifOutput : public CheckOutput {
 public:
  Result<void> add(const CheckedDocument& checked, const Reference& reference,
                   DocumentOutput& output) override {
    begin(reference.cards, reference.rule_set)
        .add(checked.submission, checked.result, checked.review);
    move_to(output);
    return {};
  }
  Result<void> finish(const CheckEnd& end, DocumentOutput& output) override {
    begin(no_cards_, {}).finish(end.complete, end.rules);
    move_to(output);
    output.text += '\n';
    return {};
  }

 private:
  SarifWriter& begin(const RuleCards& cards, std::string_view rule_set) {
    if (!writer_) writer_.emplace(text_, cards, rule_set);
    return *writer_;
  }
  void move_to(DocumentOutput& output) {
    output.text += text_;
    text_.clear();
  }

  RuleCards no_cards_;
  std::string text_;
  std::optional<SarifWriter> writer_;
};

Result<std::string> render_sheet(const CheckedDocument& checked, const Reference& reference,
                                 std::size_t number) {
  return render_review_html({.submission = checked.submission,
                             .tables = checked.tables,
                             .result = checked.result,
                             .review = checked.review,
                             .rule_set = reference.rule_set,
                             .number = number});
}

class HtmlOutput : public CheckOutput {
 public:
  explicit HtmlOutput(std::string title) : title_(std::move(title)) {}

  Result<void> add(const CheckedDocument& checked, const Reference& reference,
                   DocumentOutput& output) override {
    JX_TRY(const std::string sheet, render_sheet(checked, reference, number_ + 1));
    begin(output);
    output.text += sheet;
    ++number_;
    return {};
  }
  Result<void> finish(const CheckEnd& end, DocumentOutput& output) override {
    begin(output);
    output.text += review_page_end(end.rules);
    return {};
  }

 private:
  void begin(DocumentOutput& output) {
    if (!std::exchange(begun_, true)) output.text += review_page_begin(title_);
  }

  std::string title_;
  std::size_t number_ = 0;
  bool begun_ = false;
};

class HtmlFiles : public CheckOutput {
 public:
  explicit HtmlFiles(OutputPlace& folder) : folder_(folder) {}

  Result<void> add(const CheckedDocument& checked, const Reference& reference,
                   DocumentOutput& output) override {
    const std::string& file = checked.submission.file;
    JX_TRY(const std::string sheet, render_sheet(checked, reference, 1));
    const std::filesystem::path path = folder_.next_file(file, "-审核表.html");
    JX_TRY_VOID(write_file(path, review_page_begin(file) + sheet + review_page_end()));
    output.text += path.string() + "\n";
    return {};
  }
  bool tells_idle_rules() const override { return false; }

 private:
  OutputPlace& folder_;
};

class WorkbookOutput : public CheckOutput {
 public:
  explicit WorkbookOutput(OutputFile file) : file_(std::move(file)), book_(file_.partial()) {}

  Result<void> add(const CheckedDocument& checked, const Reference& reference,
                   DocumentOutput& /*output*/) override {
    return book_.add(checked.submission, checked.result, checked.review, reference.rule_set);
  }
  Result<void> finish(const CheckEnd& /*end*/, DocumentOutput& /*output*/) override {
    JX_TRY_VOID(book_.finish());
    return file_.commit();
  }
  bool tells_idle_rules() const override { return false; }

 private:
  OutputFile file_;
  FindingsWorkbook book_;
};

}  // namespace

std::unique_ptr<CheckOutput> make_check_output(std::string_view format, const TextStyle& style,
                                               std::string title) {
  if (format == "json") return std::make_unique<JsonOutput>();
  if (format == "sarif") return std::make_unique<SarifOutput>();
  if (format == "html") return std::make_unique<HtmlOutput>(std::move(title));
  return std::make_unique<TextOutput>(style);
}

std::unique_ptr<CheckOutput> make_review_sheets(OutputPlace& folder) {
  return std::make_unique<HtmlFiles>(folder);
}

Result<std::unique_ptr<CheckOutput>> make_findings_workbook(const std::filesystem::path& path) {
  JX_TRY(OutputFile file, OutputFile::create(path));
  return std::unique_ptr<CheckOutput>(std::make_unique<WorkbookOutput>(std::move(file)));
}

}  // namespace jx
