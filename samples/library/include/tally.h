/* Mean and deviation of a stream of numbers, which isn't kept (Welford's method). */
#ifndef TALLY_H
#define TALLY_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* All zero is the tally of no numbers. */
struct tally {
  size_t count;
  double mean;
  double squares;
};

void tally_add(struct tally *tally, double number);

/* The standard deviation of a sample; 0 for fewer than two numbers. */
double tally_deviation(const struct tally *tally);

#ifdef __cplusplus
}
#endif
#endif
