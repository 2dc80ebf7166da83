// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/style_editor.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QFormLayout>
#include <QJsonDocument>
#include <QLabel>
#include <QPainter>
#include <QSpinBox>
#include <QToolButton>

#include <algorithm>
#include <functional>

#include "layers/class_list.h"
#include "layers/label_form.h"
#include "layers/style_text_edit.h"
#include "layers/swatch.h"
#include "layers/symbol_form.h"
#include "shell/language.h"
#include "style/color_vision.h"
#include "style/ramps.h"
#include "widgets/build.h"
#include "widgets/icon.h"
#include "widgets/section.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

constexpr int k_apply_delay_ms = 250;

QComboBox* make_choice() {
  auto* box = new QComboBox;
  box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  box->setMinimumContentsLength(8);
  return box;
}

QDoubleSpinBox* make_zoom() {
  auto* box = new QDoubleSpinBox;
  box->setRange(0, 24);
  box->setSingleStep(0.5);
  box->setDecimals(1);
  return box;
}

/// A strip of the colours that a ramp or a palette gives to classes.
QIcon strip(const std::function<style::Color(int)>& color, int count) {
  QPixmap pixmap(px(56), px(14));
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  const double width = static_cast<double>(pixmap.width()) / count;
  for (int i = 0; i < count; ++i) painter.fillRect(QRectF(i * width, 0, width + 1, pixmap.height()), to_qcolor(color(i)));
  return QIcon(pixmap);
}

bool is_number(const feature::Column& column) {
  return column.type == feature::ColumnType::integer || column.type == feature::ColumnType::real;
}

}  // namespace

StyleEditor::StyleEditor(QWidget* parent) : QWidget(parent), m_pool(std::make_unique<base::WorkerPool>("style", 1)) {
  m_delay.setSingleShot(true);
  m_delay.setInterval(k_apply_delay_ms);
  connect(&m_delay, &QTimer::timeout, this, &StyleEditor::apply);
  build();
  connect_fields();
  retranslate();
}

StyleEditor::~StyleEditor() { m_cancel.cancel(); }

void StyleEditor::build() {
  m_kind = make_choice();
  build_menu();
  build_classes_form();
  m_symbol = new SymbolForm;
  m_areas = make_choice();
  m_areas_label = make_label({});
  m_areas_label->setBuddy(m_areas);
  m_areas_row = new QWidget;
  auto* areas = make_row(12);
  areas->addWidget(m_areas_label);
  areas->addWidget(m_areas, 1);
  m_areas_row->setLayout(areas);
  m_classes = new ClassList;
  m_computing = make_label({}, QStringLiteral("secondary"));
  m_computing->hide();
  m_label_section = new Section({}, nullptr, false);
  m_labels = new LabelForm;
  m_label_section->body()->addWidget(m_labels);
  m_zoom_section = new Section({}, nullptr, false);
  m_min_zoom = make_zoom();
  m_max_zoom = make_zoom();
  m_zoom_label = make_label(QStringLiteral("–"));
  auto* zoom = make_row(8);
  zoom->addWidget(m_min_zoom);
  zoom->addWidget(m_zoom_label);
  zoom->addWidget(m_max_zoom);
  zoom->addStretch(1);
  m_zoom_section->body()->addLayout(zoom);
  m_text = new StyleTextEdit;
  m_lost = make_text({}, QStringLiteral("warning"));
  m_lost->hide();
  m_problem = make_text({}, QStringLiteral("error"));
  m_problem->hide();
  auto* head = make_row(4);
  head->addWidget(m_kind, 1);
  head->addWidget(m_more);
  auto* all = make_column(8);
  all->addLayout(head);
  for (QWidget* part : std::initializer_list<QWidget*>{m_lost, m_problem, m_class_form_box, m_symbol, m_computing, m_classes, m_areas_row,
                                                       m_label_section, m_zoom_section, m_text})
    all->addWidget(part);
  setLayout(all);
}

void StyleEditor::build_classes_form() {
  m_class_form_box = new QWidget;
  m_class_form = new QFormLayout(m_class_form_box);
  m_class_form->setContentsMargins(0, 0, 0, 0);
  m_class_form->setHorizontalSpacing(px(12));
  m_class_form->setVerticalSpacing(px(6));
  m_class_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  m_column = make_choice();
  m_method = make_choice();
  m_class_count = new QSpinBox;
  m_class_count->setRange(2, 12);
  m_colors = make_choice();
  m_colors->setIconSize({px(56), px(14)});
  m_reversed = new QCheckBox;
  for (QWidget* field : std::initializer_list<QWidget*>{m_column, m_method, m_class_count, m_colors, m_reversed}) {
    auto* name = make_label({});
    name->setBuddy(field);
    m_class_form->addRow(name, field);
  }
  m_safety = make_text({}, QStringLiteral("secondary"));
  m_class_form->addRow(m_safety);
}

/// Whether everybody can tell the classes by their colours.
void StyleEditor::show_safety() {
  std::vector<style::Color> colors;
  for (const auto& c : m_look.classes)
    if (c.visible) colors.push_back(c.symbol.color);
  const bool safe = style::least_difference(colors, m_look.kind == style::LookKind::graduated) >= style::k_clear_difference;
  m_safety->setText(safe ? tr("Colours can be told apart by colour-blind readers too.")
                         : tr("Some colours are hard to tell apart for colour-blind readers."));
  set_role(m_safety, safe ? QStringLiteral("secondary") : QStringLiteral("warning"));
  m_class_form->setRowVisible(m_safety, colors.size() > 1);
}

void StyleEditor::connect_fields() {
  connect(m_kind, &QComboBox::currentIndexChanged, this, &StyleEditor::on_kind);
  connect(m_column, &QComboBox::currentIndexChanged, this, &StyleEditor::take_class_choice);
  connect(m_method, &QComboBox::currentIndexChanged, this, &StyleEditor::take_class_choice);
  connect(m_class_count, &QSpinBox::valueChanged, this, &StyleEditor::take_class_choice);
  const auto recolour = [this] {
    if (m_filling) return;
    (m_look.kind == style::LookKind::graduated ? m_look.ramp : m_look.palette) = m_colors->currentData().toString().toStdString();
    m_look.reversed = m_reversed->isChecked();
    style::recolour(m_look);
    show_safety();
    schedule();
  };
  connect(m_colors, &QComboBox::currentIndexChanged, this, recolour);
  connect(m_reversed, &QCheckBox::toggled, this, recolour);
  connect(m_symbol, &SymbolForm::changed, this, [this] {
    m_look.symbol = m_symbol->symbol();
    schedule();
  });
  connect(m_classes, &ClassList::changed, this, [this] {
    const auto limits = [](const style::Look& look) {
      std::vector<double> all;
      for (const auto& c : look.classes) all.insert(all.end(), {c.from, c.to});
      return all;
    };
    const bool same_rows = m_look.kind != style::LookKind::rules && limits(m_look) == limits(m_classes->look());
    m_look = m_classes->look();
    show_safety();
    if (!same_rows) request_classes(false);
    schedule();
  });
  connect(m_areas, &QComboBox::currentIndexChanged, this, [this](int scope) {
    if (m_filling) return;
    m_look.areas = static_cast<style::AreaScope>(scope);
    schedule();
  });
  connect(m_labels, &LabelForm::changed, this, [this] {
    m_look.label = m_labels->label();
    schedule();
  });
  const auto zoomed = [this] {
    if (m_filling) return;
    m_look.min_zoom = m_min_zoom->value();
    m_look.max_zoom = m_max_zoom->value();
    schedule();
  };
  connect(m_min_zoom, &QDoubleSpinBox::valueChanged, this, zoomed);
  connect(m_max_zoom, &QDoubleSpinBox::valueChanged, this, zoomed);
  connect(m_text, &StyleTextEdit::apply_wanted, this, [this] { apply_text(m_text->text().toStdString()); });
}

void StyleEditor::retranslate() {
  m_filling = true;
  const int kind = qMax(0, m_kind->currentIndex());
  m_kind->clear();
  m_kind->addItems(
      {tr("City style"), tr("One symbol"), tr("By category"), tr("By number"), tr("By rules"), tr("As text (MapLibre style)")});
  m_kind->setCurrentIndex(kind);
  m_kind->setAccessibleName(tr("Kind of style"));
  set_name(m_more, tr("Copy, paste, save, load, reset"));
  const std::initializer_list<std::pair<QWidget*, QString>> names{
      {m_column, tr("Attribute")}, {m_method, tr("Limits")}, {m_class_count, tr("Classes")}, {m_colors, tr("Colours")}};
  for (const auto& [field, name] : names) {
    field->setAccessibleName(name);
    if (auto* label = qobject_cast<QLabel*>(m_class_form->labelForField(field))) label->setText(name);
  }
  m_method->clear();
  m_method->addItems({tr("Equal steps"), tr("Equal counts"), tr("Natural breaks (Jenks)"), tr("Standard deviation"), tr("Round numbers")});
  m_areas->clear();
  m_areas->addItems({tr("Each area"), tr("All areas as one, without the borders between them"), tr("What lies around the areas")});
  m_areas_label->setText(tr("Drawn"));
  m_areas->setAccessibleName(tr("What is drawn of areas"));
  m_areas->setToolTip(tr("What is drawn of areas"));
  m_reversed->setText(tr("The other way round"));
  m_computing->setText(tr("Computing the classes…"));
  m_label_section->set_title(tr("Labels"));
  m_zoom_section->set_title(tr("Zoom range"));
  m_min_zoom->setAccessibleName(tr("From zoom"));
  m_max_zoom->setAccessibleName(tr("Below zoom"));
  m_filling = false;
  retranslate_choices();
  fill();
}

/// Ramps for numbers, palettes for categories; their names are those of the field.
void StyleEditor::retranslate_choices() {
  const bool graduated = m_look.kind == style::LookKind::graduated;
  m_filling = true;
  m_colors->clear();
  for (const auto name : graduated ? style::ramp_names() : style::palette_names()) {
    const QString id = QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
    const QIcon icon = graduated ? strip([&](int i) { return style::ramp_color(name, i / 8.0); }, 9)
                                 : strip([&](int i) { return style::palette_color(name, static_cast<std::size_t>(i)); }, 6);
    m_colors->addItem(icon, QString(), id);
  }
  const QStringList ramps{
      QStringLiteral("Cividis"), QStringLiteral("Viridis"), tr("Blue"), tr("Green"), tr("Orange"), tr("Grey"), tr("Heat"),
      tr("Blue to orange"),      tr("Purple to green")};
  const QStringList palettes{QStringLiteral("Okabe–Ito"), tr("Tol, bright"), tr("Tol, muted")};
  for (int i = 0; i < m_colors->count(); ++i) m_colors->setItemText(i, (graduated ? ramps : palettes).value(i));
  m_filling = false;
}

const project::LayerEntry* StyleEditor::layer() const {
  return m_document != nullptr && m_document->is_open() ? m_document->layer(m_layer) : nullptr;
}

geo::GeometryKind StyleEditor::geometry() const {
  const auto* entry = layer();
  return entry != nullptr && entry->pack ? entry->pack->info().kind : geo::GeometryKind::none;
}

StyleEditor::Kind StyleEditor::kind() const { return static_cast<Kind>(qMax(0, m_kind->currentIndex())); }
void StyleEditor::set_kind(Kind kind) { m_kind->setCurrentIndex(static_cast<int>(kind)); }

void StyleEditor::set_column(const QString& name) {
  const int at = m_column->findText(name);
  if (at >= 0) m_column->setCurrentIndex(at);
}

void StyleEditor::show_layer(project::Document* document, const base::Uuid& layer_id) {
  const bool other = document != m_document || layer_id != m_layer;
  if (document != m_document) {
    if (m_document != nullptr) m_document->disconnect(this);
    // Undo, a paste, the list of layers: whoever changes the style, the forms follow.
    if (document != nullptr) connect(document, &project::Document::layer_changed, this, [this] { show_layer(m_document, m_layer); });
  }
  m_document = document;
  m_layer = layer_id;
  const auto* entry = layer();
  setEnabled(entry != nullptr && entry->pack != nullptr);
  if (entry == nullptr || (!other && (entry->style_json == m_stored || m_delay.isActive()))) return;
  if (other) {
    m_delay.stop();
    show_lost({});
  }
  read_stored();
}

/// The document's style into the forms: after another layer was chosen, and after undo.
void StyleEditor::read_stored() {
  const auto* entry = layer();
  m_stored = entry->style_json;
  m_problem->hide();
  m_counts.clear();
  auto look = style::look_of(m_stored, geometry());
  Kind now = m_stored.empty() ? Kind::city : Kind::text;
  if (look) now = static_cast<Kind>(static_cast<int>(look->kind) + static_cast<int>(Kind::single));
  m_look = look ? std::move(*look) : style::Look{};
  m_filling = true;
  m_kind->setCurrentIndex(static_cast<int>(now));
  m_filling = false;
  retranslate_choices();
  fill();
  if (now == Kind::text) m_text->set_text(current_text());
  if (now != Kind::city && now != Kind::text && now != Kind::single) request_classes(false);
}

void StyleEditor::fill() {
  fill_columns();
  m_filling = true;
  m_method->setCurrentIndex(static_cast<int>(m_look.method));
  m_class_count->setValue(m_look.class_count);
  const bool graduated = m_look.kind == style::LookKind::graduated;
  m_colors->setCurrentIndex(qMax(0, m_colors->findData(QString::fromStdString(graduated ? m_look.ramp : m_look.palette))));
  m_reversed->setChecked(m_look.reversed);
  m_areas->setCurrentIndex(static_cast<int>(m_look.areas));
  m_min_zoom->setValue(m_look.min_zoom);
  m_max_zoom->setValue(m_look.max_zoom);
  m_symbol->set_symbol(m_look.symbol, geometry());
  m_classes->set_look(m_look, geometry(), m_counts);
  m_filling = false;
  show_safety();
  show_parts();
}

void StyleEditor::fill_columns() {
  const auto* entry = layer();
  m_filling = true;
  QStringList columns;
  QStringList numbers;
  if (entry != nullptr && entry->pack) {
    m_classes->set_columns(entry->pack->info().columns);
    for (const auto& column : entry->pack->info().columns) {
      columns << QString::fromStdString(column.name);
      if (is_number(column)) numbers << columns.back();
    }
  }
  m_column->clear();
  m_column->addItems(kind() == Kind::graduated ? numbers : columns);
  m_column->setCurrentIndex(m_column->findText(QString::fromStdString(m_look.attribute)));
  m_labels->set_label(m_look.label, columns, numbers);
  m_filling = false;
}

void StyleEditor::show_parts() {
  const Kind now = kind();
  const bool classes = now == Kind::categorised || now == Kind::graduated;
  const bool own = classes || now == Kind::single || now == Kind::rules;
  m_class_form_box->setVisible(classes);
  m_class_form->setRowVisible(m_method, now == Kind::graduated);
  m_class_form->setRowVisible(m_class_count, now == Kind::graduated);
  m_symbol->setVisible(now == Kind::single);
  m_classes->setVisible(classes || now == Kind::rules);
  m_areas_row->setVisible(own && geometry() == geo::GeometryKind::area);
  m_label_section->setVisible(own);
  m_zoom_section->setVisible(own);
  m_text->setVisible(now == Kind::text);
}

void StyleEditor::on_kind() {
  if (m_filling) return;
  const Kind now = kind();
  show_lost({});
  m_problem->hide();
  const auto* entry = layer();
  if (now == Kind::city || now == Kind::text) {
    show_parts();
    if (now == Kind::text) m_text->set_text(current_text());
    if (now == Kind::city && entry != nullptr && !entry->style_json.empty()) schedule();
    return;
  }
  const auto look_kind = static_cast<style::LookKind>(static_cast<int>(now) - static_cast<int>(Kind::single));
  if (look_kind == style::LookKind::rules) {
    m_look = style::as_rules(m_look);
  } else if (look_kind != m_look.kind) {
    m_look.kind = look_kind;
    m_look.classes.clear();
    if (look_kind != style::LookKind::single) {  // the rest stands back behind the classes
      m_look.symbol.opacity = std::min(m_look.symbol.opacity, 0.8);
      m_look.symbol.color = *style::parse_color("#b4b4b4");
    }
  }
  m_counts.clear();
  if (entry != nullptr && entry->pack && (now == Kind::categorised || now == Kind::graduated)) {
    const auto& columns = entry->pack->info().columns;
    const auto fits = [&](const feature::Column& c) { return now == Kind::graduated ? is_number(c) : c.type == feature::ColumnType::text; };
    const auto chosen = entry->pack->column_index(m_look.attribute);
    if (!chosen || (now == Kind::graduated && !is_number(columns[*chosen]))) {
      auto first = std::find_if(columns.begin(), columns.end(), fits);
      if (first == columns.end() && now == Kind::categorised) first = columns.begin();
      m_look.attribute = first == columns.end() ? std::string() : first->name;
    }
  }
  retranslate_choices();
  fill();
  request_classes(now != Kind::single && now != Kind::rules);
  if (now == Kind::single || now == Kind::rules) schedule();
}

void StyleEditor::take_class_choice() {
  if (m_filling) return;
  m_look.attribute = m_column->currentText().toStdString();
  m_look.method = static_cast<style::ClassMethod>(qMax(0, m_method->currentIndex()));
  m_look.class_count = m_class_count->value();
  request_classes(true);
}

/// Asks the worker for classes (anew) and how many rows they take.
void StyleEditor::request_classes(bool anew) {
  const auto* entry = layer();
  if (entry == nullptr || !entry->pack || m_look.kind == style::LookKind::single) return;
  m_cancel.cancel();
  m_cancel = base::CancelSource();
  const quint64 request = ++m_request;
  ++m_waiting;
  m_computing->setVisible(anew);
  m_pool->submit(base::Priority::visible, {}, [this, request, anew, look = m_look, pack = entry->pack, token = m_cancel.token()]() mutable {
    if (anew && !token.cancelled()) style::classify(look, *pack);
    auto counts = token.cancelled() ? std::vector<std::uint64_t>{} : style::class_counts(look, *pack, token);
    QMetaObject::invokeMethod(
        this,
        [this, request, anew, look = std::move(look), counts = std::move(counts)] {
          --m_waiting;
          if (request != m_request) return;
          m_computing->hide();
          m_counts = counts;
          if (anew) m_look.classes = look.classes;
          m_classes->set_look(m_look, geometry(), m_counts);
          show_safety();
          if (!anew) return;
          const bool nothing = m_look.classes.empty();
          m_problem->setVisible(nothing);
          if (nothing)
            m_problem->setText(m_column->count() == 0 ? tr("This layer has no attribute with numbers.")
                                                      : tr("This attribute has no values."));
          if (!nothing) schedule();
        },
        Qt::QueuedConnection);
  });
}

void StyleEditor::schedule() {
  if (m_filling) return;
  m_classes->set_look(m_look, geometry(), m_counts);
  m_delay.start();
}

void StyleEditor::apply() {
  const auto* entry = layer();
  const Kind now = kind();
  if (entry == nullptr || now == Kind::text) return;
  if ((now == Kind::categorised || now == Kind::graduated) && m_look.classes.empty()) return;
  const std::string text = now == Kind::city ? std::string() : style::style_of(m_look, geometry());
  if (text == entry->style_json) return;
  m_stored = text;
  show_problem(m_document->set_layer_style(m_layer, QString::fromStdString(text)));
}

void StyleEditor::apply_text(const std::string& text) {
  if (layer() == nullptr) return;
  show_problem(m_document->set_layer_style(m_layer, QString::fromStdString(text)));
}

QString StyleEditor::current_text() const {
  const auto* entry = layer();
  if (entry == nullptr) return {};
  std::string text = entry->style_json;
  if (text.empty() && entry->pack) text = project::StyleCache().default_json(entry->pack->info()).value_or(std::string());
  return QString::fromUtf8(QJsonDocument::fromJson(QByteArray::fromStdString(text)).toJson(QJsonDocument::Indented));
}

void StyleEditor::show_problem(const base::Status& status) {
  m_problem->setVisible(!status);
  if (!status) m_problem->setText(text_of(status.error()));
}

void StyleEditor::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace skizze::ui
