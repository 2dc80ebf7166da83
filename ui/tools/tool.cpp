// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/tool.h"

namespace skizze::ui {

double ToolContext::metres_per_px() const { return scene::ground_m_per_px(camera()); }

Tool::~Tool() = default;

ToolResult Tool::step_back(ToolContext&) { return ToolResult::ignored(); }

void Tool::paint(QPainter&, const ToolContext&) const {}

}  // namespace skizze::ui
