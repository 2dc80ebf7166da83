// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

#include <optional>

#include "tools/snap_guide.h"
#include "tools/tool.h"

namespace skizze::project {
class Document;
}

namespace skizze::ui {

/// Splits measures. A click on a lane cuts it there. For an area, two clicks give the cutting line; every solar area it divides is cut.
/// States: idle, cutting (one end of the cutting line is set).
class SplitTool : public Tool {
  Q_DECLARE_TR_FUNCTIONS(skizze::ui::SplitTool)

 public:
  QString id() const override { return QStringLiteral("split"); }
  void deactivate() override;
  ToolResult handle(const ToolInput& input, ToolContext& context) override;
  ToolResult step_back(ToolContext& context) override;
  void paint(QPainter& painter, const ToolContext& context) const override;
  QString status_text() const override;
  QString pointer_note() const override { return m_problem; }
  QCursor cursor() const override { return Qt::CrossCursor; }

 private:
  ToolResult click(ToolContext& context);
  ToolResult cut_areas(ToolContext& context);

  SnapGuide m_guide;
  std::optional<geo::Point2> m_start;
  geo::Point2 m_pointer;
  QPointF m_screen_px;
  QString m_problem;
};

/// Joins two measures of one kind: lanes end to end, areas into one. The first keeps its attributes.
/// States: idle, one chosen.
class JoinTool : public Tool {
  Q_DECLARE_TR_FUNCTIONS(skizze::ui::JoinTool)

 public:
  QString id() const override { return QStringLiteral("join"); }
  void activate(ToolContext& context) override;
  void deactivate() override;
  ToolResult handle(const ToolInput& input, ToolContext& context) override;
  ToolResult step_back(ToolContext& context) override;
  void paint(QPainter& painter, const ToolContext& context) const override;
  QString status_text() const override;
  QString pointer_note() const override { return m_problem; }
  QCursor cursor() const override { return Qt::PointingHandCursor; }

 private:
  ToolResult join(const base::Uuid& second, const ToolContext& context);

  base::Uuid m_first;
  base::Uuid m_hovered;
  QString m_problem;
};

/// The measure under a screen point; null where there is none.
base::Uuid measure_under(QPointF screen_px, const ToolContext& context);

}  // namespace skizze::ui
