/*
 * Some libraries of libfabric's providers install handlers for SIGSEGV, SIGINT and others, which breaks a managed
 * runtime that converts SIGSEGV to an exception. So the actions are saved before any code of libfabric runs, and
 * afterwards those that lead into its modules are restored. Only those: another thread may have installed its own
 * handler meanwhile (.NET does so for SIGCHLD with its first process).
 */
#include "internal.h"

#include <link.h>

#define MODULES 512u

struct range {
    uintptr_t start;
    uintptr_t end;
};

static struct range before[MODULES]; /* those loaded before libfabric */
static uint32_t before_count;
static struct range guests[MODULES]; /* libfabric and its dependencies; written once, under the library's lock */
static uint32_t guest_count;

static struct range range_of(const struct dl_phdr_info *module) {
    struct range range = {UINTPTR_MAX, 0};
    for (size_t i = 0; i < module->dlpi_phnum; i++) {
        if (module->dlpi_phdr[i].p_type == PT_LOAD) {
            uintptr_t start = module->dlpi_addr + module->dlpi_phdr[i].p_vaddr;
            uintptr_t end = start + module->dlpi_phdr[i].p_memsz;
            range.start = start < range.start ? start : range.start;
            range.end = end > range.end ? end : range.end;
        }
    }
    return range;
}

static bool contains(const struct range *ranges, uint32_t count, uintptr_t address) {
    for (uint32_t i = 0; i < count; i++) {
        if (address >= ranges[i].start && address < ranges[i].end) {
            return true;
        }
    }
    return false;
}

static int note_before(struct dl_phdr_info *module, size_t size, void *unused) {
    (void)size;
    (void)unused;
    before[before_count++] = range_of(module);
    return before_count == MODULES;
}

static int note_guest(struct dl_phdr_info *module, size_t size, void *unused) {
    (void)size;
    (void)unused;
    struct range range = range_of(module);
    if (!contains(before, before_count, range.start)) {
        guests[guest_count++] = range;
    }
    return guest_count == MODULES;
}

void argosy_signals_note_modules(void) {
    before_count = 0;
    (void)dl_iterate_phdr(note_before, NULL);
}

void argosy_signals_note_guests(void) {
    guest_count = 0;
    (void)dl_iterate_phdr(note_guest, NULL);
}

void argosy_signals_save(struct signal_guard *guard) {
    for (int signal = 1; signal < NSIG; signal++) {
        /* Refused for numbers that the C library reserves. */
        guard->saved[signal] = sigaction(signal, NULL, &guard->actions[signal]) == 0;
    }
}

static uintptr_t handler_of(const struct sigaction *action) {
    return (action->sa_flags & SA_SIGINFO) != 0 ? (uintptr_t)action->sa_sigaction : (uintptr_t)action->sa_handler;
}

void argosy_signals_restore(const struct signal_guard *guard) {
    for (int signal = 1; signal < NSIG; signal++) {
        struct sigaction now;
        if (guard->saved[signal] && sigaction(signal, NULL, &now) == 0 &&
            contains(guests, guest_count, handler_of(&now))) {
            (void)sigaction(signal, &guard->actions[signal], NULL);
        }
    }
}
