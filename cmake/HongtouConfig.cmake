include(CMakeFindDependencyMacro)
find_dependency(Poco 1.11 COMPONENTS Foundation)
include(${CMAKE_CURRENT_LIST_DIR}/HongtouTargets.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/HongtouPlugin.cmake)
