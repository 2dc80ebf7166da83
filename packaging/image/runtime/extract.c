/* SPDX-FileCopyrightText: 2026 Stadtskizze contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <ftw.h>
#include <limits.h>
#include <squashfuse/config.h>
#include <squashfuse/squashfuse.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime.h"

static int refuse(const char* path) {
  fprintf(stderr, "%s: %s\n", path, strerror(errno));
  return 1;
}

static int wanted(const char* path, const char* pattern) { return !pattern || fnmatch(pattern, path, FNM_LEADING_DIR) == 0; }

/* mkdir -p of the folders above `path`. */
static int make_parents(const char* path) {
  char above[PATH_MAX];
  snprintf(above, sizeof above, "%s", path);
  for (char* slash = strchr(above + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
    *slash = '\0';
    if (mkdir(above, 0755) != 0 && errno != EEXIST) return refuse(above);
    *slash = '/';
  }
  return 0;
}

static int write_file(sqfs* image, sqfs_inode* inode, const char* path) {
  static char bytes[128 * 1024];
  const int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, inode->base.mode & 0755);
  if (file < 0) return refuse(path);
  for (uint64_t done = 0; done < inode->xtra.reg.file_size;) {
    sqfs_off_t got = sizeof bytes;
    errno = EIO;
    if (sqfs_read_range(image, inode, (sqfs_off_t)done, &got, bytes) != SQFS_OK || got <= 0 || write(file, bytes, (size_t)got) != got) {
      close(file);
      return refuse(path);
    }
    done += (uint64_t)got;
  }
  return close(file) == 0 ? 0 : refuse(path);
}

static int write_entry(sqfs* image, sqfs_inode* inode, const char* path) {
  if (make_parents(path)) return 1;
  if (S_ISDIR(inode->base.mode)) return mkdir(path, 0755) == 0 || errno == EEXIST ? 0 : refuse(path);
  if (S_ISREG(inode->base.mode)) return write_file(image, inode, path);
  if (!S_ISLNK(inode->base.mode)) return 0;
  char target[PATH_MAX];
  size_t size = sizeof target;
  errno = EIO;
  if (sqfs_readlink(image, inode, target, &size) != SQFS_OK) return refuse(path);
  unlink(path);
  return symlink(target, path) == 0 ? 0 : refuse(path);
}

static int extract_all(sqfs* image, sqfs_traverse* walk, const char* folder, const char* pattern) {
  char path[PATH_MAX];
  sqfs_err error = SQFS_OK;
  while (sqfs_traverse_next(walk, &error)) {
    sqfs_inode inode;
    if (walk->dir_end || !wanted(walk->path, pattern)) continue;
    errno = EIO;
    if (snprintf(path, sizeof path, "%s/%s", folder, walk->path) >= (int)sizeof path ||
        sqfs_inode_get(image, &inode, sqfs_dentry_inode(&walk->entry)) != SQFS_OK)
      return refuse(walk->path);
    if (write_entry(image, &inode, path)) return 1;
  }
  return error == SQFS_OK ? 0 : (errno = EIO, refuse(folder));
}

int extract_image(const char* path, size_t offset, const char* folder, const char* pattern) {
  sqfs image;
  sqfs_traverse walk;
  if (sqfs_open_image(&image, path, offset) != SQFS_OK) { /* has said what */
    fprintf(stderr, "%s is damaged or not complete. Please copy it again.\n", path);
    return 1;
  }
  errno = EIO;
  if (sqfs_traverse_open(&walk, &image, sqfs_inode_root(&image)) != SQFS_OK) return refuse(path);
  const int result = extract_all(&image, &walk, folder, pattern);
  sqfs_traverse_close(&walk);
  sqfs_fd_close(image.fd);
  sqfs_destroy(&image);
  return result;
}

static int remove_one(const char* path, const struct stat* what, int type, struct FTW* where) {
  (void)what, (void)type, (void)where;
  return remove(path) == 0 ? 0 : -1;
}

void remove_tree(const char* folder) { nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS); }
