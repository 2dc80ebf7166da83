// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// How a command runs: at once in the model, then in the file, and back again when the file refuses.
#include <algorithm>

#include <QDateTime>

#include "project/document_impl.h"

namespace skizze::project {

void Document::Impl::when_free(std::function<void()> action) {
  if (!is_open) return;
  if (moving == 0 && !reloading && waiting.empty()) return action();
  waiting.push_back(std::move(action));
}

/// What waited may itself make the document busy again; then the rest goes on waiting.
void Document::Impl::set_busy(bool busy) {
  if (busy) return;
  while (!waiting.empty() && moving == 0 && !reloading) {
    const auto action = std::move(waiting.front());
    waiting.pop_front();
    action();
  }
}

void Document::Impl::send(store::Transaction transaction) {
  if (transaction.changes.empty()) return;
  follow(model.apply(transaction));
  sent.push_back(transaction);
  Q_EMIT q.history_changed();
  writer.apply(std::move(transaction), [this, s = session](base::Result<store::Revision> result) {
    if (s == session) on_applied(std::move(result));
  });
}

void Document::Impl::on_applied(base::Result<store::Revision> result) {
  if (!result) return on_refused(result.error());
  const auto message = std::move(sent.front().message);
  sent.pop_front();
  note_done(message, *result);
  Q_EMIT q.acknowledged(result->sequence);
  Q_EMIT q.history_changed();
}

void Document::Impl::note_done(const base::Message& message, const store::Revision& now) {
  std::erase_if(history, [](const auto& entry) { return entry.undone; });
  const bool merged = !history.empty() && history.back().sequence == now.sequence;
  if (merged)
    history.back().message = message;
  else
    history.push_back({now.sequence, QDateTime::currentMSecsSinceEpoch(), message, false});
  revision = now;
}

/// The model goes back to what is in the file: first by taking back what was not written, then by reading.
void Document::Impl::on_refused(const base::Error& error) {
  while (!sent.empty()) {
    follow(model.apply(store::inverse(sent.back())));
    sent.pop_back();
  }
  moving = 0;
  reloading = true;
  Q_EMIT q.failed(error);
  writer.reload([this, s = session](base::Result<OpenedProject> opened) {
    if (s != session) return;
    reloading = false;
    if (opened) {
      const auto kept_view = view;
      fill(std::move(*opened));
      view = kept_view;
      if (!model.scenario(view.active_scenario)) view.active_scenario = model.scenarios.empty() ? base::Uuid{} : model.scenarios.front().id;
      rebuild_all();
      load_layers();
      Q_EMIT q.layers_changed();
      Q_EMIT q.scenarios_changed();
      Q_EMIT q.measures_changed();
      Q_EMIT q.contributions_changed();
      Q_EMIT q.snapshot_changed();
    }
    Q_EMIT q.history_changed();
    set_busy(false);
  });
}

void Document::Impl::move(bool back) {
  ++moving;
  const auto reply = [this, back, s = session](base::Result<store::Moved> moved) {
    if (s == session) on_moved(std::move(moved), back);
  };
  back ? writer.undo(reply) : writer.redo(reply);
}

void Document::Impl::on_moved(base::Result<store::Moved> moved, bool back) {
  if (!moved) return on_refused(moved.error());
  if (moving > 0) --moving;
  follow(model.apply(moved->transaction));
  if (back) {
    const auto last = std::find_if(history.rbegin(), history.rend(), [](const auto& entry) { return !entry.undone; });
    if (last != history.rend()) last->undone = true;
  } else {
    const auto first = std::find_if(history.begin(), history.end(), [](const auto& entry) { return entry.undone; });
    if (first != history.end()) first->undone = false;
  }
  revision = moved->revision;
  Q_EMIT q.acknowledged(revision.sequence);
  Q_EMIT q.history_changed();
  set_busy(false);
}

void Document::Impl::follow(const Touched& touched) {
  if (touched.scenarios) {
    if (!model.scenario(view.active_scenario)) view.active_scenario = model.scenarios.empty() ? base::Uuid{} : model.scenarios.front().id;
    std::erase_if(measure_layers, [this](const auto& item) { return !model.scenario(item.first) && !item.second.building; });
    Q_EMIT q.scenarios_changed();
    Q_EMIT q.snapshot_changed();
  }
  if (touched.measures) {
    for (const auto& scenario : touched.measure_scenarios) {
      measure_layers[scenario].changed.add(touched.measure_box);
      rebuild_measures(scenario);
    }
    Q_EMIT q.measures_changed();
  }
  if (touched.contributions) {
    contribution_layer.changed.add(touched.contribution_box);
    rebuild_contributions();
    Q_EMIT q.contributions_changed();
  }
  if (touched.layer_list) {
    load_layers();
    Q_EMIT q.layers_changed();
  }
  if (touched.settings) Q_EMIT q.settings_changed();
  for (const auto& id : touched.layers) Q_EMIT q.layer_changed(id);
  if (touched.layer_list || !touched.layers.empty()) Q_EMIT q.snapshot_changed();
}

}  // namespace skizze::project
