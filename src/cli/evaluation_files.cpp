// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/evaluation_files.h"

#include <fmt/format.h>

#include <charconv>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include "base/sha256.h"
#include "codecs/json_writer.h"
#include "codecs/toml.h"

namespace jx {
namespace {

constexpr std::string_view kKind = "jixiao-evaluation-proof/1";

Error in_file(std::string_view name, const Error& error) {
  return {error.code, fmt::format("{}：{}", name, error.message)};
}

/// The weights of the first document of what `evaluate` gave.
Result<std::vector<JsonValue>> weight_items(const JsonTape& tape) {
  const JsonValue root(tape, tape.root(), "$");
  JX_TRY(const JsonValue documents, root.member("documents"));
  JX_TRY(const std::vector<JsonValue> items, documents.items());
  if (items.size() != 1) {
    return documents.fault(
        "应当恰好有一份结果；请用 evaluate ahp|entropy|delphi|combine --format json 的输出");
  }
  JX_TRY(const JsonValue weights, items.front().member("weights"));
  return weights.items();
}

/// Finds the file of each item beside the book and hashes it.
void hash_evidence(const std::filesystem::path& folder, LoadedBook& loaded) {
  for (EvidenceItem& item : loaded.book.evidence) {
    if (item.file.empty()) continue;
    std::ifstream file(folder / item.file, std::ios::binary);
    if (!file) {
      loaded.missing_files.push_back(fmt::format("{} {}", item.id, item.file));
      continue;
    }
    Sha256 sum;
    std::string chunk(std::size_t{1} << 16, '\0');
    while (file) {
      file.read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
      const auto count = static_cast<std::size_t>(file.gcount());
      sum.add(std::string_view(chunk).substr(0, count));
      item.bytes += count;
    }
    item.sha256 = sum.finish();
  }
}

Result<void> read_weights(LoadedBook& loaded) {
  if (loaded.book.weights_file.empty()) return {};
  JX_TRY(const NamedPoints points,
         read_weight_points(loaded.weights_text, loaded.book.weights_file));
  return bring_weights(points, loaded.book);
}

void write_proof(JsonWriter& json, const LoadedBook& loaded) {
  json.begin_object(JsonWriter::Layout::Lines).member("proof", kKind);
  json.member("framework", loaded.framework.text).member("book", loaded.text);
  json.member("weights", loaded.weights_text);
  json.key("files").begin_array(JsonWriter::Layout::Lines);
  for (const EvidenceItem& item : loaded.book.evidence) {
    if (item.sha256.empty()) continue;
    json.begin_object().member("id", item.id).member("sha256", item.sha256);
    json.member("bytes", std::to_string(item.bytes)).end_object();
  }
  json.end_array().key("results");
  write_evaluation(json, loaded.view());
  json.end_object();
}

Result<void> bring_files(const JsonValue& root, EvaluationBook& book) {
  JX_TRY(const JsonValue list, root.member("files"));
  JX_TRY(const std::vector<JsonValue> items, list.items());
  for (const JsonValue& each : items) {
    JX_TRY(const JsonValue id_value, each.member("id"));
    JX_TRY(const std::string id, id_value.text());
    JX_TRY(const JsonValue sum, each.member("sha256"));
    JX_TRY(const JsonValue size, each.member("bytes"));
    JX_TRY(const std::string bytes, size.text());
    for (EvidenceItem& item : book.evidence) {
      if (item.id != id) continue;
      JX_TRY(item.sha256, sum.text());
      const auto [end, fault] =
          std::from_chars(bytes.data(), bytes.data() + bytes.size(), item.bytes);
      if (fault != std::errc() || end != bytes.data() + bytes.size()) {
        return size.fault("应当是整数");
      }
    }
  }
  return {};
}

Result<LoadedBook> read_proof(const JsonTape& tape) {
  const JsonValue root(tape, tape.root(), "$");
  JX_TRY(const JsonValue kind, root.member("proof"));
  JX_TRY(const std::string words, kind.text());
  if (words != kKind) return root.fault("不是 jixiao evaluate score --proof 写出的评分证明");
  LoadedBook loaded;
  JX_TRY(const JsonValue framework, root.member("framework"));
  JX_TRY(loaded.framework.text, framework.text());
  JX_TRY(loaded.framework.framework, read_framework(loaded.framework.text, "$.framework"));
  JX_TRY(const JsonValue book, root.member("book"));
  JX_TRY(loaded.text, book.text());
  JX_TRY(loaded.book, read_evaluation_book(loaded.text, "$.book", loaded.framework.framework));
  JX_TRY(const JsonValue weights, root.member("weights"));
  JX_TRY(loaded.weights_text, weights.text());
  JX_TRY_VOID(read_weights(loaded));
  JX_TRY_VOID(bring_files(root, loaded.book));
  loaded.scores = score_evaluation(loaded.book, loaded.framework.framework);
  return loaded;
}

}  // namespace

Result<std::string> read_whole_file(const std::filesystem::path& path) {
  std::error_code fault;
  const auto size = std::filesystem::file_size(path, fault);
  std::ifstream file(path, std::ios::binary);
  if (fault || !file) {
    return Error{ErrorCode::NotFound,
                 fmt::format("打不开 {}；请核对文件名和权限。", path.string())};
  }
  if (size > kMostTomlBytes) {
    return Error{ErrorCode::LimitExceeded, fmt::format("{} 超过 16 MB，太大了。", path.string())};
  }
  return std::string(std::istreambuf_iterator<char>(file), {});
}

Result<NamedPoints> read_weight_points(std::string_view json, std::string_view name) {
  const Result<JsonTape> tape = JsonTape::parse(json, {});
  if (!tape.ok()) return in_file(name, tape.error());
  const Result<std::vector<JsonValue>> items = weight_items(*tape);
  if (!items.ok()) return in_file(name, items.error());
  NamedPoints points;
  for (const JsonValue& each : *items) {
    const auto read = [&]() -> Result<std::pair<std::string, Decimal>> {
      JX_TRY(const JsonValue label, each.member("name"));
      JX_TRY(std::string words, label.text());
      const std::optional<JsonValue> found = each.find("points");
      if (!found) return each.fault("没有“points”；请在 evaluate 时用 --base 把权重分成分值");
      JX_TRY(const Decimal value, found->decimal());
      return std::pair(std::move(words), value);
    };
    Result<std::pair<std::string, Decimal>> point = read();
    if (!point.ok()) return in_file(name, point.error());
    points.push_back(*std::move(point));
  }
  return points;
}

Result<std::vector<std::pair<std::string, double>>> read_weight_shares(std::string_view json,
                                                                       std::string_view name) {
  const Result<JsonTape> tape = JsonTape::parse(json, {});
  if (!tape.ok()) return in_file(name, tape.error());
  const Result<std::vector<JsonValue>> items = weight_items(*tape);
  if (!items.ok()) return in_file(name, items.error());
  std::vector<std::pair<std::string, double>> shares;
  for (const JsonValue& each : *items) {
    const auto read = [&]() -> Result<std::pair<std::string, double>> {
      JX_TRY(const JsonValue label, each.member("name"));
      JX_TRY(std::string words, label.text());
      JX_TRY(const JsonValue weight, each.member("weight"));
      JX_TRY(const double share, weight.number());
      return std::pair(std::move(words), share);
    };
    Result<std::pair<std::string, double>> share = read();
    if (!share.ok()) return in_file(name, share.error());
    shares.push_back(*std::move(share));
  }
  return shares;
}

Result<LoadedBook> load_evaluation_book(const std::filesystem::path& path,
                                        const std::filesystem::path& frameworks) {
  LoadedBook loaded;
  JX_TRY(loaded.text, read_whole_file(path));
  const std::string name = path.filename().string();
  JX_TRY(const std::string framework, framework_of_book(loaded.text, name));
  JX_TRY(loaded.framework, load_framework(frameworks, framework));
  JX_TRY(loaded.book, read_evaluation_book(loaded.text, name, loaded.framework.framework));
  const std::filesystem::path folder = path.parent_path();
  if (!loaded.book.weights_file.empty()) {
    JX_TRY(loaded.weights_text, read_whole_file(folder / loaded.book.weights_file));
  }
  JX_TRY_VOID(read_weights(loaded));
  hash_evidence(folder, loaded);
  loaded.scores = score_evaluation(loaded.book, loaded.framework.framework);
  return loaded;
}

std::string evaluation_proof_of(const LoadedBook& loaded) {
  std::string text;
  JsonWriter json(text);
  write_proof(json, loaded);
  return text;
}

Result<EvaluationVerdict> verify_evaluation_proof(std::string_view text, std::string_view name) {
  const Result<JsonTape> tape = JsonTape::parse(text, {});
  if (!tape.ok()) return in_file(name, tape.error());
  const Result<LoadedBook> loaded = read_proof(*tape);
  if (!loaded.ok()) return in_file(name, loaded.error());
  const Result<JsonTape> again = JsonTape::parse(evaluation_proof_of(*loaded), {});
  if (!again.ok()) return again.error();
  return EvaluationVerdict{.project = loaded->book.project,
                           .indicators = loaded->book.indicators.size(),
                           .total = loaded->scores.total,
                           .difference = find_difference(*tape, *again)};
}

}  // namespace jx
