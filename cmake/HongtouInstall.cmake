# Data, seen from the build tree as from an installation.
file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/share/hongtou)
foreach(folder IN ITEMS templates workflows)
  file(CREATE_LINK ${PROJECT_SOURCE_DIR}/${folder} ${PROJECT_BINARY_DIR}/share/hongtou/${folder} SYMBOLIC)
  install(DIRECTORY ${folder} DESTINATION ${HONGTOU_SHARE_INSTALL})
endforeach()
file(CREATE_LINK ${PROJECT_SOURCE_DIR}/engine/calendars ${PROJECT_BINARY_DIR}/share/hongtou/calendars SYMBOLIC)
install(DIRECTORY engine/calendars DESTINATION ${HONGTOU_SHARE_INSTALL})
