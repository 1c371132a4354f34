// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/xls/biff_decryption.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <optional>
#include <utility>

#include "base/text.h"
#include "codecs/little_endian.h"
#include "pages/xls/biff_records.h"

namespace jx {
namespace {

/// Of Excel's own, for workbooks that are protected but open for all ([MS-XLS] 2.2.9).
constexpr std::string_view kDefaultPassword = "VelvetSweatshop";

constexpr std::size_t kHeaderBytes = 4;
/// The key changes each time as much of the stream is over.
constexpr std::size_t kBlockBytes = 1024;
constexpr std::size_t kSaltBytes = 16;
constexpr std::size_t kVerifierBytes = 16;

Error make_error(std::string message) { return {ErrorCode::Unsupported, std::move(message)}; }

std::string little_bytes(std::uint32_t number) {
  std::string bytes;
  for (int i = 0; i < 4; ++i) bytes += static_cast<char>(number >> (8 * i));
  return bytes;
}

std::string to_utf16(std::string_view text) {
  std::string bytes;
  const auto add = [&bytes](char32_t unit) {
    bytes += static_cast<char>(unit & 0xff);
    bytes += static_cast<char>(unit >> 8 & 0xff);
  };
  for (const char32_t c : to_utf32(text)) {
    if (c < 0x10000) {
      add(c);
    } else {
      add(0xd800 + ((c - 0x10000) >> 10));
      add(0xdc00 + ((c - 0x10000) & 0x3ff));
    }
  }
  return bytes;
}

/// Empty when the cryptography library does not offer it any more.
std::string digest(const EVP_MD* method, std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
  unsigned size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), out.data(), &size, method, nullptr) != 1) return {};
  return {reinterpret_cast<const char*>(out.data()), size};
}

/// RC4: the same bytes for the same key, to be laid over what they hide.
class KeyStream {
 public:
  explicit KeyStream(std::string_view key) {
    std::iota(state_.begin(), state_.end(), std::uint8_t{0});
    for (std::size_t i = 0, j = 0; i < state_.size(); ++i) {
      j = (j + state_[i] + static_cast<unsigned char>(key[i % key.size()])) & 0xff;
      std::swap(state_[i], state_[j]);
    }
  }

  char next(char hidden) noexcept {
    i_ = (i_ + 1) & 0xff;
    j_ = (j_ + state_[i_]) & 0xff;
    std::swap(state_[i_], state_[j_]);
    const std::size_t sum = std::size_t{state_[i_]} + state_[j_];
    return static_cast<char>(static_cast<unsigned char>(hidden) ^ state_[sum & 0xff]);
  }

  std::string next(std::string_view hidden) {
    std::string shown;
    for (const char c : hidden) shown += next(c);
    return shown;
  }

 private:
  std::array<std::uint8_t, 256> state_{};
  std::size_t i_ = 0;
  std::size_t j_ = 0;
};

/// What the record of the encryption says.
struct Encryption {
  bool of_library = false;  ///< The newer one, with SHA-1 and a length of its key.
  std::size_t key_bytes = 5;
  std::string_view salt;
  std::string_view verifier;
  std::string_view verifier_digest;
};

std::optional<Encryption> read_old(std::string_view data) {
  constexpr std::size_t kDigestBytes = 16;
  if (data.size() < kSaltBytes + kVerifierBytes + kDigestBytes) return std::nullopt;
  return Encryption{.salt = data.substr(0, kSaltBytes),
                    .verifier = data.substr(kSaltBytes, kVerifierBytes),
                    .verifier_digest = data.substr(kSaltBytes + kVerifierBytes, kDigestBytes)};
}

std::optional<Encryption> read_of_library(std::string_view data) {
  constexpr std::uint32_t kRc4 = 0x6801;
  constexpr std::size_t kDigestBytes = 20;
  constexpr std::size_t kHeadBytes = 8;
  const std::uint64_t header = little32(data, 4);
  const std::uint32_t algorithm = little32(data, kHeadBytes + 8);
  std::uint32_t bits = little32(data, kHeadBytes + 16);
  if (bits == 0) bits = 40;
  const std::uint64_t rest = kHeadBytes + header;
  const bool whole = data.size() >= rest + 4 + kSaltBytes + kVerifierBytes + 4 + kDigestBytes;
  if (!whole || algorithm != kRc4 || bits < 40 || bits > 128 || bits % 8 != 0) return std::nullopt;
  data.remove_prefix(rest);
  if (little32(data, 0) != kSaltBytes) return std::nullopt;
  return Encryption{.of_library = true,
                    .key_bytes = bits / 8,
                    .salt = data.substr(4, kSaltBytes),
                    .verifier = data.substr(4 + kSaltBytes, kVerifierBytes),
                    .verifier_digest = data.substr(8 + kSaltBytes + kVerifierBytes, kDigestBytes)};
}

std::optional<Encryption> read_encryption(std::string_view data) {
  constexpr std::uint32_t kRc4 = 1;
  if (little16(data, 0) != kRc4 || data.size() < 6) return std::nullopt;
  const std::uint32_t major = little16(data, 2);
  const std::uint32_t minor = little16(data, 4);
  data.remove_prefix(6);
  if (major == 1 && minor == 1) return read_old(data);
  if (major >= 2 && major <= 4 && minor == 2) return read_of_library(data);
  return std::nullopt;
}

/// Makes the keys of the blocks out of a password.
class Keys {
 public:
  Keys(const Encryption& encryption, std::string_view password) : encryption_(encryption) {
    const std::string words = to_utf16(password);
    if (encryption.of_library) {
      root_ = digest(EVP_sha1(), std::string(encryption.salt) + words);
      return;
    }
    const std::string first = digest(EVP_md5(), words).substr(0, encryption.key_bytes);
    std::string repeated;
    for (int i = 0; i < 16; ++i) repeated += first + std::string(encryption.salt);
    root_ = digest(EVP_md5(), repeated).substr(0, encryption.key_bytes);
  }

  KeyStream of_block(std::uint32_t number) const {
    const EVP_MD* const method = encryption_.of_library ? EVP_sha1() : EVP_md5();
    std::string key = digest(method, root_ + little_bytes(number));
    if (encryption_.of_library) key.resize(encryption_.key_bytes);
    constexpr std::size_t kShortKey = 5;
    constexpr std::size_t kPaddedKey = 16;
    if (key.size() == kShortKey) key.resize(kPaddedKey);
    return KeyStream(key.empty() ? std::string(1, '\0') : key);
  }

  bool fits() const {
    KeyStream stream = of_block(0);
    const std::string verifier = stream.next(encryption_.verifier);
    const EVP_MD* const method = encryption_.of_library ? EVP_sha1() : EVP_md5();
    return stream.next(encryption_.verifier_digest) == digest(method, verifier);
  }

 private:
  Encryption encryption_;
  std::string root_;
};

/// How many bytes at the beginning of a record are never encrypted.
std::size_t open_bytes(std::uint32_t kind) noexcept {
  constexpr std::size_t kAll = ~std::size_t{0};
  constexpr std::uint32_t kHeadOfInterface = 0x00e1;
  constexpr std::uint32_t kRevisionHead = 0x0138;
  constexpr std::uint32_t kExclusive = 0x0194;
  constexpr std::uint32_t kLock = 0x0195;
  constexpr std::uint32_t kRevision = 0x0196;
  switch (kind) {
    case biff::kBegin:
    case biff::kEncrypted:
    case kHeadOfInterface:
    case kRevisionHead:
    case kExclusive:
    case kLock:
    case kRevision: return kAll;
    case biff::kSheet: return 4;  // Where the sheet stands.
    default: return 0;
  }
}

/// The keys go on over everything in the stream; only what is encrypted is touched.
void decrypt(std::string& records, const Keys& keys) {
  std::vector<bool> hidden(records.size());
  for (std::size_t at = 0; at + kHeaderBytes <= records.size();) {
    const std::size_t begin = at + kHeaderBytes;
    const std::size_t end = std::min(begin + little16(records, at + 2), records.size());
    const std::size_t open = std::min(open_bytes(little16(records, at)), end - begin);
    for (std::size_t i = begin + open; i < end; ++i) hidden[i] = true;
    at = end;
  }
  for (std::size_t begin = 0; begin < records.size(); begin += kBlockBytes) {
    KeyStream stream = keys.of_block(static_cast<std::uint32_t>(begin / kBlockBytes));
    const std::size_t end = std::min(begin + kBlockBytes, records.size());
    for (std::size_t i = begin; i < end; ++i) {
      const char shown = stream.next(records[i]);
      if (hidden[i]) records[i] = shown;
    }
  }
}

/// The record stands before all that is encrypted; nothing when there is none.
std::optional<std::string> find_encryption(std::string_view records) {
  constexpr int kWithin = 8;
  BiffScanner scanner(records);
  for (int i = 0; i < kWithin; ++i) {
    const auto record = scanner.next();
    if (!record || record->kind == biff::kEnd) return std::nullopt;
    if (record->kind == biff::kEncrypted) return std::string(record->data);
  }
  return std::nullopt;
}

}  // namespace

Result<std::string> decrypt_biff(std::string records, std::string_view password) {
  const std::optional<std::string> record = find_encryption(records);
  if (!record) return records;
  const std::optional<Encryption> encryption = read_encryption(*record);
  if (!encryption) {
    return make_error("工作簿用了不支持的加密方式。请用 Excel 或 WPS 打开、去掉密码并另存后再试。");
  }
  for (const std::string_view tried : {password, kDefaultPassword}) {
    const Keys keys(*encryption, tried);
    if (!keys.fits()) continue;
    decrypt(records, keys);
    return records;
  }
  return make_error(password.empty()
                        ? "工作簿设有打开密码；请用 --password 给出密码，或去掉密码并另存后再试。"
                        : "工作簿的打开密码不对；请核对 --password 给出的密码。");
}

}  // namespace jx
