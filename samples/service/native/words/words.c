#include "words.h"

size_t words_count(const char *text, size_t length) {
  size_t count = 0;
  int within = 0;
  for (size_t i = 0; i < length; i++) {
    int blank = text[i] == ' ' || (text[i] >= '\t' && text[i] <= '\r');
    if (!blank && !within) count++;
    within = !blank;
  }
  return count;
}
