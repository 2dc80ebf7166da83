// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/fuzzy.h"

#include <QStringList>

#include <algorithm>

namespace skizze::ui {
namespace {

bool at_word_start(const QString& text, qsizetype at) { return at == 0 || !text[at - 1].isLetterOrNumber(); }

/// Whole piece: best at the start of the text, then at the start of a word, then anywhere.
int score_of_piece(const QString& word, const QString& text) {
  int best = 0;
  for (qsizetype at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const int score = 60 + (at == 0 ? 40 : at_word_start(text, at) ? 25 : 0) + static_cast<int>(std::min<qsizetype>(word.size(), 20));
    best = std::max(best, score);
  }
  return best;
}

/// Letters in order with gaps; starts of words and neighbours count more, gaps less.
int score_of_letters(const QString& word, const QString& text) {
  if (word.size() < 2) return 0;
  int score = 0;
  qsizetype at = -1;
  int gaps = 0;
  for (const QChar letter : word) {
    const qsizetype next = text.indexOf(letter, at + 1);
    if (next < 0) return 0;
    if (at >= 0 && next > at + 1 && !at_word_start(text, next)) gaps += static_cast<int>(next - at - 1);
    score += at_word_start(text, next) ? 6 : next == at + 1 ? 4 : 1;
    at = next;
  }
  return gaps > 2 * word.size() ? 0 : std::min(50, score);
}

}  // namespace

QString fold(const QString& text) {
  QString folded;
  for (const QChar c : text.normalized(QString::NormalizationForm_KD).toCaseFolded())
    if (c.category() != QChar::Mark_NonSpacing) folded += c;
  return folded.replace(QStringLiteral("ß"), QStringLiteral("ss"));
}

int fuzzy_score(const QString& needle, const QString& text) {
  const QString folded_text = fold(text);
  int total = 0;
  const QStringList words = fold(needle).split(QLatin1Char(' '), Qt::SkipEmptyParts);
  for (const QString& word : words) {
    const int score = std::max(score_of_piece(word, folded_text), score_of_letters(word, folded_text));
    if (score == 0) return 0;
    total += score;
  }
  if (words.isEmpty()) return 0;
  return std::max(1, total / static_cast<int>(words.size()) * 4 - static_cast<int>(std::min<qsizetype>(folded_text.size(), 60)));
}

}  // namespace skizze::ui
