// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/review_options.h"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

namespace jx {
namespace {

constexpr std::string_view kWaiverEnding = ".waivers.toml";

Date clock_today() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm local{};
  localtime_r(&now, &local);
  return {.year = local.tm_year + 1900, .month = local.tm_mon + 1, .day = local.tm_mday};
}

Result<Date> read_today(const std::string& words) {
  if (words.empty()) return clock_today();
  Date date;
  int end = 0;
  const bool read =
      std::sscanf(words.c_str(), "%4d-%2d-%2d%n", &date.year, &date.month, &date.day, &end) == 3 &&
      static_cast<std::size_t>(end) == words.size();
  if (read && date.valid() && date.day > 0) return date;
  return Error{ErrorCode::Malformed,
               fmt::format("--today {} 不是日期；请写成 2026-06-30 的样子", words)};
}

Result<std::shared_ptr<WaiverBook>> read_book(const std::filesystem::path& path, Date today,
                                              const std::vector<std::string>& rule_ids) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return Error{ErrorCode::NotFound, "打不开豁免文件 " + path.string() + "；请检查路径"};
  }
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  Result<std::vector<Waiver>> parsed = parse_waivers(text, path.string());
  // The message names the place; it is none in the document.
  if (!parsed.ok()) return Error{parsed.error().code, parsed.error().message};
  std::vector<Waiver> waivers = *std::move(parsed);
  for (const Waiver& waiver : waivers) {
    if (std::find(rule_ids.begin(), rule_ids.end(), waiver.rule) != rule_ids.end()) continue;
    return Error{ErrorCode::NotFound,
                 fmt::format("{}：没有编号为 {} 的规则；jixiao rules 列出全部规则", waiver.place,
                             waiver.rule)};
  }
  return std::make_shared<WaiverBook>(std::move(waivers), today);
}

}  // namespace

void ReviewOptions::add_to(CLI::App& command) {
  command.add_option("--waivers", waivers,
                     "豁免文件：哪些问题经谁同意、因何、到哪天为止可以不改；文件旁的 "
                     "同名 .waivers.toml 也算");
  command.add_option("--today", today, "按这一天判断豁免是否到期，如 2026-06-30；默认是今天");
  command.add_option("--baseline", baseline,
                     "上次检查的结果（--format json 或 sarif）：说明哪些是新问题、哪些仍未改、"
                     "哪些已改正");
}

Result<std::unique_ptr<Reviewer>> Reviewer::open(const ReviewOptions& options,
                                                 std::size_t documents,
                                                 std::vector<std::string> rule_ids) {
  auto reviewer = std::make_unique<Reviewer>();
  reviewer->documents_ = documents;
  reviewer->rule_ids_ = std::move(rule_ids);
  JX_TRY(reviewer->today_, read_today(options.today));
  if (!options.waivers.empty()) {
    JX_TRY(reviewer->shared_, read_book(options.waivers, reviewer->today_, reviewer->rule_ids_));
    reviewer->books_.push_back(reviewer->shared_);
  }
  if (!options.baseline.empty()) {
    JX_TRY(reviewer->earlier_, EarlierCheck::load(options.baseline));
  }
  return reviewer;
}

Result<Reviewer::Reviewed> Reviewer::review(const std::string& file, const CheckResult& result) {
  static const EarlierDocument kNotCheckedThen;
  Reviewed reviewed;
  const std::filesystem::path beside = file + std::string(kWaiverEnding);
  std::error_code ignored;
  if (std::filesystem::exists(beside, ignored)) {
    JX_TRY(reviewed.own_waivers, read_book(beside, today_, rule_ids_));
  }
  std::vector<WaiverBook*> books;
  for (const auto& book : {reviewed.own_waivers, shared_}) {
    if (book) books.push_back(book.get());
  }
  const EarlierDocument* earlier = nullptr;
  if (earlier_) {
    earlier = earlier_->find(file, documents_);
    if (earlier == nullptr) earlier = &kNotCheckedThen;
  }
  const std::lock_guard lock(reviewing_);
  reviewed.review = review_findings(result, books, earlier);
  return reviewed;
}

void Reviewer::keep(std::shared_ptr<WaiverBook> waivers) {
  if (waivers) books_.push_back(std::move(waivers));
}

std::vector<WaiverBook::Idle> Reviewer::idle() const {
  std::vector<WaiverBook::Idle> idle;
  for (const auto& book : books_) {
    for (WaiverBook::Idle& one : book->idle()) idle.push_back(std::move(one));
  }
  return idle;
}

}  // namespace jx
