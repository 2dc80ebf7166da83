// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Whether frames are put together on the graphics card.
#pragma once

#include <QString>

#include <functional>

namespace skizze::ui {

enum class GraphicsChoice { automatic, never, always };

/// What came of the choice, and why.
struct Graphics {
  enum class Reason { unknown, chosen_off, chosen_on, hardware, software, missing };
  bool in_use = false;
  Reason reason = Reason::unknown;
  QString renderer;  ///< what the driver calls itself (GL_RENDERER); empty where it was not asked
};

/// Whether a driver of this name computes on the processor: then our own way is faster.
bool is_software_renderer(const QString& renderer);

/// `ask`: the driver's name, empty where there is none.
Graphics choose_graphics(GraphicsChoice choice, const std::function<QString()>& ask);
/// Asks this computer, once in the life of the process, and only where a graphics card can be: opening a driver takes time.
Graphics choose_graphics(GraphicsChoice choice);

/// One sentence for people: which way and why.
QString graphics_text(const Graphics& graphics);

}  // namespace skizze::ui
