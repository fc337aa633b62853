/* A test's time limit, and how it reports that it ran out of time. */
#ifndef ARGOSY_TEST_TIME_H
#define ARGOSY_TEST_TIME_H

#include <stdlib.h>

/* The exit code for "out of time", which proves nothing about the tested code: timeout(1) has the same. */
#define OUT_OF_TIME 124

/* Seconds: a busy machine needs more than the test's own estimate, and its caller knows how many. */
static inline unsigned test_seconds(unsigned otherwise) {
    const char *given = getenv("ARGOSY_TEST_SECONDS");
    long seconds = given == NULL ? 0 : strtol(given, NULL, 10);
    return seconds > 0 && seconds <= 1 << 20 ? (unsigned)seconds : otherwise;
}

#endif
