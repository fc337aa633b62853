#include <stdio.h>
#include <stdlib.h>

#include "tally.h"

int main(int argc, char **argv) {
  struct tally tally = {0};
  for (int i = 1; i < argc; i++) {
    char *end;
    double number = strtod(argv[i], &end);
    if (end == argv[i] || *end != '\0') {
      fprintf(stderr, "tally: '%s' isn't a number\n", argv[i]);
      return 1;
    }
    tally_add(&tally, number);
  }
  printf("%zu numbers, mean %g, deviation %g\n", tally.count, tally.mean, tally_deviation(&tally));
  return 0;
}
