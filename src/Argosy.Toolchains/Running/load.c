/* Loads a library as a program of its platform would, constructors and destructors included. */
#include <dlfcn.h>
#include <stdio.h>

int main(int argc, char **argv) {
    if (argc != 2 || dlopen(argv[1], RTLD_NOW) == NULL) {
        (void)fprintf(stderr, "%s\n", argc == 2 ? dlerror() : "one library, please");
        return 3;
    }
    /* A library that ends the process doesn't get this far. */
    (void)puts("loaded");
    return fflush(stdout) == 0 ? 0 : 3;
}
