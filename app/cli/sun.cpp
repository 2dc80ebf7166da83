// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// skizze sun --lon --lat --time ISO [--elevation M]: where the sun stands.
#include "solar/sun.h"

#include <memory>

#include "cli/verb.h"

namespace skizze::cli {

namespace {

struct Args {
  double lon = 0;
  double lat = 0;
  std::string time;
  double elevation_m = 0;
};

int run(Context& context, const Args& args) {
  const auto time = solar::parse_iso_time(args.time);
  if (!time) return context.fail(base::ErrorCode::invalid, "solar.time_invalid", {{"time", args.time}});
  if (!(args.lon >= -180 && args.lon <= 180 && args.lat >= -90 && args.lat <= 90)) {
    return context.fail(base::ErrorCode::invalid, "solar.place_invalid");
  }
  const auto sun = solar::sun_position_at_height(*time, args.lon, args.lat, args.elevation_m);
  context.line(base::Message{
      "solar.sun_line",
      {{"zenith", plain(sun.zenith_deg, 3)}, {"apparent", plain(sun.apparent_zenith_deg, 3)}, {"azimuth", plain(sun.azimuth_deg, 3)}}});
  context.result(QJsonObject{{QStringLiteral("zenith_deg"), sun.zenith_deg},
                             {QStringLiteral("apparent_zenith_deg"), sun.apparent_zenith_deg},
                             {QStringLiteral("azimuth_deg"), sun.azimuth_deg}});
  return k_done;
}

}  // namespace

Verb sun_verb() {
  return {"sun", "solar.verb_sun", false, [](CLI::App& app, Context& context) -> Run {
            auto args = std::make_shared<Args>();
            app.add_option("--lon", args->lon, context.text("solar.option_lon").toStdString())->required();
            app.add_option("--lat", args->lat, context.text("solar.option_lat").toStdString())->required();
            app.add_option("--time", args->time, context.text("solar.option_time").toStdString())->required();
            app.add_option("--elevation", args->elevation_m, context.text("solar.option_elevation").toStdString());
            return [args](Context& c) { return run(c, *args); };
          }};
}

}  // namespace skizze::cli
