// What the sandbox needs of Linux and Swift's Glibc module does not show (it is built without _GNU_SOURCE).
#pragma once

#include <sys/types.h>

/// A file without a name, in memory, closed on exec; -1 and errno if there is none.
int linux_memory_file(const char *name);

/// A pipe whose ends are closed on exec; 0, or -1 and errno.
int linux_pipe(int ends[2]);

/// Starts words[0] in a session of its own, without environment, with default signals. Its descriptors 0..<count are
/// the given ones, which must be `count` or greater; all others are closed. 0, or the number of the error.
int linux_spawn(pid_t *child, char *const words[], const int descriptors[], int count);
