// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reports/ledger.h"

#include <fmt/format.h>

#include <string_view>

#include "base/text.h"

namespace jx {
namespace {

std::string_view absence_in_words(Absence absence) {
  switch (absence) {
    case Absence::Blank: return "未填";
    case Absence::NotApplicable: return "不适用";
    case Absence::NotDue: return "未到期";
    case Absence::NotObtainable: return "无法采集";
    case Absence::Unread: return "未读懂";
  }
  return "";
}

std::string figure_of(const LedgerEntry& entry) {
  if (entry.absence) return std::string(absence_in_words(*entry.absence));
  if (!entry.value) return "“" + entry.level + "”";
  std::string figure = entry.comparator + entry.value->to_string();
  if (!entry.unit.empty()) figure += " " + entry.unit;
  if (entry.numerator && entry.denominator) {
    figure +=
        fmt::format("（{} ÷ {}）", entry.numerator->to_string(), entry.denominator->to_string());
  }
  return figure;
}

/// The parts that are there, between commas.
std::string listed(std::initializer_list<std::string> parts) {
  std::string all;
  for (const std::string& part : parts) {
    if (!part.empty()) all += (all.empty() ? "" : "，") + part;
  }
  return all;
}

std::string about(const LedgerEntry& entry) {
  switch (entry.kind) {
    case EntryKind::Evidence:
      return fmt::format("{}，{} 字节，{}", entry.source,
                         entry.value ? entry.value->to_string() : "", entry.evidence.front());
    case EntryKind::Reversal:
      return fmt::format("第 {} 条，原因：{}", entry.reverses.value_or(0), entry.reason);
    case EntryKind::Statement:
      return fmt::format("{} “{}” {}：{}", entry.project, entry.indicator, entry.period,
                         listed({entry.level, entry.reason}));
    case EntryKind::Record:
      return fmt::format("{} {} {} {}：{}", entry.project, entry.indicator, entry.period,
                         entry.method, replaced(entry.level, "\n", "，"));
    case EntryKind::Target:
    case EntryKind::Actual: break;
  }
  return fmt::format("{} “{}”{}{}：{}", entry.project, entry.indicator,
                     entry.reporter.empty() ? "" : " " + entry.reporter,
                     entry.period.empty() ? "" : " " + entry.period, figure_of(entry));
}

void write_known(JsonWriter& json, std::string_view key, const std::string& text) {
  if (!text.empty()) json.member(key, text);
}

void write_known(JsonWriter& json, std::string_view key, const std::optional<Decimal>& value) {
  if (value) json.member(key, value->to_string());
}

void write_counted(JsonWriter& json, const CountedRows& counted) {
  json.key("counted").begin_object().member("register", counted.kind);
  json.member("formula", counted.formula);
  write_known(json, "value", counted.value);
  json.key("rows").begin_array();
  for (const std::uint64_t number : counted.rows) json.value(number);
  json.end_array().end_object();
}

}  // namespace

std::string render_entry_text(const NumberedEntry& numbered) {
  const LedgerEntry& entry = numbered.entry;
  const bool file = entry.kind == EntryKind::Evidence;
  const std::string proof =
      file || entry.evidence.empty() ? "" : fmt::format("佐证 {} 份", entry.evidence.size());
  return fmt::format(
      "第 {} 条 {} {}（{}）{}", numbered.number, chinese_name(entry.kind), about(entry),
      listed({entry.method, file ? "" : entry.source, proof, entry.person, entry.recorded_at}),
      numbered.reversed_by ? fmt::format(" [已由第 {} 条冲销]", *numbered.reversed_by) : "");
}

void write_entry(JsonWriter& json, const NumberedEntry& numbered,
                 const std::optional<CountedRows>& counted) {
  const LedgerEntry& entry = numbered.entry;
  json.begin_object().member("number", numbered.number);
  json.member("kind", to_string(entry.kind));
  write_known(json, "project", entry.project);
  write_known(json, "indicator", entry.indicator);
  write_known(json, "reporter", entry.reporter);
  write_known(json, "period", entry.period);
  write_known(json, "comparator", entry.comparator);
  write_known(json, "value", entry.value);
  write_known(json, "level", entry.level);
  if (entry.absence) json.member("absent", to_string(*entry.absence));
  write_known(json, "unit", entry.unit);
  write_known(json, "numerator", entry.numerator);
  write_known(json, "denominator", entry.denominator);
  write_known(json, "method", entry.method);
  write_known(json, "source", entry.source);
  write_known(json, "person", entry.person);
  if (!entry.evidence.empty()) {
    json.key("evidence").begin_array();
    for (const std::string& digest : entry.evidence) json.value(digest);
    json.end_array();
  }
  if (entry.reverses) json.member("reverses", *entry.reverses);
  write_known(json, "reason", entry.reason);
  json.member("recorded_at", entry.recorded_at);
  if (numbered.reversed_by) json.member("reversed_by", *numbered.reversed_by);
  if (counted) write_counted(json, *counted);
  json.end_object();
}

}  // namespace jx
