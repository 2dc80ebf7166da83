// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The smallest whole plugin: "Linden;13.40;52.50" in each line becomes a point with a name.
#include <fstream>
#include <sstream>

#include "plugin/api.h"

class Spots : public stadtskizze::Plugin {
 public:
  void read(stadtskizze::Call& call, const std::string&, const std::filesystem::path& file) override {
    stadtskizze::Layer layer;
    layer.name = "spots";
    layer.columns = {{"name", stadtskizze::Type::text}};
    call.begin_layer(layer);

    std::ifstream in(file);
    std::string line;
    for (std::int64_t number = 1; std::getline(in, line); ++number) {
      std::istringstream words(line);
      std::string name;
      double lon = 0, lat = 0;
      char semicolon = 0;
      if (std::getline(words, name, ';') && words >> lon >> semicolon >> lat) {
        call.add({number, stadtskizze::Shape::point, {{{{lon, lat}}, false}}, {name}});
      } else {
        call.notice(stadtskizze::Severity::lost, "bad_line", "line " + std::to_string(number));
      }
    }
  }
};

SKIZZE_PLUGIN(Spots, "org.example.spots")
