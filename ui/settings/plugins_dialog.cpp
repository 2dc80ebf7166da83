// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/plugins_dialog.h"

#include <QBoxLayout>
#include <QCoreApplication>
#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QDir>
#include <QEvent>
#include <QLabel>
#include <QListWidget>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QUrl>

#include "help/help_key.h"
#include "settings/setting_form.h"
#include "shell/language.h"
#include "sources/plugin_shelf.h"
#include "widgets/build.h"
#include "widgets/facts.h"
#include "widgets/hint.h"
#include "widgets/icon.h"
#include "widgets/theme.h"

namespace skizze::ui {

using plugin::State;

PluginsDialog::PluginsDialog(project::Jobs& jobs, QWidget* parent) : QDialog(parent), m_jobs(jobs) {
  setAttribute(Qt::WA_DeleteOnClose);
  set_help_page(this, "plugins");
  build();
  retranslate();
  resize(px(820), px(620));
  load();
}

void PluginsDialog::build() {
  m_about = make_text({}, QStringLiteral("secondary"));
  m_hint = new Hint(QStringLiteral("plug"));
  m_list = new QListWidget;
  m_list->setMinimumWidth(px(240));
  m_list->setMaximumWidth(px(320));
  m_name = make_text({}, QStringLiteral("title"));
  m_summary = make_text({});
  m_problem = make_text({}, QStringLiteral("error"));
  m_facts = new Facts;
  m_settings_title = make_label({}, QStringLiteral("strong"));
  m_form = new SettingForm;
  auto* details = new QWidget;
  auto* column = make_column(10);
  column->setContentsMargins(px(16), 0, px(8), 0);
  for (QWidget* part : std::initializer_list<QWidget*>{m_name, m_summary, m_problem, m_facts, m_settings_title, m_form})
    column->addWidget(part);
  column->addStretch(1);
  details->setLayout(column);
  auto* scroll = new QScrollArea;
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setWidget(details);
  auto* both = new QWidget;
  auto* row = make_row(0);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(m_list);
  row->addWidget(scroll, 1);
  both->setLayout(row);
  m_pages = new QStackedWidget;
  m_pages->addWidget(m_hint);
  m_pages->addWidget(both);
  m_buttons = make_buttons(false);
  m_folder = make_button({});
  m_buttons->addButton(m_folder, QDialogButtonBox::ActionRole);
  auto* whole = make_column(12);
  whole->setContentsMargins(px(20), px(20), px(20), px(16));
  whole->addWidget(m_about);
  whole->addWidget(m_pages, 1);
  whole->addWidget(m_buttons);
  setLayout(whole);
  connect(m_list, &QListWidget::currentRowChanged, this, &PluginsDialog::show_entry);
  connect(m_list, &QListWidget::itemChanged, this, [this](QListWidgetItem* item) {
    if (!m_filling) switch_entry(m_list->row(item), item->checkState() == Qt::Checked);
  });
  connect(m_form, &SettingForm::changed, this, &PluginsDialog::change_setting);
  connect(m_folder, &QPushButton::clicked, this, &PluginsDialog::open_folder);
  connect(m_hint, &Hint::clicked, this, &PluginsDialog::open_folder);
  connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void PluginsDialog::retranslate() {
  setWindowTitle(tr("Plugins"));
  m_buttons->buttons().front()->setText(QCoreApplication::translate("Buttons", "Close"));
  m_about->setText(
      tr("Plugins teach Stadtskizze more: kinds of files, rules, figures, tools, sources and parts of reports. They run in a process of their "
         "own, without network and without writing, so that a bad one cannot harm the program or the project."));
  m_hint->set_texts(tr("No plugins"),
                    tr("A plugin is a folder with a file plugin.json. Copy it into your folder of plugins and open this page again."),
                    tr("Open the folder"));
  m_folder->setText(tr("Open the folder"));
  m_folder->setToolTip(tr("Your own folder of plugins; what is copied there is found the next time"));
  m_settings_title->setText(tr("Settings"));
  set_name(m_list, tr("Plugins"));
  if (m_loaded) fill_list();
}

/// The list at once, the libraries after it: those are loaded in the helper, one after the other.
void PluginsDialog::load() {
  struct Found {
    std::vector<plugin::Entry> entries;
    plugin::Choices choices;
  };
  auto found = std::make_shared<Found>();
  m_jobs.start(
      {"ui.job_read_plugins", {}},
      [found](base::CancelToken, const project::Jobs::Progress&) -> base::Status {
        found->choices = plugin::read_choices(sources::plugin_choices_file());
        found->entries = sources::plugin_shelf();
        return {};
      },
      [self = QPointer<PluginsDialog>(this), found](const base::Status&) {
        if (!self) return;
        self->m_entries = std::move(found->entries);
        self->m_choices = std::move(found->choices);
        self->m_loaded = true;
        self->fill_list();
        self->check();
      });
}

void PluginsDialog::check() {
  auto problems = std::make_shared<std::vector<std::optional<base::Error>>>(m_entries.size());
  m_jobs.start(
      {"ui.job_check_plugins", {}},
      [problems, entries = m_entries](const base::CancelToken& token, const project::Jobs::Progress&) -> base::Status {
        for (std::size_t i = 0; i < entries.size(); ++i) {
          if (entries[i].problem || entries[i].state == State::forbidden) continue;
          if (const auto status = sources::check_plugin(entries[i], token); !status) (*problems)[i] = status.error();
        }
        return {};
      },
      [self = QPointer<PluginsDialog>(this), problems](const base::Status& status) {
        if (!self || !status) return;
        for (std::size_t i = 0; i < problems->size(); ++i) {
          if ((*problems)[i]) self->m_entries[i].problem = (*problems)[i];
        }
        self->m_checked = true;
        self->fill_list();
        Q_EMIT self->updated();
      });
}

/// One write at a time; what changes meanwhile is written after it.
void PluginsDialog::save() {
  if (m_saving) {
    m_save_again = true;
    return;
  }
  m_saving = true;
  m_jobs.start(
      {"ui.job_save_plugins", {}},
      [choices = m_choices](base::CancelToken, const project::Jobs::Progress&) {
        return plugin::write_choices(sources::plugin_choices_file(), choices);
      },
      [self = QPointer<PluginsDialog>(this)](const base::Status& status) {
        if (!self) return;
        self->m_saving = false;
        if (!status) {
          self->m_problem->setText(text_of(status.error()));
          self->m_problem->show();
        }
        if (std::exchange(self->m_save_again, false)) return self->save();
        Q_EMIT self->saved();
      });
}

QString PluginsDialog::state_words(const plugin::Entry& entry) const {
  if (entry.problem) return tr("cannot be used");
  switch (entry.state) {
    case State::on: return m_checked ? tr("on") : tr("on, being checked");
    case State::off: return tr("off");
    case State::forbidden: return tr("not allowed on this computer");
    case State::broken: return tr("cannot be used");
  }
  return {};
}

void PluginsDialog::fill_list() {
  m_filling = true;
  const int row = qMax(0, m_list->currentRow());
  m_list->clear();
  for (const auto& entry : m_entries) {
    const QString name = words(entry.manifest.name);
    auto* item = new QListWidgetItem(name + QLatin1Char('\n') + state_words(entry));
    const bool can_switch = !entry.problem && entry.state != State::forbidden;
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | (can_switch ? Qt::ItemIsUserCheckable : Qt::NoItemFlags));
    item->setCheckState(entry.state == State::on && !entry.problem ? Qt::Checked : Qt::Unchecked);
    if (entry.problem) item->setIcon(icon(QStringLiteral("error"), &Theme::error));
    item->setData(Qt::AccessibleTextRole,
                  tr("%1, version %2, %3").arg(name, QString::fromStdString(entry.manifest.version), state_words(entry)));
    m_list->addItem(item);
  }
  m_filling = false;
  m_pages->setCurrentIndex(m_loaded && m_entries.empty() ? 0 : 1);
  m_folder->setVisible(!m_entries.empty());
  if (!m_entries.empty()) m_list->setCurrentRow(qMin(row, m_list->count() - 1));
}

void PluginsDialog::show_entry(int row) {
  if (m_filling || row < 0 || static_cast<std::size_t>(row) >= m_entries.size()) return;
  const auto& entry = m_entries[static_cast<std::size_t>(row)];
  const auto& manifest = entry.manifest;
  m_name->setText(words(manifest.name));
  m_summary->setText(words(manifest.summary));
  m_summary->setVisible(!manifest.summary.en.empty());
  m_problem->setVisible(entry.problem.has_value() || entry.state == State::forbidden);
  if (entry.problem) {
    m_problem->setText(breakable(text_of(*entry.problem)));
  } else if (entry.state == State::forbidden) {
    m_problem->setText(tr("The administration of this computer allows no plugins. Ask there if you need this one."));
  }
  QStringList reads, hosts;
  for (const auto& format : manifest.formats) reads << words(format.name);
  for (const auto& task : manifest.tasks)
    for (const auto& host : task.hosts) hosts << QString::fromStdString(host);
  const auto text = [](const std::string& value) { return QString::fromStdString(value); };
  const auto named = [&](plugin::Kind kind) {
    QStringList names;
    for (const auto& task : manifest.tasks)
      if (task.kind == kind) names << words(task.name);
    return names.join(QStringLiteral(", "));
  };
  const bool runs = !reads.isEmpty() || !manifest.tasks.empty();
  m_facts->set_facts({{tr("State"), state_words(entry)},
                      {tr("Version"), text(manifest.version)},
                      {tr("Reads"), reads.join(QStringLiteral(", "))},
                      {tr("Rules"), named(plugin::Kind::rule)},
                      {tr("Figures"), named(plugin::Kind::indicator)},
                      {tr("Tools"), named(plugin::Kind::analysis_step)},
                      {tr("Sources"), named(plugin::Kind::source)},
                      {tr("Report"), named(plugin::Kind::report_section)},
                      {tr("Has fetched from"), hosts.join(QStringLiteral(", "))},
                      {tr("May"), runs ? tr("read files, without network and without writing") : QString()},
                      {tr("From"), entry.ours ? tr("came with Stadtskizze") : text(manifest.author)},
                      {tr("Licence"), text(manifest.licence)},
                      {tr("Folder"), breakable(text(entry.folder.string()))}});
  m_settings_title->setVisible(!manifest.settings.empty());
  m_form->setVisible(!manifest.settings.empty());
  m_form->setEnabled(!entry.problem && entry.state != State::forbidden);
  m_form->set_settings(manifest.settings, entry.settings);
}

void PluginsDialog::switch_entry(int row, bool on) {
  if (row < 0 || static_cast<std::size_t>(row) >= m_entries.size()) return;
  auto& entry = m_entries[static_cast<std::size_t>(row)];
  entry.state = on ? State::on : State::off;
  if (on) {
    m_choices.off.erase(entry.manifest.id);
  } else {
    m_choices.off.insert(entry.manifest.id);
  }
  save();
  // Later: the item that is being changed must live until its signal has returned.
  QMetaObject::invokeMethod(this, &PluginsDialog::fill_list, Qt::QueuedConnection);
}

void PluginsDialog::change_setting(const QString& key, const plugin::SettingValue& value) {
  const int row = m_list->currentRow();
  if (row < 0 || static_cast<std::size_t>(row) >= m_entries.size()) return;
  auto& entry = m_entries[static_cast<std::size_t>(row)];
  entry.settings[key.toStdString()] = value;
  m_choices.settings[entry.manifest.id][key.toStdString()] = value;
  save();
}

void PluginsDialog::open_folder() {
  const QString folder = QString::fromStdString(sources::own_plugin_folder().string());
  QDir().mkpath(folder);
  QDesktopServices::openUrl(QUrl::fromLocalFile(folder));
}

void PluginsDialog::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QDialog::changeEvent(event);
}

}  // namespace skizze::ui
