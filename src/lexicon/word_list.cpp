// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <array>

#include "lexicon/lexicon.h"

namespace jx {
namespace {

constexpr std::size_t kBuckets = 256;

bool begins_character(char byte) noexcept {
  return (static_cast<unsigned char>(byte) & 0xc0U) != 0x80U;
}

/// Hashes the first character of a text that is not empty: its bytes up to the next character.
std::size_t bucket_of(std::string_view text) noexcept {
  std::uint32_t hash = static_cast<unsigned char>(text.front());
  const std::size_t most = std::min<std::size_t>(text.size(), 4);
  for (std::size_t i = 1; i < most && !begins_character(text[i]); ++i) {
    hash = hash * 31 + static_cast<unsigned char>(text[i]);
  }
  return hash % kBuckets;
}

}  // namespace

WordList::WordList(std::string name, std::string basis, bool verified,
                   std::vector<std::string> words)
    : name_(std::move(name)),
      basis_(std::move(basis)),
      verified_(verified),
      words_(std::move(words)),
      buckets_(kBuckets) {
  for (std::uint32_t i = 0; i < words_.size(); ++i) {
    if (!words_[i].empty()) buckets_[bucket_of(words_[i])].push_back(i);
  }
  for (std::vector<std::uint32_t>& bucket : buckets_) {
    std::stable_sort(bucket.begin(), bucket.end(), [&](std::uint32_t a, std::uint32_t b) {
      return words_[a].size() > words_[b].size();
    });
  }
}

const std::string* WordList::find_at(std::string_view text, std::size_t position) const noexcept {
  const std::string_view rest = text.substr(position);
  if (rest.empty()) return nullptr;
  for (const std::uint32_t index : buckets_[bucket_of(rest)]) {
    if (rest.starts_with(words_[index])) return &words_[index];
  }
  return nullptr;
}

std::optional<WordMatch> WordList::find_in(std::string_view text) const {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!begins_character(text[i])) continue;
    if (const std::string* word = find_at(text, i)) return WordMatch{*word, i, i + word->size()};
  }
  return std::nullopt;
}

std::vector<WordMatch> WordList::find_all_in(std::string_view text) const {
  std::vector<WordMatch> matches;
  std::size_t i = 0;
  while (i < text.size()) {
    const std::string* const word = begins_character(text[i]) ? find_at(text, i) : nullptr;
    if (word == nullptr) {
      ++i;
      continue;
    }
    matches.push_back({*word, i, i + word->size()});
    i += word->size();
  }
  return matches;
}

std::optional<std::string_view> WordList::find_prefix_of(std::string_view text) const {
  const std::string* const word = find_at(text, 0);
  return word == nullptr ? std::nullopt : std::optional<std::string_view>(*word);
}

std::optional<std::string_view> WordList::find_suffix_of(std::string_view text) const {
  // From the front: the first place where the rest of the text is a word has the longest one.
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!begins_character(text[i])) continue;
    for (const std::uint32_t index : buckets_[bucket_of(text.substr(i))]) {
      if (text.substr(i) == words_[index]) return words_[index];
    }
  }
  return std::nullopt;
}

bool WordList::contains(std::string_view word) const noexcept {
  if (word.empty()) return false;
  const std::vector<std::uint32_t>& bucket = buckets_[bucket_of(word)];
  return std::any_of(bucket.begin(), bucket.end(),
                     [&](std::uint32_t index) { return words_[index] == word; });
}

}  // namespace jx
