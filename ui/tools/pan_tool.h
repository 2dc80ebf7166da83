// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tools/tool.h"

namespace skizze::ui {

/// The neutral tool: dragging pans (the canvas does that), a click shows what is there. Clicking the same place again goes through
/// what lies below. Selectable things of the project (measures, contributions) come before features of layers.
class PanTool : public Tool {
 public:
  QString id() const override { return QStringLiteral("pan"); }
  ToolResult handle(const ToolInput& input, ToolContext& context) override;
  QString status_text() const override;

 private:
  Selection selection_of(const scene::Hit& hit, const ToolInput& input, const ToolContext& context) const;
  QPointF m_last_click{-1e9, -1e9};
  std::size_t m_depth = 0;
};

}  // namespace skizze::ui
