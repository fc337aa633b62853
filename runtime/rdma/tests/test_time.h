/* How long a test may take, and how it says that this wasn't enough. */
#ifndef ARGOSY_TEST_TIME_H
#define ARGOSY_TEST_TIME_H

#include <stdlib.h>

/* The exit code for "out of time", which says nothing of what is tested: timeout(1) has the same. */
#define OUT_OF_TIME 124

/* Seconds: a machine that others load needs more than the test's own guess, and its caller knows how many. */
static inline unsigned test_seconds(unsigned otherwise) {
    const char *given = getenv("ARGOSY_TEST_SECONDS");
    long seconds = given == NULL ? 0 : strtol(given, NULL, 10);
    return seconds > 0 && seconds <= 1 << 20 ? (unsigned)seconds : otherwise;
}

#endif
