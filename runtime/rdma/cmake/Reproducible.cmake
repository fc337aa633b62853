# The same sources give the same bytes in any build folder.
target_compile_options(argosy_options INTERFACE
  -ffile-prefix-map=${CMAKE_CURRENT_SOURCE_DIR}=/argosy/native/rdma
  -ffile-prefix-map=${CMAKE_BINARY_DIR}=/argosy/build)
if(CMAKE_SYSROOT)
  target_compile_options(argosy_options INTERFACE -ffile-prefix-map=${CMAKE_SYSROOT}=/sysroot)
endif()
target_link_options(argosy_options INTERFACE LINKER:--build-id=sha1 LINKER:-z,relro LINKER:-z,now)
