// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene/wrap_label.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <limits>

#include "scene/hyphenation.h"

namespace skizze::scene {

namespace {

constexpr double k_patience = 1.25;

bool is_vowel(QChar c) { return QStringLiteral("aeiouyäöü").contains(c.toLower()); }

/// Second parts that German place names are made of, longest first where one ends another.
const QStringList& endings() {
  static const QStringList list = {
      QStringLiteral("krankenhaus"), QStringLiteral("grundschule"), QStringLiteral("oberschule"), QStringLiteral("hochschule"),
      QStringLiteral("universität"), QStringLiteral("verwaltung"),  QStringLiteral("gymnasium"),  QStringLiteral("schwimmbad"),
      QStringLiteral("sportplatz"),  QStringLiteral("spielplatz"),  QStringLiteral("parkplatz"),  QStringLiteral("feuerwehr"),
      QStringLiteral("bibliothek"),  QStringLiteral("gemeinde"),    QStringLiteral("zentrum"),    QStringLiteral("siedlung"),
      QStringLiteral("friedhof"),    QStringLiteral("bahnhof"),     QStringLiteral("gebäude"),    QStringLiteral("theater"),
      QStringLiteral("viertel"),     QStringLiteral("kirche"),      QStringLiteral("museum"),     QStringLiteral("anlage"),
      QStringLiteral("straße"),      QStringLiteral("strasse"),     QStringLiteral("brücke"),     QStringLiteral("garten"),
      QStringLiteral("gärten"),      QStringLiteral("graben"),      QStringLiteral("gericht"),    QStringLiteral("schule"),
      QStringLiteral("häuser"),      QStringLiteral("felder"),      QStringLiteral("wiesen"),     QStringLiteral("gasse"),
      QStringLiteral("platz"),       QStringLiteral("allee"),       QStringLiteral("markt"),      QStringLiteral("halle"),
      QStringLiteral("stadt"),       QStringLiteral("haus"),        QStringLiteral("damm"),       QStringLiteral("ufer"),
      QStringLiteral("park"),        QStringLiteral("dorf"),        QStringLiteral("berg"),       QStringLiteral("burg"),
      QStringLiteral("feld"),        QStringLiteral("wald"),        QStringLiteral("werk"),       QStringLiteral("turm"),
      QStringLiteral("hain"),        QStringLiteral("heide"),       QStringLiteral("hausen"),     QStringLiteral("hafen"),
      QStringLiteral("höhe"),        QStringLiteral("bach"),        QStringLiteral("tal"),        QStringLiteral("ring"),
      QStringLiteral("weg"),         QStringLiteral("hof"),         QStringLiteral("amt")};
  return list;
}

void add_seams(const QString& lower, std::vector<BreakPoint>& points) {
  for (const QString& ending : endings()) {
    for (qsizetype at = lower.indexOf(ending); at >= 0; at = lower.indexOf(ending, at + 1)) {
      const bool whole = at + ending.size() == lower.size() || lower.size() - at - ending.size() >= 3;
      if (at >= 3 && whole) points.push_back({at, true});
    }
  }
}

/// Of the consonants [from, to) between two vowels, where the second syllable begins.
qsizetype onset(const QString& lower, qsizetype from, qsizetype to) {
  static const std::array<QString, 8> together = {QStringLiteral("sch"), QStringLiteral("ch"), QStringLiteral("ck"), QStringLiteral("ph"),
                                                  QStringLiteral("th"),  QStringLiteral("qu"), QStringLiteral("rh"), QStringLiteral("sh")};
  for (const QString& cluster : together) {
    if (to - from >= cluster.size() && lower.mid(to - cluster.size(), cluster.size()) == cluster) return to - cluster.size();
  }
  return to - 1;
}

void add_syllables(const QString& lower, std::vector<BreakPoint>& points) {
  for (qsizetype i = 1; i < lower.size(); ++i) {
    if (!is_vowel(lower[i]) || is_vowel(lower[i - 1])) continue;
    qsizetype from = i;
    while (from > 0 && !is_vowel(lower[from - 1])) --from;
    if (from == 0) continue;  // consonants before the first vowel
    points.push_back({onset(lower, from, i), false});
  }
}

/// Seams first: the dictionary's patterns know few compounds ("bahn-hofs-tra-ße"), so each part is asked by itself.
std::vector<BreakPoint> told(const QString& word, const std::vector<BreakPoint>& seams) {
  std::vector<BreakPoint> points;
  qsizetype begin = 0;
  const auto part = [&](qsizetype end) {
    const auto breaks = dictionary_breaks(word.mid(begin, end - begin));
    for (const qsizetype at : breaks.value_or(std::vector<qsizetype>{})) points.push_back({begin + at, false});
    begin = end;
  };
  for (const BreakPoint& seam : seams) {
    if (seam.at <= begin) continue;  // two endings that name the same seam
    part(seam.at);
    points.push_back(seam);
  }
  part(word.size());
  return points;
}

/// Without a dictionary: seams, and the syllables that do not tear at one ("Bahnhofst-raße").
std::vector<BreakPoint> guessed(const QString& lower, const std::vector<BreakPoint>& seams) {
  std::vector<BreakPoint> points;
  add_syllables(lower, points);
  std::erase_if(points, [&](const BreakPoint& p) {
    return std::any_of(seams.begin(), seams.end(), [&](const BreakPoint& seam) { return std::abs(seam.at - p.at) <= 2; });
  });
  points.insert(points.end(), seams.begin(), seams.end());
  std::sort(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
  points.erase(std::unique(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.at == b.at; }), points.end());
  return points;
}

/// Pieces of text that may end a line, each with its trailing space or hyphen.
QStringList words_of(const QString& line) {
  QStringList words;
  QString word;
  for (qsizetype i = 0; i < line.size(); ++i) {
    const QChar c = line[i];
    word += c;
    const bool inside = i + 1 < line.size() && !line[i + 1].isSpace();
    const bool after_sign = (c == QLatin1Char('-') || c == QLatin1Char('/')) && inside && word.trimmed().size() > 2;
    if (c.isSpace() || after_sign) {
      words << word;
      word.clear();
    }
  }
  if (!word.isEmpty()) words << word;
  return words;
}

using Width = std::function<double(const QString&)>;

/// The largest head of a word that fits with a hyphen, best at a seam; 0 where none does.
qsizetype fitting_break(const QString& word, double max_width, const Width& width) {
  qsizetype best = 0;
  bool best_seam = false;
  for (const BreakPoint& p : break_points(word)) {
    if (width(word.left(p.at) + QLatin1Char('-')) > max_width) break;
    if (p.seam || !best_seam) {
      best = p.at;
      best_seam = best_seam || p.seam;
    }
  }
  return best;
}

QStringList broken_words(const QStringList& words, double max_width, const Width& width) {
  QStringList pieces;
  for (QString word : words) {
    while (width(word.trimmed()) > max_width * k_patience) {  // a word a little too long is better whole
      const qsizetype at = fitting_break(word, max_width, width);
      if (at == 0) break;
      pieces << word.left(at) + QChar(0x00AD);  // a soft hyphen: shown only at the end of a line
      word = word.mid(at);
    }
    pieces << word;
  }
  return pieces;
}

QString joined(const QStringList& pieces, qsizetype begin, qsizetype end) {
  QString line;
  for (qsizetype i = begin; i < end; ++i) line += pieces[i];
  const bool broken = line.endsWith(QChar(0x00AD));
  line.remove(QChar(0x00AD));
  return broken ? line + QLatin1Char('-') : line.trimmed();
}

/// Least sum of squared deviations from the ideal width; a line over the limit costs much more.
QStringList balanced(const QStringList& pieces, double max_width, const Width& width) {
  const qsizetype n = pieces.size();
  const double total = width(joined(pieces, 0, n));
  const double ideal = total / std::max(1.0, std::ceil(total / max_width));
  std::vector<double> cost(static_cast<std::size_t>(n) + 1, std::numeric_limits<double>::infinity());
  std::vector<qsizetype> from(static_cast<std::size_t>(n) + 1, 0);
  cost[0] = 0;
  for (qsizetype end = 1; end <= n; ++end) {
    for (qsizetype begin = end - 1; begin >= 0; --begin) {
      const double w = width(joined(pieces, begin, end));
      const double over = std::max(0.0, w - max_width);
      const double c = cost[static_cast<std::size_t>(begin)] + (w - ideal) * (w - ideal) + over * over * 100;
      if (c < cost[static_cast<std::size_t>(end)]) {
        cost[static_cast<std::size_t>(end)] = c;
        from[static_cast<std::size_t>(end)] = begin;
      }
      if (over > max_width) break;
    }
  }
  QStringList lines;
  for (qsizetype end = n; end > 0; end = from[static_cast<std::size_t>(end)])
    lines.prepend(joined(pieces, from[static_cast<std::size_t>(end)], end));
  return lines;
}

}  // namespace

std::vector<BreakPoint> break_points(const QString& word) {
  const QString lower = word.toLower();
  std::vector<BreakPoint> seams;
  add_seams(lower, seams);
  std::sort(seams.begin(), seams.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
  auto points = dictionary_breaks(word) ? told(word, seams) : guessed(lower, seams);
  std::erase_if(points, [&](const BreakPoint& p) { return p.at < 2 || word.size() - p.at < 3; });
  return points;
}

QStringList wrap_label(const QString& text, double max_width, const Width& width) {
  QStringList lines;
  for (const QString& line : text.split(QLatin1Char('\n'))) {
    const QString clean = line.simplified();
    if (max_width <= 0 || width(clean) <= max_width) {
      lines << clean;
      continue;
    }
    const QStringList pieces = broken_words(words_of(clean), max_width, width);
    lines << (pieces.size() > 40 ? QStringList{clean} : balanced(pieces, max_width, width));
  }
  return lines;
}

}  // namespace skizze::scene
