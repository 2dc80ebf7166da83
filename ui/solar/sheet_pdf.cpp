// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "solar/sheet_pdf.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QPageSize>
#include <QPainter>
#include <QPainterPath>
#include <QPdfWriter>
#include <QSaveFile>

#include <algorithm>

#include "geo/mercator.h"
#include "shell/language.h"
#include "solar/charts.h"
#include "solar/roof_page.h"
#include "solar/solar_desk.h"
#include "solar/solar_words.h"

namespace skizze::ui {
namespace {

struct SolarSheet {
  Q_DECLARE_TR_FUNCTIONS(skizze::ui::SolarSheet)
};

QColor color_of(solar::Suitability value) {
  switch (value) {
    case solar::Suitability::very_good:
    case solar::Suitability::suitable: return QColor(0xfd, 0xe7, 0x37);
    case solar::Suitability::good: return QColor(0xbb, 0xaf, 0x71);
    case solar::Suitability::conditional: return QColor(0x7c, 0x7b, 0x78);
    default: return QColor(0x3b, 0x4b, 0x6c);
  }
}

/// The building's sides from above, by class, with a number each.
void paint_plan(QPainter& painter, const QRectF& area, const project::SolarStudy& study, const project::BuildingSheet& sheet) {
  geo::Box box;
  for (const std::size_t i : sheet.units)
    for (const std::size_t face : study.report.units[i].faces) box.add(study.faces[face].shape.bounds());
  if (box.empty()) return;
  const double scale = std::min(area.width() / box.width(), area.height() / box.height()) * 0.9;
  const auto at = [&](double x, double y) {
    return QPointF(area.center().x() + (x - box.center().x) * scale, area.center().y() - (y - box.center().y) * scale);
  };
  for (const std::size_t i : sheet.units) {
    for (const std::size_t face : study.report.units[i].faces) {
      QPainterPath path;
      for (const auto& part : study.faces[face].shape.parts) {
        QPolygonF ring;
        for (const auto& p : part.points) ring << at(p.x, p.y);
        path.addPolygon(ring);
        path.closeSubpath();
      }
      painter.setPen(QPen(QColor(0x33, 0x33, 0x33), i == sheet.unit ? area.width() / 90 : area.width() / 300));
      painter.setBrush(color_of(study.report.results[i].suitability));
      painter.drawPath(path);
    }
  }
  for (std::size_t n = 0; n < sheet.units.size(); ++n) {
    const auto middle = study.faces[study.report.units[sheet.units[n]].faces.front()].shape.bounds().center();
    const QRectF disc(at(middle.x, middle.y) - QPointF(area.width() / 36, area.width() / 36), QSizeF(area.width() / 18, area.width() / 18));
    painter.setPen(QPen(QColor(0x33, 0x33, 0x33), area.width() / 400));
    painter.setBrush(Qt::white);
    painter.drawEllipse(disc);
    painter.drawText(disc, Qt::AlignCenter, QString::number(n + 1));
  }
}

/// Text in lines of a width; gives where the next line begins.
double paint_text(QPainter& painter, double left, double top, double width, const QString& text) {
  QRectF used;
  painter.drawText(QRectF(left, top, width, 1e5), Qt::AlignLeft | Qt::TextWordWrap, text, &used);
  return used.bottom();
}

QFont sized(QFont font, double points, bool strong = false) {
  font.setPointSizeF(points);
  font.setBold(strong);
  return font;
}

double paint_table(QPainter& painter, const QRectF& page, double y, const project::SolarStudy& study, const project::BuildingSheet& sheet) {
  const double line = QFontMetricsF(painter.font(), painter.device()).height() * 1.35;
  const std::array<double, 8> stops{0, 0.04, 0.22, 0.33, 0.45, 0.55, 0.64, 0.78};
  const auto row = [&](const std::array<QString, 8>& cells, bool strong) {
    painter.setFont(sized(painter.font(), 8.5, strong));
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const double right = i + 1 < stops.size() ? stops[i + 1] : 1.0;
      painter.drawText(QRectF(page.left() + stops[i] * page.width(), y, (right - stops[i]) * page.width() - 6, line), Qt::AlignLeft | Qt::AlignVCenter, cells[i]);
    }
    y += line;
  };
  row({QString(), SolarSheet::tr("Looks to"), SolarSheet::tr("Area"), SolarSheet::tr("kWh/m²"), SolarSheet::tr("Shade"), SolarSheet::tr("kWp"), SolarSheet::tr("kWh a year"), SolarSheet::tr("Class")}, true);
  constexpr std::size_t k_most = 10;
  for (std::size_t n = 0; n < std::min(k_most, sheet.units.size()); ++n) {
    const auto& unit = study.report.units[sheet.units[n]];
    const auto& r = study.report.results[sheet.units[n]];
    painter.setPen(QColor(0xcc, 0xcc, 0xcc));
    painter.drawLine(QPointF(page.left(), y), QPointF(page.right(), y));
    painter.setPen(QColor(0x22, 0x22, 0x22));
    row({QString::number(n + 1), plane_text(unit), area_digits(unit.area_m2), digits_text(r.irradiation_kwh_m2),
         r.samples > 0 ? QStringLiteral("%1 %").arg(digits_text(r.shading_loss * 100)) : QStringLiteral("?"), digits_text(r.kwp), digits_text(r.kwh),
         text_of(base::Message{solar::message_id(r.suitability), {}})},
        false);
  }
  if (sheet.units.size() > k_most) row({QString(), SolarSheet::tr("and %1 more").arg(count_text(sheet.units.size() - k_most)), {}, {}, {}, {}, {}, {}}, false);
  return y;
}

}  // namespace

void paint_sheet(QPainter& painter, const QRectF& page, const project::SolarStudy& study, const project::BuildingSheet& sheet) {
  painter.setRenderHint(QPainter::Antialiasing);
  const QFont body = painter.font();
  const double unit = page.width() / 100;
  double y = page.top();
  painter.setPen(QColor(0x22, 0x22, 0x22));
  painter.setFont(sized(body, 18, true));
  y = paint_text(painter, page.left(), y, page.width(), SolarSheet::tr("Building sheet: sun on the roof")) + unit;
  painter.setFont(sized(body, 9));
  painter.setPen(QColor(0x55, 0x55, 0x55));
  y = paint_text(painter, page.left(), y, page.width(), QString::fromStdString(sheet.building)) + unit;
  painter.setPen(QColor(0x22, 0x22, 0x22));
  painter.setFont(sized(body, 16, true));
  y = paint_text(painter, page.left(), y, page.width(), SolarSheet::tr("%1 a year").arg(energy_text(sheet.sum.kwh))) + unit * 0.5;
  painter.setFont(sized(body, 9.5));
  y = paint_text(painter, page.left(), y, page.width(),
                 SolarSheet::tr("Suitable sides together; probably %1. %2 kWp, %3 t CO₂ a year less (%4 g/kWh, %5 %6).")
                     .arg(energy_range_text(sheet.sum.kwh, study.range), digits_text(sheet.sum.kwp), digits_text(sheet.sum.co2_kg / 1000),
                          digits_text(study.choice.roofs.co2_g_per_kwh), QString::fromStdString(study.choice.roofs.co2_source))
                     .arg(study.choice.roofs.co2_year)) + unit * 2;
  const QRectF plan(page.left(), y, unit * 46, unit * 40);
  painter.setFont(sized(body, 8));
  paint_plan(painter, plan, study, sheet);
  painter.setFont(sized(body, 8));
  const QRectF months(page.left() + unit * 52, y, unit * 48, unit * 40);
  painter.setPen(QColor(0x22, 0x22, 0x22));
  painter.setFont(sized(body, 9, true));
  const auto number = static_cast<int>(std::find(sheet.units.begin(), sheet.units.end(), sheet.unit) - sheet.units.begin()) + 1;
  const double below = paint_text(painter, months.left(), months.top(), months.width(), SolarSheet::tr("Light by month on side %1").arg(number));
  painter.setFont(sized(body, 8));
  paint_months(painter, QRectF(months.left(), below + unit, months.width(), months.bottom() - below - unit), sheet.month_kwh_m2, print_colors());
  y = plan.bottom() + unit * 2;
  painter.setFont(sized(body, 8.5));
  y = paint_table(painter, page, y, study, sheet) + unit * 2.5;
  painter.setPen(QColor(0x22, 0x22, 0x22));
  painter.setFont(sized(body, 9, true));
  y = paint_text(painter, page.left(), y, page.width(), SolarSheet::tr("Where the energy goes, side %1").arg(number)) + unit * 0.5;
  painter.setFont(sized(body, 8));
  const double losses = loss_lines(sheet.losses) * unit * 1.9;
  paint_losses(painter, QRectF(page.left(), y, page.width(), losses), sheet.losses, print_colors());
  y += losses + unit * 1.5;
  painter.setPen(QColor(0x22, 0x22, 0x22));
  painter.setFont(sized(body, 8.5));
  if (sheet.walls > 0) {
    y = paint_text(painter, page.left(), y, page.width(),
                   SolarSheet::tr("Walls: %1 with %2; modules on 40 % of them %3 kWp and %4 a year (%5). A balcony system (860 W, 800 VA) on the best wall: %6 a year (%7).")
                       .arg(count_text(sheet.walls), area_digits(sheet.wall_area_m2), digits_text(sheet.wall_kwp),
                            energy_text(sheet.wall_kwh), energy_range_text(sheet.wall_kwh, study.range),
                            energy_text(sheet.balcony_kwh.value_or(0)), energy_range_text(sheet.balcony_kwh.value_or(0), study.range))) + unit;
  }
  painter.setPen(QColor(0x55, 0x55, 0x55));
  y = paint_text(painter, page.left(), y, page.width(),
                 basis_text(study) + QLatin1Char(' ') + QString::fromStdString(study.year.source) + QLatin1Char(' ') + assumed_text(study.choice.roofs)) + unit * 0.5;
  QStringList notices;
  for (const auto& notice : study.notices) notices << text_of(notice);
  paint_text(painter, page.left(), y, page.width(), notices.join(QLatin1Char(' ')) + QLatin1Char(' ') + text_of(base::Message{"solar.first_estimate", {}}));
}

base::Status write_sheet(const project::SolarStudy& study, const project::BuildingSheet& sheet, const QString& file) {
  QBuffer buffer;
  buffer.open(QIODevice::WriteOnly);
  {
    QPdfWriter writer(&buffer);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF(18, 16, 18, 16), QPageLayout::Millimeter);
    writer.setResolution(300);
    writer.setTitle(SolarSheet::tr("Building sheet: sun on the roof"));
    QPainter painter(&writer);
    paint_sheet(painter, QRectF(0, 0, writer.width(), writer.height()), study, sheet);
  }
  QSaveFile out(file);
  if (!out.open(QIODevice::WriteOnly) || out.write(buffer.data()) != buffer.size() || !out.commit()) {
    return base::fail(base::ErrorCode::no_space, "tiles.cannot_write", {{"file", file.toStdString()}}, {file.toStdString(), {}, {}, -1});
  }
  return {};
}

}  // namespace skizze::ui
