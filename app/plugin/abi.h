/* SPDX-FileCopyrightText: 2026 Stadtskizze contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The border between Stadtskizze and a plugin: plain C, so that compilers and standard libraries on both sides may differ.
 * Who writes C++ includes api.h instead, which is a thin layer over this.
 *
 * Rules of the border:
 *  - A plugin is a shared library beside a plugin.json. It exports one function, skizze_plugin_entry.
 *  - It is loaded in a helper process without network that may write nowhere but into its job's folder, never in the window.
 *    One process does one job; calls come one after the other, on one thread.
 *  - Texts are UTF-8 with a length, and need no 0 at the end.
 *  - Every pointer is a view: who gets it reads it during the call and copies what is to stay. Nobody frees what the other made.
 *  - Nothing may be thrown across.
 *  - Within one API version structs only grow at their end; struct_size says how much of them the maker knew. The name of the entry and the
 *    first two members of skizze_plugin never change. */
#ifndef SKIZZE_PLUGIN_ABI_H
#define SKIZZE_PLUGIN_ABI_H

#include <stddef.h>
#include <stdint.h>

#define SKIZZE_PLUGIN_API 1u

#ifdef _WIN32
#define SKIZZE_PLUGIN_EXPORT __declspec(dllexport)
#else
#define SKIZZE_PLUGIN_EXPORT __attribute__((visibility("default")))
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* What a call gives back. */
enum {
  SKIZZE_OK = 0,
  SKIZZE_FAILED = 1, /* from the plugin: after host.fail(); from the host: give back SKIZZE_STOPPED at once, the host knows why */
  SKIZZE_STOPPED = 2, /* cancelled, or over a limit */
  SKIZZE_END = 3      /* from next_row: there are no more */
};

/* What a plugin is asked, beside reading files. */
enum { SKIZZE_RULE = 1, SKIZZE_INDICATOR = 2, SKIZZE_ANALYSIS_STEP = 3, SKIZZE_SOURCE = 4, SKIZZE_REPORT_SECTION = 5 };

enum { SKIZZE_NO_SHAPE = 0, SKIZZE_POINT = 1, SKIZZE_LINE = 2, SKIZZE_AREA = 3 };                   /* shapes */
enum { SKIZZE_NOTHING = 0, SKIZZE_TEXT = 1, SKIZZE_INTEGER = 2, SKIZZE_REAL = 3, SKIZZE_FLAG = 4 }; /* types of values */
enum { SKIZZE_INFO = 0, SKIZZE_WARNING = 1, SKIZZE_LOST = 2 };                                      /* severity of a notice */

typedef struct skizze_text {
  const char* data;
  size_t size;
} skizze_text;

/* type says which member counts; SKIZZE_NOTHING is "no value". */
typedef struct skizze_value {
  int32_t type;
  int32_t flag; /* 0 or 1 */
  int64_t integer;
  double real;
  skizze_text text;
} skizze_value;

typedef struct skizze_column {
  skizze_text name;
  int32_t type; /* SKIZZE_TEXT .. SKIZZE_FLAG */
  int32_t unused;
} skizze_column;

/* One set of points, one line or one ring. Rings may repeat their first point or not. */
typedef struct skizze_part {
  const double* points; /* x, y, z of each: x is easting or longitude; z in metres, NaN where unknown */
  size_t count;         /* points, not numbers */
  int32_t hole;         /* 1: a hole of the nearest part before it that is none */
  int32_t unused;
} skizze_part;

typedef struct skizze_row {
  uint32_t struct_size;
  int32_t shape;
  int64_t id;
  const skizze_part* parts; /* several make it multi */
  size_t part_count;
  const skizze_value* values; /* in the order of the layer's columns; missing ones at the end have no value */
  size_t value_count;
} skizze_row;

typedef struct skizze_layer {
  uint32_t struct_size;
  uint32_t unused;
  skizze_text name;
  skizze_text crs; /* "EPSG:4326"; of a layer read: empty where the file does not say, then the person is asked */
  const skizze_column* columns;
  size_t column_count;
  skizze_text licence;     /* as the source states it, may be empty; so are the next two */
  skizze_text attribution; /* credit line for the map */
  skizze_text data_date;   /* ISO 8601 */
} skizze_layer;

/* What the program offers while it calls the plugin. `self` goes first into every call. Messages are ids of plugin.json's "messages" (shown
 * in the person's language) or, where that has none, the text itself; detail stands behind them, as it is. */
typedef struct skizze_host {
  uint32_t struct_size;
  uint32_t api;
  void* self;
  /* 1 when the person cancelled: give back SKIZZE_STOPPED soon. */
  int32_t (*stopped)(void* self);
  /* 0 to 1. Whoever neither tells progress nor adds rows for two minutes counts as hung and is ended. */
  void (*progress)(void* self, double fraction);
  /* Something the person should know: an assumption, a doubt, a loss. Equal ones are counted. */
  void (*notice)(void* self, int32_t severity, skizze_text message, skizze_text detail);
  /* Why the call will fail; the last one counts. */
  void (*fail)(void* self, skizze_text message, skizze_text detail);
  /* A setting of plugin.json as the person set it; 0 and SKIZZE_NOTHING where there is none of that key. */
  int32_t (*setting)(void* self, skizze_text key, skizze_value* out);
  /* Output: a layer, then its rows, then perhaps the next layer. */
  int32_t (*begin_layer)(void* self, const skizze_layer* layer);
  int32_t (*add_row)(void* self, const skizze_row* row);
  /* What follows is there for skizze_plugin.ask. */
  /* The answer: JSON of at most 4 MB, as plugins/README.md describes it for each kind. The last one counts. */
  int32_t (*answer)(void* self, skizze_text json);
  /* A layer that an analysis step is given, by its key in plugin.json; then next_row gives its rows. The views live until the next call of
   * these two. Opening it again begins anew. SKIZZE_FAILED where no such layer is given. */
  int32_t (*open_input)(void* self, skizze_text key, skizze_layer* layer, uint64_t* rows);
  int32_t (*next_row)(void* self, skizze_row* row); /* SKIZZE_OK, SKIZZE_END */
} skizze_host;

/* What a plugin can do. A function that is null is not offered; plugin.json says the rest. */
typedef struct skizze_plugin {
  uint32_t struct_size;
  uint32_t api;   /* SKIZZE_PLUGIN_API of the headers it was built with */
  skizze_text id; /* the one of plugin.json */
  /* Reads the file into layers. format: id of plugin.json. path: UTF-8 and ended by 0. */
  int32_t (*read)(const skizze_host* host, skizze_text format, const char* path);
  /* Answers a request of a kind (SKIZZE_RULE ..). id: of plugin.json. request: JSON. */
  int32_t (*ask)(const skizze_host* host, int32_t kind, skizze_text id, skizze_text request);
} skizze_plugin;

/* Exported under this name. Gives a table that lives as long as the library, or null with a sentence in problem (size bytes, ended by 0).
 */
typedef const skizze_plugin* (*skizze_plugin_entry_function)(uint32_t host_api, char* problem, size_t size);

#ifdef __cplusplus
}
#endif
#endif
