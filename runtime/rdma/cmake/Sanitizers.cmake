if(ARGOSY_SANITIZE)
  target_compile_options(argosy_options INTERFACE
    -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(argosy_options INTERFACE -fsanitize=address,undefined)
endif()
