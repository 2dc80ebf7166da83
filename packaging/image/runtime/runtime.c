/* SPDX-FileCopyrightText: 2026 Stadtskizze contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include "runtime.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static char g_self[PATH_MAX];
static size_t g_offset;

static int fail(const char* what) {
  fprintf(stderr, "Stadtskizze AppImage: %s: %s\n", what, strerror(errno));
  return 127;
}

static const char* temporary_folder(void) {
  const char* chosen = getenv("TMPDIR");
  return chosen && *chosen ? chosen : "/tmp";
}

static int make_folder(char* folder, const char* prefix) {
  snprintf(folder, PATH_MAX, "%s/%sXXXXXX", temporary_folder(), prefix);
  return mkdtemp(folder) ? 0 : fail(folder);
}

/* The contract with what runs inside (AppImage documentation, "Environment variables"). */
static int execute(const char* folder, char** arguments) {
  char program[PATH_MAX + 8];
  char here[PATH_MAX];
  snprintf(program, sizeof program, "%s/AppRun", folder);
  setenv("APPDIR", folder, 1);
  setenv("APPIMAGE", g_self, 1);
  setenv("ARGV0", arguments[0], 1);
  if (getcwd(here, sizeof here)) setenv("OWD", here, 1);
  execv(program, arguments);
  return fail(program);
}

/* Starts the process that serves the file system. Returns its mount point's keep-alive descriptor, -1 when this machine cannot mount. */
static int mount_image(const char* folder, pid_t* server) {
  int keep_alive[2], ready[2];
  char answer;
  if (pipe2(keep_alive, O_CLOEXEC) != 0 || pipe2(ready, O_CLOEXEC) != 0) return -1;
  *server = fork();
  if (*server < 0) return -1;
  if (*server == 0) {
    close(keep_alive[1]);
    close(ready[0]);
    setsid(); /* Ctrl+C is for the program; this process ends when the program has */
    signal(SIGHUP, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
    _exit(serve_image(g_self, g_offset, folder, keep_alive[0], ready[1]));
  }
  close(keep_alive[0]);
  close(ready[1]);
  const ssize_t got = read(ready[0], &answer, 1);
  close(ready[0]);
  if (got == 1) return keep_alive[1];
  waitpid(*server, NULL, 0);
  close(keep_alive[1]);
  return -1;
}

static volatile pid_t g_child;

static void pass_on(int which) { kill(g_child, which); }

/* Runs below this process, which lives on to tidy up: an end that is asked of us is asked of the program. Ctrl+C reaches both anyway. */
static int run_below(const char* folder, char** arguments) {
  int status = 0;
  sigset_t ends, before;
  sigemptyset(&ends);
  sigaddset(&ends, SIGTERM);
  sigaddset(&ends, SIGHUP);
  sigprocmask(SIG_BLOCK, &ends, &before);
  g_child = fork();
  if (g_child < 0) return fail("fork");
  if (g_child == 0) {
    sigprocmask(SIG_SETMASK, &before, NULL);
    _exit(execute(folder, arguments));
  }
  const struct sigaction passing = {.sa_handler = pass_on};
  sigaction(SIGTERM, &passing, NULL);
  sigaction(SIGHUP, &passing, NULL);
  signal(SIGINT, SIG_IGN);
  sigprocmask(SIG_SETMASK, &before, NULL);
  while (waitpid(g_child, &status, 0) < 0 && errno == EINTR) continue;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static int extract_and_run(char** arguments) {
  char folder[PATH_MAX];
  if (make_folder(folder, "appimage_extracted_")) return 127;
  const int failed = extract_image(g_self, g_offset, folder, NULL);
  const int code = failed ? 127 : run_below(folder, arguments);
  if (failed || !getenv("NO_CLEANUP")) remove_tree(folder);
  return code;
}

static int mount_and_run(char** arguments) {
  char folder[PATH_MAX];
  pid_t server = 0;
  if (make_folder(folder, ".mount_stadtskizze")) return 127;
  const int keep_alive = mount_image(folder, &server);
  if (keep_alive < 0) {
    rmdir(folder);
    return extract_and_run(arguments);
  }
  fcntl(keep_alive, F_SETFD, 0); /* stays open in the program: its end is the end of the mount */
  return execute(folder, arguments);
}

static int mount_and_wait(void) {
  char folder[PATH_MAX];
  pid_t server = 0;
  if (make_folder(folder, ".mount_stadtskizze")) return 127;
  const int keep_alive = mount_image(folder, &server);
  if (keep_alive < 0) {
    rmdir(folder);
    fprintf(stderr, "This computer cannot mount the AppImage (FUSE is missing). Use --appimage-extract instead.\n");
    return 127;
  }
  printf("%s\n", folder);
  fflush(stdout);
  sigset_t end;
  int which = 0;
  sigemptyset(&end);
  sigaddset(&end, SIGINT);
  sigaddset(&end, SIGTERM);
  sigaddset(&end, SIGHUP);
  sigprocmask(SIG_BLOCK, &end, NULL);
  sigwait(&end, &which);
  close(keep_alive);
  waitpid(server, NULL, 0);
  return 0;
}

static int help(void) {
  puts(
      "Options of the AppImage (all others go to Stadtskizze):\n"
      "  --appimage-extract [PATTERN]  writes its files to ./squashfs-root\n"
      "  --appimage-extract-and-run    runs from a temporary folder, without FUSE (also: APPIMAGE_EXTRACT_AND_RUN=1)\n"
      "  --appimage-mount              mounts its files until Ctrl+C and prints where\n"
      "  --appimage-offset             prints where the file system begins\n"
      "  --appimage-version            prints the version of this runtime\n"
      "First argument \"skizze\": the command line program, e.g. skizze validate");
  return 0;
}

int main(int count, char** arguments) {
  const char* option = count > 1 && strncmp(arguments[1], "--appimage-", 11) == 0 ? arguments[1] + 11 : "";
  const ssize_t length = readlink("/proc/self/exe", g_self, sizeof g_self - 1);
  if (length <= 0) return fail("/proc/self/exe");
  g_offset = image_offset(g_self);
  if (g_offset == 0) return errno = EINVAL, fail(g_self);

  if (strcmp(option, "offset") == 0) return printf("%zu\n", g_offset), 0;
  if (strcmp(option, "version") == 0) return puts("stadtskizze runtime " SKIZZE_VERSION), 0;
  if (strcmp(option, "help") == 0) return help();
  if (strcmp(option, "extract") == 0) return extract_image(g_self, g_offset, "squashfs-root", count > 2 ? arguments[2] : NULL);
  if (strcmp(option, "mount") == 0) return mount_and_wait();
  if (strcmp(option, "extract-and-run") == 0) {
    arguments[1] = arguments[0];
    return extract_and_run(arguments + 1);
  }
  if (*option) {
    fprintf(stderr, "Stadtskizze AppImage: unknown option %s\n", arguments[1]);
    return 2;
  }
  return getenv("APPIMAGE_EXTRACT_AND_RUN") ? extract_and_run(arguments) : mount_and_run(arguments);
}
