// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ledger/entry.h"

/// The chain: each entry's digest covers its fields and the digest before it, so that nothing can
/// be changed, left out or put in without every later digest being another.
namespace jx {

enum class HashProfile : std::uint8_t {
  International,  ///< SHA-256
  National,       ///< SM3 (GB/T 32905)
};

std::string_view to_string(HashProfile profile) noexcept;  ///< "intl", "gm"
Result<HashProfile> parse_hash_profile(std::string_view text);

/// 32 bytes; both profiles give as many.
using Digest = std::array<unsigned char, 32>;

std::string to_hex(const Digest& digest);
/// Malformed for anything but 64 hexadecimal digits.
Result<Digest> parse_digest(std::string_view hex);

/// Hashes what is given to it, one digest after another.
class Hasher {
 public:
  explicit Hasher(HashProfile profile);
  ~Hasher();
  Hasher(Hasher&&) noexcept;
  Hasher& operator=(Hasher&&) = delete;

  void add(std::string_view bytes);
  /// Of all that was added since the last digest.
  Digest finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// What makes a ledger this one; its digest stands before the first entry.
struct LedgerIdentity {
  std::string id;     ///< Given by who creates it; not empty.
  std::string title;  ///< For people; covered by the chain like the rest.
  HashProfile profile = HashProfile::International;
  std::string created_at;  ///< "2021-01-04T08:00:00Z"
};

Digest digest_of(const LedgerIdentity& identity, Hasher& hasher);
/// Of an entry behind `before`. Every field goes in with its length, so that no two entries give
/// the same bytes.
Digest digest_of(std::span<const std::string> fields, const Digest& before, Hasher& hasher);
Digest digest_of(std::span<const std::string_view> fields, const Digest& before, Hasher& hasher);

/// Goes along a chain as it is stored.
class ChainVerifier {
 public:
  explicit ChainVerifier(const LedgerIdentity& identity);

  /// Malformed, naming the entry, when its number or digest does not follow from the one before.
  Result<void> add(std::span<const std::string_view> fields, std::string_view stored_digest);

  std::uint64_t entries() const noexcept { return entries_; }
  const Digest& digest() const noexcept { return digest_; }

 private:
  Hasher hasher_;
  Digest digest_;
  std::uint64_t entries_ = 0;
};

}  // namespace jx
