// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <concepts>
#include <memory>
#include <mutex>
#include <typeindex>
#include <unordered_map>

#include "lexicon/lexicon.h"
#include "profiles/profile.h"

namespace jx {

/// What rules make of the lexicon or the profile to look things up faster: made once, when the
/// first rule asks for it, and shared by all rules, parts and threads. Both must outlive it.
class Prepared {
 public:
  Prepared(const Lexicon& lexicon, const Profile& profile) : lexicon_(lexicon), profile_(profile) {}

  /// `Words` is made from the lexicon, or from the profile, and never changes.
  template <typename Words>
  const Words& get() const {
    const std::lock_guard lock(making_);
    std::shared_ptr<const void>& made = made_[typeid(Words)];
    if (made == nullptr) {
      if constexpr (std::constructible_from<Words, const Lexicon&>) {
        made = std::make_shared<const Words>(lexicon_);
      } else {
        made = std::make_shared<const Words>(profile_);
      }
    }
    return *static_cast<const Words*>(made.get());
  }

 private:
  const Lexicon& lexicon_;
  const Profile& profile_;
  mutable std::mutex making_;
  mutable std::unordered_map<std::type_index, std::shared_ptr<const void>> made_;
};

}  // namespace jx
