// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Tables as spreadsheets open them: Office Open XML (ISO/IEC 29500), stored without compression.
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>
#include <variant>
#include <vector>

namespace skizze::project {

/// Empty, words or a number.
using XlsxCell = std::variant<std::monostate, QString, double>;
/// Empty where there is none or where it is not finite.
XlsxCell xlsx_number(const std::optional<double>& value);

struct XlsxSheet {
  QString name;             ///< at most 31 letters, no brackets, colons or slashes
  std::vector<int> widths;  ///< of the first columns, in letters; the others as the program likes
  std::vector<std::vector<XlsxCell>> rows;
};
/// The same sheets give the same bytes.
QByteArray xlsx(const std::vector<XlsxSheet>& sheets);

}  // namespace skizze::project
