// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/decimal.h"
#include "ledger/ledger.h"
#include "lexicon/lexicon.h"
#include "tables/table.h"

/// What evidence files say beside the figures that rest on them. Everything found is a doubt that a
/// person looks into; what could not be compared is said, never passed over.
namespace jx {

/// A figure that can be read in a file. Without a unit it may be in any.
struct StatedAmount {
  Decimal value;
  std::optional<Unit> unit;
};

/// What is in a file.
struct EvidenceFacts {
  std::uint64_t entry = 0;  ///< Of the ledger.
  std::string digest;
  std::string name;
  std::string fault;       ///< Why nothing could be read; empty when it was.
  bool withdrawn = false;  ///< Taken back, which is the fault then.
  std::vector<Date> dates;
  std::vector<StatedAmount> amounts;
};

/// Dates and figures of lines and tables; the columns of tables are also added up.
void find_facts(const Tables& tables, const Lexicon& lexicon, EvidenceFacts& facts);

struct EvidenceFinding {
  std::string check;  ///< EV_SHARED, EV_DATE, EV_AMOUNT, EV_UNREAD, EV_WITHDRAWN
  bool open = false;  ///< Could not be compared: nothing is known to be wrong.
  std::string message;
  std::vector<std::uint64_t> entries;
};

/// `figures` are the figures that stand, in order, with evidence or without: what is claimed may be
/// the increase on the one before. `files` are those they refer to.
std::vector<EvidenceFinding> check_claims(std::span<const NumberedEntry> figures,
                                          std::span<const EvidenceFacts> files,
                                          const Lexicon& lexicon);

/// Only that one file stands for several figures.
std::vector<EvidenceFinding> find_shared_evidence(std::span<const NumberedEntry> figures,
                                                  std::span<const EvidenceFacts> files);

}  // namespace jx
