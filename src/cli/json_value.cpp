// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/json_value.h"

namespace jx {
namespace {

class Comparison {
 public:
  Comparison(const JsonTape& proof, const JsonTape& again) : proof_(proof), again_(again) {}

  // Tapes are at most JsonTape::kMostDepth deep.
  // NOLINTNEXTLINE(misc-no-recursion)
  std::optional<ProofDifference> find(std::size_t a, std::size_t b, const std::string& path) const {
    const bool containers = !proof_.is_scalar(a) && !again_.is_scalar(b);
    if (!containers || proof_.at(a).kind != again_.at(b).kind) {
      if (proof_.to_json(a) == again_.to_json(b)) return std::nullopt;
      return ProofDifference{path, proof_.to_json(a), again_.to_json(b)};
    }
    const bool object = proof_.is(a, JsonKind::Object);
    std::size_t left = proof_.first_child(a);
    std::size_t right = again_.first_child(b);
    for (std::size_t item = 0; left != proof_.end(a) && right != again_.end(b); ++item) {
      const std::string here =
          object ? path + "." + std::string(again_.key(right)) : fmt::format("{}[{}]", path, item);
      if (object && proof_.key(left) != again_.key(right)) {
        return ProofDifference{here, std::string(proof_.key(left)), std::string(again_.key(right))};
      }
      if (auto difference = find(left, right, here)) return difference;
      left = proof_.next(left);
      right = again_.next(right);
    }
    if (left == proof_.end(a) && right == again_.end(b)) return std::nullopt;
    return ProofDifference{path, left == proof_.end(a) ? "缺少后面的项" : "多出后面的项", ""};
  }

 private:
  const JsonTape& proof_;
  const JsonTape& again_;
};

}  // namespace

std::optional<ProofDifference> find_difference(const JsonTape& proof, const JsonTape& again) {
  return Comparison(proof, again).find(proof.root(), again.root(), "$");
}

}  // namespace jx
