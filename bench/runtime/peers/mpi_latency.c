/* Ping-pong over MPI: half of a round trip for each size given.
 * mpi_latency <milliseconds a size> <size ...>
 * Prints a line a size: bytes, microseconds. */
#include "measuring.h"

#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static double exchange(int rank, char *buffer, int size, int64_t count) {
    double begin = seconds();
    for (int64_t i = 0; i < count; i++) {
        if (rank == 0) {
            MPI_Send(buffer, size, MPI_CHAR, 1, 0, MPI_COMM_WORLD);
            MPI_Recv(buffer, size, MPI_CHAR, 1, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        } else {
            MPI_Recv(buffer, size, MPI_CHAR, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
            MPI_Send(buffer, size, MPI_CHAR, 0, 0, MPI_COMM_WORLD);
        }
    }
    return seconds() - begin;
}

static void measure(int rank, int size, double wanted) {
    const int64_t first = 50;
    char *buffer = malloc((size_t)size);
    if (buffer == NULL) {
        MPI_Abort(MPI_COMM_WORLD, 1);
        return;
    }
    memset(buffer, rank, (size_t)size);
    (void)exchange(rank, buffer, size, first);
    int64_t count = repetitions(first, exchange(rank, buffer, size, first), wanted);
    MPI_Bcast(&count, 1, MPI_INT64_T, 0, MPI_COMM_WORLD);
    double taken = exchange(rank, buffer, size, count);
    if (rank == 0) {
        printf("%d\t%.4f\n", size, taken / (double)count / 2 * 1e6);
    }
    free(buffer);
}

int main(int count, char **arguments) {
    int rank = 0;
    MPI_Init(&count, &arguments);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    for (int i = 2; i < count; i++) {
        measure(rank, atoi(arguments[i]), atof(arguments[1]) / 1000);
    }
    MPI_Finalize();
    return 0;
}
