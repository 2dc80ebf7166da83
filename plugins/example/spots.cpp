// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A small whole plugin with one of every kind. Take what you need and delete the rest, here and in plugin.json.
#include <fstream>
#include <sstream>

#include "plugin/api.h"

using namespace stadtskizze;

class Spots : public Plugin {
 public:
  // "formats": "Linden;13.40;52.50" in each line becomes a point with a name.
  void read(Call& call, const std::string&, const std::filesystem::path& file) override {
    Layer layer;
    layer.name = "spots";
    layer.columns = {{"name", Type::text}};
    call.begin_layer(layer);

    std::ifstream in(file);
    std::string line;
    for (std::int64_t number = 1; std::getline(in, line); ++number) {
      std::istringstream words(line);
      std::string name;
      double lon = 0, lat = 0;
      char semicolon = 0;
      if (std::getline(words, name, ';') && words >> lon >> semicolon >> lat) {
        call.add({number, Shape::point, {{{{lon, lat}}, false}}, {name}});
      } else {
        call.notice(Severity::lost, "bad_line", "line " + std::to_string(number));
      }
    }
  }

  // "rules": what the council decided about the speed beside lanes, for each stretch of street that a lane follows.
  std::vector<Finding> check(Call& call, const std::string&, const Json& lane) override {
    const auto limit = static_cast<double>(call.integer("speed_kmh"));
    std::vector<Finding> findings;
    for (const Json& stretch : lane["stretches"].items()) {
      Finding finding;
      finding.from_m = stretch["from_m"].number();
      finding.to_m = stretch["to_m"].number();
      if (stretch["speed_kmh"].is_null()) {
        finding.level = Level::unknown;
        finding.text = {"Tempo neben dem Radstreifen ist nicht bekannt", "The speed beside the lane is not known"};
      } else if (stretch["speed_kmh"].number() > limit) {
        finding.level = Level::warning;
        finding.text = {"Tempo neben dem Radstreifen ist höher als beschlossen", "The speed beside the lane is higher than decided"};
        finding.value = stretch["speed_kmh"].number();
        finding.required = limit;
        finding.unit = "km/h";
      } else {
        continue;
      }
      findings.push_back(finding);
    }
    return findings;
  }

  // "indicators": a tree every ten metres, of a lane or of all lanes of the plan.
  std::vector<Figure> measure(Call&, const std::string&, const Json& subject) override {
    double length_m = subject["length_m"].number();
    for (const Json& lane : subject["lanes"].items()) length_m += lane["length_m"].number();
    Figure figure;
    figure.value = std::floor(length_m / 10);
    figure.decimals = 0;
    figure.basis = {"ein Baum je 10 m Radstreifen", "one tree for each 10 m of lane"};
    return {figure};
  }

  // "analysis_steps": rows in, rows out. All coordinates are metres in the project's CRS.
  void run(Call& call, const std::string&, const Json&) override {
    const double half = call.number("side_m") / 2;
    const Layer points = call.open("points");
    Layer squares = points;
    squares.name = "squares";
    call.begin_layer(squares);
    Row row;
    while (call.next(row)) {
      if (row.shape != Shape::point) continue;
      const Point p = row.parts.front().points.front();
      row.shape = Shape::area;
      row.parts = {{{{p.x - half, p.y - half}, {p.x + half, p.y - half}, {p.x + half, p.y + half}, {p.x - half, p.y + half}}, false}};
      call.add(row);
    }
  }

  // "sources": the program fetches what is named here and gives it back as files.
  std::vector<std::string> addresses(Call& call, const std::string&, const Json&) override {
    return {"https://example.org/" + call.words("list") + ".spots"};
  }
  void read_fetched(Call& call, const std::string& source, const std::vector<Document>& documents) override {
    for (const Document& document : documents) read(call, source, document.file);
  }

  // "report_sections": a table of all lanes.
  Section write_section(Call&, const std::string&, const Json& plan) override {
    Section section;
    section.title = {"Alle Radstreifen", "All lanes"};
    section.paragraphs = {{"Die Längen sind auf ganze Meter gerundet.", "Lengths are rounded to whole metres."}};
    section.head = {{"Name", "Name"}, {"Länge (m)", "Length (m)"}};
    for (const Json& lane : plan["lanes"].items()) {
      const std::string name = lane["name"].text("?"), length = std::to_string(static_cast<int>(lane["length_m"].number()));
      section.rows.push_back({{name, name}, {length, length}});
    }
    return section;
  }
};

SKIZZE_PLUGIN(Spots, "org.example.spots")
