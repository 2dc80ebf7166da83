/* SPDX-FileCopyrightText: 2026 Stadtskizze contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * AppRun: what starts inside the AppImage. Finds which fallback libraries this machine lacks, says where our data is, and becomes
 * `stadtskizze`, or `skizze` when that is the first argument or the name the AppImage was called by. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { k_list = 16 * 1024 };

static void append(char* list, const char* folder) {
  const size_t used = strlen(list);
  snprintf(list + used, k_list - used, "%s%s", used ? ":" : "", folder);
}

/* usr/fallback/<soname>/<soname>: each that the machine cannot load itself joins the search path. */
static void add_fallbacks(const char* root) {
  char folder[PATH_MAX + 32], path[2 * PATH_MAX];
  static char list[k_list];
  const char* inherited = getenv("LD_LIBRARY_PATH");
  if (inherited && *inherited) append(list, inherited);
  const size_t before = strlen(list);
  snprintf(folder, sizeof folder, "%s/usr/fallback", root);
  DIR* entries = opendir(folder);
  for (struct dirent* entry; entries && (entry = readdir(entries));) {
    if (entry->d_name[0] == '.' || dlopen(entry->d_name, RTLD_LAZY | RTLD_LOCAL)) continue;
    snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
    append(list, path);
  }
  if (entries) closedir(entries);
  if (strlen(list) > before) setenv("LD_LIBRARY_PATH", list, 1);
}

static void set_path(const char* name, const char* root, const char* below) {
  char path[PATH_MAX + 64];
  snprintf(path, sizeof path, "%s/%s", root, below);
  setenv(name, path, 1);
}

int main(int count, char** arguments) {
  char root[PATH_MAX], program[PATH_MAX + 32], search[k_list];
  const ssize_t length = readlink("/proc/self/exe", root, sizeof root - 1);
  if (length <= 0) return perror("AppRun"), 127;
  root[length] = '\0';
  *strrchr(root, '/') = '\0';

  add_fallbacks(root);
  set_path("PROJ_DATA", root, "usr/share/proj");
  set_path("GDAL_DATA", root, "usr/share/gdal");
  set_path("QGIS_PREFIX_PATH", root, "usr");
  set_path("FONTCONFIG_FILE", root, "usr/etc/fonts/fonts.conf");
  const char* inherited = getenv("PATH"); /* ours last: the machine's bwrap may do more than ours */
  snprintf(search, sizeof search, "%s:%s/usr/libexec/stadtskizze", inherited ? inherited : "/usr/bin:/bin", root);
  setenv("PATH", search, 1);

  const char* called = getenv("ARGV0") ? getenv("ARGV0") : arguments[0];
  const char* name = strrchr(called, '/') ? strrchr(called, '/') + 1 : called;
  const int by_argument = count > 1 && strcmp(arguments[1], "skizze") == 0;
  const char* wanted = by_argument || strcmp(name, "skizze") == 0 ? "skizze" : "stadtskizze";
  snprintf(program, sizeof program, "%s/usr/bin/%s", root, wanted);
  arguments += by_argument;
  arguments[0] = program;
  execv(program, arguments);
  return perror(program), 127;
}
