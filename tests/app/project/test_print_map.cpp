// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Real QGIS prints (skizze-qgis, built where qgis_project_maker is), and the programs of poppler say what lies in the PDF.
#include "project/print_map.h"

#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

#include "qgis/layout.h"
#include "store/gpkg_writer.h"

using namespace skizze;

namespace {

constexpr double k_east = 500'000;
constexpr double k_north = 5'600'000;

QByteArray output_of(const QString& program, const QStringList& arguments) {
  QProcess process;
  process.start(program, arguments);
  if (!process.waitForFinished(120'000)) return {};
  return process.readAllStandardOutput();
}

bool have_poppler() { return !QStandardPaths::findExecutable(QStringLiteral("pdftocairo")).isEmpty(); }

QJsonObject line_symbol(const char* color, double width_mm) {
  const QJsonObject line{{QStringLiteral("type"), QStringLiteral("line")},
                         {QStringLiteral("color"), QLatin1String(color)},
                         {QStringLiteral("width_mm"), width_mm}};
  return {{QStringLiteral("kind"), QStringLiteral("line")}, {QStringLiteral("layers"), QJsonArray{line}}};
}

QJsonObject described(const char* id, const char* name, const char* kind, const QJsonObject& symbol, const QJsonArray& labels) {
  const QJsonObject renderer{{QStringLiteral("type"), QStringLiteral("single")}, {QStringLiteral("symbol"), symbol}};
  return {{QStringLiteral("id"), QLatin1String(id)},
          {QStringLiteral("name"), QString::fromUtf8(name)},
          {QStringLiteral("table"), QLatin1String(id)},
          {QStringLiteral("kind"), QLatin1String(kind)},
          {QStringLiteral("visible"), true},
          {QStringLiteral("opacity"), 1},
          {QStringLiteral("style"), QJsonObject{{QStringLiteral("renderer"), renderer}, {QStringLiteral("labels"), labels}}}};
}

QJsonObject label_of(const char* column) {
  return {{QStringLiteral("expression"), QStringLiteral("\"%1\"").arg(QLatin1String(column))},
          {QStringLiteral("size_mm"), 3},
          {QStringLiteral("color"), QStringLiteral("0,0,0,255")}};
}

geo::Geometry square(double x, double y, double side) {
  return geo::make_area({{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}}});
}

}  // namespace

class TestPrintMap : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void init();
  void a_hundred_metres_are_a_hundred_millimetres_in_the_pdf();
  void words_are_words_and_fonts_are_embedded();
  void a_picture_has_the_paper_s_size();
  void the_largest_usual_scale_at_which_a_box_fits_is_found();
  void a_series_has_a_page_for_each_feature_and_says_how_far_it_is();
  void a_series_that_is_cancelled_leaves_nothing();
  void a_template_of_one_s_own_gets_texts_place_and_sources();
  void what_a_template_must_not_have_is_taken_out_and_named();
  void a_bad_template_is_refused_with_a_reason();
  void sources_are_named_once();

 private:
  /// A red line of 100 m, a street with a name, 30 districts.
  void write_tables() {
    auto writer = store::GpkgWriter::create(m_gpkg);
    QVERIFY(writer);
    QVERIFY(writer->add_layer(
        {.name = "linie", .title = {}, .kind = geo::GeometryKind::line, .epsg = 25832, .columns = {{"name", feature::ColumnType::text}}}));
    const std::vector<feature::Value> red{std::string("Messstrecke")};
    QVERIFY(writer->add_row(geo::make_line({{k_east, k_north}, {k_east + 100, k_north}}), red));
    QVERIFY(writer->add_layer({.name = "strasse",
                               .title = {},
                               .kind = geo::GeometryKind::line,
                               .epsg = 25832,
                               .columns = {{"name", feature::ColumnType::text}}}));
    const std::vector<feature::Value> street{std::string("Königsallee")};
    QVERIFY(writer->add_row(geo::make_line({{k_east - 60, k_north + 30}, {k_east + 160, k_north + 30}}), street));
    QVERIFY(writer->add_layer({.name = "bezirke",
                               .title = {},
                               .kind = geo::GeometryKind::area,
                               .epsg = 25832,
                               .columns = {{"name", feature::ColumnType::text}}}));
    for (int i = 0; i < 30; ++i) {
      const std::vector<feature::Value> name{QStringLiteral("Bezirk %1").arg(i + 1, 2, 10, QLatin1Char('0')).toStdString()};
      QVERIFY(writer->add_row(square(k_east + (i % 6) * 300, k_north + (i / 6) * 300, 280), name));
    }
    QVERIFY(writer->finish());
  }

  qgis::SheetJob job() const {
    const QJsonObject edge{{QStringLiteral("type"), QStringLiteral("fill")}, {QStringLiteral("color"), QStringLiteral("240,240,220,255")}};
    const QJsonObject area{{QStringLiteral("kind"), QStringLiteral("area")}, {QStringLiteral("layers"), QJsonArray{edge}}};
    qgis::SheetJob job;
    job.gpkg = m_gpkg;
    job.project = {{QStringLiteral("title"), QStringLiteral("Probe")},
                   {QStringLiteral("crs"), QStringLiteral("EPSG:25832")},
                   {QStringLiteral("groups"), QJsonArray{}},
                   {QStringLiteral("layers"),
                    QJsonArray{described("linie", "Messlinie", "line", line_symbol("255,0,0,255", 0.5), {}),
                               described("strasse", "Straßen", "line", line_symbol("120,120,120,255", 0.8), {label_of("name")}),
                               described("bezirke", "Stadtbezirke", "area", area, {})}}};
    job.sheet.scale = 1000;
    job.sheet.center = {k_east + 50, k_north};
    job.texts = {{QStringLiteral("title"), QStringLiteral("Radwege am Ring")},
                 {QStringLiteral("author"), QStringLiteral("Planungsamt")},
                 {QStringLiteral("date"), QStringLiteral("22.11.2026")},
                 {QStringLiteral("attribution"), QStringLiteral("© Stadt Probe (dl-de/by-2-0)")}};
    job.words = {
        {QStringLiteral("legend"), QStringLiteral("Legende")},     {QStringLiteral("scale"), QStringLiteral("Maßstab")},
        {QStringLiteral("author"), QStringLiteral("Bearbeitung")}, {QStringLiteral("date"), QStringLiteral("Stand")},
        {QStringLiteral("sources"), QStringLiteral("Quellen")},    {QStringLiteral("page"), QStringLiteral("Blatt {n} von {count}")}};
    return job;
  }

  /// Prints and keeps the file; empty where it failed.
  QString printed(const qgis::SheetJob& job) {
    const auto sheet = qgis::print_sheet(m_helper, job, {}, {});
    if (!sheet) return qWarning("%s", sheet.error().message.id.c_str()), QString();
    m_last = *sheet;
    const QString file = m_dir.filePath(job.format == qgis::SheetFormat::pdf ? QStringLiteral("out.pdf") : QStringLiteral("out.png"));
    return project::write_sheet(*sheet, file.toStdString()) ? file : QString();
  }

  /// A template as QGIS writes it, cut to what matters.
  QString template_file(const QByteArray& items) const {
    const QString file = m_dir.filePath(QStringLiteral("vorlage.qpt"));
    QFile out(file);
    if (!out.open(QIODevice::WriteOnly)) return {};
    out.write(
        "<Layout name=\"Amt\" units=\"mm\" printResolution=\"300\"><PageCollection>"
        "<LayoutItem type=\"65638\" uuid=\"{p}\" size=\"210,297,mm\" position=\"0,0,mm\" positionOnPage=\"0,0,mm\" zValue=\"0\" "
        "opacity=\"1\" "
        "visibility=\"1\"/></PageCollection>" +
        items + "</Layout>");
    return file;
  }
  static QByteArray map_item() {
    return "<LayoutItem type=\"65639\" id=\"plan\" uuid=\"{m}\" size=\"190,190,mm\" position=\"10,30,mm\" positionOnPage=\"10,30,mm\" "
           "zValue=\"1\" "
           "opacity=\"1\" visibility=\"1\" background=\"true\"><Extent xmin=\"0\" ymin=\"0\" xmax=\"100\" ymax=\"100\"/></LayoutItem>";
  }
  static QByteArray label_item(const char* id) {
    return QByteArray("<LayoutItem type=\"65641\" uuid=\"{l}\" id=\"") + id +
           "\" labelText=\"Platz\" htmlState=\"0\" size=\"190,10,mm\" position=\"10,10,mm\" positionOnPage=\"10,10,mm\" zValue=\"2\" "
           "opacity=\"1\" "
           "visibility=\"1\"/>";
  }

  QTemporaryDir m_dir;
  std::filesystem::path m_gpkg;
  qgis::Helper m_helper;
  qgis::PrintedSheet m_last;
};

void TestPrintMap::initTestCase() {
  if (qgis::find_helper().empty()) return;
  m_gpkg = m_dir.filePath(QStringLiteral("karte.gpkg")).toStdString();
  write_tables();
}

void TestPrintMap::init() {
  if (QTest::currentTestFunction() == QLatin1String("sources_are_named_once")) return;
  if (qgis::find_helper().empty()) QSKIP("QGIS core (libqgis-dev) was not installed when this was built");
  if (!have_poppler()) QSKIP("poppler-utils is not installed");
}

void TestPrintMap::a_hundred_metres_are_a_hundred_millimetres_in_the_pdf() {
  const QString pdf = printed(job());
  QVERIFY(!pdf.isEmpty());
  const QString svg = m_dir.filePath(QStringLiteral("out.svg"));
  output_of(QStringLiteral("pdftocairo"), {QStringLiteral("-svg"), pdf, svg});
  QFile file(svg);
  QVERIFY(file.open(QIODevice::ReadOnly));
  const QString text = QString::fromUtf8(file.readAll());
  // The red line as poppler draws it: a path of two points and the matrix that brings it to points of 1/72 inch.
  static const QRegularExpression path(QStringLiteral("<path[^>]*stroke(?:=\"|:)rgb\\(100%, ?0%, ?0%\\)[^>]*>"));
  const QString red = path.match(text).captured();
  QVERIFY2(!red.isEmpty(), "a red line is on the sheet, as a line");
  static const QRegularExpression points(QStringLiteral(" d=\"M ([-0-9.]+) ([-0-9.]+) L ([-0-9.]+) ([-0-9.]+) ?\""));
  const auto at = points.match(red);
  QVERIFY2(at.hasMatch(), qPrintable(red));
  static const QRegularExpression matrix(QStringLiteral("matrix\\(([-0-9.]+), ?([-0-9.]+)"));
  const auto turned = matrix.match(red);
  const double factor = turned.hasMatch() ? std::hypot(turned.captured(1).toDouble(), turned.captured(2).toDouble()) : 1;
  const double length_pt =
      factor * std::hypot(at.captured(3).toDouble() - at.captured(1).toDouble(), at.captured(4).toDouble() - at.captured(2).toDouble());
  const double length_mm = length_pt / 72 * 25.4;
  qInfo("100 m are %.4f mm", length_mm);
  QVERIFY2(std::abs(length_mm - 100) <= 0.2, qPrintable(QString::number(length_mm)));
  QCOMPARE(std::lround(m_last.scale), 1000L);
}

void TestPrintMap::words_are_words_and_fonts_are_embedded() {
  const QString pdf = printed(job());
  const QString text = QString::fromUtf8(output_of(QStringLiteral("pdftotext"), {QStringLiteral("-raw"), pdf, QStringLiteral("-")}));
  for (const char* word : {"Radwege am Ring", "Planungsamt", "22.11.2026", "Quellen: © Stadt Probe (dl-de/by-2-0)", "Legende", "Messlinie",
                           "Straßen", "Königsallee", "Maßstab", "1.000", "40 m", "500000", "5600000"})
    QVERIFY2(text.contains(QString::fromUtf8(word)), qPrintable(QString::fromUtf8(word) + QStringLiteral(" is missing in: ") + text));
  const auto fonts = QString::fromUtf8(output_of(QStringLiteral("pdffonts"), {pdf})).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
  QVERIFY(fonts.size() > 2);
  static const QRegularExpression embedded(QStringLiteral("\\s+yes\\s+(yes|no)\\s+(yes|no)\\s+\\d+\\s+\\d+\\s*$"));
  for (qsizetype i = 2; i < fonts.size(); ++i) QVERIFY2(embedded.match(fonts[i]).hasMatch(), qPrintable(fonts[i]));
}

void TestPrintMap::a_picture_has_the_paper_s_size() {
  auto wish = job();
  wish.format = qgis::SheetFormat::png;
  wish.dpi = 100;
  wish.sheet.paper = "A3";
  wish.sheet.landscape = false;
  const QImage image(printed(wish));
  QVERIFY(std::abs(image.width() - 297 / 25.4 * 100) <= 1);
  QVERIFY(std::abs(image.height() - 420 / 25.4 * 100) <= 1);
  int red = 0;
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x) red += image.pixelColor(x, y) == QColor(255, 0, 0) ? 1 : 0;
  QVERIFY2(red > 300, "the measuring line is drawn");
}

void TestPrintMap::the_largest_usual_scale_at_which_a_box_fits_is_found() {
  auto wish = job();
  wish.format = qgis::SheetFormat::png;
  wish.dpi = 30;
  wish.sheet.scale = 0;
  wish.sheet.box = {k_east, k_north, k_east + 1800, k_north + 900};
  QVERIFY(!printed(wish).isEmpty());
  const double wide_m = m_last.map_width_mm * m_last.scale / 1000;
  QVERIFY(wide_m >= 1800 && m_last.map_height_mm * m_last.scale / 1000 >= 900);
  const auto& usual = qgis::usual_scales();
  const auto found = std::find_if(usual.begin(), usual.end(), [&](double scale) { return std::abs(scale - m_last.scale) < 0.5; });
  QVERIFY(found != usual.end() && found != usual.begin());
  QVERIFY2(*(found - 1) * m_last.map_width_mm / 1000 < 1800 || *(found - 1) * m_last.map_height_mm / 1000 < 900,
           "the next larger one does not do");
}

void TestPrintMap::a_series_has_a_page_for_each_feature_and_says_how_far_it_is() {
  auto wish = job();
  wish.sheet.scale = 0;
  wish.series = {"bezirke", "name"};
  std::vector<double> steps;
  const auto sheet = qgis::print_sheet(m_helper, wish, {}, {}, [&](double done, const base::Message&) { steps.push_back(done); });
  QVERIFY2(sheet, sheet ? "" : sheet.error().message.id.c_str());
  QCOMPARE(sheet->pages, 30);
  QCOMPARE(std::lround(sheet->scale), 2000L);  // 280 m and some room on a map of 185 mm
  QVERIFY2(steps.size() >= 5, "it says how far it is");
  QVERIFY(std::is_sorted(steps.begin(), steps.end()));
  const QString file = m_dir.filePath(QStringLiteral("serie.pdf"));
  QVERIFY(project::write_sheet(*sheet, file.toStdString()));
  QVERIFY(output_of(QStringLiteral("pdfinfo"), {file}).contains("Pages:           30"));
  for (const int page : {1, 17, 30}) {
    const QString number = QString::number(page);
    const QString text = QString::fromUtf8(
        output_of(QStringLiteral("pdftotext"), {QStringLiteral("-f"), number, QStringLiteral("-l"), number, file, QStringLiteral("-")}));
    QVERIFY2(text.contains(QStringLiteral("Bezirk %1").arg(page, 2, 10, QLatin1Char('0'))), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("Blatt %1 von 30").arg(page)), qPrintable(text));
  }
}

void TestPrintMap::a_series_that_is_cancelled_leaves_nothing() {
  auto wish = job();
  wish.sheet.scale = 500;
  wish.series = {"bezirke", "name"};
  base::CancelSource cancel;
  double furthest = 0;
  const auto sheet = qgis::print_sheet(m_helper, wish, {}, cancel.token(), [&](double done, const base::Message&) {
    furthest = std::max(furthest, done);
    if (done > 0.1) cancel.cancel();
  });
  QVERIFY(!sheet);
  QCOMPARE(sheet.error().code, base::ErrorCode::cancelled);
  QVERIFY2(furthest < 0.9, qPrintable(QString::number(furthest)));
  wish.series = {};
  QVERIFY2(qgis::print_sheet(m_helper, wish, {}, {}), "the next sheet is printed");
}

void TestPrintMap::a_template_of_one_s_own_gets_texts_place_and_sources() {
  auto wish = job();
  wish.sheet.template_file = template_file(map_item() + label_item("title")).toStdString();
  const QString pdf = printed(wish);
  QVERIFY(!pdf.isEmpty());
  QCOMPARE(std::lround(m_last.scale), 1000L);
  QCOMPARE(std::lround(m_last.map_width_mm), 190L);
  const QString text = QString::fromUtf8(output_of(QStringLiteral("pdftotext"), {QStringLiteral("-raw"), pdf, QStringLiteral("-")}));
  QVERIFY2(text.contains(QStringLiteral("Radwege am Ring")) && !text.contains(QStringLiteral("Platz")), qPrintable(text));
  QVERIFY2(text.contains(QStringLiteral("© Stadt Probe")), "sources are there though the template has no room for them");
  QCOMPARE(m_last.lost.size(), std::size_t{1});
  QCOMPARE(m_last.lost[0].id, std::string("qgis.layout_sources_added"));
}

void TestPrintMap::what_a_template_must_not_have_is_taken_out_and_named() {
  auto wish = job();
  wish.sheet.template_file = template_file(map_item() + label_item("attribution") +
                                           "<LayoutItem type=\"65640\" id=\"wappen\" uuid=\"{w}\" file=\"https://example.org/wappen.svg\" "
                                           "size=\"20,20,mm\" position=\"10,250,mm\" "
                                           "positionOnPage=\"10,250,mm\" visibility=\"1\" opacity=\"1\"/>"
                                           "<LayoutMultiFrame type=\"65648\" uuid=\"{h}\" url=\"https://example.org\"/>")
                                 .toStdString();
  QVERIFY(!printed(wish).isEmpty());
  std::vector<std::string> ids;
  for (const auto& lost : m_last.lost) ids.push_back(lost.id);
  QVERIFY(std::find(ids.begin(), ids.end(), "qgis.layout_removed_remote_picture") != ids.end());
  QVERIFY(std::find(ids.begin(), ids.end(), "qgis.layout_removed_html") != ids.end());
}

void TestPrintMap::a_bad_template_is_refused_with_a_reason() {
  const auto refused = [&](const QByteArray& bytes) {
    const QString file = m_dir.filePath(QStringLiteral("schlecht.qpt"));
    QFile out(file);
    if (out.open(QIODevice::WriteOnly)) out.write(bytes);
    out.close();
    auto wish = job();
    wish.sheet.template_file = file.toStdString();
    const auto sheet = qgis::print_sheet(m_helper, wish, {}, {});
    return sheet ? std::string("printed") : sheet.error().message.id;
  };
  QCOMPARE(refused("no XML"), std::string("qgis.layout_template_damaged"));
  QCOMPARE(refused("<Layout><PageCollection>"), std::string("qgis.layout_template_damaged"));
  QCOMPARE(refused("<Composer title=\"alt\"/>"), std::string("qgis.layout_template_old"));
  QCOMPARE(refused("<!DOCTYPE x [<!ENTITY a \"b\">]><Layout name=\"&a;\"/>"), std::string("qgis.layout_template_damaged"));
  QFile file(template_file(label_item("title")));
  QVERIFY(file.open(QIODevice::ReadOnly));
  QCOMPARE(refused(file.readAll()), std::string("qgis.layout_template_no_map"));
  auto wish = job();
  wish.sheet.template_file = m_dir.filePath(QStringLiteral("fort.qpt")).toStdString();
  const auto sheet = qgis::print_sheet(m_helper, wish, {}, {});
  QVERIFY(!sheet);
  QCOMPARE(sheet.error().message.id, std::string("qgis.file_missing"));
}

void TestPrintMap::sources_are_named_once() {
  project::LayerEntry streets;
  streets.name = "Straßen";
  streets.visible = true;
  streets.provenance.attribution = "© OpenStreetMap-Mitwirkende";
  streets.provenance.licence = "ODbL";
  project::LayerEntry trees = streets;
  trees.name = "Bäume";
  project::LayerEntry parcels;
  parcels.name = "Flurstücke";
  parcels.visible = true;
  parcels.provenance.licence = "dl-de/zero-2-0";
  project::LayerEntry hidden = parcels;
  hidden.visible = false;
  hidden.provenance.licence = "geheim";
  QCOMPARE(project::sources_of({streets, trees, parcels, hidden}),
           std::string("Flurstücke (dl-de/zero-2-0) · © OpenStreetMap-Mitwirkende (ODbL)"));
}

QTEST_GUILESS_MAIN(TestPrintMap)
#include "test_print_map.moc"
