add_library(argosy_options INTERFACE)
target_compile_options(argosy_options INTERFACE
  -Wall -Wextra -Wpedantic -Werror
  -Wconversion -Wsign-conversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition
  -Wcast-align -Wcast-qual -Wpointer-arith -Wwrite-strings -Wundef -Wformat=2 -Wvla -Wnull-dereference
  -Wswitch-enum -Wimplicit-fallthrough)
if(CMAKE_C_COMPILER_ID STREQUAL "GNU")
  target_compile_options(argosy_options INTERFACE -Wlogical-op -Wduplicated-cond -Wduplicated-branches)
endif()
