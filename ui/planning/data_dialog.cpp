// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/data_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QTableWidget>
#include <QVBoxLayout>

#include "help/help_key.h"
#include "shell/language.h"
#include "widgets/build.h"
#include "widgets/theme.h"

namespace skizze::ui {

namespace {

constexpr int k_guess = -2;
constexpr int k_unused = -1;

QString text_of_role(bike::LayerRole role) { return text_of(base::Message{"bike.role_" + std::string(bike::name_of(role)), {}}); }

}  // namespace

DataDialog::DataDialog(project::BikeDesk& desk, QWidget* parent)
    : QDialog(parent),
      m_desk(desk),
      m_view(new QTableWidget(0, 3)),
      m_notes(make_text({}, QStringLiteral("secondary"))),
      m_title(make_label({}, QStringLiteral("strong"))),
      m_fields(new QFormLayout) {
  setAttribute(Qt::WA_DeleteOnClose);
  set_help_page(this, "lanes");
  setWindowTitle(tr("Data for bike lanes"));
  set_name(m_view, tr("Layers and what they are used for"));
  m_view->setHorizontalHeaderLabels({tr("Layer"), tr("Used as"), tr("Date")});
  m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
  m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_view->verticalHeader()->hide();
  auto* buttons = make_buttons(false);
  auto* guess = make_button(tr("Guess all anew"));
  buttons->addButton(guess, QDialogButtonBox::ActionRole);
  connect(guess, &QPushButton::clicked, this, [this] {
    m_desk.set_uses({});
    fill();
  });
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(m_view, &QTableWidget::currentCellChanged, this, [this](int row) {
    if (!m_filling) show_fields(row);
  });
  auto* column = make_column(10);
  column->setContentsMargins(px(20), px(20), px(20), px(16));
  column->addWidget(make_text(tr("What a layer tells is guessed from its name and columns. Change it where the guess is wrong; streets can "
                                 "have their columns mapped."),
                              QStringLiteral("secondary")));
  column->addWidget(m_view, 2);
  column->addWidget(m_notes);
  column->addWidget(m_title);
  auto* scroll = new QScrollArea;
  auto* inner = new QWidget;
  inner->setLayout(m_fields);
  scroll->setWidget(inner);
  scroll->setWidgetResizable(true);
  column->addWidget(scroll, 2);
  column->addWidget(buttons);
  setLayout(column);
  resize(px(680), px(680));
  connect(&desk, &project::BikeDesk::city_changed, this, &DataDialog::show_notes);
  fill();
  show_notes();
}

void DataDialog::show_notes() {
  constexpr std::size_t k_most_told = 4;
  const auto& city = m_desk.city();
  if (!city || !city->graph()) {
    m_notes->setText(m_desk.reading() ? tr("The layers are being read…") : tr("No layer has streets, so nothing is known of the network."));
    return;
  }
  const auto& notes = city->graph()->notes();
  const auto text = [](std::uint64_t value) { return std::to_string(value); };
  QStringList lines{tr("%1 streets, %2 stretches between junctions.")
                        .arg(count_text(city->graph()->streets().size()), count_text(city->graph()->edges().size()))};
  if (notes.too_short + notes.loops + notes.contradictory + city->doubts() + city->nameless() > 0)
    lines << text_of(base::Message{"bike.streets_notes",
                                   {{"zero", text(notes.too_short)},
                                    {"loops", text(notes.loops)},
                                    {"oneway", text(notes.contradictory)},
                                    {"nameless", text(city->nameless())},
                                    {"doubts", text(city->doubts())}}});
  for (std::size_t i = 0; i < std::min(k_most_told, city->doubtful().size()); ++i) {
    const auto& doubt = city->doubtful()[i];
    lines << text_of(base::Message{"bike.streets_doubt", {{"key", doubt.key}, {"value", doubt.value}, {"count", text(doubt.count)}}});
  }
  m_notes->setText(lines.join(QLatin1Char('\n')));
}

std::vector<const project::LayerEntry*> DataDialog::layers() const {
  std::vector<const project::LayerEntry*> result;
  if (m_desk.document() == nullptr) return result;
  for (const auto& layer : m_desk.document()->layers())
    if (layer.pack) result.push_back(&layer);
  return result;
}

QString DataDialog::role_text(const bike::LayerUse& use) const {
  QStringList names;
  for (const auto role : bike::all_layer_roles())
    if (use.has(role)) names << text_of_role(role);
  return names.isEmpty() ? tr("not used") : names.join(QStringLiteral(", "));
}

void DataDialog::fill() {
  m_filling = true;
  const auto shown = layers();
  const auto stated = m_desk.uses();
  m_view->setRowCount(static_cast<int>(shown.size()));
  for (int row = 0; row < m_view->rowCount(); ++row) {
    const auto& layer = *shown[static_cast<std::size_t>(row)];
    m_view->setItem(row, 0, new QTableWidgetItem(QString::fromStdString(layer.name)));
    m_view->setItem(
        row, 2,
        new QTableWidgetItem(layer.provenance.data_date.empty() ? tr("unknown")
                                                                : date_text(QString::fromStdString(layer.provenance.data_date))));
    auto* choice = new QComboBox;
    const auto guessed = bike::guess_use(layer.pack->info(), layer.name);
    choice->addItem(tr("Guessed: %1").arg(role_text(guessed)), k_guess);
    choice->addItem(tr("Not used"), k_unused);
    for (const auto role : bike::all_layer_roles()) choice->addItem(text_of_role(role), static_cast<int>(role));
    const auto found = stated.find(layer.id);
    int current = k_guess;
    if (found != stated.end()) {
      current = found->second.roles == guessed.roles ? k_guess : k_unused;
      for (const auto role : bike::all_layer_roles())
        if (found->second.has(role) && found->second.roles != guessed.roles) current = static_cast<int>(role);
    }
    choice->setCurrentIndex(choice->findData(current));
    set_name(choice, tr("Use of %1").arg(QString::fromStdString(layer.name)));
    connect(choice, &QComboBox::activated, this, [this, row, choice] { set_role(row, choice->currentData().toInt()); });
    m_view->setCellWidget(row, 1, choice);
  }
  m_view->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
  m_view->setColumnWidth(0, px(200));
  m_filling = false;
  // Streets are what a person most likely wants to see.
  int first = 0;
  for (int row = 0; row < m_view->rowCount(); ++row)
    if (project::use_of(*shown[static_cast<std::size_t>(row)], stated).has(bike::LayerRole::streets)) first = row;
  if (m_view->rowCount() > 0) m_view->setCurrentCell(first, 0);
  show_fields(m_view->currentRow());
}

void DataDialog::show_fields(int row) {
  m_row = row;
  while (m_fields->rowCount() > 0) m_fields->removeRow(0);
  const auto shown = layers();
  if (row < 0 || row >= static_cast<int>(shown.size())) return m_title->clear();
  const auto& layer = *shown[static_cast<std::size_t>(row)];
  const auto use = project::use_of(layer, m_desk.uses());
  m_title->setText(tr("Columns of %1").arg(QString::fromStdString(layer.name)));
  for (const auto key : bike::mappable_keys()) {
    auto* box = new QComboBox;
    const QString name = QString::fromUtf8(key.data(), static_cast<qsizetype>(key.size()));
    box->addItem(tr("as named: %1").arg(name), QString());
    for (const auto& column : layer.pack->info().columns)
      box->addItem(QString::fromStdString(column.name), QString::fromStdString(column.name));
    for (const auto& [mapped, column] : use.fields)
      if (mapped == key) box->setCurrentIndex(std::max(0, box->findData(QString::fromStdString(column))));
    set_name(box, tr("Column for %1").arg(name));
    connect(box, &QComboBox::activated, this,
            [this, key = std::string(key), box] { set_field(key, box->currentData().toString().toStdString()); });
    m_fields->addRow(name, box);
  }
}

void DataDialog::set_role(int row, int choice) {
  const auto shown = layers();
  const auto& layer = *shown[static_cast<std::size_t>(row)];
  auto uses = m_desk.uses();
  if (choice == k_guess) {
    uses.erase(layer.id);
  } else {
    auto use = project::use_of(layer, uses);
    const auto guessed = bike::guess_use(layer.pack->info(), layer.name);
    use.stated = true;
    use.roles = 0;
    use.by_tags = false;
    if (choice != k_unused) {
      use.add(static_cast<bike::LayerRole>(choice));
      use.by_tags = guessed.by_tags && guessed.has(static_cast<bike::LayerRole>(choice));
    }
    uses[layer.id] = use;
  }
  m_desk.set_uses(uses);
  show_fields(row);
}

void DataDialog::set_field(const std::string& key, const std::string& column) {
  const auto shown = layers();
  if (m_row < 0 || m_row >= static_cast<int>(shown.size())) return;
  const auto& layer = *shown[static_cast<std::size_t>(m_row)];
  auto uses = m_desk.uses();
  auto use = project::use_of(layer, uses);
  use.stated = true;
  std::erase_if(use.fields, [&](const auto& field) { return field.first == key; });
  if (!column.empty()) use.fields.emplace_back(key, column);
  uses[layer.id] = use;
  m_desk.set_uses(uses);
}

}  // namespace skizze::ui
