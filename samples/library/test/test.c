#include <math.h>
#include <stdio.h>

#include "tally.h"

int main(void) {
  struct tally tally = {0};
  double numbers[] = {2, 4, 4, 4, 5, 5, 7, 9};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) tally_add(&tally, numbers[i]);
  if (tally.count != 8 || fabs(tally.mean - 5) > 1e-12 || fabs(tally_deviation(&tally) - sqrt(32.0 / 7)) > 1e-12) {
    printf("%zu numbers, mean %.17g, deviation %.17g\n", tally.count, tally.mean, tally_deviation(&tally));
    return 1;
  }
  return 0;
}
