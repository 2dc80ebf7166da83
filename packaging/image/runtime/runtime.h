/* SPDX-FileCopyrightText: 2026 Stadtskizze contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The executable at the front of an AppImage of type 2 (AppImage specification, 2.1). Written anew on libsquashfuse and libfuse3, so that
 * it is built from packaged sources and linked statically; nothing of the machine it starts on is needed but a kernel.
 */
#ifndef SKIZZE_RUNTIME_H
#define SKIZZE_RUNTIME_H

#include <stddef.h>

/* Where the file system begins: the end of the ELF file, i.e. of its section table (ELF64, e_shoff + e_shentsize * e_shnum). 0: not
 * readable. */
size_t image_offset(const char* path);

/* Writes what matches `pattern` (fnmatch on the path without leading slash; also everything below a matching folder; NULL: all) below
 * `folder`. Returns 0, or 1 after a message on stderr. */
int extract_image(const char* path, size_t offset, const char* folder, const char* pattern);

/* Removes a folder and everything in it; follows no links. */
void remove_tree(const char* folder);

/* Mounts on `folder` and serves until the last copy of the write end of the pipe `keep_alive` is closed; then unmounts and removes the
 * folder. Writes one byte to `ready` when mounted. Returns 0, or 1 without a word when this machine cannot mount. */
int serve_image(const char* path, size_t offset, const char* folder, int keep_alive, int ready);

#endif
