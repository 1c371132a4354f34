// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/earlier_check.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

#include "documents/document.h"
#include "pages/json/json_tape.h"

namespace jx {
namespace {

/// Members by a path of names; empty where one is missing.
class TapeReader {
 public:
  explicit TapeReader(const JsonTape& tape) : tape_(tape) {}

  std::size_t member(std::size_t object, std::string_view name) const {
    if (object == JsonTape::npos || !tape_.is(object, JsonKind::Object)) return JsonTape::npos;
    return tape_.find_member(object, name);
  }
  std::string text(std::size_t object, std::string_view name) const {
    const std::size_t found = member(object, name);
    if (found == JsonTape::npos || !tape_.is(found, JsonKind::String)) return {};
    return std::string(tape_.text(found));
  }
  template <typename Visit>
  void for_each(std::size_t array, Visit visit) const {
    if (array == JsonTape::npos || !tape_.is(array, JsonKind::Array)) return;
    for (std::size_t at = tape_.first_child(array); at != tape_.end(array); at = tape_.next(at)) {
      visit(at);
    }
  }
  std::size_t first(std::size_t array) const {
    std::size_t found = JsonTape::npos;
    for_each(array, [&](std::size_t at) { found = std::min(found, at); });
    return found;
  }

 private:
  const JsonTape& tape_;
};

/// "%E7%BB%A9" → "绩", "file:///a" → "/a".
std::string path_of(std::string_view uri) {
  constexpr std::string_view kScheme = "file://";
  if (uri.starts_with(kScheme)) uri.remove_prefix(kScheme.size());
  std::string path;
  for (std::size_t i = 0; i < uri.size(); ++i) {
    unsigned char byte = 0;
    const char* const digits = uri.data() + i + 1;
    const bool coded = uri[i] == '%' && i + 2 < uri.size() &&
                       std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2;
    path += coded ? static_cast<char>(byte) : uri[i];
    if (coded) i += 2;
  }
  return path;
}

std::string severity_of_level(std::string_view level) {
  if (level == "note") return "info";
  return level == "none" ? "" : std::string(level);
}

std::vector<EarlierDocument> read_own(const TapeReader& tape, std::size_t documents) {
  std::vector<EarlierDocument> found;
  tape.for_each(documents, [&](std::size_t document) {
    EarlierDocument& earlier = found.emplace_back();
    earlier.file = tape.text(document, "file");
    tape.for_each(tape.member(document, "findings"), [&](std::size_t finding) {
      earlier.findings.push_back({.rule = tape.text(finding, "rule"),
                                  .severity = tape.text(finding, "severity"),
                                  .project = tape.text(finding, "project"),
                                  .subject = tape.text(finding, "subject"),
                                  .message = tape.text(finding, "message"),
                                  .fingerprint = tape.text(finding, "fingerprint")});
    });
  });
  return found;
}

std::vector<EarlierDocument> read_sarif(const TapeReader& tape, std::size_t runs) {
  std::vector<EarlierDocument> found;
  const auto document_of = [&](const std::string& file) -> EarlierDocument& {
    for (EarlierDocument& document : found) {
      if (document.file == file) return document;
    }
    found.push_back({.file = file, .findings = {}});
    return found.back();
  };
  tape.for_each(tape.member(tape.first(runs), "artifacts"), [&](std::size_t artifact) {
    document_of(path_of(tape.text(tape.member(artifact, "location"), "uri")));
  });
  tape.for_each(tape.member(tape.first(runs), "results"), [&](std::size_t result) {
    const std::size_t artifact =
        tape.member(tape.member(tape.first(tape.member(result, "locations")), "physicalLocation"),
                    "artifactLocation");
    EarlierDocument& document = document_of(path_of(tape.text(artifact, "uri")));
    // What was gone already then is no finding of that check.
    if (tape.text(result, "baselineState") == "absent") return;
    const std::size_t properties = tape.member(result, "properties");
    std::string severity = tape.text(properties, "severity");
    if (severity.empty()) severity = severity_of_level(tape.text(result, "level"));
    document.findings.push_back(
        {.rule = tape.text(result, "ruleId"),
         .severity = std::move(severity),
         .project = tape.text(properties, "project"),
         .subject = tape.text(properties, "subject"),
         .message = tape.text(tape.member(result, "message"), "text"),
         .fingerprint = tape.text(tape.member(result, "partialFingerprints"), "jixiao/v1")});
  });
  return found;
}

std::string_view name_of(std::string_view path) {
  const std::size_t slash = path.find_last_of("/\\");
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

}  // namespace

Result<EarlierCheck> EarlierCheck::load(const std::filesystem::path& path) {
  JX_TRY(const Document document, read_document(path, {}));
  return parse(document.bytes, path.string());
}

Result<EarlierCheck> EarlierCheck::parse(std::string_view text, std::string_view name) {
  Result<JsonTape> parsed = JsonTape::parse(text, {});
  const Error no_output{ErrorCode::Malformed,
                        fmt::format("“{}”不是 jixiao check 的结果，不能作比较；请给出上次用 "
                                    "--format json 或 --format sarif 得到的文件",
                                    name)};
  if (!parsed.ok()) return no_output;
  const TapeReader tape(*parsed);
  const std::size_t documents = tape.member(parsed->root(), "documents");
  const std::size_t runs = tape.member(parsed->root(), "runs");
  EarlierCheck check;
  if (documents != JsonTape::npos) {
    check.documents_ = read_own(tape, documents);
  } else if (runs != JsonTape::npos) {
    check.documents_ = read_sarif(tape, runs);
  } else {
    return no_output;
  }
  return check;
}

const EarlierDocument* EarlierCheck::find(std::string_view file, std::size_t documents_now) const {
  const EarlierDocument* found = nullptr;
  for (const EarlierDocument& document : documents_) {
    if (document.file == file) return &document;
    if (found == nullptr && name_of(document.file) == name_of(file)) found = &document;
  }
  const bool only_ones = documents_now == 1 && documents_.size() == 1;
  return found == nullptr && only_ones ? documents_.data() : found;
}

}  // namespace jx
