// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reports/before_evaluation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "codecs/zip.h"

namespace jx {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// One dimension of one point, scored 15 of 20 or not at all.
NamedBeforeEvaluation evaluation(bool scored) {
  BeforeScore score{.point = {.id = "A1",
                              .name = "现实需求明确",
                              .question = "需求是否经过调查",
                              .points = Decimal(20),
                              .evidence = {},
                              .rules = {}}};
  if (scored) score.score = Decimal(15);
  if (scored) score.deducted = Decimal(5);
  score.reason = "只调查了两个乡镇";
  NamedBeforeEvaluation named{.file = "评分.csv", .sha256 = "0", .evaluation = {}};
  named.evaluation.framework.title = "事前绩效评估";
  named.evaluation.framework.conclusions = {{"支持", Decimal(80)}, {"不予支持", Decimal(0)}};
  named.evaluation.dimensions.push_back(
      {.name = "立项必要性", .most = Decimal(20), .score = score.score, .points = {score}});
  named.evaluation.scored = Decimal(scored ? 15 : 0);
  return named;
}

std::string document_of(const NamedBeforeEvaluation& named) {
  const std::string bytes = render_before_docx(std::span(&named, 1)).value();
  Diagnostics diagnostics;
  auto archive = ZipArchive::open(bytes, {}, diagnostics).value();
  return archive.read(*archive.find("word/document.xml")).value();
}

TEST(BeforeEvaluationReport, SaysWhoseItIsAndWhatWasTakenOff) {
  NamedBeforeEvaluation named = evaluation(true);
  named.about = {"申报项目：农田水利（P1）；单位：青溪县水利局。"};
  const std::string document = document_of(named);
  EXPECT_THAT(document, HasSubstr("申报项目：农田水利（P1）"));
  EXPECT_THAT(document, HasSubstr("80 分以上支持，其余不予支持"));
  EXPECT_THAT(document, HasSubstr("扣 5 分，只调查了两个乡镇"));
  EXPECT_THAT(document, HasSubstr("满分 20 分，得 15 分"));
  EXPECT_THAT(document, HasSubstr("复核人"));
}

TEST(BeforeEvaluationReport, LeavesRoomForAProjectThatNobodyNamed) {
  const std::string document = document_of(evaluation(false));
  EXPECT_THAT(document, HasSubstr("项目：____________"));
  EXPECT_THAT(document, HasSubstr("满分 20 分，还有要点没有评分"));
  EXPECT_THAT(document, Not(HasSubstr("扣分的要点")));
}

}  // namespace
}  // namespace jx
