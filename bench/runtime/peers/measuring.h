/* What every peer measures by: one clock, one row of sizes, one way to choose how often. */
#ifndef ARGOSY_BENCH_MEASURING_H
#define ARGOSY_BENCH_MEASURING_H

#include <stdint.h>
#include <time.h>

static inline double seconds(void) {
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Repetitions that take about so many seconds, when `done` of them took `taken`; one at least. */
static inline int64_t repetitions(int64_t done, double taken, double wanted) {
    double each = taken / (double)done;
    double count = each > 0 ? wanted / each : (double)done;
    return count < 1 ? 1 : count > 1e8 ? (int64_t)1e8 : (int64_t)count;
}

#endif
