// SPDX-License-Identifier: AGPL-3.0-or-later
#include "model/monitoring.h"

namespace jx {

std::string_view key_of(DeviationCause cause) noexcept {
  switch (cause) {
    case DeviationCause::Funding: return "funding";
    case DeviationCause::Institution: return "institution";
    case DeviationCause::Staff: return "staff";
    case DeviationCause::Facilities: return "facilities";
    case DeviationCause::Other: return "other";
  }
  return "";
}

std::string_view chinese_name(DeviationCause cause) noexcept {
  switch (cause) {
    case DeviationCause::Funding: return "经费保障";
    case DeviationCause::Institution: return "制度保障";
    case DeviationCause::Staff: return "人员保障";
    case DeviationCause::Facilities: return "硬件条件保障";
    case DeviationCause::Other: return "其他";
  }
  return "";
}

std::optional<DeviationCause> find_deviation_cause(std::string_view chinese) noexcept {
  for (const DeviationCause each : kDeviationCauses) {
    if (chinese_name(each) == chinese) return each;
  }
  return std::nullopt;
}

std::string_view key_of(Likelihood likelihood) noexcept {
  switch (likelihood) {
    case Likelihood::Certain: return "certain";
    case Likelihood::Possible: return "possible";
    case Likelihood::Impossible: return "impossible";
  }
  return "";
}

std::string_view chinese_name(Likelihood likelihood) noexcept {
  switch (likelihood) {
    case Likelihood::Certain: return "确定能";
    case Likelihood::Possible: return "有可能";
    case Likelihood::Impossible: return "完全不可能";
  }
  return "";
}

std::optional<Likelihood> find_likelihood(std::string_view chinese) noexcept {
  for (const Likelihood each : kLikelihoods) {
    if (chinese_name(each) == chinese) return each;
  }
  return std::nullopt;
}

}  // namespace jx
