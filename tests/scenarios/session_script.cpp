// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session_script.h"

#include <algorithm>
#include <random>

#include <QCryptographicHash>
#include <QEventLoop>
#include <QFile>
#include <QFileInfo>
#include <QStringList>
#include <QTimer>

namespace skizze::scenario {

namespace {

enum class Action { add_lane, add_area, comment, move, answer, remove, undo, redo, import, copy_scenario, fade_layer, remove_layer };

constexpr int k_session_files = 3;

std::mt19937_64 random_of(std::uint64_t seed, int n) { return std::mt19937_64(seed * 1000003ULL + static_cast<std::uint64_t>(n)); }

Action wished(std::uint64_t seed, int n) {
  auto random = random_of(seed, n);
  const auto dice = random() % 100;
  if (dice < 24) return Action::add_lane;
  if (dice < 30) return Action::add_area;
  if (dice < 45) return Action::comment;
  if (dice < 56) return Action::move;
  if (dice < 62) return Action::answer;
  if (dice < 67) return Action::remove;
  if (dice < 81) return Action::undo;
  if (dice < 90) return Action::redo;
  if (dice < 93) return Action::import;
  if (dice < 95) return Action::copy_scenario;
  if (dice < 98) return Action::fade_layer;
  return Action::remove_layer;
}

/// What the wish comes to in this state of the document; adding a lane is always possible.
Action action_of(const project::Document& document, std::uint64_t seed, int n) {
  const auto wish = wished(seed, n);
  const bool measures = !document.measures().empty();
  switch (wish) {
    case Action::move:
    case Action::remove: return measures ? wish : Action::add_lane;
    case Action::answer: return document.contributions().empty() ? Action::comment : wish;
    case Action::undo: return document.can_undo() ? wish : Action::add_lane;
    case Action::redo: return document.can_redo() ? wish : Action::add_lane;
    case Action::copy_scenario: return document.scenarios().size() < 5 ? wish : Action::add_lane;
    case Action::fade_layer:
    case Action::remove_layer: return document.layers().empty() ? Action::comment : wish;
    default: return wish;
  }
}

QString q(const std::string& text) { return QString::fromStdString(text); }

QString scenario_name(const project::Document& document, const base::Uuid& id) {
  for (const auto& scenario : document.scenarios())
    if (scenario.id == id) return q(scenario.name);
  return QStringLiteral("?");
}

/// The k-th row by a key that does not hang on ids.
template <class Rows, class Key>
const auto& pick(const Rows& rows, std::uint64_t k, Key key) {
  std::vector<std::pair<QString, const typename Rows::value_type*>> sorted;
  for (const auto& row : rows) sorted.emplace_back(key(row), &row);
  std::sort(sorted.begin(), sorted.end());
  return *sorted[k % sorted.size()].second;
}

geo::Point2 place(std::mt19937_64& random) {
  return {500000.0 + static_cast<double>(random() % 20000) / 10, 5600000.0 + static_cast<double>(random() % 20000) / 10};
}

void add_measure(project::Document& document, std::mt19937_64& random, int n, bool area) {
  sketch::Measure measure;
  measure.name = "M" + std::to_string(n);
  measure.scenario = pick(document.scenarios(), random(), [](const auto& s) { return q(s.name); }).id;
  const auto p = place(random);
  if (area) {
    measure.kind = sketch::MeasureKind::solar_area;
    measure.geometry = geo::make_area({{p, {p.x + 20, p.y}, {p.x + 20, p.y + 12}, {p.x, p.y + 12}}});
  } else {
    measure.kind = sketch::MeasureKind::bike_lane;
    measure.geometry = geo::make_line({p, {p.x + 80, p.y + 10}, {p.x + 150, p.y}});
    measure.lane.width_m = 1.5 + static_cast<double>(random() % 20) / 10;
  }
  document.add_measure(std::move(measure));
}

bool import_file(project::Document& document, const QString& folder, std::uint64_t k) {
  QEventLoop loop;
  QObject guard;
  bool added = false;
  QObject::connect(&document, &project::Document::previewed, &guard, [&](quint64 batch, const std::vector<project::FilePreview>& files) {
    added = !files.empty() && files.front().status;
    document.confirm_files(batch);
    loop.quit();
  });
  QTimer::singleShot(60000, &loop, &QEventLoop::quit);
  document.prepare_files({folder + QStringLiteral("/import%1.geojson").arg(k % k_session_files)});
  loop.exec();
  return added;
}

QString measure_key(const project::Document& document, const sketch::Measure& measure) {
  return scenario_name(document, measure.scenario) + QLatin1Char('/') + q(measure.name);
}

QString shape_text(const geo::Geometry& geometry) {
  QString text;
  for (const auto& part : geometry.parts)
    for (const auto& p : part.points) text += QStringLiteral(" %1,%2").arg(p.x, 0, 'f', 3).arg(p.y, 0, 'f', 3);
  return text;
}

}  // namespace

bool write_session_files(const QString& folder) {
  for (int i = 0; i < k_session_files; ++i) {
    QFile file(folder + QStringLiteral("/import%1.geojson").arg(i));
    if (!file.open(QIODevice::WriteOnly)) return false;
    const double lon = 9.0 + i * 0.01;
    file.write(QStringLiteral(R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"Weg %1"},)"
                              R"("geometry":{"type":"LineString","coordinates":[[%2,50.5],[%3,50.51]]}}]})")
                   .arg(i)
                   .arg(lon)
                   .arg(lon + 0.005)
                   .toUtf8());
  }
  return true;
}

bool needs_rest(const project::Document& document, std::uint64_t seed, int n) {
  if (n == 0) return false;
  const auto before = wished(seed, n - 1);
  const auto now = wished(seed, n);
  const auto moves = [](Action action) { return action == Action::undo || action == Action::redo || action == Action::import; };
  return document.pending() > 0 && (moves(before) || moves(now));
}

bool run_step(project::Document& document, const QString& folder, std::uint64_t seed, int n) {
  auto random = random_of(seed, n);
  (void)random();  // the dice of wished()
  auto view = document.view_state();
  view.tool = n % 2 == 0 ? "draw_lane" : "select";
  view.zoom = 12 + n % 6;
  document.set_view_state(view);
  switch (action_of(document, seed, n)) {
    case Action::add_lane: add_measure(document, random, n, false); break;
    case Action::add_area: add_measure(document, random, n, true); break;
    case Action::comment: {
      participation::Contribution contribution;
      contribution.geometry = geo::make_point(place(random));
      contribution.category = "cycling";
      contribution.text = "Beitrag " + std::to_string(n);
      document.add_contribution(std::move(contribution));
      break;
    }
    case Action::move: {
      auto measure = pick(document.measures(), random(), [&](const auto& m) { return measure_key(document, m); });
      for (auto& part : measure.geometry.parts)
        for (auto& p : part.points) p.x += 5;
      document.update_measure(measure);
      break;
    }
    case Action::answer: {
      auto contribution = pick(document.contributions(), random(), [](const auto& c) { return q(c.text); });
      contribution.state = participation::State::answered;
      contribution.reply = "Antwort " + std::to_string(n);
      document.update_contribution(contribution);
      break;
    }
    case Action::remove: {
      const auto id = pick(document.measures(), random(), [&](const auto& m) { return measure_key(document, m); }).id;
      document.remove_measures({id});
      break;
    }
    case Action::undo: document.undo(); break;
    case Action::redo: document.redo(); break;
    case Action::import: return import_file(document, folder, random());
    case Action::copy_scenario: {
      const auto id = pick(document.scenarios(), random(), [](const auto& s) { return q(s.name); }).id;
      document.duplicate_scenario(id, QStringLiteral("S%1").arg(n));
      break;
    }
    case Action::fade_layer: {
      const auto id = pick(document.layers(), random(), [](const auto& l) { return QString::number(l.position); }).id;
      document.set_layer_name(id, QStringLiteral("Ebene %1").arg(n));
      break;
    }
    case Action::remove_layer: {
      const auto id = pick(document.layers(), random(), [](const auto& l) { return QString::number(l.position); }).id;
      document.remove_layer(id);
      break;
    }
  }
  return true;
}

QByteArray description(const project::Document& document) {
  QStringList lines;
  for (const auto& scenario : document.scenarios()) lines << QStringLiteral("scenario ") + q(scenario.name);
  for (const auto& measure : document.measures())
    lines << QStringLiteral("measure ") + measure_key(document, measure) + QStringLiteral(" %1").arg(measure.lane.width_m.value_or(0)) +
                 shape_text(measure.geometry);
  for (const auto& contribution : document.contributions())
    lines << QStringLiteral("contribution ") + q(contribution.text) + QLatin1Char('|') + q(contribution.reply) + QLatin1Char('|') +
                 q(std::string(participation::word_of(contribution.state))) + shape_text(contribution.geometry);
  for (const auto& layer : document.layers())
    lines << QStringLiteral("layer %1 ").arg(layer.position) + q(layer.name) + QLatin1Char(' ') + QFileInfo(q(layer.path)).fileName();
  lines.sort();
  int done = 0;
  for (const auto& entry : document.history()) done += entry.undone ? 0 : 1;
  lines << QStringLiteral("history done %1 undone %2").arg(done).arg(static_cast<int>(document.history().size()) - done);
  for (const auto& entry : document.history())
    lines << QStringLiteral("  ") + q(entry.message.id) + (entry.undone ? QStringLiteral(" undone") : QString());
  return lines.join(QLatin1Char('\n')).toUtf8();
}

QByteArray digest(const project::Document& document) {
  return QCryptographicHash::hash(description(document), QCryptographicHash::Sha1).toHex();
}

}  // namespace skizze::scenario
