#ifndef WORDS_H
#define WORDS_H

#include <stddef.h>

/* The number of words in a text, which are separated by white space of ASCII. */
size_t words_count(const char *text, size_t length);

#endif
