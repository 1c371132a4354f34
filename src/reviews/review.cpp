// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reviews/review.h"

#include <algorithm>
#include <map>

namespace jx {
namespace {

constexpr int kPlaces = 2;

/// Of decimals that are points of a form: they neither overflow nor vanish.
Decimal share_of(const Decimal& points, const Decimal& share) {
  const Result<Decimal> product = points.times(share);
  return product.ok() ? product->with_places(kPlaces).value_or(*product) : Decimal(0);
}

Decimal minus(const Decimal& a, const Decimal& b) { return a.minus(b).value_or(Decimal(0)); }
Decimal plus(const Decimal& a, const Decimal& b) { return a.plus(b).value_or(a); }

class ProjectReviewer {
 public:
  ProjectReviewer(const ReviewForm& form, const Project& project) : form_(form) {
    review_.project = &project;
    for (const ReviewItem& item : form.items) {
      for (const std::string& rule : item.rules) item_of_[rule] = review_.items.size();
      review_.items.push_back(
          {.item = &item, .holds = {}, .deductions = {}, .unknown = {}, .points = item.points});
      review_.most = plus(review_.most, item.points);
    }
  }

  void add_unscored(const Finding& finding) { review_.others.push_back(&finding); }

  void add(const Finding& finding) {
    const auto place = item_of_.find(finding.rule);
    if (place == item_of_.end()) {
      if (finding.verdict != Verdict::Pass) add_unscored(finding);
      return;
    }
    ItemReview& item = review_.items[place->second];
    switch (finding.verdict) {
      case Verdict::Pass: item.holds.push_back(&finding); break;
      case Verdict::InsufficientData: item.unknown.push_back(&finding); break;
      case Verdict::Fail: add_deduction(item, finding); break;
      case Verdict::NotApplicable: break;
    }
  }

  ProjectReview finish() && {
    for (ItemReview& item : review_.items) {
      deduct(item);
      review_.points = plus(review_.points, item.points);
    }
    choose_grade();
    return std::move(review_);
  }

 private:
  static void add_deduction(ItemReview& item, const Finding& finding) {
    const auto known =
        std::find_if(item.deductions.begin(), item.deductions.end(),
                     [&](const Deduction& each) { return each.rule == finding.rule; });
    if (known == item.deductions.end()) {
      item.deductions.push_back({.rule = finding.rule,
                                 .severity = finding.severity,
                                 .points = {},
                                 .findings = {&finding}});
      return;
    }
    known->severity = std::max(known->severity, finding.severity);
    known->findings.push_back(&finding);
  }

  void deduct(ItemReview& item) const {
    std::stable_sort(
        item.deductions.begin(), item.deductions.end(),
        [](const Deduction& a, const Deduction& b) { return a.severity > b.severity; });
    for (Deduction& deduction : item.deductions) {
      const Decimal& share = form_.deduction[static_cast<std::size_t>(deduction.severity)];
      deduction.points = std::min(share_of(item.item->points, share), item.points);
      item.points = minus(item.points, deduction.points);
    }
  }

  /// Grades are of 100 points, whatever the form's sum.
  void choose_grade() {
    if (form_.grades.empty() || review_.most <= Decimal(0)) return;
    const Result<Decimal> hundredfold = review_.points.times(Decimal(100));
    if (!hundredfold.ok()) return;
    const Result<Decimal> of_hundred = hundredfold->divided_by(review_.most, kPlaces);
    if (!of_hundred.ok()) return;
    for (const auto& [grade, least] : form_.grades) {
      if (*of_hundred < least) continue;
      review_.grade = grade;
      break;
    }
    for (const auto& [grade, opinion] : form_.opinions) {
      if (grade == review_.grade) review_.opinion = opinion;
    }
  }

  const ReviewForm& form_;
  ProjectReview review_;
  std::map<std::string, std::size_t> item_of_;  ///< By rule.
};

}  // namespace

std::vector<ProjectReview> review(const ReviewForm& form, const Submission& submission,
                                  const CheckResult& result) {
  std::vector<ProjectReview> reviews;
  for (const Project& project : submission.projects) {
    ProjectReviewer reviewer(form, project);
    for (const Finding& finding : result.findings) {
      if (finding.project.empty()) {
        reviewer.add_unscored(finding);
      } else if (finding.project == project.key.text) {
        reviewer.add(finding);
      }
    }
    for (const Finding& finding : result.passed) {
      if (finding.project == project.key.text) reviewer.add(finding);
    }
    reviews.push_back(std::move(reviewer).finish());
  }
  return reviews;
}

}  // namespace jx
