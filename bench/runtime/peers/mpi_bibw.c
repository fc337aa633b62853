/* Bidirectional bandwidth over MPI, as OSU's benchmark of that name defines it: both sides post 64 receives, then 64
 * sends, and wait for all of them. Each thread has a communicator and a window of its own. mpi_bibw <threads> <bytes of
 * rotating memory, 0: each message from and into the same> <milliseconds a size> <size ...> Prints a line a size:
 * bytes, MB/s of both directions together. */
#include "measuring.h"

#include <mpi.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { window = 64, most_threads = 16 };

struct worker {
    pthread_t thread;
    MPI_Comm communicator;
    char *outgoing;
    char *incoming;
    int64_t slots; /* messages that the memory holds */
    int64_t next;
    int size;
    int other;
    int64_t count;
};

static void *exchange(void *argument) {
    struct worker *own = argument;
    MPI_Request requests[2 * window];
    for (int64_t round = 0; round < own->count; round++) {
        for (int i = 0; i < window; i++) {
            char *target = own->incoming + (own->next + i) % own->slots * own->size;
            MPI_Irecv(target, own->size, MPI_CHAR, own->other, 0, own->communicator, &requests[i]);
        }
        for (int i = 0; i < window; i++) {
            char *source = own->outgoing + (own->next + i) % own->slots * own->size;
            MPI_Isend(source, own->size, MPI_CHAR, own->other, 0, own->communicator, &requests[window + i]);
        }
        MPI_Waitall(2 * window, requests, MPI_STATUSES_IGNORE);
        own->next = (own->next + window) % own->slots;
    }
    return NULL;
}

/* Seconds that all threads take for so many windows. */
static double run(struct worker *workers, int threads, int64_t count) {
    MPI_Barrier(MPI_COMM_WORLD);
    double begin = seconds();
    for (int i = 0; i < threads; i++) {
        workers[i].count = count;
        if (i > 0 && pthread_create(&workers[i].thread, NULL, exchange, &workers[i]) != 0) {
            MPI_Abort(MPI_COMM_WORLD, 1);
        }
    }
    (void)exchange(&workers[0]);
    for (int i = 1; i < threads; i++) {
        (void)pthread_join(workers[i].thread, NULL);
    }
    return seconds() - begin;
}

static void measure(struct worker *workers, int threads, int rank, int size, int64_t rotating, double wanted) {
    for (int i = 0; i < threads; i++) {
        int64_t slots = rotating / threads / size;
        workers[i].size = size;
        workers[i].slots = slots > 0 ? slots : 1;
        workers[i].next = 0;
        size_t bytes = (size_t)(workers[i].slots * size);
        workers[i].outgoing = aligned_alloc(4096, (bytes + 4095) / 4096 * 4096);
        workers[i].incoming = aligned_alloc(4096, (bytes + 4095) / 4096 * 4096);
        if (workers[i].outgoing == NULL || workers[i].incoming == NULL) {
            MPI_Abort(MPI_COMM_WORLD, 1);
        }
        memset(workers[i].outgoing, 1, bytes);
        memset(workers[i].incoming, 2, bytes);
    }
    (void)run(workers, threads, 2);
    int64_t count = repetitions(2, run(workers, threads, 2), wanted);
    MPI_Bcast(&count, 1, MPI_INT64_T, 0, MPI_COMM_WORLD);
    double taken = run(workers, threads, count);
    if (rank == 0) {
        printf("%d\t%.3f\n", size, 2.0 * window * threads * size * (double)count / taken / 1e6);
    }
    for (int i = 0; i < threads; i++) {
        free(workers[i].incoming);
        free(workers[i].outgoing);
    }
}

int main(int count, char **arguments) {
    static struct worker workers[most_threads];
    int rank = 0;
    int provided = 0;
    int threads = count > 1 ? atoi(arguments[1]) : 0;
    if (count < 5 || threads < 1 || threads > most_threads) {
        (void)fprintf(stderr, "mpi_bibw <threads> <rotating bytes> <milliseconds a size> <size ...>\n");
        return 2;
    }
    MPI_Init_thread(&count, &arguments, threads == 1 ? MPI_THREAD_SINGLE : MPI_THREAD_MULTIPLE, &provided);
    if (threads > 1 && provided < MPI_THREAD_MULTIPLE) {
        (void)fprintf(stderr, "this MPI has no MPI_THREAD_MULTIPLE over this transport\n");
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    for (int i = 0; i < threads; i++) {
        workers[i].other = 1 - rank;
        MPI_Comm_dup(MPI_COMM_WORLD, &workers[i].communicator);
    }
    for (int i = 4; i < count; i++) {
        measure(workers, threads, rank, atoi(arguments[i]), atoll(arguments[2]), atof(arguments[3]) / 1000);
    }
    for (int i = 0; i < threads; i++) {
        MPI_Comm_free(&workers[i].communicator);
    }
    MPI_Finalize();
    return 0;
}
