// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "solar/roof_rows.h"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>

#include "shell/language.h"
#include "solar/solar_desk.h"
#include "solar/solar_words.h"

namespace skizze::ui {
namespace {

struct Head {
  const char* text;
  const char* field;
};

/// What people read above a column, and its name in files.
constexpr std::array<Head, RoofRows::k_columns> k_heads{{{QT_TRANSLATE_NOOP("RoofRows", "kWh a year"), "kwh"},
                                                         {QT_TRANSLATE_NOOP("RoofRows", "Range"), "kwh_low, kwh_high"},
                                                         {QT_TRANSLATE_NOOP("RoofRows", "Class"), "suitability"},
                                                         {QT_TRANSLATE_NOOP("RoofRows", "kWp"), "kwp"},
                                                         {QT_TRANSLATE_NOOP("RoofRows", "Modules"), "modules"},
                                                         {QT_TRANSLATE_NOOP("RoofRows", "Area, m²"), "area"},
                                                         {QT_TRANSLATE_NOOP("RoofRows", "Usable, m²"), "usable_area"},
                                                         {QT_TRANSLATE_NOOP("RoofRows", "Tilt, °"), "slope"},
                                                         {QT_TRANSLATE_NOOP("RoofRows", "Looks to, °"), "aspect"},
                                                         {QT_TRANSLATE_NOOP("RoofRows", "Light, kWh/m²"), "irradiation"},
                                                         {QT_TRANSLATE_NOOP("RoofRows", "Shade, %"), "shading_loss"},
                                                         {QT_TRANSLATE_NOOP("RoofRows", "CO₂, kg a year"), "co2_kg"},
                                                         {QT_TRANSLATE_NOOP("RoofRows", "Building"), "buildingid"},
                                                         {QT_TRANSLATE_NOOP("RoofRows", "Roof"), "roofid"}}};

/// What a column is sorted by; not assessable comes before everything else.
double key_of(const solar::RoofUnit& unit, const solar::RoofResult& r, int column) {
  switch (column) {
    case RoofRows::suitability: return -static_cast<double>(r.suitability);  // the best class is the largest
    case RoofRows::power: return r.kwp;
    case RoofRows::modules: return r.modules;
    case RoofRows::area: return unit.area_m2;
    case RoofRows::usable: return r.usable_m2;
    case RoofRows::tilt: return unit.plane.tilt_deg;
    case RoofRows::direction: return unit.plane.azimuth_deg;
    case RoofRows::light: return r.irradiation_kwh_m2;
    case RoofRows::shade: return r.samples > 0 ? r.shading_loss : -1;
    case RoofRows::co2: return r.co2_kg;
    default: return r.kwh;
  }
}

bool is_text(int column) { return column == RoofRows::suitability || column == RoofRows::building || column == RoofRows::roof; }

}  // namespace

RoofRows::RoofRows(QObject* parent) : QAbstractTableModel(parent) {}

const char* RoofRows::field_of(int column) { return k_heads[static_cast<std::size_t>(column)].field; }

void RoofRows::set_study(std::shared_ptr<const project::SolarStudy> study) {
  m_study = std::move(study);
  m_pack_rows.assign(total(), 0);
  for (std::uint32_t row = 0; m_study && row < m_study->pack->size(); ++row) m_pack_rows[static_cast<std::size_t>(m_study->pack->id(row))] = row;
  refresh();
}

void RoofRows::set_filter(const QString& text, std::optional<solar::Suitability> only) {
  m_text = text.trimmed();
  m_only = only;
  refresh();
}

void RoofRows::refresh() {
  beginResetModel();
  m_units.clear();
  for (std::size_t unit = 0; unit < total(); ++unit)
    if (passes(unit)) m_units.push_back(unit);
  sort_units();
  endResetModel();
}

bool RoofRows::passes(std::size_t unit) const {
  const auto& result = m_study->report.results[unit];
  if (m_only && result.suitability != *m_only) return false;
  if (m_text.isEmpty()) return true;
  const std::array<int, 3> columns{building, roof, suitability};
  return std::any_of(columns.begin(), columns.end(), [&](int column) { return text_at(unit, column).contains(m_text, Qt::CaseInsensitive); });
}

void RoofRows::sort_units() {
  if (!m_study) return;
  const auto& units = m_study->report.units;
  const auto ordered = [this](auto less) {
    if (m_order == Qt::AscendingOrder)
      std::stable_sort(m_units.begin(), m_units.end(), less);
    else
      std::stable_sort(m_units.begin(), m_units.end(), [&](std::size_t a, std::size_t b) { return less(b, a); });
  };
  if (m_sorted == building) return ordered([&](std::size_t a, std::size_t b) { return units[a].building < units[b].building; });
  if (m_sorted == roof) return ordered([&](std::size_t a, std::size_t b) { return units[a].id < units[b].id; });
  std::vector<double> keys(units.size());
  for (const std::size_t unit : m_units) keys[unit] = key_of(units[unit], m_study->report.results[unit], m_sorted);
  ordered([&](std::size_t a, std::size_t b) { return keys[a] < keys[b]; });
}

void RoofRows::sort(int column, Qt::SortOrder order) {
  m_sorted = column;
  m_order = order;
  Q_EMIT layoutAboutToBeChanged();
  const auto before = persistentIndexList();
  std::vector<std::size_t> kept;
  for (const auto& index : before) kept.push_back(unit_at(index.row()));
  sort_units();
  QModelIndexList after;
  for (int i = 0; i < before.size(); ++i) {
    const auto row = row_of(kept[static_cast<std::size_t>(i)]);
    after << (row ? index(*row, before[i].column()) : QModelIndex());
  }
  changePersistentIndexList(before, after);
  Q_EMIT layoutChanged();
}

std::optional<int> RoofRows::row_of(std::size_t unit) const {
  const auto found = std::find(m_units.begin(), m_units.end(), unit);
  if (found == m_units.end()) return std::nullopt;
  return static_cast<int>(found - m_units.begin());
}

int RoofRows::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_units.size()); }

int RoofRows::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : k_columns; }

QString RoofRows::text_at(std::size_t unit, int column) const {
  const auto& side = m_study->report.units[unit];
  const auto& r = m_study->report.results[unit];
  switch (column) {
    case range: return tr("%1 to %2").arg(digits_text(r.kwh * m_study->range.low), digits_text(r.kwh * m_study->range.high));
    case suitability: return text_of(base::Message{solar::message_id(r.suitability), {}});
    case modules: return count_text(static_cast<std::uint64_t>(solar::three_digits(r.modules)));
    case shade: return r.samples > 0 ? digits_text(r.shading_loss * 100) : tr("not assessable");
    case building: return QString::fromStdString(side.building);
    case roof: return QString::fromStdString(side.id);
    case direction:
      if (side.flat()) return tr("flat");
      break;
    default: break;
  }
  return digits_text(key_of(side, r, column));
}

QVariant RoofRows::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || !m_study) return {};
  const std::size_t unit = unit_at(index.row());
  const int column = index.column();
  if (role == Qt::DisplayRole) return text_at(unit, column);
  if (role == Qt::TextAlignmentRole) return is_text(column) ? int(Qt::AlignLeft | Qt::AlignVCenter) : int(Qt::AlignRight | Qt::AlignVCenter);
  if (role == Qt::ToolTipRole && (column == building || column == roof)) return text_at(unit, column);
  return {};
}

QVariant RoofRows::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= k_columns) return {};
  if (role == Qt::DisplayRole) return tr(k_heads[static_cast<std::size_t>(section)].text);
  if (role == Qt::ToolTipRole) return tr("In files: %1").arg(QLatin1String(field_of(section)));
  if (role == Qt::TextAlignmentRole) return is_text(section) ? int(Qt::AlignLeft | Qt::AlignVCenter) : int(Qt::AlignRight | Qt::AlignVCenter);
  return {};
}

}  // namespace skizze::ui
