// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Scenarios, measures and contributions of the document: each call becomes one transaction.
#include <algorithm>

#include <QDateTime>

#include "project/document_impl.h"

namespace skizze::project {

namespace {

std::int64_t now_ms() { return QDateTime::currentMSecsSinceEpoch(); }

std::string short_text(const std::string& text) {
  const auto first = participation::first_code_points(text, 40);
  return std::string(first) + (first.size() < text.size() ? "…" : "");
}

}  // namespace

// --- scenarios ----------------------------------------------------------------------------------------------------------

const std::vector<sketch::Scenario>& Document::scenarios() const { return m_impl->model.scenarios; }
base::Uuid Document::active_scenario() const { return m_impl->view.active_scenario; }

void Document::set_active_scenario(const base::Uuid& id) {
  if (!m_impl->model.scenario(id)) return;
  auto state = view_state();
  state.active_scenario = id;
  set_view_state(state);
}

base::Uuid Document::create_scenario(const QString& name) {
  sketch::Scenario scenario;
  scenario.id = base::new_uuid();
  scenario.name = name.trimmed().toStdString();
  scenario.created_at_ms = now_ms();
  m_impl->when_free([this, scenario]() mutable {
    const auto& all = scenarios();
    scenario.position = all.empty() ? 0 : all.back().position + 1;
    m_impl->send(store::from_command(sketch::add_scenario(scenario)));
    set_active_scenario(scenario.id);
  });
  return scenario.id;
}

base::Uuid Document::duplicate_scenario(const base::Uuid& id, const QString& name) {
  const auto* original = m_impl->model.scenario(id);
  if (!original) return {};
  auto copy = sketch::copy_scenario(*original, measures(), name.trimmed().toStdString(), scenarios().back().position + 1, now_ms());
  const auto new_id = copy.scenario.id;
  m_impl->when_free([this, copy = std::move(copy), new_id] {
    m_impl->send(store::from_command(sketch::add_scenario_copy(copy)));
    set_active_scenario(new_id);
  });
  return new_id;
}

void Document::rename_scenario(const base::Uuid& id, const QString& name) {
  m_impl->when_free([this, id, name] {
    const auto* before = m_impl->model.scenario(id);
    if (!before || name.trimmed().isEmpty()) return;
    auto after = *before;
    after.name = name.trimmed().toStdString();
    m_impl->send(store::from_command(sketch::change_scenario(*before, after)));
  });
}

void Document::remove_scenario(const base::Uuid& id) {
  m_impl->when_free([this, id] {
    const auto* scenario = m_impl->model.scenario(id);
    if (!scenario) return;
    std::vector<sketch::Measure> its;
    for (const auto* measure : measures_of(id)) its.push_back(*measure);
    m_impl->send(store::from_command(sketch::remove_scenario(*scenario, std::move(its))));
  });
}

// --- measures -----------------------------------------------------------------------------------------------------------

const std::vector<sketch::Measure>& Document::measures() const { return m_impl->model.measures; }
const sketch::Measure* Document::measure(const base::Uuid& id) const { return m_impl->model.measure(id); }

std::vector<const sketch::Measure*> Document::measures_of(const base::Uuid& scenario) const {
  std::vector<const sketch::Measure*> found;
  for (const auto& measure : measures())
    if (measure.scenario == scenario) found.push_back(&measure);
  return found;
}

void Document::execute(const sketch::Command& command) {
  m_impl->when_free([this, command] { m_impl->send(store::from_command(command)); });
}

base::Uuid Document::add_measure(sketch::Measure measure) {
  if (measure.id.is_null()) measure.id = base::new_uuid();
  if (measure.created_at_ms == 0) measure.created_at_ms = now_ms();
  measure.updated_at_ms = now_ms();
  auto probe = measure;  // its scenario is chosen when its turn comes
  if (probe.scenario.is_null()) probe.scenario = probe.id;
  if (const auto valid = sketch::validate(probe); !valid) {
    Q_EMIT failed(valid.error());
    return {};
  }
  const auto id = measure.id;
  m_impl->when_free([this, measure = std::move(measure)]() mutable {
    if (measure.scenario.is_null()) measure.scenario = active_scenario();
    auto command = sketch::add_measure(measure);
    if (measure.scenario.is_null()) {  // somebody removed the last one
      sketch::Scenario scenario;
      scenario.id = base::new_uuid();
      scenario.name = text_of("project.first_scenario", m_impl->options.language).toStdString();
      scenario.created_at_ms = now_ms();
      for (auto& change : command.measures) change.after->scenario = scenario.id;
      command.scenarios.push_back(base::added(scenario));
    }
    m_impl->send(store::from_command(std::move(command)));
  });
  return id;
}

void Document::update_measure(const sketch::Measure& measure) {
  m_impl->when_free([this, measure] {
    const auto* before = this->measure(measure.id);
    if (!before || *before == measure) return;
    auto after = measure;
    after.updated_at_ms = now_ms();
    if (const auto valid = sketch::validate(after); !valid) {
      Q_EMIT failed(valid.error());
      return;
    }
    m_impl->send(store::from_command(sketch::change_measure(*before, std::move(after))));
  });
}

void Document::remove_measures(const std::vector<base::Uuid>& ids) {
  m_impl->when_free([this, ids] {
    std::vector<sketch::Measure> gone;
    for (const auto& id : ids)
      if (const auto* measure = this->measure(id)) gone.push_back(*measure);
    if (!gone.empty()) m_impl->send(store::from_command(sketch::remove_measures(std::move(gone))));
  });
}

void Document::replace_measures(const std::vector<base::Uuid>& removed, std::vector<sketch::Measure> added, const std::string& message_id) {
  m_impl->when_free([this, removed, added = std::move(added), message_id]() mutable {
    std::vector<sketch::Measure> before;
    for (const auto& id : removed)
      if (const auto* measure = this->measure(id)) before.push_back(*measure);
    for (auto& measure : added) {
      if (measure.id.is_null()) measure.id = base::new_uuid();
      measure.updated_at_ms = now_ms();
    }
    if (!before.empty()) m_impl->send(store::from_command(sketch::replace_measures(std::move(before), std::move(added), message_id)));
  });
}

// --- contributions ------------------------------------------------------------------------------------------------------

const std::vector<participation::Contribution>& Document::contributions() const { return m_impl->model.contributions; }
const participation::Contribution* Document::contribution(const base::Uuid& id) const { return m_impl->model.contribution(id); }

base::Uuid Document::add_contribution(participation::Contribution contribution) {
  if (contribution.id.is_null()) contribution.id = base::new_uuid();
  if (contribution.created_at_ms == 0) contribution.created_at_ms = now_ms();
  contribution.updated_at_ms = now_ms();
  const auto id = contribution.id;
  const auto clean = participation::checked(std::move(contribution));
  if (!clean) {
    Q_EMIT failed(clean.error());
    return {};
  }
  m_impl->when_free([this, contribution = *clean] {
    store::Transaction transaction;
    transaction.message = {"project.did_add_contribution", {{"text", short_text(contribution.text)}}};
    transaction.changes.emplace_back(base::added(contribution));
    m_impl->send(std::move(transaction));
  });
  return id;
}

std::size_t Document::add_contributions(std::vector<participation::Contribution> contributions) {
  store::Transaction transaction;
  for (auto& contribution : contributions) {
    if (contribution.id.is_null()) contribution.id = base::new_uuid();
    if (contribution.created_at_ms == 0) contribution.created_at_ms = now_ms();
    contribution.updated_at_ms = now_ms();
    if (auto clean = participation::checked(std::move(contribution))) transaction.changes.emplace_back(base::added(std::move(*clean)));
  }
  const auto count = transaction.changes.size();
  transaction.message = {"project.did_import_contributions", {{"count", std::to_string(count)}}};
  m_impl->when_free([this, transaction = std::move(transaction)] { m_impl->send(transaction); });
  return count;
}

void Document::update_contribution(const participation::Contribution& contribution) {
  m_impl->when_free([this, contribution] {
    const auto* before = this->contribution(contribution.id);
    if (!before || *before == contribution) return;
    const auto clean = participation::checked(contribution);
    if (!clean) {
      Q_EMIT failed(clean.error());
      return;
    }
    auto after = *clean;
    after.updated_at_ms = now_ms();
    if (after.reply.empty())
      after.replied_at_ms = 0;
    else if (after.reply != before->reply)
      after.replied_at_ms = after.updated_at_ms;
    store::Transaction transaction;
    transaction.message = {"project.did_change_contribution", {{"text", short_text(after.text)}}};
    transaction.changes.emplace_back(base::changed(*before, after));
    m_impl->send(std::move(transaction));
  });
}

void Document::remove_contributions(const std::vector<base::Uuid>& ids) {
  m_impl->when_free([this, ids] {
    store::Transaction transaction;
    for (const auto& id : ids)
      if (const auto* contribution = this->contribution(id)) transaction.changes.emplace_back(base::removed(*contribution));
    transaction.message = {"project.did_remove_contributions", {{"count", std::to_string(transaction.changes.size())}}};
    m_impl->send(std::move(transaction));
  });
}

// --- settings ------------------------------------------------------------------------------------------------------------

std::string Document::setting(const std::string& key) const {
  const auto found = m_impl->model.settings.find(key);
  return found == m_impl->model.settings.end() ? std::string() : found->second;
}

void Document::set_setting(const std::string& key, const std::string& value, const base::Message& message) {
  m_impl->when_free([this, key, value, message] {
    const auto now = setting(key);
    if (now == value) return;
    store::SettingChange change;
    if (!now.empty()) change.before = store::Setting{key, now};
    if (!value.empty()) change.after = store::Setting{key, value};
    m_impl->send({message, {std::move(change)}, {}});
  });
}

}  // namespace skizze::project
