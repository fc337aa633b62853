#include <string.h>

#include "words.h"

static size_t count(const char *text) { return words_count(text, strlen(text)); }

int main(void) { return count("") == 0 && count(" one\ttwo\nthree ") == 3 ? 0 : 1; }
