// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include "records/test_tables.h"
#include "records/test_values.h"
#include "records/values.h"

namespace jx {
namespace {

using test::show;
using test::WordsCase;

Result<Target> read(std::string_view cell, const TargetContext& context = {}) {
  return parse_target(cell, context, test::lexicon());
}

TargetContext with_unit(std::string_view unit) {
  return {.comparator = {}, .unit = test::lexicon().find_unit(unit).value()};
}

std::string test_name(const testing::TestParamInfo<WordsCase>& row) {
  return std::string(row.param.name);
}

class TargetCells : public testing::TestWithParam<WordsCase> {};

TEST_P(TargetCells, BecomeWhatTheySay) {
  EXPECT_EQ(show(read(GetParam().words)), GetParam().expected);
}

constexpr WordsCase kNumbers[] = {
    {"BareNumber", "50", "number 50"},
    {"WithUnit", "3处", "number 3 处"},
    {"ChineseNumeral", "两栋", "number 2 栋"},
    {"ChineseNumeralAlone", "十二", "number 12"},
    {"Fraction", "766.41㎡", "number 766.41 平方米"},
    {"Sign", "≥95%", "number at-least 95 %"},
    {"OtherSigns", "≧60", "number at-least 60"},
    {"WideSign", "＜3小时", "number less-than 3 小时"},
    {"TwoCharacterSign", ">=90", "number at-least 90"},
    {"SignWithSpaces", "≥ 95 %", "number at-least 95 %"},
    {"MisprintedSign", "》90%", "number greater-than 90 %"},
    {"MisprintedLessSign", "《3天", "number less-than 3 天"},
    {"NoSignAfterATitle", "编印《办事指南》5000份", "number 5000 份"},
    {"Words", "不少于4次", "number at-least 4 次"},
    {"WordsBehindAPrefix", "项目总成本不超过75.5万元", "number at-most 75.5 万元"},
    {"ReachesInclusively", "达到95%", "number at-least 95 %"},
    {"Suffix", "90%以上", "number at-least 90 %"},
    {"PrefixAndSuffix", "达90%以上", "number at-least 90 %"},
    {"InclusiveSuffix", "90%（含）以上", "number at-least 90 %"},
    {"ExclusiveSuffix", "90分以上（不含）", "number greater-than 90 分"},
    {"Within", "控制在5%以内", "number at-most 5 %"},
    {"WithinTime", "3个小时内", "number at-most 3 小时"},
    {"NotWithinAnotherWord", "3小时内部培训", "number 3 小时"},
    {"HalfAnHour", "半小时内", "number at-most 0.5 小时"},
    {"TwoAndAHalf", "两年半", "number 2.5 年"},
    {"OneAndAHalf", "一个半小时", "number 1.5 小时"},
    {"WorkingDays", "审批不超10个工作日", "number at-most 10 工作日"},
    {"FarFromTheBeginning", "自受理之日起七个工作日内答复", "number at-most 7 工作日"},
    {"NegatedOperator", "不得低于95%", "number at-least 95 %"},
    {"NegatedStrictOperator", "未高于5起", "number at-most 5 起"},
    {"SignBeforeOtherWords", "≤预算金额100万元", "number at-most 100 万元"},
    {"OperatorBeforeOtherWords", "不超过上年的90%", "number at-most 90 %"},
    {"WordAndSignAgree", "达到≥90%", "number at-least 90 %"},
    {"Minus", "－5", "number -5"},
    {"MinusBehindSign", "≥-5%", "number at-least -5 %"},
    {"BelowZero", "零下18℃", "number -18 摄氏度"},
    {"ThousandSeparators", "1,234.5元", "number 1234.5 元"},
    {"Percent", "百分之九十五以上", "number at-least 95 %"},
    {"AllOfIt", "百分百", "number 100 %"},
    {"Tenths", "八成以上", "number at-least 80 %"},
    {"PercentPoints", "提高2.5个百分点", "number 2.5 百分点"},
    {"DirectionIsNoOperator", "提升50%", "number 50 %"},
    {"UnitInBrackets", "50（万元）", "number 50 万元"},
    {"UnknownLatinUnit", "200DPI", "number 200 DPI"},
    {"UnknownUnit", "5沓", "number 5 沓"},
    {"LevelIsNoUnit", "85%满意", "number 85 %"},
    {"RankAsShare", "全国前5%", "number at-most 5 %"},
    {"Rank", "全省前三名", "number at-most 3 名"},
    {"TrailingMarks", "不超76.8258万元·", "number at-most 76.8258 万元"},
};
INSTANTIATE_TEST_SUITE_P(Numbers, TargetCells, testing::ValuesIn(kNumbers), test_name);

constexpr WordsCase kMultiples[] = {
    {"Money", "347.3万元", "number 347.3 万元"},
    {"BareTenThousand", "不超36万", "number at-most 36 万"},
    {"ChineseBareTenThousand", "五万", "number 5 万"},
    {"PersonTimes", "约6.6万人次", "number 66000 人次 approximate"},
    {"Mixed", "3万5千元", "number 35000 元"},
    {"KilogramIsNoThousand", "5千克", "number 5 千克"},
    {"ThousandPeople", "5千人", "number 5000 人"},
    {"MoneyAYear", "不超过17.28万元一年", "number at-most 17.28 万元"},
    {"MoneyPerYear", "347.3万元/年", "number 347.3 万元"},
    {"BareMultipleAYear", "不超36万一年", "number at-most 36 万"},
    {"YearInFront", "每年成本不超过5000元", "number at-most 5000 元"},
    {"CurrencySign", "￥500", "number 500 元"},
    {"Formal", "壹佰万元整", "number 100 万元"},
};
INSTANTIATE_TEST_SUITE_P(Multiples, TargetCells, testing::ValuesIn(kMultiples), test_name);

constexpr WordsCase kRates[] = {
    {"MoneyPerPerson", "约1000元/人", "number 1000 元/人 approximate"},
    {"MoneyForEach", "每人500元", "number 500 元/人"},
    {"MoneyForEachMonth", "每月5000元", "number 5000 元/月"},
    {"UnknownDenominator", "300元/标段", "number 300 元/标段"},
    {"Quarterly", "每季度≧2场", "number at-least 2 场/季度"},
    {"EveryTwoMonths", "每双月2次", "number 2 次/双月"},
    {"PerYear", "2次/年", "number 2 次/年"},
    {"EachYear", "每年不少于2次", "number at-least 2 次/年"},
    {"SpokenYear", "一年两次", "number 2 次/年"},
    {"SpokenTerm", "一学期2次", "number 2 次/学期"},
    {"EveryThreeYears", "每3年至少1次", "number at-least 1 次/3年"},
    {"HalfYearly", "半年一次", "number 1 次/半年"},
    {"EveryFifteenDays", "每15天一次", "number 1 次/15天"},
    {"SharesHaveNoRhythm", "每月95%", "number 95 %"},
    {"PeopleOfEachClass", "每班60人", "number 60 人"},
};
INSTANTIATE_TEST_SUITE_P(Rates, TargetCells, testing::ValuesIn(kRates), test_name);

constexpr WordsCase kApproximate[] = {
    {"Before", "约500人", "number 500 人 approximate"},
    {"Behind", "3000人左右", "number 3000 人 approximate"},
    {"Remainder", "100余人", "number 100 人 approximate"},
    {"RemainderOfMultiple", "3000余万元", "number 3000 万元 approximate"},
    {"NeighbouringDigits", "两三次", "range between 2..3 次 approximate"},
    {"NeighbouringNumbers", "3、4次", "range between 3..4 次 approximate"},
    {"SavingIsNotAbout", "节约5万元", "number 5 万元"},
    {"RecentIsNotNear", "最近5年", "number 5 年"},
    {"SeveralTensAreNoNumber", "几十人", "text"},
};
INSTANTIATE_TEST_SUITE_P(Approximate, TargetCells, testing::ValuesIn(kApproximate), test_name);

constexpr WordsCase kRanges[] = {
    {"Dash", "30-50", "range between 30..50"},
    {"LongDash", "3—5天", "range between 3..5 天"},
    {"Tilde", "30～50人", "range between 30..50 人"},
    {"To", "3到5次", "range between 3..5 次"},
    {"ChineseTo", "三至五次", "range between 3..5 次"},
    {"BothWithUnit", "95%-100%", "range between 95..100 %"},
    {"UnitOnFirst", "95%-100", "range between 95..100 %"},
    {"Between", "介于80%至90%之间", "range between 80..90 %"},
    {"TwoOperators", "≥90%且≤95%", "range between 90..95 %"},
    {"TwoOperatorsFalling", "不超过5个，不少于3个", "range between 3..5 个"},
    {"AroundAName", "80%≤X＜90%", "range between 80..90 %"},
    {"MultiplierForBoth", "1-2万人次", "range between 10000..20000 人次"},
    {"MultiplesAndMoney", "10万-20万元", "range between 10..20 万元"},
    {"Tolerance", "±5%", "range between -5..5 %"},
    {"LimitedTolerance", "不超过±5%", "range between -5..5 %"},
    {"Interval", "[80%,90%]", "range between 80..90 %"},
    {"WeakOperator", "控制在3-5天", "range between 3..5 天"},
};
INSTANTIATE_TEST_SUITE_P(Ranges, TargetCells, testing::ValuesIn(kRanges), test_name);

constexpr WordsCase kDates[] = {
    {"MonthEndBefore", "11月底前完成", "date at-most --11"},
    {"YearAndMonthBefore", "2023年6月前", "date at-most 2023-06"},
    {"MonthBefore", "11月份之前", "date at-most --11"},
    {"BeforeWithMoreWords", "12月前能完成发放", "date at-most --12"},
    {"Yearly", "每年10月前", "date at-most --10"},
    {"YearEndOfEveryYear", "每年年底", "date --12"},
    {"WholeYear", "2023年全年", "date 2023"},
    {"Day", "11月30日前", "date at-most --11-30"},
    {"NoLater", "不晚于2023年6月", "date at-most 2023-06"},
    {"Within", "2023年内完成", "date at-most 2023"},
    {"Period", "2023年1月1日至12月31日", "date between 2023-01-01..2023-12-31"},
    {"Months", "2023年1-12月", "date between 2023-01..2023-12"},
    {"Quarter", "第三季度末前", "date at-most --09"},
    {"NumberBeforeDate", "2023年底前完成培训500人", "number 500 人"},
    {"TimeOfDayIsNoDate", "每天早上六点半前到达", "text"},
    {"DayOfTheMonthIsNoDate", "每月15日前", "text"},
};
INSTANTIATE_TEST_SUITE_P(Dates, TargetCells, testing::ValuesIn(kDates), test_name);

constexpr WordsCase kMain[] = {
    {"OperatorFirst", "新建20个，其中示范点不少于5个", "number at-least 5 个"},
    {"FirstWithUnit", "选派3名顾问服务9个社区", "number 3 人"},
    {"LabelIsNoNumber", "任务1：3个", "number 3 个"},
    {"ListNumberIsNoNumber", "1、完成5次", "number 5 次"},
    {"OrdinalIsNoNumber", "第2批5个", "number 5 个"},
    {"NameIsNoNumber", "PM2.5≤35微克/立方米", "number at-most 35 微克/立方米"},
    {"DocumentNumberIsNoNumber", "按财预〔2021〕101号执行", "text"},
};
INSTANTIATE_TEST_SUITE_P(Main, TargetCells, testing::ValuesIn(kMain), test_name);

constexpr WordsCase kNotNumbers[] = {
    {"NotApplicable", "不适用", "not-applicable"},
    {"Abbreviated", "N/A", "not-applicable"},
    {"Slash", "／", "not-applicable"},
    {"Dash", "——", "not-applicable"},
    {"NoneIsWords", "无", "text"},
    {"Sentence", "按照合同约定执行", "text"},
    {"Ratio", "1:2", "text"},
    {"RatioWithSign", "≥1：1.2", "text"},
    {"Fraction", "60/90", "text"},
    {"Share", "三分之二以上", "text"},
    {"Product", "7×24小时", "text"},
    {"Name", "5G覆盖", "text"},
    {"Model", "1+X", "text"},
    {"LimitInWords", "≤预算批复数", "text at-most"},
    {"Idiom", "一流", "text"},
    {"FiveYearPlan", "十四五规划", "text"},
};
INSTANTIATE_TEST_SUITE_P(NotNumbers, TargetCells, testing::ValuesIn(kNotNumbers), test_name);

constexpr WordsCase kLevels[] = {
    {"Scale", "优良中低差", "level 优良中低差"},
    {"ScaleWithSlashes", "优/良/中/差", "level 优/良/中/差"},
    {"TwoLevels", "合格/不合格", "level 合格/不合格"},
    {"Level", "良好", "level 良好"},
    {"WithDegree", "基本满意", "level 基本满意"},
    {"Change", "明显提高", "level 明显提高"},
    {"Attained", "得到有效落实", "level 得到有效落实"},
    {"WithSubject", "蔬菜质量合格", "level 合格"},
    {"WithLongSubject", "城乡居民出行满意度得到提高", "level 得到提高"},
    {"Conformity", "水质符合国家标准", "level 符合国家标准"},
    {"FullStop", "及时。", "level 及时"},
    {"AtLeast", "不低于良好", "level at-least 良好"},
    {"SignAndLevel", "≥良好", "level at-least 良好"},
    {"AndAbove", "良好以上", "level at-least 良好"},
    {"VerbAndObjectIsText", "维护社会稳定", "text"},
    {"TwoClausesAreText", "加强宣传，群众意识明显提高", "text"},
    {"NounIsText", "降低安全事故率", "text"},
};
INSTANTIATE_TEST_SUITE_P(Levels, TargetCells, testing::ValuesIn(kLevels), test_name);

class MalformedCells : public testing::TestWithParam<WordsCase> {};

TEST_P(MalformedCells, SayWhatIsWrong) {
  const Result<Target> target = read(GetParam().words);
  ASSERT_FALSE(target.ok()) << show(*target);
  EXPECT_EQ(target.error().code, ErrorCode::Malformed);
  EXPECT_NE(target.error().message.find(GetParam().expected), std::string::npos)
      << target.error().message;
}

constexpr WordsCase kMalformed[] = {
    {"DoubledSign", "≥≥90", "连写了两个运算符"},
    {"TwoSigns", "≤≥5", "连写了两个运算符"},
    {"SignAlone", "≥", "只有运算符"},
    {"Exponent", "1e999", "不是一个完整的数"},
    {"Letter", "12a", "不是一个完整的数"},
    {"TwoPoints", "1.2.3", "不是一个完整的数"},
    {"BarePoint", ".5", "不是一个完整的数"},
    {"TooLarge", "123456789012345678901234567890元", "超出可精确计算的范围"},
    {"Backwards", "50-30", "前大后小"},
    {"Contradiction", "不超过90%以上", "互相矛盾"},
    {"SignAndRange", "≥30-50", "又写了区间"},
    {"SplitDigits", "10 000", "只有空格或逗号"},
    {"WideComma", "1，234", "只有空格或逗号"},
    {"NoSuchDay", "2月30日前", "不是存在的日期"},
};
INSTANTIATE_TEST_SUITE_P(Cases, MalformedCells, testing::ValuesIn(kMalformed), test_name);

TEST(ParseTarget, QuotesTheCellInTheMessage) {
  EXPECT_TRUE(read("≥≥90").error().message.starts_with("指标值“≥≥90”"));
}

TEST(ParseTarget, TakesOperatorAndUnitFromTheColumns) {
  const TargetContext context{.comparator = Comparator::AtLeast,
                              .unit = test::lexicon().find_unit("人次")};
  EXPECT_EQ(show(read("50", context)), "number at-least 50 人次");
}

TEST(ParseTarget, LetsTheCellsOwnOperatorWin) {
  const TargetContext context{.comparator = Comparator::AtLeast, .unit = {}};
  EXPECT_EQ(show(read("≤50", context)), "number at-most 50");
  EXPECT_EQ(show(read("30-50", context)), "range between 30..50");
}

TEST(ParseTarget, LetsTheCellsOwnUnitWin) {
  EXPECT_EQ(show(read("50人", with_unit("人次"))), "number 50 人");
}

TEST(ParseTarget, KeepsTheColumnsOperatorForWordsAndNothing) {
  const TargetContext context{.comparator = Comparator::Qualitative, .unit = {}};
  EXPECT_EQ(show(read("良好", context)), "level qualitative 良好");
  EXPECT_EQ(show(read("不适用", context)), "not-applicable qualitative");
}

TEST(ParseTarget, ReadsABareMultipleByItsColumn) {
  EXPECT_EQ(show(read("36万", with_unit("元"))), "number 36 万元");
  EXPECT_EQ(show(read("6.6万", with_unit("人次"))), "number 66000 人次");
  EXPECT_EQ(show(read("36万", with_unit("万元"))), "number 36 万")
      << "万 under 万元 is a contradiction that a rule reports";
}

TEST(ParseTarget, PrefersTheNumberInTheColumnsUnit) {
  EXPECT_EQ(show(read("选派3名顾问服务9个社区", with_unit("个"))), "number 9 个");
}

TEST(ParseTarget, ReadsDigitsAsDateWhereTheColumnSaysSo) {
  EXPECT_EQ(show(read("2023", with_unit("年"))), "date 2023");
  EXPECT_EQ(show(read("20231231", with_unit("年月日"))), "date 2023-12-31");
  EXPECT_EQ(show(read("3", with_unit("年"))), "number 3 年");
}

TEST(ParseTarget, LivesWithBytesThatAreNoUtf8) {
  EXPECT_EQ(show(read("\xff\xfe")), "text");
  EXPECT_EQ(show(read("≥95\xff")), "number at-least 95");
}

}  // namespace
}  // namespace jx
