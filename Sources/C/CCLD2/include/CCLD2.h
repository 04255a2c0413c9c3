/// A C face for the Compact Language Detector 2, which has only a C++ one.
#ifndef SWIFTLET_CCLD2_H
#define SWIFTLET_CCLD2_H

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The three most likely languages of a text, best first; unused places have an empty code and 0 percent.
typedef struct {
    char code[3][16];
    int percent[3];
    bool reliable;
} CCLD2Result;

/// Identifies the languages of `length` bytes of UTF-8 plain text.
CCLD2Result ccld2_identify(const char *utf8, int length);

#ifdef __cplusplus
}
#endif

#endif
