// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

/// The words of 项目支出绩效目标执行监控表 for why a figure is off its plan and what will become of
/// it.
namespace jx {

/// 偏差原因分析.
enum class DeviationCause : std::uint8_t {
  Funding,      ///< 经费保障
  Institution,  ///< 制度保障
  Staff,        ///< 人员保障
  Facilities,   ///< 硬件条件保障
  Other,        ///< 其他
};
inline constexpr std::array kDeviationCauses = {DeviationCause::Funding,
                                                DeviationCause::Institution, DeviationCause::Staff,
                                                DeviationCause::Facilities, DeviationCause::Other};

/// 完成目标可能性.
enum class Likelihood : std::uint8_t {
  Certain,     ///< 确定能
  Possible,    ///< 有可能
  Impossible,  ///< 完全不可能
};
inline constexpr std::array kLikelihoods = {Likelihood::Certain, Likelihood::Possible,
                                            Likelihood::Impossible};

std::string_view key_of(DeviationCause cause) noexcept;        ///< "staff"
std::string_view chinese_name(DeviationCause cause) noexcept;  ///< 人员保障
std::optional<DeviationCause> find_deviation_cause(std::string_view chinese) noexcept;
std::string_view key_of(Likelihood likelihood) noexcept;        ///< "possible"
std::string_view chinese_name(Likelihood likelihood) noexcept;  ///< 有可能
std::optional<Likelihood> find_likelihood(std::string_view chinese) noexcept;

}  // namespace jx
