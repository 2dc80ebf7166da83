// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QStandardPaths>
#include <QTest>

#include <cstring>
#include <vector>

#include <unistd.h>

#include "canvas/canvas.h"
#include "canvas/gl_surface.h"
#include "canvas/graphics.h"

#include "app/scene/scene_fixture.h"

namespace skizze::ui {

/// The graphics card's way beside the painter's. Runs itself again under Xvfb with Mesa's software driver, which the choice "always" takes.
class TestGraphics : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void drivers_that_compute_on_the_processor_are_known_data();
  void drivers_that_compute_on_the_processor_are_known();
  void a_card_is_used_only_where_it_is_one();
  void every_reason_has_a_sentence_of_its_own();
  void a_surface_shows_what_a_painter_paints_data();
  void a_surface_shows_what_a_painter_paints();
  void textures_keep_their_limit();
  void the_canvas_looks_the_same_either_way();

 private:
  static bool no_gl() { return !choose_graphics(GraphicsChoice::always).in_use; }
  static constexpr const char* k_no_gl = "no OpenGL here: install xvfb and Mesa's drivers";
};

void TestGraphics::drivers_that_compute_on_the_processor_are_known_data() {
  QTest::addColumn<QString>("name");
  QTest::addColumn<bool>("software");
  QTest::addRow("Mesa") << "llvmpipe (LLVM 15.0.6, 256 bits)" << true;
  QTest::addRow("Mesa, older") << "softpipe" << true;
  QTest::addRow("Chromium") << "ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero)), SwiftShader driver)" << true;
  QTest::addRow("Windows") << "GDI Generic" << true;
  QTest::addRow("Windows, Direct3D") << "ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11)" << true;
  QTest::addRow("Apple") << "Apple Software Renderer" << true;
  QTest::addRow("Intel") << "Mesa Intel(R) UHD Graphics 620 (KBL GT2)" << false;
  QTest::addRow("AMD") << "AMD Radeon RX 6600 (radeonsi, navi23, LLVM 15.0.6, DRM 3.49)" << false;
  QTest::addRow("NVIDIA") << "NVIDIA GeForce RTX 3060/PCIe/SSE2" << false;
}

void TestGraphics::drivers_that_compute_on_the_processor_are_known() {
  QFETCH(QString, name);
  QFETCH(bool, software);
  QCOMPARE(is_software_renderer(name), software);
}

void TestGraphics::a_card_is_used_only_where_it_is_one() {
  const auto named = [](const char* name) { return [name] { return QString::fromLatin1(name); }; };
  QVERIFY(choose_graphics(GraphicsChoice::automatic, named("NVIDIA GeForce")).in_use);
  QVERIFY(!choose_graphics(GraphicsChoice::automatic, named("llvmpipe")).in_use);
  QVERIFY(!choose_graphics(GraphicsChoice::automatic, named("")).in_use);
  QVERIFY(choose_graphics(GraphicsChoice::always, named("llvmpipe")).in_use);
  QVERIFY(!choose_graphics(GraphicsChoice::always, named("")).in_use);
  bool asked = false;
  QVERIFY(!choose_graphics(GraphicsChoice::never, [&] {
             asked = true;
             return QStringLiteral("NVIDIA GeForce");
           }).in_use);
  QVERIFY(!asked);
}

void TestGraphics::every_reason_has_a_sentence_of_its_own() {
  using Reason = Graphics::Reason;
  QSet<QString> seen;
  for (const Reason reason :
       {Reason::unknown, Reason::chosen_off, Reason::chosen_on, Reason::hardware, Reason::software, Reason::missing}) {
    const QString text = graphics_text({false, reason, QStringLiteral("the driver")});
    QVERIFY(!text.isEmpty() && !text.contains(QLatin1String("%1")));
    seen.insert(text);
  }
  QCOMPARE(seen.size(), 6);
}

void TestGraphics::a_surface_shows_what_a_painter_paints_data() {
  QTest::addColumn<double>("zoom_off");
  QTest::addColumn<double>("pan");
  QTest::addColumn<int>("tolerance");
  QTest::addRow("at rest") << 0.0 << 0.0 << 1;
  QTest::addRow("panned into the unknown") << 0.0 << 450.0 << 4;
  QTest::addRow("zooming in") << 0.3 << 0.0 << 4;
  QTest::addRow("zooming out") << -0.4 << 30.0 << 4;
}

void TestGraphics::a_surface_shows_what_a_painter_paints() {
  QFETCH(double, zoom_off);
  QFETCH(double, pan);
  QFETCH(int, tolerance);
  if (no_gl()) QSKIP(k_no_gl);
  scene::MapRenderer renderer;
  renderer.set_labels_visible(false);
  renderer.set_snapshot(scene::fixture::town());
  scene::Camera camera = scene::fixture::camera(16, 500, 300);
  renderer.set_camera(camera);
  QVERIFY(renderer.wait_idle());
  camera = camera.panned(pan, pan / 2);
  camera.zoom += zoom_off;
  QWidget window;
  window.resize(500, 300);
  GlSurface surface(&window, [&](scene::FrameTarget& target, QPainter&) { renderer.paint_squares(target, camera); });
  surface.resize(window.size());
  window.show();
  QVERIFY(QTest::qWaitForWindowExposed(&window));
  const QImage shown = surface.grabFramebuffer().convertToFormat(QImage::Format_RGB32);
  // At once, with no events in between: squares that come meanwhile would change the view.
  QImage painted(500, 300, QImage::Format_RGB32);
  QPainter painter(&painted);
  renderer.paint(painter, camera);
  painter.end();
  const auto off = scene::fixture::difference(painted, shown, tolerance);
  // Where squares meet, a pixel may be rounded to the other one.
  QVERIFY2(off.pixels <= 500 * 300 / 1000, qPrintable(QStringLiteral("%1 pixels, at most by %2").arg(off.pixels).arg(off.largest)));
}

void TestGraphics::textures_keep_their_limit() {
  if (no_gl()) QSKIP(k_no_gl);
  constexpr std::size_t k_limit = 3 * 64 * 64 * 4;
  GlTarget small(k_limit);
  std::vector<QImage> pictures;
  for (int i = 0; i < 8; ++i) {
    pictures.emplace_back(64, 64, QImage::Format_RGB32);
    pictures.back().fill(QColor(30 * i, 0, 0));
  }
  QWidget window;
  window.resize(64, 64);
  int next = 0;
  GlSurface surface(&window, [&](scene::FrameTarget&, QPainter&) {
    if (next == 0) small.start();
    scene::FramePlan plan;
    plan.size = QSize(64, 64);
    plan.pieces = {{&pictures[static_cast<std::size_t>(next++)], QRect(0, 0, 64, 64), QRect(0, 0, 64, 64)}};
    small.paint(plan, Qt::white);
    QVERIFY(small.bytes() <= k_limit);
    if (next == 8) small.stop();
  });
  surface.resize(window.size());
  window.show();
  QVERIFY(QTest::qWaitForWindowExposed(&window));
  while (next < 8) surface.grabFramebuffer();
  QCOMPARE(small.bytes(), std::size_t{0});
}

void TestGraphics::the_canvas_looks_the_same_either_way() {
  if (no_gl()) QSKIP(k_no_gl);
  QWidget window;
  window.resize(500, 300);
  Canvas canvas(&window);
  canvas.resize(window.size());
  window.show();
  QVERIFY(QTest::qWaitForWindowExposed(&window));
  canvas.set_snapshot(scene::fixture::town());
  canvas.set_camera(scene::fixture::k_middle, 16, false);
  QVERIFY(canvas.wait_until_drawn(30000));
  const QImage painted = canvas.grab().toImage().convertToFormat(QImage::Format_RGB32);
  canvas.use_graphics(GraphicsChoice::always);
  QVERIFY(canvas.graphics().in_use);
  QVERIFY(canvas.wait_until_drawn(30000));
  canvas.frame_log().clear();
  canvas.update();
  QTRY_VERIFY(!canvas.frame_log().milliseconds().empty());
  const QImage shown = canvas.grab().toImage().convertToFormat(QImage::Format_RGB32);
  const auto off = scene::fixture::difference(painted, shown, 3);  // rounding of laid-over edges
  QVERIFY2(off.pixels <= 500 * 300 / 200, qPrintable(QStringLiteral("%1 pixels, at most by %2").arg(off.pixels).arg(off.largest)));
  canvas.use_graphics(GraphicsChoice::never);
  QVERIFY(!canvas.graphics().in_use);
  const QImage again = canvas.grab().toImage().convertToFormat(QImage::Format_RGB32);
  QCOMPARE(scene::fixture::difference(painted, again, 6).pixels, 0);
}

}  // namespace skizze::ui

namespace {

/// Starts this program again on a screen of its own, if it can; only returns where not.
void run_under_xvfb(int argc, char** argv) {
  constexpr const char* k_mark = "STADTSKIZZE_UNDER_XVFB";
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "-functions") == 0 || std::strcmp(argv[i], "-datatags") == 0) return;  // only asked what there is
  }
  const QString runner = QStandardPaths::findExecutable(QStringLiteral("xvfb-run"));
  if (qEnvironmentVariableIsSet(k_mark) || runner.isEmpty()) return;
  qputenv(k_mark, "1");
  qputenv("QT_QPA_PLATFORM", "xcb");
  qputenv("LIBGL_ALWAYS_SOFTWARE", "1");
  std::vector<char*> command{const_cast<char*>("xvfb-run"), const_cast<char*>("-a")};
  command.insert(command.end(), argv, argv + argc);
  command.push_back(nullptr);
  execvp(runner.toLocal8Bit().constData(), command.data());
  qputenv("QT_QPA_PLATFORM", "offscreen");
}

}  // namespace

int main(int argc, char** argv) {
  run_under_xvfb(argc, argv);
  QApplication application(argc, argv);
  skizze::ui::TestGraphics test;
  return QTest::qExec(&test, argc, argv);
}
#include "test_graphics.moc"
