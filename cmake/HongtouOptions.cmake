# One build tree laid out like an installation: bin/, lib/, lib/hongtou/ (plugins), share/hongtou/ (data).
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/lib)
set(HONGTOU_PLUGIN_OUTPUT ${PROJECT_BINARY_DIR}/lib/hongtou)
# The engine looks for plugins and data beside itself: …/lib/libhongtou_engine.so, …/lib/hongtou, …/share/hongtou.
set(HONGTOU_LIBRARY_INSTALL lib)
set(HONGTOU_PLUGIN_INSTALL lib/hongtou)
set(HONGTOU_SHARE_INSTALL share/hongtou)
set(CMAKE_INSTALL_RPATH $ORIGIN/../lib)

# -O2 without debug information: a cold build stays under ten minutes on two cores.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG" CACHE STRING "")
if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

find_program(HONGTOU_CCACHE ccache)
if(HONGTOU_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${HONGTOU_CCACHE})
endif()

add_library(hongtou_options INTERFACE)
target_compile_options(hongtou_options INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow)
# g++ 12 sees uninitialised members in moved std::variants and overlaps in std::string::operator+ where there are none
# (GCC bugs 105562, 105651 and their kin).
target_compile_options(hongtou_options INTERFACE "$<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized;-Wno-restrict>")
if(HONGTOU_WERROR)
  target_compile_options(hongtou_options INTERFACE -Werror)
endif()
if(HONGTOU_SANITIZE)
  target_compile_options(hongtou_options INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  target_link_options(hongtou_options INTERFACE -fsanitize=address,undefined)
endif()
