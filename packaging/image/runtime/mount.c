/* SPDX-FileCopyrightText: 2026 Stadtskizze contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <squashfuse/config.h> /* names the FUSE version; before every other header of it */
#include <squashfuse/ll.h>
#include <stdlib.h>
#include <unistd.h>

#include "runtime.h"

static void say_nothing(enum fuse_log_level level, const char* format, va_list arguments) { (void)level, (void)format, (void)arguments; }

/* One request after the other until the pipe has no writer any more (its reader sees POLLHUP) or somebody unmounts. */
static void serve(struct fuse_session* session, int keep_alive) {
  struct fuse_buf request = {0};
  struct pollfd waited[2] = {{fuse_session_fd(session), POLLIN, 0}, {keep_alive, POLLIN, 0}};
  while (!fuse_session_exited(session)) {
    if (poll(waited, 2, -1) < 0) {
      if (errno == EINTR) continue;
      break;
    }
    if (waited[0].revents & POLLIN) {
      const int got = fuse_session_receive_buf(session, &request);
      if (got == -EINTR || got == -EAGAIN) continue;
      if (got <= 0) break;
      fuse_session_process_buf(session, &request);
    } else if (waited[0].revents || waited[1].revents) {
      break;
    }
  }
  free(request.mem);
}

int serve_image(const char* path, size_t offset, const char* folder, int keep_alive, int ready) {
  struct fuse_lowlevel_ops calls = {
      .lookup = sqfs_ll_op_lookup,
      .forget = sqfs_ll_op_forget,
      .getattr = sqfs_ll_op_getattr,
      .readlink = sqfs_ll_op_readlink,
      .open = sqfs_ll_op_open,
      .read = sqfs_ll_op_read,
      .release = sqfs_ll_op_release,
      .opendir = sqfs_ll_op_opendir,
      .readdir = sqfs_ll_op_readdir,
      .releasedir = sqfs_ll_op_releasedir,
      .statfs = stfs_ll_op_statfs,
  };
  char* words[] = {"stadtskizze", "-o", "ro,nodev,nosuid,fsname=stadtskizze,subtype=squashfs", NULL};
  struct fuse_args arguments = FUSE_ARGS_INIT(3, words);
  sqfs_ll_chan channel;
  fuse_set_log_func(say_nothing);
  if (!getenv("SKIZZE_VERBOSE")) { /* fusermount3, or its absence, has words of its own; this process ends without any */
    const int quiet = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (quiet >= 0) dup2(quiet, STDERR_FILENO);
  }
  sqfs_ll* image = sqfs_ll_open(path, offset);
  if (!image) return 1;
  if (sqfs_ll_mount(&channel, folder, &arguments, &calls, sizeof calls, image) != SQFS_OK) return 1;
  if (write(ready, "m", 1) == 1) serve(channel.session, keep_alive);
  close(ready);
  sqfs_ll_unmount(&channel, folder);
  rmdir(folder);
  return 0;
}
