# A room is a static library of one folder of src/. It sees only its own headers and those of the
# rooms it names: an include of any other room finds no file, so a wrong dependency does not build.
set(DUIBIAO_WARNINGS -Wall -Wextra -Wconversion -Wshadow -Wpedantic -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 sees overlaps in every "text" + std::string (its bug 105651).
  list(APPEND DUIBIAO_WARNINGS -Wno-restrict)
endif()

# Headers of a folder are reached as "NAME/file.h" through a folder that holds a link to it alone;
# `view` becomes the include folder.
function(duibiao_view name folder view)
  set(${view} ${CMAKE_BINARY_DIR}/rooms/${name} PARENT_SCOPE)
  file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/rooms/${name})
  if(NOT EXISTS ${CMAKE_BINARY_DIR}/rooms/${name}/${name})
    file(CREATE_LINK ${folder} ${CMAKE_BINARY_DIR}/rooms/${name}/${name} SYMBOLIC)
  endif()
endfunction()

function(duibiao_room name)
  cmake_parse_arguments(ROOM "" "" "ROOMS;LIBRARIES" ${ARGN})
  # A room may have inner folders (bulletin/read); they are parts of one room.
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp
       ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*/*.cpp)
  set_property(GLOBAL APPEND PROPERTY DUIBIAO_ROOMS ${name})
  duibiao_view(${name} ${CMAKE_CURRENT_SOURCE_DIR}/${name} view)
  set(linked)
  foreach(room ${ROOM_ROOMS})
    list(APPEND linked duibiao_${room})
  endforeach()
  if(sources)
    add_library(duibiao_${name} STATIC ${sources})
    target_include_directories(duibiao_${name} PUBLIC ${view})
    target_link_libraries(duibiao_${name} PUBLIC ${linked} tl::expected PRIVATE ${ROOM_LIBRARIES})
    target_compile_options(duibiao_${name} PRIVATE ${DUIBIAO_WARNINGS})
  else()
    add_library(duibiao_${name} INTERFACE)
    target_include_directories(duibiao_${name} INTERFACE ${view})
    target_link_libraries(duibiao_${name} INTERFACE ${linked} tl::expected)
  endif()
endfunction()
