# SPDX-FileCopyrightText: 2026 Stadtskizze contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Asks a Qt Test executable for its functions and writes one add_test per function.
set(ENV{QT_QPA_PLATFORM} offscreen)
execute_process(COMMAND ${EXE} -functions OUTPUT_VARIABLE functions RESULT_VARIABLE code)
if(NOT code EQUAL 0)
  message(FATAL_ERROR "${EXE} -functions failed: ${code}")
endif()
string(REGEX MATCHALL "[A-Za-z_0-9]+\\(\\)" functions "${functions}")
set(text "")
foreach(function IN LISTS functions)
  string(REPLACE "()" "" function ${function})
  string(APPEND text "add_test([=[${NAME}.${function}]=] [=[${EXE}]=] ${function})\n"
    "set_tests_properties([=[${NAME}.${function}]=] PROPERTIES LABELS ${ROOM} TIMEOUT 600 ENVIRONMENT \"QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8\" SKIP_REGULAR_EXPRESSION \"SKIP   :\")\n")
endforeach()
file(WRITE ${OUT} "${text}")
