// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"

/// ONNX Runtime behind two small classes, its C header in one source. Errors carry its own words:
/// the caller knows what they mean to a user.
namespace jx {

/// Numbers in rows: `shape` says how many of each dimension, the last one lies together.
struct Tensor {
  std::vector<std::int64_t> shape;
  std::vector<float> values;
};

/// A model that takes one tensor and gives one, with one thread.
class OnnxModel {
 public:
  OnnxModel(OnnxModel&&) noexcept;
  OnnxModel& operator=(OnnxModel&&) noexcept;
  ~OnnxModel();

  /// What the model's file says under that key; empty when it says nothing.
  Result<std::string> find_note(const std::string& key) const;
  Result<Tensor> run(const Tensor& input) const;

 private:
  friend class OnnxRuntime;
  struct Parts;
  explicit OnnxModel(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

/// The library, loaded while this program runs; it stays loaded to the program's end.
class OnnxRuntime {
 public:
  struct Parts;  ///< Of the library; only the source looks inside.

  /// Unsupported, in words for a user, when this build was made without its header.
  static Result<void> is_available();
  static Result<OnnxRuntime> load(const std::filesystem::path& library);

  Result<OnnxModel> open(const std::filesystem::path& file) const;

 private:
  explicit OnnxRuntime(std::shared_ptr<const Parts> parts);

  std::shared_ptr<const Parts> parts_;  ///< Shared with the models, which need it to the end.
};

}  // namespace jx
