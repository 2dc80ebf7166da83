# SPDX-FileCopyrightText: 2026 Stadtskizze contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# cmake -DCMAKE_TOOLCHAIN_FILE=packaging/windows/toolchain.cmake: GCC for Windows (MinGW-w64, UCRT or MSVCRT, POSIX threads). On a Windows machine
# it is the one of MSYS2 (packaging/windows/README.md); elsewhere the cross compiler, with the libraries below STADTSKIZZE_WINDOWS_ROOT.
if(NOT CMAKE_HOST_WIN32)
  set(CMAKE_SYSTEM_NAME Windows)
  set(CMAKE_SYSTEM_PROCESSOR x86_64)
  set(prefix x86_64-w64-mingw32)
  find_program(CMAKE_CXX_COMPILER NAMES ${prefix}-g++-posix ${prefix}-g++ REQUIRED)
  find_program(CMAKE_RC_COMPILER NAMES ${prefix}-windres REQUIRED)
  set(CMAKE_FIND_ROOT_PATH /usr/${prefix} $ENV{STADTSKIZZE_WINDOWS_ROOT})
  set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
  set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
  set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
  set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
endif()
# Windows 10 and later; names in UTF-8 and Unicode calls; memory protection on, as WDAC baselines ask for.
set(CMAKE_CXX_FLAGS_INIT "-D_WIN32_WINNT=0x0A00 -DUNICODE -D_UNICODE -DNOMINMAX -finput-charset=UTF-8 -fexec-charset=UTF-8")
set(CMAKE_EXE_LINKER_FLAGS_INIT "-Wl,--dynamicbase,--nxcompat,--high-entropy-va")
