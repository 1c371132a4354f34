// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tables/drawn/rulings.h"

#include <algorithm>
#include <numeric>
#include <span>
#include <utility>

#include "tables/drawn/runs.h"

namespace jx {
namespace {

/// Points. Two lines this close are one double line: no row of print is so low.
constexpr float kOneLine = 2.6F;
constexpr float kDashGap = 4.0F;
/// Lines that miss each other by so little were meant to meet.
constexpr float kTouching = 3.0F;
/// What stays shorter is a part of a letter or a tick of a chart.
constexpr float kShortest = 6.0F;

float reach(const Ruling& ruling) noexcept { return kTouching + ruling.thickness / 2; }

/// Joins the pieces of lines at one place: `pieces` overlap or nearly meet.
void join_pieces(std::span<Ruling> pieces, std::vector<Ruling>& joined) {
  std::sort(pieces.begin(), pieces.end(),
            [](const Ruling& a, const Ruling& b) { return a.from < b.from; });
  const std::size_t first = joined.size();
  float weight = 0;
  float moment = 0;
  for (const Ruling& piece : pieces) {
    const float length = piece.to - piece.from;
    weight += length;
    moment += length * piece.at;
    if (joined.size() > first && piece.from - joined.back().to <= kDashGap) {
      joined.back().to = std::max(joined.back().to, piece.to);
      joined.back().thickness = std::max(joined.back().thickness, piece.thickness);
    } else {
      joined.push_back(piece);
    }
  }
  // One place for all pieces, or columns would drift apart from row to row.
  for (std::size_t i = first; i < joined.size(); ++i) joined[i].at = moment / weight;
}

std::vector<Ruling> join_lines(std::vector<Ruling> rulings) {
  std::sort(rulings.begin(), rulings.end(),
            [](const Ruling& a, const Ruling& b) { return a.at < b.at; });
  std::vector<Ruling> joined;
  for (std::size_t begin = 0; begin < rulings.size();) {
    std::size_t end = begin + 1;
    while (end < rulings.size() && rulings[end].at - rulings[begin].at <= kOneLine) ++end;
    join_pieces(std::span(rulings).subspan(begin, end - begin), joined);
    begin = end;
  }
  std::erase_if(joined, [](const Ruling& line) { return line.to - line.from < kShortest; });
  return joined;
}

bool touches(const Ruling& horizontal, const Ruling& vertical) noexcept {
  return vertical.at >= horizontal.from - reach(vertical) &&
         vertical.at <= horizontal.to + reach(vertical) &&
         horizontal.at >= vertical.from - reach(horizontal) &&
         horizontal.at <= vertical.to + reach(horizontal);
}

Box box_of(const Ruling& ruling) noexcept {
  const float half = std::max(ruling.thickness / 2, 0.05F);
  if (ruling.horizontal) {
    return {.left = ruling.from,
            .top = ruling.at - half,
            .right = ruling.to,
            .bottom = ruling.at + half};
  }
  return {
      .left = ruling.at - half, .top = ruling.from, .right = ruling.at + half, .bottom = ruling.to};
}

/// Which lines hang together, as a forest of indexes.
class Forest {
 public:
  explicit Forest(std::size_t size) : parents_(size) {
    std::iota(parents_.begin(), parents_.end(), std::size_t{0});
  }

  std::size_t root(std::size_t index) {
    while (parents_[index] != index) {
      parents_[index] = parents_[parents_[index]];
      index = parents_[index];
    }
    return index;
  }

  void join(std::size_t a, std::size_t b) { parents_[root(a)] = root(b); }

 private:
  std::vector<std::size_t> parents_;
};

/// Both by place. The forest's indexes are those of `across`, then of `down`.
Forest join_touching(std::span<const Ruling> across, std::span<const Ruling> down) {
  float widest = 0;
  for (const Ruling& line : down) widest = std::max(widest, reach(line));
  Forest forest(across.size() + down.size());
  for (std::size_t i = 0; i < across.size(); ++i) {
    const auto first =
        std::lower_bound(down.begin(), down.end(), across[i].from - widest,
                         [](const Ruling& line, float place) { return line.at < place; });
    for (auto line = first; line != down.end() && line->at <= across[i].to + widest; ++line) {
      if (!touches(across[i], *line)) continue;
      forest.join(i, across.size() + static_cast<std::size_t>(line - down.begin()));
    }
  }
  return forest;
}

}  // namespace

std::optional<std::vector<Frame>> find_frames(std::vector<Ruling> rulings) {
  const auto middle = std::partition(rulings.begin(), rulings.end(),
                                     [](const Ruling& ruling) { return ruling.horizontal; });
  const std::vector<Ruling> across = join_lines({rulings.begin(), middle});
  const std::vector<Ruling> down = join_lines({middle, rulings.end()});
  if (across.size() + down.size() > kMostLines) return std::nullopt;

  Forest forest = join_touching(across, down);
  std::vector<Frame> by_root(across.size() + down.size());
  for (std::size_t i = 0; i < across.size(); ++i) {
    Frame& frame = by_root[forest.root(i)];
    frame.horizontal.push_back(across[i]);
    frame.box = united(frame.box, box_of(across[i]));
  }
  for (std::size_t j = 0; j < down.size(); ++j) {
    Frame& frame = by_root[forest.root(across.size() + j)];
    frame.vertical.push_back(down[j]);
    frame.box = united(frame.box, box_of(down[j]));
  }
  std::erase_if(by_root, [](const Frame& frame) { return frame.box.empty(); });
  std::sort(by_root.begin(), by_root.end(), [](const Frame& a, const Frame& b) {
    return std::pair(a.box.top, a.box.left) < std::pair(b.box.top, b.box.left);
  });
  return by_root;
}

}  // namespace jx
