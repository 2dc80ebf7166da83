// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// skizze-prepare: reads one foreign file in a sandbox and writes layer packs.
///   over stdin/stdout (base/framing.h): one "prepare", "ask" or "ping" frame in; "progress" frames, then "report" or "error" out.
///   A "cancel" frame, or the end of stdin, stops the job. One process does one job.
///   by hand: skizze-prepare FILE OUT_DIR [CRS] writes progress to stderr and the report to stdout.
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <mutex>
#include <new>
#include <optional>
#include <span>
#include <string>
#include <thread>

#include "base/framing.h"
#include "base/main_sandbox.h"
#include "readers/plugins/asks.h"
#include "readers/plugins/library.h"
#include "readers/qml.h"
#include "readers/read.h"
#include "readers/report_json.h"

namespace {

using namespace skizze;
using Clock = std::chrono::steady_clock;

constexpr auto k_progress_interval = std::chrono::milliseconds(60);

/// Whole frames to stdout, one after the other, from any thread.
class FrameWriter {
 public:
  void write(const std::string& head) {
    const auto bytes = base::encode_frame(head);
    const std::lock_guard lock(m_mutex);
    std::size_t done = 0;
    while (done < bytes.size()) {
      const auto wrote = ::write(STDOUT_FILENO, bytes.data() + done, bytes.size() - done);
      if (wrote <= 0) return;  // the window is gone; the end of stdin stops the job
      done += static_cast<std::size_t>(wrote);
    }
  }

 private:
  std::mutex m_mutex;
};

/// The next frame from stdin; empty at its end or when the peer speaks another language.
std::optional<base::Frame> next_frame(base::FrameReader& reader) {
  std::array<std::byte, 4096> buffer{};
  for (;;) {
    auto frame = reader.next();
    if (!frame) return std::nullopt;
    if (frame->has_value()) return std::move(**frame);
    const auto got = ::read(STDIN_FILENO, buffer.data(), buffer.size());
    if (got <= 0) return std::nullopt;
    reader.feed(std::span(buffer).first(static_cast<std::size_t>(got)));
  }
}

void watch_for_cancel(base::FrameReader reader, base::CancelSource cancel) {
  for (;;) {
    const auto frame = next_frame(reader);
    if (!frame) break;
    const auto request = readers::parse_request(frame->head);
    if (request && request->verb == "cancel") break;
  }
  cancel.cancel();
}

base::Result<readers::ReadReport> guarded(const readers::ReadRequest& request, base::CancelToken token, const readers::Progress& progress) {
  using base::ErrorCode;
  base::Where where{request.file.string(), {}, {}, -1};
  try {
    return readers::read_file(request, std::move(token), progress);
  } catch (const std::bad_alloc&) {
    return base::fail(ErrorCode::too_large, "readers.out_of_memory", {}, where);
  } catch (const std::filesystem::filesystem_error& error) {
    const bool full = error.code() == std::errc::no_space_on_device;
    return base::fail(full ? ErrorCode::no_space : ErrorCode::unreadable, full ? "base.disk_full" : "readers.unreadable",
                      {{"file", where.file}}, where);
  } catch (const std::exception& error) {
    return base::fail(ErrorCode::damaged, "readers.unexpected", {{"detail", error.what()}}, where);
  }
}

/// Tells of progress, not too often, and never of less than before.
readers::Progress throttled(std::int64_t id, FrameWriter& out) {
  return [id, &out, last = Clock::time_point(), highest = 0.0](double fraction, const base::Message& what) mutable {
    const auto now = Clock::now();
    if (now - last < k_progress_interval && fraction < 1) return;
    last = now;
    highest = std::max(highest, fraction);
    out.write(readers::progress_head(id, highest, what));
  };
}

void prepare(readers::Request& request, FrameWriter& out, base::CancelToken token) {
  const auto progress = throttled(request.id, out);
  request.read.plugin_called = [&](const plugin::Manifest& manifest) { out.write(readers::plugin_head(request.id, manifest)); };
  const auto report = guarded(request.read, std::move(token), progress);
  out.write(report ? readers::report_head(request.id, *report) : readers::error_head(request.id, report.error()));
}

/// Whether a plugin can have something fetched, and so could tell what it reads to somebody.
bool fetches(const readers::Request& request) {
  return request.verb == "ask" && std::any_of(request.calls.begin(), request.calls.end(),
                                              [](const readers::PluginCall& call) { return call.kind == plugin::Kind::source; });
}

/// Questions to one plugin.
void ask(readers::Request& request, FrameWriter& out, base::CancelToken token) {
  const auto progress = throttled(request.id, out);
  request.read.plugin_called = [&](const plugin::Manifest& manifest) { out.write(readers::plugin_head(request.id, manifest)); };
  readers::JobContext job{request.read, std::move(token), progress, request.read.out_dir, 0, 0, 1};
  try {
    const auto answers = readers::ask_plugin(job, request.read.plugins.front(), request.calls);
    out.write(answers ? readers::answers_head(request.id, *answers) : readers::error_head(request.id, answers.error()));
  } catch (const std::bad_alloc&) {
    out.write(readers::error_head(request.id, base::Error{base::ErrorCode::too_large, {"readers.out_of_memory", {}}, {}, {}}));
  }
}

/// Whether a plugin's library can be loaded and answers; an empty report is the good news.
void check_plugin(const readers::Request& request, FrameWriter& out) {
  const auto& offer = request.read.plugins.front();
  if (const auto manifest = plugin::read_manifest(offer.folder)) out.write(readers::plugin_head(request.id, *manifest));
  const auto loaded = readers::load_plugin(offer);
  out.write(loaded ? readers::report_head(request.id, {}) : readers::error_head(request.id, loaded.error()));
}

void read_style(const readers::Request& request, FrameWriter& out) {
  try {
    const auto tree = readers::read_qml(request.read.file);
    out.write(tree ? readers::style_head(request.id, *tree) : readers::error_head(request.id, tree.error()));
  } catch (const std::bad_alloc&) {
    out.write(readers::error_head(request.id, base::Error{base::ErrorCode::too_large, {"readers.out_of_memory", {}}, {}, {}}));
  }
}

int serve() {
  base::FrameReader reader;
  FrameWriter out;
  const auto frame = next_frame(reader);
  if (!frame) return 1;
  auto request = readers::parse_request(frame->head);
  if (!request) {
    out.write(readers::error_head(0, request.error()));
    return 1;
  }
  if (request->verb == "ping") {
    out.write(readers::pong_head(request->id));
    return 0;
  }
  if (request->verb == "read_style") {
    base::confine_writing({});
    read_style(*request, out);
    return 0;
  }
  if (request->verb == "check_plugin") {
    base::confine_writing({});
    check_plugin(*request, out);
    return 0;
  }
  if (request->verb != "prepare" && request->verb != "ask") return 1;
  base::confine_writing(request->read.out_dir);
  if (fetches(*request)) base::confine_reading({request->read.out_dir, request->read.plugins.front().folder});
  base::CancelSource cancel;
  std::thread(watch_for_cancel, std::move(reader), cancel).detach();
  if (request->verb == "ask") {
    ask(*request, out, cancel.token());
  } else {
    prepare(*request, out, cancel.token());
  }
  return 0;
}

int by_hand(int argc, char** argv) {
  readers::ReadRequest request;
  request.file = argv[1];
  request.out_dir = argv[2];
  if (argc > 3) request.assumed_crs = argv[3];
  base::confine_writing(request.out_dir);
  const auto progress = [](double fraction, const base::Message& what) {
    std::fprintf(stderr, "%3.0f %% %s\n", fraction * 100, what.id.c_str());
  };
  const auto report = guarded(request, {}, progress);
  std::puts((report ? readers::report_head(0, *report) : readers::error_head(0, report.error())).c_str());
  return report ? 0 : 1;
}

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

}  // namespace

int main(int argc, char** argv) {
  base::SandboxLimits limits;
  limits.memory_bytes = number_from("SKIZZE_PREPARE_MEMORY", limits.memory_bytes);
  limits.cpu_s = number_from("SKIZZE_PREPARE_CPU", limits.cpu_s);
  base::confine_process(limits);
  std::setlocale(LC_CTYPE, "C.UTF-8");  // names inside archives
  const int code = argc > 2 ? by_hand(argc, argv) : serve();
  std::fflush(stdout);
  // Not exit(): the thread that watches stdin still runs, and everything of worth is on disk.
  _exit(code);
}
