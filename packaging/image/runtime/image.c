/* SPDX-FileCopyrightText: 2026 Stadtskizze contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <elf.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "runtime.h"

size_t image_offset(const char* path) {
  Elf64_Ehdr head;
  const int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  const ssize_t got = read(file, &head, sizeof head);
  close(file);
  if (got != (ssize_t)sizeof head || memcmp(head.e_ident, ELFMAG, SELFMAG) != 0) return 0;
  return (size_t)head.e_shoff + (size_t)head.e_shentsize * head.e_shnum;
}
