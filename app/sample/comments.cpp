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
      {"Radverkehr", "cycling", 0.26,
       {{"Radweg fehlt: {o}", "Zwischen den parkenden Autos und dem Lkw-Verkehr ist auf {o} kein Platz für Räder. Ich wünsche mir einen eigenen Radfahrstreifen, mindestens zwei Meter breit."},
        {"Schutzstreifen zu schmal", "Der Schutzstreifen auf {o} ist so schmal, dass mich fast jedes Auto zu dicht überholt. Bitte verbreitern oder durch Poller schützen."},
        {"Kinder fahren auf dem Gehweg", "Meine Tochter (9) traut sich auf {o} nicht auf die Fahrbahn. Ein geschützter Radweg würde den Schulweg viel sicherer machen."},
        {"Lücke im Radnetz schließen", "Der Radweg endet an {o} einfach im Nichts. Bis zur nächsten Radverbindung sind es nur 200 Meter – bitte schließen."},
        {"Fahrradstraße einrichten", "{o} ist schon heute die beliebteste Route in die Innenstadt. Machen Sie daraus eine Fahrradstraße, dann ist allen geholfen."},
        {"Radbügel gewünscht", "An {o} gibt es keinen einzigen Fahrradbügel. Alle Räder lehnen an Zäunen und Laternen."},
        {"Kopfsteinpflaster", "Das Pflaster auf {o} ist bei Nässe gefährlich glatt. Ein asphaltierter Streifen von 1,50 Metern würde reichen."},
        {"Ampel erkennt Räder nicht", "Die Ampel an {o} springt für Radfahrende nie um. Man muss absteigen und den Fußgängerknopf drücken."}}},
      {"Fußverkehr", "walking", 0.12,
       {{"Gehweg zugeparkt", "Der Gehweg an {o} ist jeden Abend zugeparkt. Mit Kinderwagen oder Rollator kommt man nicht durch."},
        {"Zebrastreifen", "Zwischen den Haltestellen an {o} muss man lange warten, bis man über die Straße kommt. Ein Zebrastreifen wäre gut."},
        {"Bordstein absenken", "An der Kreuzung {o} sind die Bordsteine zu hoch. Mein Vater sitzt im Rollstuhl und muss einen großen Umweg fahren."},
        {"Grünphase zu kurz", "Die Fußgängerampel an {o} schaltet so schnell um, dass ältere Menschen es nicht hinüberschaffen."},
        {"Abkürzung öffnen", "Der Trampelpfad bei {o} wird von vielen genutzt. Bitte befestigen und beleuchten."}}},
      {"Parken", "cars", 0.13,
       {{"Keine Parkplätze streichen", "Wer auf {o} wohnt, findet schon heute nach 18 Uhr keinen Stellplatz mehr. Bitte keine weiteren Parkplätze wegnehmen."},
        {"Bewohnerparken", "Auf {o} parken tagsüber vor allem Pendler. Bewohnerparken würde uns helfen."},
        {"Parkplätze für Bäume", "Auf {o} könnten drei Stellplätze entfallen, dafür wäre Platz für Bäume und Bänke."},
        {"Lieferzone", "Der Paketdienst hält auf {o} immer in zweiter Reihe. Eine Lieferzone würde das lösen."},
        {"Ladesäule", "Im Umkreis von {o} gibt es keine öffentliche Ladesäule. Wer zur Miete wohnt, kann nirgends laden."}}},
      {"ÖPNV", "transit", 0.09,
       {{"Bus öfter", "Der Bus an {o} fährt abends nur noch stündlich. Ein 30-Minuten-Takt bis 22 Uhr wäre schön."},
        {"Haltestelle ohne Dach", "An der Haltestelle {o} steht man im Regen. Bitte ein Wartehäuschen mit Sitzplatz aufstellen."},
        {"Anschluss zum Bahnhof", "Von {o} zum Bahnhof muss man zweimal umsteigen. Eine direkte Linie fehlt."},
        {"Barrierefreie Haltestelle", "Die Haltestelle {o} ist mit Rollstuhl nicht nutzbar. Bitte den Bord anheben."}}},
      {"Grün", "green", 0.14,
       {{"Mehr Bäume", "Im Sommer ist {o} eine Hitzeinsel. Bitte Bäume pflanzen, am besten auf beiden Seiten."},
        {"Beet pflegen", "Das Beet an {o} ist vertrocknet. Unsere Hausgemeinschaft würde die Pflege übernehmen."},
        {"Entsiegeln", "Die große Asphaltfläche bei {o} braucht niemand. Rasen und Stauden würden Regenwasser aufnehmen."},
        {"Baum erhalten", "Die alte Linde an {o} soll gefällt werden? Bitte prüfen Sie, ob sie zu retten ist."},
        {"Trinkbrunnen", "Bei {o} sind im Sommer viele Familien unterwegs. Ein Trinkbrunnen und Schatten wären toll."}}},
      {"Aufenthalt", "public_space", 0.1,
       {{"Bänke fehlen", "Auf {o} gibt es keine einzige Bank. Ältere Leute brauchen unterwegs einen Platz zum Ausruhen."},
        {"Spielplatz erneuern", "Der Spielplatz an {o} hat nur noch eine Schaukel. Für kleine Kinder fehlt ein Sandkasten mit Sonnensegel."},
        {"Platz beleben", "{o} ist ein schöner Platz, aber abends leer. Ein Café oder ein Wochenmarkt würde ihn beleben."},
        {"Jugendliche brauchen Orte", "Wir wünschen uns bei {o} einen überdachten Treffpunkt und einen Basketballkorb."},
        {"Müll", "An {o} quellen die Papierkörbe jedes Wochenende über. Bitte öfter leeren oder größere aufstellen."}}},
      {"Energie", "energy", 0.1,
       {{"Solar auf die Schule", "Das große Flachdach bei {o} ist ideal für Photovoltaik. Warum liegt dort noch nichts?"},
        {"Balkonkraftwerk", "Unsere Hausverwaltung an {o} lehnt Balkonkraftwerke ab. Kann die Stadt beraten und vermitteln?"},
        {"Parkplatz überdachen", "Der Parkplatz an {o} könnte ein Solardach bekommen: Strom und Schatten zugleich."},
        {"Denkmalschutz und Solar", "In der Umgebung von {o} ist Solar wegen des Ortsbilds verboten. Auf den Rückseiten sieht man es doch gar nicht."},
        {"Bürgerenergie", "Ich würde mich an einer Anlage auf den Hallen bei {o} beteiligen, wenn es eine Genossenschaft gäbe."}}},
      {"Sicherheit", "safety", 0.12,
       {{"Tempo 30", "Auf {o} wird viel zu schnell gefahren, obwohl dort eine Kita ist. Bitte Tempo 30 und Kontrollen."},
        {"Dunkle Ecke", "Der Weg bei {o} ist abends stockdunkel. Ich mache deshalb einen Umweg. Bitte beleuchten."},
        {"Gefährliche Kreuzung", "An der Einmündung {o} habe ich schon drei Beinahe-Unfälle gesehen. Die Sicht ist durch parkende Autos verdeckt."},
        {"Elterntaxis", "Jeden Morgen Chaos vor der Schule an {o}. Eine Hol- und Bringzone 200 Meter weiter würde helfen."},
        {"Rutschige Brücke", "Die Brücke bei {o} ist bei Frost spiegelglatt. Bitte früher streuen."}}},
      {"Lärm", "other", 0.08,
       {{"Lkw in der Nacht", "Über {o} fahren nachts schwere Lkw. Ein Nachtfahrverbot ab 22 Uhr wäre eine Erlösung."},
        {"Laubbläser", "Muss an {o} wirklich dreimal in der Woche der Laubbläser laufen?"},
        {"Lärmschutz an der Bahn", "Seit die Güterzüge öfter fahren, kann man bei {o} nicht mehr bei offenem Fenster schlafen."},
        {"Flüsterasphalt", "Das alte Pflaster auf {o} dröhnt bei jedem Auto. Bitte leiser sanieren."}}},
  };
  return list;
}

const Texts k_openings{"", "", "", "Guten Tag, ", "Als Anwohnerin möchte ich sagen: ", "Ich wohne seit 20 Jahren hier. ", "Uns ist aufgefallen: ", "Hallo zusammen, ", "Wie schon beim letzten Workshop gesagt: "};
const Texts k_closings{"", "", "", " Danke!", " Vielen Dank fürs Zuhören.", " Das sehen viele Nachbarn auch so.", " Bitte nehmen Sie das in den Plan auf.", " Wann passiert da etwas?", " Gern zeige ich Ihnen die Stelle vor Ort."};
const Texts k_names{"Anja K.", "Familie Neumann", "Bernd", "Mehmet Y.", "Radlerin42", "Opa Heinz", "Lena S.", "J. Hofmann", "Thuy", "Elternrat", "Karin W.", "Kleingärtner Süd", "Piotr", "Sabine M.", "Jugendbeirat", "Tobias"};

std::string with_place(std::string_view text, const std::string& place) {
  std::string out(text);
  for (auto at = out.find("{o}"); at != std::string::npos; at = out.find("{o}", at + place.size())) out.replace(at, 3, place);
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
  std::snprintf(text, sizeof text, "2026-%02d-%02dT%02d:%02d:00Z", day < 30 ? 4 : 5, static_cast<int>(day < 30 ? day + 1 : day - 29), static_cast<int>(6 + random.below(16)),
                static_cast<int>(random.below(60)));
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
