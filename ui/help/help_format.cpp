// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "help/help_format.h"

#include <QTextBlock>
#include <QTextDocument>
#include <QTextFrame>
#include <QTextTable>

#include <vector>

#include "widgets/theme.h"

namespace skizze::ui {
namespace {

constexpr int k_line_height_percent = 135;

void format_heading(QTextCursor& cursor, int level) {
  const QFont font = Look::instance().title_font();
  QTextCharFormat letters;
  letters.setFont(font);
  if (level == 1) letters.setProperty(QTextFormat::FontPixelSize, px(24));
  letters.setFontWeight(QFont::DemiBold);
  letters.setForeground(current_theme().text);
  cursor.setCharFormat(letters);  // not merged: the size that Markdown gave would win
}

void format_block(const QTextBlock& block) {
  QTextCursor cursor(block);
  cursor.movePosition(QTextCursor::EndOfBlock,
                      QTextCursor::KeepAnchor);  // not BlockUnderCursor: that takes the end of the block before with it
  QTextBlockFormat format;
  const int level = block.blockFormat().headingLevel();
  const bool in_table = QTextCursor(block).currentTable() != nullptr;
  const bool in_list = block.textList() != nullptr;
  format.setLineHeight(k_line_height_percent, QTextBlockFormat::ProportionalHeight);
  format.setTopMargin(level == 0 ? 0 : px(level == 1 ? 4 : 20));
  format.setBottomMargin(in_table ? 0 : px(in_list ? 4 : 10));
  if (level > 0) format_heading(cursor, level);
  cursor.mergeBlockFormat(format);
}

/// Links and code inside a line.
void format_fragments(const QTextBlock& block) {
  std::vector<QTextFragment> fragments;  // the formats are changed below: first collect, then change
  for (auto it = block.begin(); !it.atEnd(); ++it) fragments.push_back(it.fragment());
  for (const QTextFragment& fragment : fragments) {
    QTextCharFormat format;
    if (fragment.charFormat().isAnchor()) {
      format.setForeground(current_theme().accent);
      format.setFontUnderline(true);
    } else if (fragment.charFormat().fontFixedPitch()) {
      format.setBackground(current_theme().hover);
      format.setForeground(current_theme().text);
    } else {
      continue;
    }
    QTextCursor cursor(block);
    cursor.setPosition(fragment.position());
    cursor.setPosition(fragment.position() + fragment.length(), QTextCursor::KeepAnchor);
    cursor.mergeCharFormat(format);
  }
}

void format_table(QTextTable& table) {
  QTextTableFormat format = table.format();
  format.setBorderCollapse(true);
  format.setBorder(1);
  format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
  format.setBorderBrush(current_theme().border);
  format.setCellPadding(px(7));
  format.setCellSpacing(0);
  format.setTopMargin(px(4));
  format.setBottomMargin(px(12));
  format.setWidth(QTextLength(QTextLength::PercentageLength, 100));
  table.setFormat(format);
  for (int column = 0; column < table.columns(); ++column) {
    QTextTableCell cell = table.cellAt(0, column);
    QTextCharFormat head = cell.format();
    head.setBackground(current_theme().window);
    cell.setFormat(head);
  }
}

}  // namespace

void format_help(QTextDocument& document) {
  document.setDefaultFont(Look::instance().body_font());
  document.setDocumentMargin(px(20));
  document.setIndentWidth(px(20));
  QTextCursor whole(&document);
  whole.beginEditBlock();
  for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
    format_block(block);
    format_fragments(block);
  }
  for (QTextFrame* frame : document.rootFrame()->childFrames()) {
    if (auto* table = qobject_cast<QTextTable*>(frame)) format_table(*table);
  }
  whole.endEditBlock();
  document.setModified(false);
}

}  // namespace skizze::ui
