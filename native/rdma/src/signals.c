/*
 * Some libraries that libfabric's providers pull in install handlers for SIGSEGV, SIGINT and others as they
 * load; a managed runtime that turns SIGSEGV into an exception dies of that. So all actions are saved before
 * and put back after. Another thread that installs one in between would lose it: initialise early.
 */
#include "internal.h"

void argosy_signals_save(struct signal_guard *guard) {
    for (int signal = 1; signal < NSIG; signal++) {
        /* Refused for numbers that the C library keeps for itself. */
        guard->saved[signal] = sigaction(signal, NULL, &guard->actions[signal]) == 0;
    }
}

void argosy_signals_restore(const struct signal_guard *guard) {
    for (int signal = 1; signal < NSIG; signal++) {
        if (guard->saved[signal] && signal != SIGKILL && signal != SIGSTOP) {
            (void)sigaction(signal, &guard->actions[signal], NULL);
        }
    }
}
