// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "clean.h"

#include <qgsapplication.h>
#include <qgslayoutitemregistry.h>
#include <qgsrendererregistry.h>
#include <qgssymbollayerregistry.h>
#include <QRegularExpression>
#include <QStringList>
#include <QUrl>
#include <QXmlStreamReader>
#include <QXmlStreamWriter>
#include <algorithm>

#include "clean_rules.h"

namespace skizze::qgis_helper {

namespace {

constexpr int k_most_depth = 200;
constexpr int k_most_words = 120;  // of a dropped text, to recognise it by

/// Reads one document and writes what may stay.
class Cleaner {
 public:
  Cleaner(const QByteArray& qgs, const QMap<QString, QString>& links) : m_in(qgs), m_out(&m_clean.qgs), m_links(links) {
    m_out.setCodec("UTF-8");
  }

  base::Result<CleanProject> run() {
    m_out.writeStartDocument();
    m_out.writeDTD(QStringLiteral("<!DOCTYPE qgis>"));
    while (!m_in.atEnd()) {
      const auto token = m_in.readNext();  // start() may read on
      if (token == QXmlStreamReader::StartElement) start();
      if (token == QXmlStreamReader::EndElement) end();
      if (token == QXmlStreamReader::Characters) characters();
      if (m_path.size() > k_most_depth) m_in.raiseError(QStringLiteral("nested too deep"));
    }
    if (m_in.hasError() || !m_has_root) {
      const QString detail = m_in.hasError() ? m_in.errorString() : QStringLiteral("<qgis>");
      return base::fail(base::ErrorCode::damaged, "qgis.project_damaged", {{"detail", detail.toStdString()}},
                        {{}, {}, {}, m_in.characterOffset()});
    }
    return std::move(m_clean);
  }

 private:
  void start() {
    const QString name = m_in.name().toString();
    if (!is_allowed(m_path, name)) {
      if (m_path.isEmpty()) return m_in.raiseError(QStringLiteral("<%1> instead of <qgis>").arg(name));
      return drop();
    }
    if (is_html_item(name)) {
      note(QStringLiteral("html"), m_in.attributes().value(QLatin1String("id")).toString());
      return m_in.skipCurrentElement();
    }
    m_has_root = true;
    if (name == QLatin1String("maplayer")) m_layer_begin = m_clean.removed.size();
    note_what_is_unknown(name);
    m_path << name;
    m_words.clear();
    m_out.writeStartElement(name);
    for (const auto& attribute : m_in.attributes()) write_attribute(name, attribute);
  }

  void end() {
    if (m_path.size() == 3 && m_path[2] == QLatin1String("maplayer")) name_the_layer();
    if (m_path.size() == 4) layer_word(m_path[3]);
    if (m_path.size() == 4 && m_path[1] == QLatin1String("projectCrs")) crs_word(m_path[3]);
    if (is_source()) write_source();
    m_out.writeEndElement();
    m_path.removeLast();
    m_words.clear();
  }

  void characters() {
    if (m_path.isEmpty()) return;
    m_words += m_in.text();
    if (!is_source()) m_out.writeCharacters(m_in.text().toString());
  }

  bool is_source() const {
    return m_path.size() == 4 && m_path[1] == QLatin1String("projectlayers") && m_path[3] == QLatin1String("datasource");
  }

  /// A layer that would have to be asked for elsewhere keeps its place and loses its source.
  void write_source() {
    const QString linked = m_links.value(m_layer_id);
    if (!linked.isEmpty() && !needs_network(m_words)) m_words = linked_source(m_words, linked);
    if (!needs_network(m_words)) return m_out.writeCharacters(m_words);
    static const QRegularExpression host(QStringLiteral("(?:://|%3a%2f%2f|host='?)(?:[^/@\\s']*@)?([^/&'\\s?%]+)"),
                                         QRegularExpression::CaseInsensitiveOption);
    note(QStringLiteral("network_layer"), host.match(m_words).captured(1));
  }

  void crs_word(const QString& part) {
    if (part == QLatin1String("geographicflag")) m_geographic = m_words == QLatin1String("true");
    if (part == QLatin1String("authid")) m_mercator = m_words == QLatin1String("EPSG:3857");
  }

  void layer_word(const QString& part) {
    if (m_path[1] != QLatin1String("projectlayers")) return;
    if (part == QLatin1String("layername")) m_layer_name = m_words;
    if (part == QLatin1String("id")) m_layer_id = m_words;  // stands before the source
  }

  /// What was taken from a layer is noted before its name is read.
  void name_the_layer() {
    for (std::size_t i = m_layer_begin; i < m_clean.removed.size(); ++i) m_clean.removed[i].where = m_layer_name;
    m_layer_name.clear();
    m_layer_id.clear();
  }

  /// A page out of the web inside of a layout.
  bool is_html_item(const QString& name) const {
    if (name != QLatin1String("LayoutMultiFrame") && name != QLatin1String("LayoutItem")) return false;
    return m_in.attributes().value(QLatin1String("type")).toInt() == QgsLayoutItemRegistry::LayoutHtml;
  }

  /// QGIS draws a default, or nothing, for what it does not know (a plugin's renderer, one of a newer version), and says so to nobody.
  void note_what_is_unknown(const QString& name) {
    if (name == QLatin1String("renderer-v2")) {
      const QString type = m_in.attributes().value(QLatin1String("type")).toString();
      if (QgsApplication::rendererRegistry()->rendererMetadata(type) == nullptr) note(QStringLiteral("unknown_renderer"), type);
    } else if (name == QLatin1String("layer") && !m_path.isEmpty() && m_path.last() == QLatin1String("symbol")) {
      const QString type = m_in.attributes().value(QLatin1String("class")).toString();
      if (QgsApplication::symbolLayerRegistry()->symbolLayerMetadata(type) == nullptr) note(QStringLiteral("unknown_symbol"), type);
    }
  }

  void write_attribute(const QString& element, const QXmlStreamAttribute& attribute) {
    const QString name = attribute.qualifiedName().toString();
    m_out.writeAttribute(name, kept_value(element, name, attribute.value().toString()));
  }

  QString kept_value(const QString& element, const QString& name, const QString& value) {
    if (element == QLatin1String("LayoutItem") && name == QLatin1String("htmlState") && value != QLatin1String("0")) {
      note(QStringLiteral("html"), m_in.attributes().value(QLatin1String("labelText")).toString());
      return QStringLiteral("0");
    }
    QString key = name;
    if (element == QLatin1String("prop") && name == QLatin1String("v")) key = m_in.attributes().value(QLatin1String("k")).toString();
    if (element == QLatin1String("Option") && name == QLatin1String("value"))
      key = m_in.attributes().value(QLatin1String("name")).toString();
    const bool just_a_name = key == name && name == QLatin1String("name");
    if (!just_a_name && names_picture(key) && is_remote(value)) {
      note(QStringLiteral("remote_picture"), value);
      return {};
    }
    const bool unit = key.endsWith(QLatin1String("unit"), Qt::CaseInsensitive) || key.endsWith(QLatin1String("units"), Qt::CaseInsensitive);
    if (unit && value == QLatin1String("MapUnit") && !m_geographic && !m_mercator) return QStringLiteral("RenderMetersInMapUnits");
    return value;
  }

  /// Passes over the current element; what in it a person should know of is noted.
  void drop() {
    struct Open {
      QString kind;
      QString name;
      QString words;
    };
    std::vector<Open> open;
    do {
      if (m_in.isStartElement()) {
        if (static_cast<int>(open.size()) > k_most_depth) return m_in.raiseError(QStringLiteral("nested too deep"));
        open.push_back({kind_of_dropped(m_in.name().toString()), m_in.attributes().value(QLatin1String("name")).toString(), {}});
      } else if (m_in.isCharacters()) {
        if (open.back().words.size() < k_most_words) open.back().words += m_in.text();
      } else if (m_in.isEndElement()) {
        const Open closed = open.back();
        open.pop_back();
        const QString words = closed.words.simplified();
        if (!closed.kind.isEmpty() && !(words.isEmpty() && closed.name.isEmpty()))
          note(closed.kind, closed.name.isEmpty() ? words : closed.name);
      }
      if (open.empty()) return;
      m_in.readNext();
    } while (!m_in.atEnd());
  }

  void note(const QString& kind, const QString& name) {
    const Removed removed{kind, {}, name.left(k_most_words)};
    const auto begin = m_clean.removed.begin() + static_cast<std::ptrdiff_t>(std::min(m_layer_begin, m_clean.removed.size()));
    if (std::find(begin, m_clean.removed.end(), removed) == m_clean.removed.end()) m_clean.removed.push_back(removed);
  }

  QXmlStreamReader m_in;
  CleanProject m_clean;
  QXmlStreamWriter m_out;
  QStringList m_path;  // of what is kept
  QString m_words;     // of the current element
  QString m_layer_name;
  QString m_layer_id;
  const QMap<QString, QString>& m_links;
  std::size_t m_layer_begin = 0;  // in removed
  bool m_has_root = false;
  bool m_geographic = false;  // the project's CRS
  bool m_mercator = false;
};

}  // namespace

base::Result<CleanProject> clean_project(const QByteArray& qgs, const QMap<QString, QString>& links) { return Cleaner(qgs, links).run(); }

QString linked_source(const QString& source, const QString& file) {
  if (source.startsWith(QLatin1String("file:"), Qt::CaseInsensitive)) {
    const auto query = source.indexOf(QLatin1Char('?'));
    return QString::fromLatin1(QUrl::fromLocalFile(file).toEncoded()) + (query < 0 ? QString() : source.mid(query));
  }
  const auto rest = source.indexOf(QLatin1Char('|'));
  return file + (rest < 0 ? QString() : source.mid(rest));
}

}  // namespace skizze::qgis_helper
