using System.Diagnostics;
using Argosy.Runtime;

namespace Argosy.Bench.Runtime.Roles;

/// <summary>One side's tasks: each works so long, tells the neighbour, and waits for the neighbour's before the next begins.</summary>
/// <param name="Steps">Tasks, one after the other.</param>
/// <param name="Nanoseconds">Of work in each.</param>
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

    // Work keeps a core, as a stencil's would.
    private void Work()
    {
        var end = Stopwatch.GetTimestamp() + (long)(Nanoseconds / 1e9 * Stopwatch.Frequency);
        while (Stopwatch.GetTimestamp() < end)
        {
        }
    }
}
