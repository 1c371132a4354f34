// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/ocr/recogniser.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <system_error>
#include <utility>

#include "base/build_info.h"
#include "base/check.h"
#include "base/text.h"
#include "pages/ocr/onnx_runtime.h"

namespace jx {
namespace {

namespace fs = std::filesystem;

constexpr const char* kLibrary = "libonnxruntime.so";
constexpr const char* kMainModel = "line_model.onnx";
constexpr const char* kSecondModel = "line_model_2.onnx";
constexpr std::int64_t kPlanes = 3;        // As for a picture in colours, all three the same.
constexpr std::uint32_t kLeastWidth = 16;  // What is narrower gets paper beside it.
constexpr unsigned char kPaper = 255;
constexpr std::uint32_t kTrialWidth = 48;

bool is_file(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}

Error explain(const fs::path& file, const Error& error) {
  return {error.code,
          fmt::format("“{}”不是能用的识别文件（{}），不能识别扫描件。请运行 tools/fetch 重新下载",
                      file.string(), error.message)};
}

/// "Nothing" first, then a character a line; some models know a blank besides, and do not list it.
Result<std::vector<char32_t>> parse_characters(std::string_view list, std::size_t classes) {
  std::vector<char32_t> characters{0};
  for (const std::string_view line : split(list, "\n")) {
    if (line.empty()) continue;
    std::size_t position = 0;
    characters.push_back(next_character(line, position));
    if (position != line.size()) {
      return Error{ErrorCode::Malformed, fmt::format("“{}”不是一个字符", line)};
    }
  }
  if (characters.size() + 1 == classes) characters.push_back(U' ');
  if (characters.size() != classes) {
    return Error{ErrorCode::Malformed,
                 fmt::format("列出 {} 个字符，给出 {} 个", characters.size(), classes)};
  }
  return characters;
}

Tensor to_tensor(const LinePicture& line) {
  const std::uint32_t width = std::max(line.width, kLeastWidth);
  constexpr std::size_t kRows = LinePicture::kHeight;
  Tensor tensor{.shape = {1, kPlanes, kRows, width}, .values = {}};
  tensor.values.reserve(kPlanes * kRows * width);
  for (std::int64_t plane = 0; plane < kPlanes; ++plane) {
    for (std::size_t place = 0; place < kRows * width; ++place) {
      const std::size_t x = place % width;
      const std::size_t y = place / width;
      const unsigned char pixel =
          x < line.width ? static_cast<unsigned char>(line.pixels[y * line.width + x]) : kPaper;
      tensor.values.push_back(static_cast<float>(pixel) / 127.5F - 1);
    }
  }
  return tensor;
}

/// One step after the other, each with a share for every character.
bool is_scores(const Tensor& tensor, std::uint32_t width) {
  return tensor.shape.size() == 3 && tensor.shape[0] == 1 && tensor.shape[2] > 1 &&
         tensor.shape[1] == width / LineScores::kPixelsPerStep;
}

}  // namespace

LineScores::LineScores(std::vector<float> shares, std::size_t characters)
    : shares_(std::move(shares)), characters_(characters) {
  JX_CHECK(characters > 0 && shares_.size() % characters == 0, "steps are whole");
}

std::span<const float> LineScores::step(std::size_t index) const {
  JX_CHECK(index < steps(), "a step of this line");
  return std::span(shares_).subspan(index * characters_, characters_);
}

class Recogniser::LineModel {
 public:
  /// Tries the model once: what it still allocates or looks up, it does before the lock.
  static Result<LineModel> open(const OnnxRuntime& runtime, const fs::path& file) {
    JX_TRY(OnnxModel model, runtime.open(file));
    JX_TRY(const std::string list, model.find_note("character"));
    const LinePicture blank{
        .width = kTrialWidth,
        .pixels = std::string(kTrialWidth * LinePicture::kHeight, static_cast<char>(kPaper))};
    JX_TRY(const Tensor trial, model.run(to_tensor(blank)));
    if (!is_scores(trial, kTrialWidth)) {
      return Error{ErrorCode::Malformed, "它不是识别文字行的模型"};
    }
    JX_TRY(std::vector<char32_t> characters,
           parse_characters(list, static_cast<std::size_t>(trial.shape[2])));
    return LineModel(std::move(model), std::move(characters));
  }

  const std::vector<char32_t>& characters() const noexcept { return characters_; }

  Result<LineScores> score(const LinePicture& line) const {
    JX_CHECK(line.pixels.size() == std::size_t{line.width} * LinePicture::kHeight,
             "a line has as many pixels as it says");
    if (line.width > LinePicture::kMostWidth) {
      return Error{ErrorCode::LimitExceeded,
                   fmt::format("一行宽 {} 像素，超过上限 {}", line.width, LinePicture::kMostWidth)};
    }
    JX_TRY(Tensor scores, model_.run(to_tensor(line)));
    const bool fits = is_scores(scores, std::max(line.width, kLeastWidth)) &&
                      static_cast<std::size_t>(scores.shape[2]) == characters_.size();
    if (!fits) return Error{ErrorCode::Malformed, "识别模型的回答与它的字符表不符"};
    return LineScores(std::move(scores.values), characters_.size());
  }

 private:
  LineModel(OnnxModel model, std::vector<char32_t> characters)
      : model_(std::move(model)), characters_(std::move(characters)) {}

  OnnxModel model_;
  std::vector<char32_t> characters_;
};

Recogniser::Recogniser(std::vector<LineModel> models) : models_(std::move(models)) {}
Recogniser::Recogniser(Recogniser&&) noexcept = default;
Recogniser& Recogniser::operator=(Recogniser&&) noexcept = default;
Recogniser::~Recogniser() = default;

Result<void> Recogniser::look_for(const fs::path& folder) {
  JX_TRY_VOID(OnnxRuntime::is_available());
  for (const char* const name : {kLibrary, kMainModel}) {
    if (is_file(folder / name)) continue;
    return Error{ErrorCode::NotFound,
                 fmt::format("识别扫描件要用的“{}”不在“{}”里。请联网运行 tools/setup 下载；"
                             "不能联网的，见 CONTRIBUTING.md",
                             name, folder.string())};
  }
  return {};
}

Result<Recogniser> Recogniser::load(const fs::path& folder) {
  JX_TRY_VOID(look_for(folder));
  const Result<OnnxRuntime> runtime = OnnxRuntime::load(folder / kLibrary);
  if (!runtime.ok()) return explain(folder / kLibrary, runtime.error());
  std::vector<LineModel> models;
  for (const char* const name : {kMainModel, kSecondModel}) {
    if (!is_file(folder / name)) continue;
    Result<LineModel> model = LineModel::open(*runtime, folder / name);
    if (!model.ok()) return explain(folder / name, model.error());
    models.push_back(*std::move(model));
  }
  return Recogniser(std::move(models));
}

bool Recogniser::has(Model model) const noexcept {
  return static_cast<std::size_t>(model) < models_.size();
}

const Recogniser::LineModel& Recogniser::find(Model model) const {
  JX_CHECK(has(model), "only a model that is there is asked");
  return models_[static_cast<std::size_t>(model)];
}

std::span<const char32_t> Recogniser::characters(Model model) const {
  return find(model).characters();
}

Result<LineScores> Recogniser::score(Model model, const LinePicture& line) const {
  return find(model).score(line);
}

fs::path find_recognition_folder() {
  const char* const named = std::getenv("JIXIAO_RECOGNITION");
  return named != nullptr && *named != '\0' ? fs::path(named) : fs::path(kRecognitionDir);
}

}  // namespace jx
