// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/names.h"

#include <array>
#include <cmath>
#include <string_view>
#include <vector>

#include "sample/random.h"

namespace skizze::sample {
namespace {

using List = std::vector<std::string_view>;

// Stems that take -straße, -weg, ...; grouped as councils group them.
const std::vector<List>& compound_themes() {
  static const std::vector<List> themes{
      {"Linden",  "Ahorn",   "Buchen", "Eichen", "Eschen",  "Ulmen",    "Birken",     "Kastanien", "Pappel", "Erlen",
       "Kiefern", "Fichten", "Tannen", "Weiden", "Akazien", "Platanen", "Ebereschen", "Robinien",  "Eiben",  "Lärchen"},
      {"Rosen",  "Tulpen",   "Nelken",  "Flieder",  "Dahlien", "Veilchen",  "Lilien", "Astern", "Malven",     "Primel",
       "Jasmin", "Holunder", "Ginster", "Lavendel", "Krokus",  "Narzissen", "Mohn",   "Enzian", "Margeriten", "Kornblumen"},
      {"Amsel",  "Drossel", "Finken", "Meisen", "Lerchen", "Schwalben", "Kiebitz", "Falken",  "Habicht", "Eulen",
       "Reiher", "Spatzen", "Star",   "Zeisig", "Pirol",   "Kuckuck",   "Elster",  "Sperber", "Milan",   "Storchen"},
      {"Apfel",  "Birnen",  "Kirsch",   "Pflaumen", "Quitten",    "Pfirsich", "Mispel",     "Nuss",      "Haselnuss", "Mandel",
       "Beeren", "Himbeer", "Brombeer", "Schlehen", "Hagebutten", "Trauben",  "Mirabellen", "Aprikosen", "Obst",      "Garten"},
      {"Wiesen", "Feld", "Acker", "Wald", "Heide", "Berg",  "Tal",   "Hang",   "Quell", "Bach",
       "Teich",  "Ried", "Moor",  "Sand", "Stein", "Hügel", "Anger", "Koppel", "Flur",  "Auen"},
      {"Schul", "Kirch",  "Mühl",   "Brunnen", "Garten",  "Park", "Turm", "Markt", "Rathaus", "Schloss",
       "Pfarr", "Spital", "Ziegel", "Wasser",  "Brücken", "Post", "Bahn", "Sport", "Turner",  "Schützen"},
      {"Bernstein", "Granit", "Kiesel", "Schiefer", "Marmor", "Kristall", "Opal", "Achat",  "Rubin",   "Saphir",
       "Topas",     "Jaspis", "Silber", "Kupfer",   "Zinn",   "Erz",      "Kalk", "Basalt", "Porphyr", "Feuerstein"},
  };
  return themes;
}

// Names that stand whole before "-Straße" or as "...straße".
const std::vector<List>& person_themes() {
  static const std::vector<List> themes{
      {"Bach",   "Händel", "Telemann", "Schütz", "Mozart", "Beethoven", "Schubert", "Schumann",     "Clara-Schumann", "Mendelssohn",
       "Brahms", "Wagner", "Weber",    "Haydn",  "Reger",  "Bruckner",  "Liszt",    "Fanny-Hensel", "Lortzing",       "Silcher"},
      {"Goethe", "Schiller",  "Lessing", "Heine", "Kleist", "Novalis", "Eichendorff", "Storm",   "Fontane",        "Droste-Hülshoff",
       "Mörike", "Hölderlin", "Uhland",  "Rilke", "Keller", "Hebbel",  "Klopstock",   "Wieland", "Lasker-Schüler", "Ringelnatz"},
      {"Humboldt", "Leibniz",    "Kepler",       "Röntgen",      "Planck",
       "Hertz",    "Gauß",       "Kant",         "Fichte",       "Hegel",
       "Koch",     "Virchow",    "Siemens",      "Liebig",       "Bunsen",
       "Ohm",      "Fraunhofer", "Lise-Meitner", "Emmy-Noether", "Maria-Sibylla-Merian"},
      {"Dürer",    "Cranach",   "Holbein", "Menzel",  "Spitzweg", "Liebermann", "Marc",   "Macke",   "Klee",   "Feininger",
       "Kollwitz", "Modersohn", "Nolde",   "Barlach", "Schadow",  "Schinkel",   "Semper", "Gropius", "Münter", "Runge"},
  };
  return themes;
}

constexpr std::array<std::string_view, 7> k_suffixes{"straße", "weg", "ring", "allee", "gasse", "platz", "stieg"};

const List k_old_lanes{
    "Marktgasse",   "Kirchgasse",    "Badergasse",  "Webergasse",    "Töpfergasse",       "Fleischergasse", "Schmiedegasse", "Gerbergasse",
    "Salzgasse",    "Mönchsgasse",   "Nonnengasse", "Klostergasse",  "Burggasse",         "Wallgasse",      "Mühlgasse",     "Brotgasse",
    "Kupfergasse",  "Seilergasse",   "Korngasse",   "Böttchergasse", "Goldschmiedegasse", "Rosengasse",     "Engegasse",     "Fischergasse",
    "Hahnengasse",  "Predigergasse", "Schulgasse",  "Stadtgraben",   "Hinter der Mauer",  "Am Zwinger",     "Obere Gasse",   "Untere Gasse",
    "Krumme Gasse", "Kleine Gasse",  "Am Brühl",    "Neugasse",      "Lindengasse",       "Apothekergasse", "Ledergasse",    "Zur Lohe"};
const List k_radials{"Leipziger Straße",     "Torgauer Straße",   "Dresdner Straße",    "Hallesche Straße",
                     "Wittenberger Straße",  "Berliner Straße",   "Riesaer Straße",     "Wurzener Landstraße",
                     "Dübener Landstraße",   "Oschatzer Straße",  "Grimmaer Straße",    "Delitzscher Straße",
                     "Eilenburger Chaussee", "Herzberger Straße", "Mockrehnaer Straße", "Belgernsche Straße"};
const List k_ring_words{"Heinrich-Zille",    "August-Bebel",  "Bürgermeister-Lange", "Käthe-Kollwitz", "Gutenberg",
                        "Friedrich-Ebert",   "Ernst-Abbe",    "Louise-Otto-Peters",  "Karl-Heine",     "Robert-Blum",
                        "Friedrich-List",    "Theodor-Heuss", "Bertha-von-Suttner",  "Anne-Frank",     "Sophie-Scholl",
                        "Albert-Schweitzer", "Rudolf-Diesel", "Otto-Lilienthal",     "Alfred-Brehm",   "Philipp-Melanchthon"};
const List k_villages{"Neuhof",      "Hainau",    "Lindenrode", "Mühlbach",  "Grünwitz",  "Kleinaue",    "Rodeland",    "Siedlung Ost",
                      "Sandberg",    "Ziegelhof", "Waldau",     "Steinwitz", "Fuchsberg", "Großaue",     "Birkenfelde", "Heidewitz",
                      "Klosterau",   "Oberlohe",  "Niederlohe", "Schäferei", "Windmühle", "Altdorf",     "Neudorf",     "Brandis-Aue",
                      "Gartenstadt", "Weinberg",  "Kirchwitz",  "Eulenau",   "Dornau",    "Seehain",     "Rehbach",     "Erlenthal",
                      "Hopfenberg",  "Langenau",  "Kaltenfeld", "Silberhof", "Krähwitz",  "Lerchenberg", "Teichhausen", "Vogelau"};

}  // namespace

std::string district_name(std::size_t number) {
  const auto name = std::string(k_villages[number % k_villages.size()]);
  const char* const k_directions[] = {"", "-Süd", "-Nord", "-Ost", "-West"};
  const std::size_t round = number / k_villages.size();
  return round < 5 ? name + k_directions[round] : name + " " + std::to_string(round);
}

std::string suburb_name(double direction_rad) {
  constexpr double k_quarter = 3.14159265358979 / 4;
  const char* const k_names[] = {"Ostvorstadt",  "Nordostvorstadt", "Nordvorstadt", "Nordwestvorstadt",
                                 "Westvorstadt", "Südwestvorstadt", "Südvorstadt",  "Südostvorstadt"};
  return k_names[static_cast<std::size_t>(static_cast<int>(std::floor(direction_rad / k_quarter + 0.5)) + 8) % 8];
}

std::string StreetNames::unused(std::uint64_t theme, std::uint64_t start) {
  const std::size_t compounds = compound_themes().size();
  const std::size_t themes = compounds + person_themes().size();
  for (std::uint64_t step = 0; step < 2000; ++step) {
    const std::size_t t = (theme + step / 140) % themes;
    const bool person = t >= compounds;
    const auto& stems = person ? person_themes()[t - compounds] : compound_themes()[t];
    const std::size_t suffix_count = person ? 3 : k_suffixes.size();
    const auto stem = std::string(stems[(start + step) % stems.size()]);
    const auto suffix = std::string(k_suffixes[((start + step) / stems.size() + step % 140 / stems.size()) % suffix_count]);
    std::string name = stem + suffix;
    if (stem.find('-') != std::string::npos) {
      name = stem + "-" + suffix;
      name[stem.size() + 1] = static_cast<char>(name[stem.size() + 1] - 'a' + 'A');
    }
    if (m_taken.insert(name).second) return name;
  }
  // A city this large repeats names in its parts.
  return std::string(compound_themes()[theme % compounds][start % 20]) + "weg";
}

std::string StreetNames::next(std::uint32_t quarter, bool old_town) {
  ++m_calls;
  if (old_town) {
    for (std::size_t i = 0; i < k_old_lanes.size(); ++i) {
      const auto name = std::string(k_old_lanes[(mixed(m_seed, 5) + m_calls + i) % k_old_lanes.size()]);
      if (m_taken.insert(name).second) return name;
    }
  }
  const std::uint64_t theme = mixed(m_seed, 17, quarter);
  return unused(theme % 11, (theme >> 8) % 20 + m_calls % 20);
}

std::string StreetNames::main_street(std::uint32_t number) {
  if (number == 10'000) return "Promenadenring";
  if (number > 10'000) {
    const auto word = std::string(k_ring_words[(number * 7 + number / 100) % k_ring_words.size()]);
    const std::string name = word + (word.find('-') != std::string::npos ? "-Straße" : "straße");
    if (m_taken.insert(name).second) return name;
    return unused(number, number / 100 + number);
  }
  if (number < k_radials.size()) return std::string(k_radials[number]);
  return unused(number, number * 3);
}

}  // namespace skizze::sample
