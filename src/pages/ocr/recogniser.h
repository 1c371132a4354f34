// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"

namespace jx {

/// A line of text as the models want it: 0 is ink, 255 is paper, row by row.
struct LinePicture {
  static constexpr std::uint32_t kHeight = 48;
  static constexpr std::uint32_t kMostWidth = 8192;

  std::uint32_t width = 0;
  std::string pixels;
};

/// How likely each character of a model is at each step along a line, from left to right. The
/// shares of a step make up 1; character 0 is "none", and one that goes on over several steps is
/// written once.
class LineScores {
 public:
  static constexpr std::uint32_t kPixelsPerStep = 8;

  LineScores(std::vector<float> shares, std::size_t characters);

  std::size_t steps() const noexcept { return shares_.size() / characters_; }
  std::span<const float> step(std::size_t index) const;

 private:
  std::vector<float> shares_;
  std::size_t characters_;
};

/// Reads pictures of lines with ONNX Runtime and models that were trained for it. Everything it
/// needs of files is opened by load(): afterwards it works in a process that is locked in. It
/// computes in the thread that asks.
class Recogniser {
 public:
  enum class Model : std::uint8_t {
    Main,
    Second,  ///< Another opinion; not everybody has it.
  };

  /// Whether load() will find what it needs, files unopened: NotFound when the folder lacks the
  /// library or the main model, Unsupported when this build has no recognition.
  static Result<void> look_for(const std::filesystem::path& folder);
  /// The same errors, and Malformed for files that are not what they should be.
  static Result<Recogniser> load(const std::filesystem::path& folder);
  Recogniser(Recogniser&&) noexcept;
  Recogniser& operator=(Recogniser&&) noexcept;
  ~Recogniser();

  bool has(Model model) const noexcept;
  /// What the model can say, by the index in a step of its scores.
  std::span<const char32_t> characters(Model model) const;
  /// LimitExceeded for a line wider than LinePicture::kMostWidth. Only of a model that it has.
  Result<LineScores> score(Model model, const LinePicture& line) const;

 private:
  class LineModel;
  explicit Recogniser(std::vector<LineModel> models);
  const LineModel& find(Model model) const;

  std::vector<LineModel> models_;  ///< One or both.
};

/// Where the library and the models are: JIXIAO_RECOGNITION, or where tools/fetch puts them.
std::filesystem::path find_recognition_folder();

}  // namespace jx
