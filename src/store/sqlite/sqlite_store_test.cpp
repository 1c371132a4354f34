// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/sqlite/sqlite_store.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "store/sqlite/migrations.h"
#include "store/store_contract.h"

namespace jx::testing {
namespace {

/// A file in a folder of its own, gone with the test.
class FilePlace : public StorePlace {
 public:
  FilePlace() {
    std::string pattern = (std::filesystem::temp_directory_path() / "jixiao_store_XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
  }
  ~FilePlace() override {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  std::filesystem::path path() const { return folder_ / "new" / "jixiao.db"; }
  Result<std::unique_ptr<Store>> open() override { return open_sqlite_store(path()); }

 private:
  std::filesystem::path folder_;
};

class MemoryPlace : public StorePlace {
 public:
  Result<std::unique_ptr<Store>> open() override { return open_sqlite_store(":memory:"); }
};

const StoreKind kFile = {.name = "SqliteFile",
                         .make = [] { return std::make_unique<FilePlace>(); }};
const StoreKind kMemory = {.name = "SqliteMemory",
                           .make = [] { return std::make_unique<MemoryPlace>(); }};

INSTANTIATE_TEST_SUITE_P(Sqlite, StoreContract, ::testing::Values(kFile, kMemory),
                         [](const auto& kind) { return kind.param.name; });
INSTANTIATE_TEST_SUITE_P(Sqlite, SharedStoreContract, ::testing::Values(kFile),
                         [](const auto& kind) { return kind.param.name; });

TEST(SqliteStore, MakesTheFolderAndKeepsWhatIsInTheFile) {
  FilePlace place;
  const Submission submission = make_submission("b.txt");
  const std::vector<std::string> no_lines;
  ASSERT_TRUE(place.open()
                  .value()
                  ->import_document({.submission = submission,
                                     .findings = {},
                                     .passed = {},
                                     .lines = no_lines,
                                     .rule_set = "r",
                                     .digest = "d",
                                     .imported_at = "t"})
                  .ok());
  EXPECT_EQ(place.open().value()->documents({})->total, 1u);
}

TEST(SqliteStore, RefusesAFileThatIsNoDatabase) {
  const Result<std::unique_ptr<Store>> store =
      open_sqlite_store(std::filesystem::path(JX_SOURCE_DIR) / "LICENSE");
  ASSERT_FALSE(store.ok());
  EXPECT_EQ(store.error().code, ErrorCode::Store);
}

TEST(Migrations, RefusesAnAppliedStepThatHasChanged) {
  Connection connection(":memory:");
  const Migration first[] = {{"0001_a.sql", "CREATE TABLE a (x TEXT) STRICT"}};
  ASSERT_TRUE(migrate(connection, first).ok());
  const Migration edited[] = {{"0001_a.sql", "CREATE TABLE a (x TEXT, y TEXT) STRICT"}};
  EXPECT_EQ(migrate(connection, edited).error().code, ErrorCode::Conflict);
}

TEST(Migrations, AppliesOnlyWhatIsNew) {
  Connection connection(":memory:");
  const Migration steps[] = {{"0001_a.sql", "CREATE TABLE a (x TEXT) STRICT"},
                             {"0002_b.sql", "CREATE TABLE b (x TEXT) STRICT"}};
  ASSERT_TRUE(migrate(connection, std::span(steps, 1)).ok());
  ASSERT_TRUE(migrate(connection, steps).ok());
  ASSERT_TRUE(migrate(connection, steps).ok());
  EXPECT_TRUE(connection.database().tableExists("b"));
}

TEST(Migrations, RefusesADatabaseOfANewerProgram) {
  Connection connection(":memory:");
  const Migration steps[] = {{"0001_a.sql", "CREATE TABLE a (x TEXT) STRICT"},
                             {"0002_b.sql", "CREATE TABLE b (x TEXT) STRICT"}};
  ASSERT_TRUE(migrate(connection, steps).ok());
  EXPECT_EQ(migrate(connection, std::span(steps, 1)).error().code, ErrorCode::Conflict);
}

TEST(Rows, OriginsKeepTheirBoxAndWhatIsNotKnown) {
  Origin origin;
  EXPECT_EQ(parse_origin(origin_text(origin)), origin);
  origin.page = 3;
  origin.column = 0;
  origin.box = {.left = 1.5F, .top = 2, .right = 3.25F, .bottom = 4};
  EXPECT_EQ(parse_origin(origin_text(origin)), origin);
}

TEST(Rows, DatesComeBackAsPreciseAsTheyWere) {
  for (const Date& date :
       {Date{2021, 12, 31}, Date{2021, 12, 0}, Date{2021, 0, 0}, Date{0, 12, 31}}) {
    EXPECT_EQ(parse_stored_date(date.to_string()), date);
  }
}

}  // namespace
}  // namespace jx::testing
