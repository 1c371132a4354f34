// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ledger/head.h"

#include <fmt/format.h>
#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <array>
#include <charconv>
#include <memory>
#include <vector>

#include "base/text.h"

namespace jx {
namespace {

struct FreeKey {
  void operator()(EVP_PKEY* key) const noexcept { EVP_PKEY_free(key); }
};
struct FreeBio {
  void operator()(BIO* bio) const noexcept { BIO_free(bio); }
};
struct FreeContext {
  void operator()(EVP_MD_CTX* context) const noexcept { EVP_MD_CTX_free(context); }
};
using Key = std::unique_ptr<EVP_PKEY, FreeKey>;
using Bio = std::unique_ptr<BIO, FreeBio>;
using Context = std::unique_ptr<EVP_MD_CTX, FreeContext>;

constexpr std::string_view kTitle = "jixiao-ledger-head-1";
constexpr std::string_view kSignature = "signature";

std::string_view key_kind(HashProfile profile) {
  return profile == HashProfile::International ? "Ed25519" : "SM2";
}

const EVP_MD* digest_kind(HashProfile profile) {
  // Ed25519 brings its own.
  return profile == HashProfile::International ? nullptr : EVP_sm3();
}

std::string text_of(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  return {data, static_cast<std::size_t>(size)};
}

Result<Key> read_key(std::string_view pem, HashProfile profile, bool secret) {
  const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  Key key(secret ? PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr)
                 : PEM_read_bio_PUBKEY(bio.get(), nullptr, nullptr, nullptr));
  const std::string_view what = secret ? "私钥" : "公钥";
  if (!key) return malformed(fmt::format("{}读不出来；应是 PEM 格式，不加密。", what));
  const std::string_view kind = key_kind(profile);
  if (EVP_PKEY_is_a(key.get(), std::string(kind).c_str()) == 1) return key;
  return malformed(fmt::format("{}的种类不对：这本台账用 {}。", what, kind));
}

std::string hex_of(const std::vector<unsigned char>& bytes) {
  std::string hex;
  for (const unsigned char byte : bytes) hex += fmt::format("{:02x}", byte);
  return hex;
}

std::vector<unsigned char> bytes_of(std::string_view hex) {
  std::vector<unsigned char> bytes;
  for (std::size_t at = 0; at + 1 < hex.size(); at += 2) {
    unsigned value = 0;
    const auto [end, fault] = std::from_chars(hex.data() + at, hex.data() + at + 2, value, 16);
    if (fault != std::errc() || end != hex.data() + at + 2) return {};
    bytes.push_back(static_cast<unsigned char>(value));
  }
  return bytes;
}

const unsigned char* unsigned_data(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

bool is_signed_by(std::string_view text, std::string_view signature, EVP_PKEY* key,
                  HashProfile profile) {
  const std::vector<unsigned char> bytes = bytes_of(signature);
  const Context context(EVP_MD_CTX_new());
  return EVP_DigestVerifyInit(context.get(), nullptr, digest_kind(profile), nullptr, key) == 1 &&
         EVP_DigestVerify(context.get(), bytes.data(), bytes.size(), unsigned_data(text),
                          text.size()) == 1;
}

/// The value of the next line, which must have this name.
Result<std::string> take_line(std::string_view& text, std::string_view name) {
  const std::size_t end = text.find('\n');
  const std::string start = std::string(name) + ": ";
  if (end == std::string_view::npos || !text.starts_with(start)) {
    return malformed(
        fmt::format("台账头里缺“{}”这一行，或次序不对。请用 ledger head 重新导出。", name));
  }
  std::string value(text.substr(start.size(), end - start.size()));
  text.remove_prefix(end + 1);
  return value;
}

}  // namespace

Result<KeyPair> make_key_pair(HashProfile profile) {
  Key key(profile == HashProfile::International ? EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")
                                                : EVP_PKEY_Q_keygen(nullptr, nullptr, "SM2"));
  const Bio secret(BIO_new(BIO_s_mem()));
  const Bio open(BIO_new(BIO_s_mem()));
  if (!key ||
      PEM_write_bio_PrivateKey(secret.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) !=
          1 ||
      PEM_write_bio_PUBKEY(open.get(), key.get()) != 1) {
    return Error{.code = ErrorCode::Unsupported,
                 .message = fmt::format("这台机器的密码库做不出 {} 密钥。", key_kind(profile))};
  }
  return KeyPair{.secret = text_of(secret.get()), .open = text_of(open.get())};
}

std::string to_text(const LedgerHead& head) {
  return fmt::format("{}: {}\nprofile: {}\nentries: {}\ndigest: {}\nat: {}\n", kTitle, head.ledger,
                     to_string(head.profile), head.entries, to_hex(head.digest), head.at);
}

Result<std::string> sign_head(const LedgerHead& head, std::string_view secret_key) {
  JX_TRY(const Key key, read_key(secret_key, head.profile, true));
  const std::string text = to_text(head);
  const Context context(EVP_MD_CTX_new());
  std::size_t size = 0;
  std::vector<unsigned char> signature;
  bool done = EVP_DigestSignInit(context.get(), nullptr, digest_kind(head.profile), nullptr,
                                 key.get()) == 1 &&
              EVP_DigestSign(context.get(), nullptr, &size, unsigned_data(text), text.size()) == 1;
  if (done) {
    signature.resize(size);
    done = EVP_DigestSign(context.get(), signature.data(), &size, unsigned_data(text),
                          text.size()) == 1;
  }
  if (!done) return malformed("签名没有成功。请检查私钥。");
  signature.resize(size);
  return text + fmt::format("{}: {}\n", kSignature, hex_of(signature));
}

Result<LedgerHead> read_head(std::string_view text, std::string_view open_key) {
  constexpr std::size_t kMostBytes = 10'000;
  if (text.size() > kMostBytes) return malformed("台账头太长，不是 ledger head 导出的文件。");
  const std::string_view whole = text;
  LedgerHead head;
  JX_TRY(head.ledger, take_line(text, kTitle));
  JX_TRY(const std::string profile, take_line(text, "profile"));
  JX_TRY(head.profile, parse_hash_profile(profile));
  JX_TRY(const std::string entries, take_line(text, "entries"));
  const auto [end, fault] =
      std::from_chars(entries.data(), entries.data() + entries.size(), head.entries);
  if (fault != std::errc() || end != entries.data() + entries.size()) {
    return malformed(fmt::format("台账头里的条数“{}”不是整数。", entries));
  }
  JX_TRY(const std::string digest, take_line(text, "digest"));
  JX_TRY(head.digest, parse_digest(digest));
  JX_TRY(head.at, take_line(text, "at"));
  const std::string_view covered = whole.substr(0, whole.size() - text.size());
  if (open_key.empty()) return head;
  JX_TRY(const std::string signature, take_line(text, kSignature));
  JX_TRY(const Key key, read_key(open_key, head.profile, false));
  if (is_signed_by(covered, signature, key.get(), head.profile)) return head;
  return Error{.code = ErrorCode::Conflict,
               .message = "台账头的签名不对：内容被改过，或不是这把钥匙签的。"};
}

}  // namespace jx
