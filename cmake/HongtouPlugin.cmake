# hongtou_add_plugin(NAME SOURCE…): a plugin as a shared library hongtou_NAME.so that the engine can load.
# It hides every symbol but the entry points, resolves all symbols when it is loaded (a missing one is an error then, not
# a crash later), and carries the ABI number and the class manifest.
set(HONGTOU_PLUGIN_MANIFEST ${CMAKE_CURRENT_LIST_DIR}/plugin_manifest.cpp.in)
set(HONGTOU_PLUGIN_SYMBOLS ${CMAKE_CURRENT_LIST_DIR}/plugin.symbols)

function(hongtou_add_plugin name)
  set(target hongtou_${name})
  set(manifest ${CMAKE_CURRENT_BINARY_DIR}/${target}_manifest.cpp)
  configure_file(${HONGTOU_PLUGIN_MANIFEST} ${manifest} @ONLY)
  add_library(${target} MODULE ${ARGN} ${manifest})
  set_target_properties(${target} PROPERTIES
    PREFIX "" CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON CXX_STANDARD 20 CXX_EXTENSIONS OFF
    INSTALL_RPATH $ORIGIN/..)
  if(HONGTOU_PLUGIN_OUTPUT)
    set_target_properties(${target} PROPERTIES LIBRARY_OUTPUT_DIRECTORY ${HONGTOU_PLUGIN_OUTPUT})
  endif()
  target_link_libraries(${target} PRIVATE hongtou::engine Poco::Foundation)
  # Visibility alone leaves instances of the standard library's templates visible.
  target_link_options(${target} PRIVATE LINKER:--version-script=${HONGTOU_PLUGIN_SYMBOLS})
  set_target_properties(${target} PROPERTIES LINK_DEPENDS ${HONGTOU_PLUGIN_SYMBOLS})
  # A sanitized library finds the sanitizer's symbols in the program, so -z defs has to stay off there.
  if(HONGTOU_SANITIZE)
    target_link_options(${target} PRIVATE LINKER:-z,now)
  else()
    target_link_options(${target} PRIVATE LINKER:-z,now LINKER:-z,defs)
  endif()
  if(TARGET hongtou_options)
    target_link_libraries(${target} PRIVATE hongtou_options)
  endif()
endfunction()
