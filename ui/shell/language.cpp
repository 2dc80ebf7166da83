// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/language.h"

#include <QCoreApplication>
#include <QDate>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include <cmath>
#include <string_view>

namespace skizze::ui {
namespace {

project::Language g_language = project::Language::en;

/// lupdate of Qt 6.4 does not see nested namespaces (`namespace skizze::ui`), so contexts in the .ts lack them. Goes with a Qt whose lupdate does.
class OwnTranslator : public QTranslator {
 public:
  using QTranslator::QTranslator;
  QString translate(const char* context, const char* source, const char* disambiguation, int n) const override {
    constexpr std::string_view k_prefix = "skizze::ui::";
    const bool ours = std::string_view(context).substr(0, k_prefix.size()) == k_prefix;
    return QTranslator::translate(ours ? context + k_prefix.size() : context, source, disambiguation, n);
  }
};

QTranslator& own_translator() {
  static auto* translator = new OwnTranslator(QCoreApplication::instance());
  return *translator;
}

QTranslator& qt_translator() {
  static auto* translator = new QTranslator(QCoreApplication::instance());
  return *translator;
}

}  // namespace

project::Language current_language() { return g_language; }
project::Language system_language() { return project::language_of(QLocale::system().name()); }

void set_language(project::Language language) {
  g_language = language;
  const bool german = language == project::Language::de;
  QLocale::setDefault(german ? QLocale(QLocale::German, QLocale::Germany) : QLocale(QLocale::English, QLocale::UnitedKingdom));
  QCoreApplication::removeTranslator(&own_translator());
  QCoreApplication::removeTranslator(&qt_translator());
  if (german && qt_translator().load(QStringLiteral("qtbase_de"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
    QCoreApplication::installTranslator(&qt_translator());
  // English has a file too: it holds the plural forms.
  if (own_translator().load(german ? QStringLiteral(":/translations/stadtskizze_de.qm") : QStringLiteral(":/translations/stadtskizze_en.qm")))
    QCoreApplication::installTranslator(&own_translator());
}

QString text_of(const base::Message& message) { return project::text_of(message, g_language); }
QString text_of(const base::Error& error) { return project::text_of(error, g_language); }
QString number_text(double value, int decimals) { return project::number_text(value, decimals, g_language); }

QString length_text(double metres) {
  if (metres < 10) return QStringLiteral("%1 m").arg(number_text(metres, 1));
  if (metres < 1000) return QStringLiteral("%1 m").arg(number_text(metres, 0));
  return QStringLiteral("%1 km").arg(number_text(metres / 1000, metres < 100'000 ? 2 : 0));
}

QString area_text(double square_metres) {
  if (square_metres < 100) return QStringLiteral("%1 m²").arg(number_text(square_metres, 1));
  if (square_metres < 10'000) return QStringLiteral("%1 m²").arg(count_text(static_cast<qulonglong>(std::llround(square_metres))));
  if (square_metres < 1'000'000) return QStringLiteral("%1 ha").arg(number_text(square_metres / 10'000, 2));
  return QStringLiteral("%1 km²").arg(number_text(square_metres / 1e6, 2));
}

QString count_text(qulonglong count) { return QLocale().toString(count); }

QString date_text(const QString& iso) {
  const QDate date = QDate::fromString(iso.left(10), Qt::ISODate);
  return date.isValid() ? QLocale().toString(date, QLocale::ShortFormat) : iso;
}

}  // namespace skizze::ui
