/* CHECK counts and prints failures; main returns check_result(). */
#ifndef ARGOSY_CHECK_H
#define ARGOSY_CHECK_H

#include <stdio.h>

static int check_failures;

#define CHECK(condition)                                                                                               \
    do {                                                                                                               \
        if (!(condition)) {                                                                                            \
            check_failures++;                                                                                          \
            (void)fprintf(stderr, "line %d: not so: %s\n", __LINE__, #condition);                                      \
        }                                                                                                              \
    } while (0)

static inline int check_result(const char *name) {
    (void)printf("%s: %s\n", name, check_failures == 0 ? "PASS" : "FAIL");
    return check_failures == 0 ? 0 : 1;
}

#endif
