// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/check_output.h"

#include <optional>

#include "reports/json.h"
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
    return {};
  }
  void finish(const std::vector<WaiverBook::Idle>& idle, bool /*complete*/,
              DocumentOutput& output) override {
    output.text += render_idle_waivers(idle, style_);
  }

 private:
  TextStyle style_;
};

class JsonOutput : public CheckOutput {
 public:
  Result<void> add(const CheckedDocument& checked, const Reference& /*reference*/,
                   DocumentOutput& output) override {
    write_check(output.json, checked.submission, checked.result, checked.review);
    return {};
  }
};

class SarifOutput : public CheckOutput {
 public:
  Result<void> add(const CheckedDocument& checked, const Reference& reference,
                   DocumentOutput& output) override {
    begin(reference.cards).add(checked.submission, checked.result, checked.review);
    move_to(output);
    return {};
  }
  void finish(const std::vector<WaiverBook::Idle>& /*idle*/, bool complete,
              DocumentOutput& output) override {
    begin(no_cards_).finish(complete);
    move_to(output);
    output.text += '\n';
  }

 private:
  SarifWriter& begin(const RuleCards& cards) {
    if (!writer_) writer_.emplace(text_, cards);
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

}  // namespace

std::unique_ptr<CheckOutput> make_check_output(std::string_view format, const TextStyle& style) {
  if (format == "json") return std::make_unique<JsonOutput>();
  if (format == "sarif") return std::make_unique<SarifOutput>();
  return std::make_unique<TextOutput>(style);
}

}  // namespace jx
