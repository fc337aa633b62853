#include "tally.h"

#include <math.h>

void tally_add(struct tally *tally, double number) {
  double off = number - tally->mean;
  tally->count++;
  tally->mean += off / (double)tally->count;
  tally->squares += off * (number - tally->mean);
}

double tally_deviation(const struct tally *tally) {
  return tally->count < 2 ? 0 : sqrt(tally->squares / (double)(tally->count - 1));
}
