// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ledger/chain.h"

/// The head of a ledger: how many entries it has and the digest of the last one. Whoever keeps a
/// signed head elsewhere can prove later that nothing before it was changed or cut off.
namespace jx {

struct LedgerHead {
  std::string ledger;  ///< LedgerIdentity::id
  HashProfile profile = HashProfile::International;
  std::uint64_t entries = 0;
  Digest digest{};
  std::string at;  ///< When it was taken; the clock is the caller's.
};

/// A pair of keys in PEM: Ed25519 for the international profile, SM2 for the national one.
struct KeyPair {
  std::string secret;
  std::string open;
};
Result<KeyPair> make_key_pair(HashProfile profile);

/// A head and the signature over it, as lines of "name: value" that a person can read.
/// Malformed for a key that cannot be read or is of another kind than the profile asks for.
Result<std::string> sign_head(const LedgerHead& head, std::string_view secret_key);
/// Without a signature.
std::string to_text(const LedgerHead& head);

/// Reads either form. With a key, the signature must be there and right; Conflict when it is not.
Result<LedgerHead> read_head(std::string_view text, std::string_view open_key = {});

}  // namespace jx
