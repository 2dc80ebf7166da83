// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The ways to cut numbers into classes.
#include <algorithm>
#include <cmath>
#include <limits>

#include "style/classify.h"

namespace skizze::style {
namespace {

constexpr std::size_t k_jenks_samples = 2000;

std::vector<double> equal_interval(const std::vector<double>& sorted, int classes) {
  std::vector<double> limits;
  for (int i = 0; i <= classes; ++i) limits.push_back(sorted.front() + (sorted.back() - sorted.front()) * i / classes);
  limits.back() = sorted.back();
  return limits;
}

/// Type 7 of Hyndman and Fan (1996): linear between order statistics, the default of R and NumPy.
double quantile_of(const std::vector<double>& sorted, double p) {
  const double at = p * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

std::vector<double> quantiles(const std::vector<double>& sorted, int classes) {
  std::vector<double> limits;
  for (int i = 0; i <= classes; ++i) limits.push_back(quantile_of(sorted, static_cast<double>(i) / classes));
  return limits;
}

/// Prefix sums, so that the squared deviation of any run of values is one subtraction away.
class Deviations {
 public:
  explicit Deviations(const std::vector<double>& sorted) : m_middle(sorted[sorted.size() / 2]), m_sum(1, 0), m_squares(1, 0) {
    for (const double value : sorted) {
      const double centred = value - m_middle;
      m_sum.push_back(m_sum.back() + centred);
      m_squares.push_back(m_squares.back() + centred * centred);
    }
  }
  /// Of values first..last-1.
  double of(std::size_t first, std::size_t last) const {
    const double sum = m_sum[last] - m_sum[first];
    return std::max(0.0, m_squares[last] - m_squares[first] - sum * sum / static_cast<double>(last - first));
  }

 private:
  double m_middle;
  std::vector<double> m_sum;
  std::vector<double> m_squares;
};

/// One row of Fisher's recursion by divide and conquer: the best start of the last class never moves left as values are added.
void fill_row(const Deviations& d, const std::vector<double>& before, std::vector<double>& cost, std::vector<std::size_t>& start,
              std::size_t low, std::size_t high, std::size_t start_low, std::size_t start_high) {
  if (low >= high) return;
  const std::size_t n = (low + high) / 2;  // values 0..n-1
  double best = std::numeric_limits<double>::infinity();
  std::size_t best_start = start_low;
  for (std::size_t s = std::max<std::size_t>(start_low, 1); s <= std::min(start_high, n - 1); ++s) {
    const double total = before[s] + d.of(s, n);
    if (total < best) {
      best = total;
      best_start = s;
    }
  }
  cost[n] = best;
  start[n] = best_start;
  fill_row(d, before, cost, start, low, n, start_low, best_start);
  fill_row(d, before, cost, start, n + 1, high, best_start, start_high);
}

/// Fisher (1958): the partition of sorted values with the least sum of squared deviations. O(classes * n log n).
std::vector<double> jenks(const std::vector<double>& sorted, int classes) {
  std::vector<double> values = sorted;
  if (values.size() > k_jenks_samples) {
    values.clear();
    for (std::size_t i = 0; i < k_jenks_samples; ++i) values.push_back(sorted[i * (sorted.size() - 1) / (k_jenks_samples - 1)]);
  }
  const std::size_t n = values.size();
  const Deviations d(values);
  std::vector<double> cost(n + 1, std::numeric_limits<double>::infinity());
  for (std::size_t i = 1; i <= n; ++i) cost[i] = d.of(0, i);
  std::vector<std::vector<std::size_t>> starts;
  for (int k = 2; k <= classes; ++k) {
    std::vector<double> next(n + 1, std::numeric_limits<double>::infinity());
    std::vector<std::size_t> start(n + 1, 0);
    fill_row(d, cost, next, start, static_cast<std::size_t>(k), n + 1, static_cast<std::size_t>(k) - 1, n);
    starts.push_back(std::move(start));
    cost = std::move(next);
  }
  std::vector<double> limits{values.back()};
  std::size_t end = n;
  for (std::size_t k = starts.size(); k > 0; --k) {
    end = starts[k - 1][end];
    limits.push_back(values[end]);  // the first value of the upper class: from <= value < to
  }
  limits.push_back(values.front());
  std::reverse(limits.begin(), limits.end());
  return limits;
}

std::vector<double> standard_deviations(const std::vector<double>& sorted, int classes) {
  double mean = 0;
  for (const double value : sorted) mean += value / static_cast<double>(sorted.size());
  double variance = 0;
  for (const double value : sorted) variance += (value - mean) * (value - mean) / static_cast<double>(sorted.size());
  const double step = std::sqrt(variance) * (classes > 6 ? 0.5 : 1);
  std::vector<double> limits{sorted.front()};
  // Even numbers of classes have a limit at the mean, odd ones a class around it.
  for (int i = 1; i < classes; ++i) {
    const double limit = mean + (i - classes / 2.0) * step;
    if (limit > limits.back() && limit < sorted.back()) limits.push_back(limit);
  }
  limits.push_back(sorted.back());
  return limits;
}

/// Steps of 1, 2 or 5 times a power of ten, whichever gives a number of classes nearest to the one asked for.
std::vector<double> pretty(const std::vector<double>& sorted, int classes) {
  const double width = (sorted.back() - sorted.front()) / classes;
  const double power = std::pow(10, std::floor(std::log10(width)));
  double step = power;
  for (const double factor : {2.0, 5.0, 10.0}) {
    if (std::abs(std::log(power * factor / width)) < std::abs(std::log(step / width))) step = power * factor;
  }
  const double first = std::floor(sorted.front() / step + 1e-9);
  const double last = std::max(first + 1, std::ceil(sorted.back() / step - 1e-9));
  std::vector<double> limits;
  // Numbers of steps are whole: powers below one are divided by, so that 3 * 0.1 is 0.3.
  for (double i = first; i <= last; ++i) limits.push_back(step < 1 ? i / std::round(1 / step) : i * step);
  return limits;
}

double rounded_to(double value, double unit, double (*direction)(double)) {
  return unit < 1 ? direction(value * std::round(1 / unit)) / std::round(1 / unit) : direction(value / unit) * unit;
}

}  // namespace

std::vector<double> rounded_limits(std::vector<double> limits) {
  double narrowest = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i + 1 < limits.size(); ++i) {
    if (limits[i + 1] > limits[i]) narrowest = std::min(narrowest, limits[i + 1] - limits[i]);
  }
  if (!std::isfinite(narrowest) || limits.size() < 2) return limits;
  const double unit = std::pow(10, std::floor(std::log10(narrowest)) - 1);
  if (unit < 1e-12) return limits;
  for (std::size_t i = 0; i < limits.size(); ++i) {
    const bool is_last = i + 1 == limits.size();
    limits[i] = rounded_to(
        limits[i] + (is_last ? -1 : 1) * unit * 1e-6, unit,
        is_last ? +[](double x) { return std::ceil(x); } : +[](double x) { return std::floor(x); });
  }
  return limits;
}

std::string_view name_of(ClassMethod method) {
  switch (method) {
    case ClassMethod::equal_interval: return "equal_interval";
    case ClassMethod::quantile: return "quantile";
    case ClassMethod::jenks: return "jenks";
    case ClassMethod::standard_deviation: return "standard_deviation";
    case ClassMethod::pretty: return "pretty";
  }
  return {};
}

std::vector<double> class_limits(std::span<const double> values, int classes, ClassMethod method) {
  std::vector<double> sorted;
  for (const double value : values) {
    if (std::isfinite(value)) sorted.push_back(value);
  }
  if (sorted.empty() || classes < 1) return {};
  std::sort(sorted.begin(), sorted.end());
  std::vector<double> distinct = sorted;
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  if (distinct.size() == 1) return {distinct.front(), distinct.front()};
  const int possible = static_cast<int>(std::min<std::size_t>(static_cast<std::size_t>(classes), distinct.size()));
  std::vector<double> limits;
  switch (method) {
    case ClassMethod::equal_interval: limits = equal_interval(sorted, possible); break;
    case ClassMethod::quantile: limits = quantiles(sorted, possible); break;
    case ClassMethod::jenks: limits = jenks(sorted, possible); break;
    case ClassMethod::standard_deviation: limits = standard_deviations(sorted, possible); break;
    case ClassMethod::pretty: limits = pretty(sorted, possible); break;
  }
  limits.erase(std::unique(limits.begin(), limits.end()), limits.end());
  return limits;
}

}  // namespace skizze::style
