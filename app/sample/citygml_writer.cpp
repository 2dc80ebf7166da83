// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/citygml_writer.h"

#include <cstdio>

namespace skizze::sample {
namespace {

constexpr const char* k_head =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<core:CityModel xmlns:core=\"http://www.opengis.net/citygml/2.0\" xmlns:bldg=\"http://www.opengis.net/citygml/building/2.0\""
    " xmlns:gen=\"http://www.opengis.net/citygml/generics/2.0\" xmlns:gml=\"http://www.opengis.net/gml\""
    " xmlns:xAL=\"urn:oasis:names:tc:ciq:xsdschema:xAL:2.0\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">\n";

constexpr const char* k_class_of_face[] = {"GroundSurface", "WallSurface", "RoofSurface"};

bool is_tent(const Body& body) { return body.roof == RoofForm::hip && std::abs(body.width_m - body.depth_m) < 0.3; }

}  // namespace

CityGmlWriter::CityGmlWriter(std::filesystem::path folder, std::string stem, std::uint64_t total, geo::Box extent, std::string town,
                             std::string postcode)
    : m_folder(std::move(folder)),
      m_stem(std::move(stem)),
      m_total(total),
      m_extent(extent),
      m_town(std::move(town)),
      m_postcode(std::move(postcode)) {}

base::Status CityGmlWriter::begin_file() {
  std::string name = m_stem + ".gml";
  if (m_total > k_per_file) {
    char number[8];
    std::snprintf(number, sizeof number, "_%02d", static_cast<int>(m_files.size() + 1));
    name = m_stem + number + ".gml";
  }
  m_files.push_back(name);
  m_file = TextFile(m_folder / name);
  m_open = true;
  auto& out = m_file.text();
  out += k_head;
  out += "<gml:name>";
  append_xml(out, m_town);
  out +=
      " (synthetisch)</gml:name>\n<gml:boundedBy><gml:Envelope srsName=\"urn:adv:crs:ETRS89_UTM33*DE_DHHN2016_NH*GCG2016\" "
      "srsDimension=\"3\"><gml:lowerCorner>";
  append_number(out, m_extent.min_x, 1);
  out += ' ';
  append_number(out, m_extent.min_y, 1);
  out += " 0</gml:lowerCorner><gml:upperCorner>";
  append_number(out, m_extent.max_x, 1);
  out += ' ';
  append_number(out, m_extent.max_y, 1);
  out += " 400</gml:upperCorner></gml:Envelope></gml:boundedBy>\n";
  return {};
}

base::Status CityGmlWriter::end_file() {
  if (!m_open) return {};
  m_open = false;
  m_file.text() += "</core:CityModel>\n";
  return m_file.close();
}

void CityGmlWriter::body_facts(const Body& body) {
  auto& out = m_file.text();
  out += "<gen:doubleAttribute name=\"Dachneigung\"><gen:value>";
  append_number(out, body.roof == RoofForm::flat ? 0 : body.tilt_deg, 1);
  out += "</gen:value></gen:doubleAttribute>";
  const auto aspects = roof_aspects_deg(body);
  if (!aspects.empty()) {
    out += "<gen:doubleAttribute name=\"Dachausrichtung\"><gen:value>";
    append_number(out, aspects.front(), 2);
    out += "</gen:value></gen:doubleAttribute>";
  }
}

void CityGmlWriter::attributes(const Building& building) {
  auto& out = m_file.text();
  out += "<bldg:function>";
  out += building.function;
  out += "</bldg:function>";
  if (building.year > 0) {
    out += "<bldg:yearOfConstruction>";
    append_number(out, static_cast<std::int64_t>(building.year));
    out += "</bldg:yearOfConstruction>";
  }
}

void CityGmlWriter::address(const Building& building) {
  if (building.street.empty()) return;
  auto& out = m_file.text();
  out +=
      "<bldg:address><core:Address><core:xalAddress><xAL:AddressDetails><xAL:Country><xAL:CountryName>Germany</xAL:CountryName>"
      "<xAL:Locality Type=\"Town\"><xAL:LocalityName>";
  append_xml(out, m_town);
  out += "</xAL:LocalityName><xAL:Thoroughfare Type=\"Street\"><xAL:ThoroughfareNumber>";
  append_xml(out, building.house_number);
  out += "</xAL:ThoroughfareNumber><xAL:ThoroughfareName>";
  append_xml(out, building.street);
  out += "</xAL:ThoroughfareName></xAL:Thoroughfare><xAL:PostalCode><xAL:PostalCodeNumber>";
  out += m_postcode;
  out +=
      "</xAL:PostalCodeNumber></xAL:PostalCode></xAL:Locality></xAL:Country></xAL:AddressDetails></core:xalAddress></core:Address></"
      "bldg:address>";
}

void CityGmlWriter::face(const Face& face, double base, const std::string& body_id, std::size_t number) {
  auto& out = m_file.text();
  const char* name = k_class_of_face[static_cast<std::size_t>(face.kind)];
  out += "<bldg:boundedBy><bldg:";
  out += name;
  out += " gml:id=\"" + body_id + "_s" + std::to_string(number) +
         "\"><bldg:lod2MultiSurface><gml:MultiSurface><gml:surfaceMember><gml:Polygon gml:id=\"" + body_id + "_p" + std::to_string(number) +
         "\"><gml:exterior><gml:LinearRing><gml:posList srsDimension=\"3\">";
  for (std::size_t i = 0; i <= face.ring.size(); ++i) {
    const auto& p = face.ring[i % face.ring.size()];
    if (i > 0) out += ' ';
    append_number(out, p.x, 3);
    out += ' ';
    append_number(out, p.y, 3);
    out += ' ';
    append_number(out, base + p.z, 3);
  }
  out +=
      "</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface></bldg:lod2MultiSurface></bldg:";
  out += name;
  out += "></bldg:boundedBy>\n";
}

void CityGmlWriter::body(const Body& body, double base, const std::string& id) {
  auto& out = m_file.text();
  out += "<bldg:roofType>" + std::to_string(roof_type_code(body.roof, is_tent(body))) +
         "</bldg:roofType><bldg:measuredHeight uom=\"urn:adv:uom:m\">";
  append_number(out, ridge_m(body), 2);
  out += "</bldg:measuredHeight>";
  const auto faces = faces_of(body);
  out += "<bldg:lod2Solid><gml:Solid><gml:exterior><gml:CompositeSurface>";
  for (std::size_t i = 0; i < faces.size(); ++i) out += "<gml:surfaceMember xlink:href=\"#" + id + "_p" + std::to_string(i) + "\"/>";
  out += "</gml:CompositeSurface></gml:exterior></gml:Solid></bldg:lod2Solid>\n";
  for (std::size_t i = 0; i < faces.size(); ++i) face(faces[i], base, id, i);
}

base::Status CityGmlWriter::add(const Building& building) {
  if (m_count % k_per_file == 0) {
    if (auto status = end_file(); !status) return status;
    if (auto status = begin_file(); !status) return status;
  }
  char number[24];
  std::snprintf(number, sizeof number, "DEAF%08llu", static_cast<unsigned long long>(++m_count));
  const std::string id = number;
  auto& out = m_file.text();
  out += "<core:cityObjectMember><bldg:Building gml:id=\"" + id + "\">";
  if (!building.name.empty()) {
    out += "<gml:name>";
    append_xml(out, building.name);
    out += "</gml:name>";
  }
  const bool parts = building.bodies.size() > 1;
  if (!parts) body_facts(building.bodies.front());
  attributes(building);
  if (!parts) {
    const auto& only = building.bodies.front();
    out += "<bldg:storeysAboveGround>" + std::to_string(building.storeys) + "</bldg:storeysAboveGround>";
    body(only, building.base_m, id);
  } else {
    for (std::size_t i = 0; i < building.bodies.size(); ++i) {
      const std::string part = id + "_" + std::to_string(i + 1);
      out += "<bldg:consistsOfBuildingPart><bldg:BuildingPart gml:id=\"" + part + "\">";
      body_facts(building.bodies[i]);
      body(building.bodies[i], building.base_m, part);
      out += "</bldg:BuildingPart></bldg:consistsOfBuildingPart>\n";
    }
  }
  address(building);
  out += "</bldg:Building></core:cityObjectMember>\n";
  m_file.flush();
  return {};
}

base::Status CityGmlWriter::close() {
  if (m_files.empty()) {
    if (auto status = begin_file(); !status) return status;
  }
  return end_file();
}

}  // namespace skizze::sample
