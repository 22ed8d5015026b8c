# Data, seen from the build tree as from an installation.
file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/share/hongtou)
foreach(folder IN ITEMS templates workflows)
  file(CREATE_LINK ${PROJECT_SOURCE_DIR}/${folder} ${PROJECT_BINARY_DIR}/share/hongtou/${folder} SYMBOLIC)
  install(DIRECTORY ${folder} DESTINATION ${HONGTOU_SHARE_INSTALL})
endforeach()
file(CREATE_LINK ${PROJECT_SOURCE_DIR}/engine/calendars ${PROJECT_BINARY_DIR}/share/hongtou/calendars SYMBOLIC)
install(DIRECTORY engine/calendars DESTINATION ${HONGTOU_SHARE_INSTALL} FILES_MATCHING PATTERN "*.csv" PATTERN "*.md")

install(TARGETS hongtou RUNTIME DESTINATION bin)
install(TARGETS hongtou_engine EXPORT HongtouTargets
  LIBRARY DESTINATION ${HONGTOU_LIBRARY_INSTALL}
  FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/hongtou)

# find_package(Hongtou): hongtou::engine and hongtou_add_plugin().
include(CMakePackageConfigHelpers)
set(package ${HONGTOU_LIBRARY_INSTALL}/cmake/Hongtou)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/HongtouConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(EXPORT HongtouTargets NAMESPACE hongtou:: DESTINATION ${package})
install(FILES
  ${PROJECT_BINARY_DIR}/HongtouConfigVersion.cmake
  ${PROJECT_SOURCE_DIR}/cmake/HongtouConfig.cmake
  ${PROJECT_SOURCE_DIR}/cmake/HongtouPlugin.cmake
  ${PROJECT_SOURCE_DIR}/cmake/plugin.symbols
  ${PROJECT_SOURCE_DIR}/cmake/plugin_manifest.cpp.in
  DESTINATION ${package})
