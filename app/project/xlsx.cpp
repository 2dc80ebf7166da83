// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/xlsx.h"

#include <array>
#include <cmath>

namespace skizze::project {
namespace {

/// A zip file without compression.
class StoredZip {
 public:
  void add(const QByteArray& name, const QByteArray& bytes) {
    const auto offset = static_cast<quint32>(m_out.size());
    const auto entry = header(name, bytes);
    put32(m_out, 0x04034b50);
    m_out += entry + name + bytes;
    put32(m_directory, 0x02014b50);
    put16(m_directory, 20);
    m_directory += entry;
    put16(m_directory, 0);  // comment
    put16(m_directory, 0);  // disk
    put16(m_directory, 0);
    put32(m_directory, 0);
    put32(m_directory, offset);
    m_directory += name;
    ++m_count;
  }
  QByteArray finish() {
    const auto at = static_cast<quint32>(m_out.size());
    m_out += m_directory;
    put32(m_out, 0x06054b50);
    put32(m_out, 0);
    put16(m_out, m_count);
    put16(m_out, m_count);
    put32(m_out, static_cast<quint32>(m_directory.size()));
    put32(m_out, at);
    put16(m_out, 0);
    return m_out;
  }

 private:
  static void put16(QByteArray& out, quint32 value) {
    out += static_cast<char>(value & 0xff);
    out += static_cast<char>(value >> 8 & 0xff);
  }
  static void put32(QByteArray& out, quint32 value) {
    put16(out, value & 0xffff);
    put16(out, value >> 16);
  }
  static quint32 crc32(const QByteArray& bytes) {
    static const std::array<quint32, 256> k_table = [] {
      std::array<quint32, 256> table{};
      for (quint32 i = 0; i < 256; ++i) {
        quint32 value = i;
        for (int bit = 0; bit < 8; ++bit) value = value & 1 ? 0xedb88320U ^ (value >> 1) : value >> 1;
        table[i] = value;
      }
      return table;
    }();
    quint32 crc = 0xffffffffU;
    for (const char c : bytes) crc = k_table[(crc ^ static_cast<quint8>(c)) & 0xff] ^ (crc >> 8);
    return crc ^ 0xffffffffU;
  }
  static QByteArray header(const QByteArray& name, const QByteArray& bytes) {
    QByteArray out;
    put16(out, 20);
    put16(out, 0x0800);  // names are UTF-8
    put16(out, 0);       // stored
    put16(out, 0);
    put16(out, 0x21);  // 1980-01-01: the same table gives the same bytes
    put32(out, crc32(bytes));
    put32(out, static_cast<quint32>(bytes.size()));
    put32(out, static_cast<quint32>(bytes.size()));
    put16(out, static_cast<quint32>(name.size()));
    put16(out, 0);
    return out;
  }
  QByteArray m_out, m_directory;
  quint32 m_count = 0;
};

QByteArray cell_xml(const XlsxCell& cell) {
  if (const auto* text = std::get_if<QString>(&cell))
    return "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">" + text->toHtmlEscaped().toUtf8() + "</t></is></c>";
  if (const auto* number = std::get_if<double>(&cell)) return "<c><v>" + QByteArray::number(*number, 'g', 15) + "</v></c>";
  return "<c/>";
}

QByteArray sheet_xml(const XlsxSheet& sheet) {
  QByteArray xml =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet "
      "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">";
  if (!sheet.widths.empty()) {
    xml += "<cols>";
    for (std::size_t i = 0; i < sheet.widths.size(); ++i) {
      const QByteArray column = QByteArray::number(static_cast<int>(i) + 1);
      xml += "<col min=\"" + column + "\" max=\"" + column + "\" width=\"" + QByteArray::number(sheet.widths[i]) + "\" customWidth=\"1\"/>";
    }
    xml += "</cols>";
  }
  xml += "<sheetData>";
  for (const auto& row : sheet.rows) {
    xml += "<row>";
    for (const auto& cell : row) xml += cell_xml(cell);
    xml += "</row>";
  }
  return xml + "</sheetData></worksheet>";
}

}  // namespace

XlsxCell xlsx_number(const std::optional<double>& value) { return value && std::isfinite(*value) ? XlsxCell(*value) : XlsxCell(); }

QByteArray xlsx(const std::vector<XlsxSheet>& sheets) {
  const QByteArray head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  const QByteArray office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const QByteArray relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
  QByteArray types, names, links;
  StoredZip zip;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    const QByteArray n = QByteArray::number(static_cast<int>(i) + 1);
    const QByteArray file = "worksheets/sheet" + n + ".xml";
    types += "<Override PartName=\"/xl/" + file + "\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>";
    names += "<sheet name=\"" + sheets[i].name.toHtmlEscaped().toUtf8() + "\" sheetId=\"" + n + "\" r:id=\"rId" + n + "\"/>";
    links += "<Relationship Id=\"rId" + n + "\" Type=\"" + office + "/worksheet\" Target=\"" + file + "\"/>";
  }
  zip.add("[Content_Types].xml",
          head +
              "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
              "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
              "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
              "<Override PartName=\"/xl/workbook.xml\" "
              "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>" +
              types + "</Types>");
  zip.add("_rels/.rels", head + relations + "<Relationship Id=\"rId1\" Type=\"" + office +
                             "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
  zip.add("xl/workbook.xml", head + "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"" + office +
                                 "\"><sheets>" + names + "</sheets></workbook>");
  zip.add("xl/_rels/workbook.xml.rels", head + relations + links + "</Relationships>");
  for (std::size_t i = 0; i < sheets.size(); ++i)
    zip.add("xl/worksheets/sheet" + QByteArray::number(static_cast<int>(i) + 1) + ".xml", sheet_xml(sheets[i]));
  return zip.finish();
}

}  // namespace skizze::project
