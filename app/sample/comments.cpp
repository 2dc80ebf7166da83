// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/comments.h"

#include <cstdio>
#include <string_view>

#include "sample/random.h"

namespace skizze::sample {
namespace {

using Texts = std::vector<std::string_view>;

/// What people write on one topic: {title, text}; "{o}" is the name of the place. Openings and closings are mixed in.
struct Topic {
  std::string_view name, category;
  double share;
  std::vector<std::pair<std::string_view, std::string_view>> says;
};

const std::vector<Topic>& topics() {
  static const std::vector<Topic> list{
      {"Radverkehr",
       "cycling",
       0.24,
       {{"Radweg fehlt: {o}",
         "Zwischen den parkenden Autos und dem Lkw-Verkehr ist {auf} kein Platz für Räder. Ich wünsche mir einen eigenen Radfahrstreifen, "
         "mindestens zwei Meter breit."},
        {"Schutzstreifen zu schmal",
         "Der Schutzstreifen {auf} ist so schmal, dass mich fast jedes Auto zu dicht überholt. Bitte verbreitern oder durch Poller "
         "schützen."},
        {"Kinder fahren auf dem Gehweg",
         "Meine Tochter (9) traut sich {auf} nicht auf die Fahrbahn. Ein geschützter Radweg würde den Schulweg viel sicherer machen."},
        {"Lücke im Radnetz schließen",
         "Der Radweg endet {an} einfach im Nichts. Bis zur nächsten Radverbindung sind es nur 200 Meter – bitte schließen."},
        {"Fahrradstraße einrichten",
         "Der Weg {über} ist schon heute die beliebteste Route in die Innenstadt. Machen Sie daraus eine Fahrradstraße, dann ist allen "
         "geholfen."},
        {"Radbügel gewünscht", "{An} gibt es keinen einzigen Fahrradbügel. Alle Räder lehnen an Zäunen und Laternen."},
        {"Kopfsteinpflaster",
         "Das Pflaster {auf} ist bei Nässe gefährlich glatt. Ein asphaltierter Streifen von 1,50 Metern würde reichen."},
        {"Ampel erkennt Räder nicht",
         "Die Ampel {an} springt für Radfahrende nie um. Man muss absteigen und den Fußgängerknopf drücken."}}},
      {"Fußverkehr",
       "walking",
       0.11,
       {{"Gehweg zugeparkt", "Der Gehweg {an} ist jeden Abend zugeparkt. Mit Kinderwagen oder Rollator kommt man nicht durch."},
        {"Zebrastreifen",
         "Zwischen den Haltestellen {an} muss man lange warten, bis man über die Straße kommt. Ein Zebrastreifen wäre gut."},
        {"Bordstein absenken", "{An} sind die Bordsteine zu hoch. Mein Vater sitzt im Rollstuhl und muss einen großen Umweg fahren."},
        {"Grünphase zu kurz", "Die Fußgängerampel {an} schaltet so schnell um, dass ältere Menschen es nicht hinüberschaffen."},
        {"Abkürzung öffnen", "Der Trampelpfad {bei} wird von vielen genutzt. Bitte befestigen und beleuchten."}}},
      {"Parken",
       "cars",
       0.12,
       {{"Keine Parkplätze streichen",
         "Wer {an} wohnt, findet schon heute nach 18 Uhr keinen Stellplatz mehr. Bitte keine weiteren Parkplätze wegnehmen."},
        {"Bewohnerparken", "{Auf} parken tagsüber vor allem Pendler. Bewohnerparken würde uns helfen."},
        {"Parkplätze für Bäume", "{Auf} könnten drei Stellplätze entfallen, dafür wäre Platz für Bäume und Bänke."},
        {"Lieferzone", "Der Paketdienst hält {auf} immer in zweiter Reihe. Eine Lieferzone würde das lösen."},
        {"Ladesäule", "Im Umkreis {von} gibt es keine öffentliche Ladesäule. Wer zur Miete wohnt, kann nirgends laden."}}},
      {"ÖPNV",
       "transit",
       0.08,
       {{"Bus öfter", "Der Bus {an} fährt abends nur noch stündlich. Ein 30-Minuten-Takt bis 22 Uhr wäre schön."},
        {"Haltestelle ohne Dach", "An der Haltestelle „{o}“ steht man im Regen. Bitte ein Wartehäuschen mit Sitzplatz aufstellen."},
        {"Anschluss zum Bahnhof", "{Von} zum Bahnhof muss man zweimal umsteigen. Eine direkte Linie fehlt."},
        {"Barrierefreie Haltestelle", "Die Haltestelle „{o}“ ist mit Rollstuhl nicht nutzbar. Bitte den Bord anheben."}}},
      {"Grün",
       "green",
       0.13,
       {{"Mehr Bäume", "{An} ist es im Sommer kaum auszuhalten. Bitte Bäume pflanzen, am besten auf beiden Seiten."},
        {"Beet pflegen", "Das Beet {an} ist vertrocknet. Unsere Hausgemeinschaft würde die Pflege übernehmen."},
        {"Entsiegeln", "Die große Asphaltfläche {bei} braucht niemand. Rasen und Stauden würden Regenwasser aufnehmen."},
        {"Baum erhalten", "Die alte Linde {an} soll gefällt werden? Bitte prüfen Sie, ob sie zu retten ist."},
        {"Trinkbrunnen", "{Bei} sind im Sommer viele Familien unterwegs. Ein Trinkbrunnen und Schatten wären toll."}}},
      {"Aufenthalt",
       "public_space",
       0.09,
       {{"Bänke fehlen", "{Auf} gibt es keine einzige Bank. Ältere Leute brauchen unterwegs einen Platz zum Ausruhen."},
        {"Spielplatz erneuern", "Der Spielplatz {an} hat nur noch eine Schaukel. Für kleine Kinder fehlt ein Sandkasten mit Sonnensegel."},
        {"Platz beleben", "{Bei} ist es schön, aber abends leer. Ein Café oder ein Wochenmarkt brächte Leben."},
        {"Jugendliche brauchen Orte", "Wir wünschen uns {bei} einen überdachten Treffpunkt und einen Basketballkorb."},
        {"Müll", "{An} quellen die Papierkörbe jedes Wochenende über. Bitte öfter leeren oder größere aufstellen."}}},
      {"Energie",
       "energy",
       0.09,
       {{"Solar auf die Schule", "Das große Flachdach {bei} ist ideal für Photovoltaik. Warum liegt dort noch nichts?"},
        {"Balkonkraftwerk", "Unsere Hausverwaltung {an} lehnt Balkonkraftwerke ab. Kann die Stadt beraten und vermitteln?"},
        {"Parkplatz überdachen", "Der Parkplatz {an} könnte ein Solardach bekommen: Strom und Schatten zugleich."},
        {"Denkmalschutz und Solar",
         "In der Umgebung {von} ist Solar wegen des Ortsbilds verboten. Auf den Rückseiten sieht man es doch gar nicht."},
        {"Bürgerenergie", "Ich würde mich an einer Anlage auf den Hallen {bei} beteiligen, wenn es eine Genossenschaft gäbe."}}},
      {"Sicherheit",
       "safety",
       0.08,
       {{"Tempo 30", "{Auf} wird viel zu schnell gefahren, obwohl dort eine Kita ist. Bitte Tempo 30 und Kontrollen."},
        {"Dunkle Ecke", "Der Weg {bei} ist abends stockdunkel. Ich mache deshalb einen Umweg. Bitte beleuchten."},
        {"Gefährliche Kreuzung", "{An} habe ich schon drei Beinahe-Unfälle gesehen. Die Sicht ist durch parkende Autos verdeckt."},
        {"Elterntaxis", "Jeden Morgen Chaos vor der Schule {an}. Eine Hol- und Bringzone 200 Meter weiter würde helfen."},
        {"Rutschige Brücke", "Die Brücke {bei} ist bei Frost spiegelglatt. Bitte früher streuen."}}},
      {"Lärm",
       "other",
       0.06,
       {{"Lkw in der Nacht", "{Über} fahren nachts schwere Lkw. Ein Nachtfahrverbot ab 22 Uhr wäre eine Erlösung."},
        {"Laubbläser", "Muss {an} wirklich dreimal in der Woche der Laubbläser laufen?"},
        {"Lärmschutz an der Bahn", "Seit die Güterzüge öfter fahren, kann man {bei} nicht mehr bei offenem Fenster schlafen."},
        {"Flüsterasphalt", "Das alte Pflaster {auf} dröhnt bei jedem Auto. Bitte leiser sanieren."}}},
  };
  return list;
}

const Texts k_openings{"",
                       "",
                       "",
                       "Guten Tag! ",
                       "Als Anwohnerin möchte ich sagen: ",
                       "Ich wohne seit 20 Jahren hier. ",
                       "Uns ist aufgefallen: ",
                       "Hallo zusammen! ",
                       "Wie schon beim letzten Workshop gesagt: "};
const Texts k_closings{"",
                       "",
                       "",
                       " Danke!",
                       " Vielen Dank fürs Zuhören.",
                       " Das sehen viele Nachbarn auch so.",
                       " Bitte nehmen Sie das in den Plan auf.",
                       " Wann passiert da etwas?",
                       " Gern zeige ich Ihnen die Stelle vor Ort."};
const Texts k_names{"Anja K.", "Familie Neumann", "Bernd",    "Mehmet Y.",        "Radlerin42", "Opa Heinz", "Lena S.",      "J. Hofmann",
                    "Thuy",    "Elternrat",       "Karin W.", "Kleingärtner Süd", "Piotr",      "Sabine M.", "Jugendbeirat", "Tobias"};

/// How a place stands in a sentence. Germans say "am Kellerweg" but "an der Kirchgasse".
struct Grammar {
  std::string dative, accusative;  // with article: "der Oberen Gasse", "die Obere Gasse"
  bool feminine = false;
  bool plain = false;  // "Am Brühl" takes no article: "an der Straße Am Brühl"
};

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> endings) {
  for (const auto ending : endings) {
    if (text.ends_with(ending)) return true;
  }
  return false;
}

Grammar grammar_of(const std::string& name) {
  for (const std::string_view start : {"Am ", "Hinter ", "Zur ", "An "}) {
    if (name.starts_with(start)) return {"der Straße „" + name + "“", "die Straße „" + name + "“", true, true};
  }
  if (ends_with_any(name, {"straße", "Straße", "allee", "Allee", "gasse", "Gasse", "haussee", "promenade"})) {
    std::string inflected = name;
    const auto space = inflected.find(' ');
    if (space != std::string::npos && inflected[space - 1] == 'e') inflected.insert(space, "n");
    return {"der " + inflected, "die " + name, true, false};
  }
  if (ends_with_any(name, {"ufer", "Ufer"})) return {"dem " + name, "das " + name, false, false};
  return {"dem " + name, "den " + name, false, false};
}

void replace_all(std::string& text, std::string_view what, const std::string& by) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) text.replace(at, what.size(), by);
}

/// Puts the place into "{o}" (as it is), "{auf}", "{an}", "{bei}", "{von}" (with article, dative) and "{über}" (accusative).
std::string with_place(std::string_view text, const std::string& place) {
  std::string out(text);
  const Grammar g = grammar_of(place);
  const std::string bare = g.dative.substr(g.dative.find(' ') + 1);
  replace_all(out, "{auf}", "auf " + g.dative);
  replace_all(out, "{Auf}", "Auf " + g.dative);
  replace_all(out, "{an}", g.feminine ? "an der " + bare : "am " + bare);
  replace_all(out, "{An}", g.feminine ? "An der " + bare : "Am " + bare);
  replace_all(out, "{bei}", g.feminine ? "bei der " + bare : "beim " + bare);
  replace_all(out, "{Bei}", g.feminine ? "Bei der " + bare : "Beim " + bare);
  replace_all(out, "{von}", g.feminine ? "von der " + bare : "vom " + bare);
  replace_all(out, "{Von}", g.feminine ? "Von der " + bare : "Vom " + bare);
  replace_all(out, "{über}", "über " + g.accusative);
  replace_all(out, "{Über}", "Über " + g.accusative);
  replace_all(out, "{o}", place);
  return out;
}

const Topic& topic_for(double dice) {
  for (const auto& topic : topics()) {
    if (dice < topic.share) return topic;
    dice -= topic.share;
  }
  return topics().front();
}

/// A date in spring 2026, when the made-up participation ran.
std::string date_of(Random& random) {
  char text[32];
  const auto day = random.below(58);
  std::snprintf(text, sizeof text, "2026-%02d-%02dT%02d:%02d:00Z", day < 30 ? 4 : 5, static_cast<int>(day < 30 ? day + 1 : day - 29),
                static_cast<int>(6 + random.below(16)), static_cast<int>(random.below(60)));
  return text;
}

}  // namespace

std::vector<Comment> make_comments(std::size_t count, const std::vector<CommentPlace>& places, std::uint64_t seed) {
  Random random(mixed(seed, 701));
  std::vector<Comment> comments;
  for (std::size_t i = 0; i < count; ++i) {
    const auto& place = random.pick(places);
    const Topic& topic = topic_for(random.unit());
    const auto& [title, text] = random.pick(topic.says);
    Comment comment;
    comment.point = place.point + Vec{random.between(-9, 9), random.between(-9, 9)};
    comment.topic = topic.name;
    comment.category = topic.category;
    comment.title = with_place(title, place.name);
    comment.text = std::string(random.pick(k_openings)) + with_place(text, place.name) + std::string(random.pick(k_closings));
    if (random.chance(0.35)) comment.name = random.pick(k_names);
    comment.created_at = date_of(random);
    comment.likes = static_cast<int>(random.unit() * random.unit() * random.unit() * 90);
    comments.push_back(std::move(comment));
  }
  return comments;
}

}  // namespace skizze::sample
