#include "CCLD2.h"

#include <cstdio>

#include <cld2/public/compact_lang_det.h>

extern "C" CCLD2Result ccld2_identify(const char *utf8, int length) {
    CLD2::Language languages[3];
    int percents[3], textBytes = 0;
    bool reliable = false;
    CLD2::DetectLanguageSummary(utf8, length, /*is_plain_text=*/true, languages, percents, &textBytes,
                                &reliable);
    CCLD2Result result = {};
    for (int i = 0; i < 3; ++i) {
        if (languages[i] == CLD2::UNKNOWN_LANGUAGE) continue;
        std::snprintf(result.code[i], sizeof result.code[i], "%s", CLD2::LanguageCode(languages[i]));
        result.percent[i] = percents[i];
    }
    result.reliable = reliable;
    return result;
}
