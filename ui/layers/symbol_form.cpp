// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/symbol_form.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>

#include <algorithm>
#include <array>

#include "layers/swatch.h"
#include "shell/language.h"
#include "style/hatch.h"
#include "style/plan_signs.h"
#include "widgets/build.h"
#include "widgets/color_button.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

QDoubleSpinBox* make_pixels(double max) {
  auto* box = new QDoubleSpinBox;
  box->setRange(0, max);
  box->setSingleStep(0.5);
  box->setDecimals(1);
  box->setSuffix(QStringLiteral(" px"));
  return box;
}

QComboBox* make_choice() {
  auto* box = new QComboBox;
  box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  box->setMinimumContentsLength(8);
  return box;
}

struct Dash {
  std::vector<double> lengths;
  const char* name;
};
const std::array<Dash, 5>& dashes() {
  static const std::array<Dash, 5> s_dashes{{{{}, QT_TRANSLATE_NOOP("SymbolForm", "Continuous")},
                                             {{4, 2}, QT_TRANSLATE_NOOP("SymbolForm", "Dashed")},
                                             {{8, 4}, QT_TRANSLATE_NOOP("SymbolForm", "Long dashes")},
                                             {{1, 2}, QT_TRANSLATE_NOOP("SymbolForm", "Dotted")},
                                             {{6, 2, 1, 2}, QT_TRANSLATE_NOOP("SymbolForm", "Dash and dot")}}};
  return s_dashes;
}

constexpr std::array<const char*, 10> k_icons{"square", "diamond", "triangle", "pentagon", "hexagon",
                                              "star",   "cross",   "tick",     "arrow",    "pin"};

/// Chooses the item with this data; what a style brings along and we do not offer gets an item of its own.
QString hatch_name(const style::Hatch& hatch) {
  QString name = hatch.kind == style::Hatch::Kind::dots     ? SymbolForm::tr("Dots")
                 : hatch.kind == style::Hatch::Kind::dashes ? SymbolForm::tr("Dashes")
                 : hatch.kind == style::Hatch::Kind::cross
                     ? (hatch.angle_deg > 0 ? SymbolForm::tr("Grid, slanted") : SymbolForm::tr("Grid"))
                     : SymbolForm::tr("Hatch %1°").arg(hatch.angle_deg);
  if (hatch.name.ends_with("-dense")) name = SymbolForm::tr("%1, dense").arg(name);
  if (hatch.name.ends_with("-wide")) name = SymbolForm::tr("%1, wide").arg(name);
  return name;
}

/// Patterns of plan signs carry the name of the sign.
/// Patterns and pictures that an import brought have no fixed place in the lists.
QString name_of_imported(const std::string& value) {
  if (value.starts_with("data:")) return SymbolForm::tr("Imported picture");
  const auto hatch = style::find_hatch(value);
  return hatch ? hatch_name(*hatch) : QString::fromStdString(value);
}

void choose(QComboBox* box, const std::string& value) {
  const QString data = QString::fromStdString(value);
  if (box->findData(data) < 0) box->addItem(name_of_imported(value), data);
  box->setCurrentIndex(box->findData(data));
}

std::string chosen(const QComboBox* box) { return box->currentData().toString().toStdString(); }

void add_plan_patterns(QComboBox* box, std::string style::SimpleSymbol::*field) {
  for (const auto& sign : style::plan_signs()) {
    const std::string& pattern = sign.symbol.*field;
    if (!pattern.empty()) box->addItem(text_of(base::Message{std::string(sign.message), {}}), QString::fromStdString(pattern));
  }
}

}  // namespace

SymbolForm::SymbolForm(QWidget* parent) : QWidget(parent) {
  m_form = new QFormLayout(this);
  m_form->setContentsMargins(0, 0, 0, 0);
  m_form->setHorizontalSpacing(px(12));
  m_form->setVerticalSpacing(px(6));
  m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  add_row(m_sign = make_choice(), k_point | k_line | k_area);
  add_row(m_color = new ColorButton, k_point | k_line | k_area);
  m_opacity = new QSpinBox;
  m_opacity->setRange(0, 100);
  m_opacity->setSingleStep(5);
  m_opacity->setSuffix(QStringLiteral(" %"));
  add_row(m_opacity, k_point | k_line | k_area);
  add_row(m_icon = make_choice(), k_point | k_area);
  add_row(m_radius = make_pixels(100), k_point | k_area);
  add_row(m_pattern = make_choice(), k_area);
  add_row(m_pattern_color = new ColorButton, k_area);
  add_row(m_width = make_pixels(40), k_line | k_area);
  add_row(m_dash = make_choice(), k_line | k_area);
  add_row(m_line_pattern = make_choice(), k_line);
  add_row(m_casing = make_pixels(20), k_line);
  add_row(m_outline = new ColorButton, k_point | k_line | k_area);
  for (auto* button : {m_color, m_outline, m_pattern_color}) connect(button, &ColorButton::picked, this, &SymbolForm::take);
  for (auto* box : {m_radius, m_width, m_casing}) connect(box, &QDoubleSpinBox::valueChanged, this, &SymbolForm::take);
  connect(m_opacity, &QSpinBox::valueChanged, this, &SymbolForm::take);
  for (auto* box : {m_icon, m_pattern, m_dash, m_line_pattern}) connect(box, &QComboBox::activated, this, &SymbolForm::take);
  connect(m_sign, &QComboBox::activated, this, &SymbolForm::take_sign);
  retranslate();
}

QLabel* SymbolForm::add_row(QWidget* field, unsigned uses) {
  auto* label = make_label({});
  label->setBuddy(field);
  m_form->addRow(label, field);
  m_rows.push_back({label, field, uses});
  return label;
}

void SymbolForm::set_symbol(const style::SimpleSymbol& symbol, geo::GeometryKind kind) {
  m_symbol = symbol;
  const bool other = kind != m_kind;
  m_kind = kind;
  if (other) retranslate();
  fill();
}

void SymbolForm::fill() {
  m_filling = true;
  m_sign->setCurrentIndex(0);
  for (const auto& sign : style::plan_signs())
    if (sign.symbol == m_symbol && sign.kind == m_kind) choose(m_sign, std::string(sign.id));
  m_color->set_color(to_qcolor(m_symbol.color));
  m_outline->set_color(to_qcolor(m_symbol.outline));
  m_pattern_color->set_color(to_qcolor(m_symbol.pattern_color));
  m_opacity->setValue(qRound(m_symbol.opacity * 100));
  m_radius->setValue(m_symbol.radius_px);
  m_width->setValue(m_symbol.width_px);
  m_casing->setValue(m_symbol.casing_px);
  choose(m_icon, m_symbol.icon);
  choose(m_pattern, m_symbol.pattern);
  choose(m_line_pattern, m_symbol.line_pattern);
  const auto at = std::find_if(dashes().begin(), dashes().end(), [&](const Dash& dash) { return dash.lengths == m_symbol.dash; });
  m_dash->setCurrentIndex(at == dashes().end() ? static_cast<int>(dashes().size()) : static_cast<int>(at - dashes().begin()));
  m_pattern_color->setEnabled(!m_symbol.pattern.empty());
  m_form->setRowVisible(m_radius, m_kind == geo::GeometryKind::point || (is_area() && !m_symbol.icon.empty()));
  m_filling = false;
}

void SymbolForm::take() {
  if (m_filling) return;
  m_symbol.color = from_qcolor(m_color->color());
  m_symbol.outline = from_qcolor(m_outline->color());
  m_symbol.opacity = m_opacity->value() / 100.0;
  m_symbol.radius_px = m_radius->value();
  m_symbol.width_px = m_width->value();
  m_symbol.casing_px = m_casing->value();
  m_symbol.icon = chosen(m_icon);
  m_symbol.line_pattern = chosen(m_line_pattern);
  const std::string pattern = chosen(m_pattern);
  m_symbol.pattern_color = from_qcolor(m_pattern_color->color());
  // A new pattern shows on its fill at once.
  if (!pattern.empty() && m_symbol.pattern.empty() && m_symbol.pattern_color.a <= 0) m_symbol.pattern_color = {0.2F, 0.2F, 0.2F, 1};
  m_symbol.pattern = pattern;
  const auto dash = static_cast<std::size_t>(m_dash->currentIndex());
  if (dash < dashes().size()) m_symbol.dash = dashes()[dash].lengths;
  fill();
  Q_EMIT changed();
}

void SymbolForm::take_sign() {
  const auto* sign = style::find_plan_sign(chosen(m_sign));
  if (sign == nullptr) return;
  m_symbol = sign->symbol;
  fill();
  Q_EMIT changed();
}

void SymbolForm::retranslate() {
  m_filling = true;
  m_sign->clear();
  m_sign->addItem(tr("Own symbol"), QString());
  for (const auto& sign : style::plan_signs()) {
    if (sign.kind != m_kind) continue;
    m_sign->addItem(QIcon(symbol_pixmap(sign.symbol, sign.kind, swatch_size(px(20)), devicePixelRatioF())),
                    text_of(base::Message{std::string(sign.message), {}}),
                    QString::fromUtf8(sign.id.data(), static_cast<qsizetype>(sign.id.size())));
  }
  m_icon->clear();
  m_icon->addItem(is_area() ? tr("None") : tr("Disc"), QString());
  const std::array<QString, 10> shapes{tr("Square"), tr("Diamond"), tr("Triangle"), tr("Pentagon"), tr("Hexagon"),
                                       tr("Star"),   tr("Cross"),   tr("Tick"),     tr("Arrow"),    tr("Pin")};
  for (std::size_t i = 0; i < k_icons.size(); ++i) m_icon->addItem(shapes[i], QLatin1String(k_icons[i]));
  add_plan_patterns(m_icon, &style::SimpleSymbol::icon);
  m_pattern->clear();
  m_pattern->addItem(tr("None"), QString());
  for (const auto& hatch : style::hatches())
    m_pattern->addItem(hatch_name(hatch), QString::fromUtf8(hatch.name.data(), static_cast<qsizetype>(hatch.name.size())));
  add_plan_patterns(m_pattern, &style::SimpleSymbol::pattern);
  m_line_pattern->clear();
  m_line_pattern->addItem(tr("None"), QString());
  add_plan_patterns(m_line_pattern, &style::SimpleSymbol::line_pattern);
  m_dash->clear();
  for (const auto& dash : dashes()) m_dash->addItem(tr(dash.name));
  m_dash->addItem(tr("As in the style"));
  const bool area = is_area();
  const std::array<QString, 12> names{tr("Plan sign"),      tr("Colour"),
                                      tr("Opacity"),        area ? tr("Sign in the middle") : tr("Shape"),
                                      tr("Radius"),         tr("Pattern"),
                                      tr("Pattern colour"), area ? tr("Outline") : tr("Width"),
                                      tr("Stroke"),         tr("Signs along it"),
                                      tr("Casing"),         m_kind == geo::GeometryKind::line ? tr("Casing colour") : tr("Outline colour")};
  const unsigned use = m_kind == geo::GeometryKind::point ? k_point : m_kind == geo::GeometryKind::line ? k_line : k_area;
  for (std::size_t i = 0; i < m_rows.size(); ++i) {
    m_rows[i].label->setText(names[i]);
    m_rows[i].field->setAccessibleName(names[i]);
    m_form->setRowVisible(m_rows[i].field, (m_rows[i].uses & use) != 0);
  }
  m_filling = false;
  fill();
}

void SymbolForm::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace skizze::ui
