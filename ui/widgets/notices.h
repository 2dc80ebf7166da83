// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

#include "feature/pack_info.h"

class QVBoxLayout;

namespace skizze::ui {

/// What an import wants known, one plate each: assumptions and doubts with a sign, losses with a count and the first example.
class Notices : public QWidget {
  Q_OBJECT
 public:
  explicit Notices(QWidget* parent = nullptr);
  void set_notices(const std::vector<feature::Notice>& notices);

 private:
  QVBoxLayout* m_rows;
};

}  // namespace skizze::ui
