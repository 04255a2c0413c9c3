#define _GNU_SOURCE
#include "CLinux.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <unistd.h>

int linux_memory_file(const char *name) { return memfd_create(name, MFD_CLOEXEC); }

int linux_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

static int describe(posix_spawn_file_actions_t *actions, posix_spawnattr_t *attributes, const int descriptors[], int count) {
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    int error = 0;
    for (int target = 0; target < count && !error; target++)
        error = posix_spawn_file_actions_adddup2(actions, descriptors[target], target);
    if (!error) error = posix_spawn_file_actions_addclosefrom_np(actions, count);
    // Signals as the system has them, whatever a server above us ignores or blocks.
    if (!error) error = posix_spawnattr_setsigmask(attributes, &none);
    if (!error) error = posix_spawnattr_setsigdefault(attributes, &all);
    if (!error)
        error = posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSID);
    return error;
}

int linux_spawn(pid_t *child, char *const words[], const int descriptors[], int count) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    char *const environment[] = {NULL};
    int error = posix_spawn_file_actions_init(&actions);
    if (error) return error;
    error = posix_spawnattr_init(&attributes);
    if (!error) {
        error = describe(&actions, &attributes, descriptors, count);
        if (!error) error = posix_spawn(child, words[0], &actions, &attributes, words, environment);
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
    return error;
}
