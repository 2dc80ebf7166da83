// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Styles that come and go: clipboard, files, imports, back to the city style.
#include <QClipboard>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QSaveFile>
#include <QToolButton>

#include <algorithm>
#include <optional>

#include "layers/style_editor.h"
#include "shell/language.h"
#include "sources/prepare_client.h"
#include "style/import.h"
#include "widgets/build.h"
#include "widgets/icon.h"

namespace skizze::ui {
namespace {

const QString& mime_type() {
  static const QString type = QStringLiteral("application/vnd.stadtskizze.style+json");
  return type;
}

base::Result<std::string> read_text(const QString& file) {
  QFile in(file);
  if (!in.open(QIODevice::ReadOnly))
    return base::fail(base::ErrorCode::unreadable, "style.file_unreadable", {{"file", file.toStdString()}});
  return in.readAll().toStdString();
}

/// The look that a style was made of, for whichever geometry.
std::optional<style::Look> look_in(const std::string& style_json) {
  for (const auto kind : {geo::GeometryKind::area, geo::GeometryKind::line, geo::GeometryKind::point, geo::GeometryKind::none})
    if (auto look = style::look_of(style_json, kind)) return look;
  return std::nullopt;
}

}  // namespace

void StyleEditor::build_menu() {
  m_more = make_icon_button(QStringLiteral("more"), {});
  m_more->setPopupMode(QToolButton::InstantPopup);
  m_menu = new QMenu(this);
  m_more->setMenu(m_menu);
  connect(m_menu, &QMenu::aboutToShow, this, [this] {
    m_menu->clear();
    m_menu->addAction(tr("Copy the style"), this, &StyleEditor::copy_style);
    auto* paste = m_menu->addAction(tr("Paste the style"), this, &StyleEditor::paste_style);
    const auto* held = QGuiApplication::clipboard()->mimeData();
    paste->setEnabled(held != nullptr && (held->hasFormat(mime_type()) || held->text().trimmed().startsWith(QLatin1Char('{'))));
    m_menu->addSeparator();
    m_menu->addAction(tr("Load a style…"), this, [this] {
      const QString file = QFileDialog::getOpenFileName(window(), tr("Load a style"), {}, tr("Styles (*.json *.qml);;All files (*)"));
      if (!file.isEmpty()) load_style(file);
    });
    m_menu->addAction(tr("Save the style…"), this, [this] {
      QString file = QFileDialog::getSaveFileName(window(), tr("Save the style"), {}, tr("Style (*.json)"));
      if (!file.isEmpty() && QFileInfo(file).suffix().isEmpty()) file += QStringLiteral(".json");
      if (!file.isEmpty()) save_style(file);
    });
    m_menu->addSeparator();
    auto* reset = m_menu->addAction(tr("Back to the city style"), this, &StyleEditor::reset_style);
    reset->setEnabled(layer() != nullptr && !layer()->style_json.empty());
  });
}

void StyleEditor::copy_style() {
  const QByteArray text = current_text().toUtf8();
  auto* held = new QMimeData;
  held->setData(mime_type(), text);
  held->setText(QString::fromUtf8(text));
  QGuiApplication::clipboard()->setMimeData(held);
}

void StyleEditor::paste_style() {
  const auto* held = QGuiApplication::clipboard()->mimeData();
  if (held == nullptr || layer() == nullptr) return;
  const std::string text = held->hasFormat(mime_type()) ? held->data(mime_type()).toStdString() : held->text().toStdString();
  adopt(text);
}

void StyleEditor::reset_style() { apply_text({}); }

/// A style as the layer's own; a look is fitted to the layer's geometry.
void StyleEditor::adopt(const std::string& style_json) {
  show_lost({});
  std::string text = style_json;
  if (const auto look = look_in(style_json)) text = style::style_of(*look, geometry());
  const auto status = m_document->set_layer_style(m_layer, QString::fromStdString(text));
  show_problem(status);
}

void StyleEditor::save_style(const QString& file) {
  QSaveFile out(file);
  const QByteArray bytes = current_text().toUtf8();
  if (out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size() && out.commit()) return show_problem({});
  show_problem(base::fail(base::ErrorCode::unreadable, "style.write_failed", {{"file", file.toStdString()}}));
}

void StyleEditor::load_style(const QString& file) {
  const bool is_qml = QFileInfo(file).suffix().compare(QLatin1String("qml"), Qt::CaseInsensitive) == 0;
  ++m_waiting;
  m_pool->submit(base::Priority::visible, {}, [this, file, is_qml, id = m_layer] {
    auto text = is_qml ? sources::read_style_file(file.toStdString(), {}) : read_text(file);
    QMetaObject::invokeMethod(
        this,
        [this, is_qml, id, text = std::move(text)] {
          --m_waiting;
          if (id == m_layer && layer() != nullptr) take_import(text, is_qml);
          Q_EMIT style_loaded();
        },
        Qt::QueuedConnection);
  });
}

void StyleEditor::take_import(const base::Result<std::string>& text, bool is_qml) {
  if (!text) return show_problem(tl::unexpected(text.error()));
  if (!is_qml && look_in(*text)) return adopt(*text);
  const auto* entry = layer();
  auto style = is_qml ? style::import_qml(*text, {entry->pack ? entry->pack->info().columns : std::vector<feature::Column>{}})
                      : style::import_maplibre(*text, [&] {
                          // A style for many layers: what draws the one of this name.
                          const auto names = style::source_layers_of(*text);
                          const bool ours = std::find(names.begin(), names.end(), entry->source_layer) != names.end();
                          return ours ? std::string_view(entry->source_layer) : std::string_view();
                        }());
  if (!style) return show_problem(tl::unexpected(style.error()));
  const bool other = style->kind != geo::GeometryKind::none && style->kind != geometry();
  if (other) style->lost.push_back({"style.lost_geometry", {}});
  const auto lost = style->lost;
  adopt(style->style_json);
  show_lost(lost);
}

void StyleEditor::show_lost(const std::vector<base::Message>& lost) {
  QString words;
  for (const auto& message : lost) words += QStringLiteral("\n• ") + text_of(message);
  m_lost->setText(tr("Not taken over:") + words);
  m_lost->setAccessibleName(m_lost->text());
  m_lost->setVisible(!lost.empty());
}

}  // namespace skizze::ui
