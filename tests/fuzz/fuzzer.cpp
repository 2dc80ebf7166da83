// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// libFuzzer's entry; SKIZZE_FUZZ_READ is one of the functions of targets.h.
#include <cstdint>

#include "targets.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  skizze::fuzz::SKIZZE_FUZZ_READ({reinterpret_cast<const std::byte*>(data), size});
  return 0;
}
