using System.Diagnostics;
using Argosy.Runtime;

namespace Argosy.Bench.Runtime.Roles;

/// <summary>One side's tasks: each works for that long, signals the neighbour,
/// and waits for the neighbour's signal before the next.</summary>
/// <param name="Steps">Tasks, one after the other.</param>
/// <param name="Nanoseconds">The work of each task.</param>
internal readonly record struct Chain(int Steps, int Nanoseconds)
{
    public async Task RunAsync(Locality here, Locality neighbour)
    {
        var gate = Actions.GateOf(here);
        for (var step = 0; step < Steps; step++)
        {
            Work();
            await neighbour.PostAsync(Actions.Open, step);
            await gate.WaitAsync();
        }
    }

    // The work keeps a core busy, as a stencil's would.
    private void Work()
    {
        var end = Stopwatch.GetTimestamp() + (long)(Nanoseconds / 1e9 * Stopwatch.Frequency);
        while (Stopwatch.GetTimestamp() < end)
        {
        }
    }
}
