namespace Argosy.Runtime;

/// <summary>Concurrent calls to many localities, and sequences of calls.</summary>
public static class LocalityExtensions
{
    /// <summary>Calls each locality, concurrently, and waits for all:
    /// <c>all.WhenAll(l => l.Async(Sum.Part, data))</c>.</summary>
    /// <param name="localities">The localities to call.</param>
    /// <param name="call">Begins the call to one.</param>
    /// <returns>The results in the localities' order.</returns>
    /// <exception cref="AggregateException">Calls failed:
    /// it names each locality and contains each failure, once all calls have ended.</exception>
    /// <exception cref="OperationCanceledException">Calls were cancelled, and none failed.</exception>
    public static async Task<TResult[]> WhenAll<TResult>(
        this IEnumerable<Locality> localities, Func<Locality, ValueTask<TResult>> call)
    {
        _ = call ?? throw new ArgumentNullException(nameof(call));
        var asked = localities.ToList();
        var calls = asked.Select(l => Begin(l, call)).ToList();
        try
        {
            return await Task.WhenAll(calls).ConfigureAwait(false);
        }
        // All have ended here. A cancellation with failures is usually their consequence, not their cause.
        catch (Exception) when (calls.Any(c => c.IsFaulted))
        {
            throw Failure(asked, calls);
        }
    }

    /// <summary>Calls each locality and combines the results in the localities' order, regardless of the order of
    /// arrival.</summary>
    /// <param name="localities">At least one.</param>
    /// <param name="call">Begins the call to one.</param>
    /// <param name="combine">Combines the previous result and the next locality's.</param>
    /// <exception cref="AggregateException">See <see cref="WhenAll"/>.</exception>
    /// <exception cref="InvalidOperationException">There is no locality.</exception>
    public static async Task<TResult> ReduceAsync<TResult>(
        this IEnumerable<Locality> localities, Func<Locality, ValueTask<TResult>> call,
        Func<TResult, TResult, TResult> combine) =>
        (await localities.WhenAll(call).ConfigureAwait(false)).Aggregate(combine);

    /// <summary>
    /// Starts a call with the result of another one: <c>near.Async(Sums.Of, part).Then(sum => far.Async(Totals.Add,
    /// sum))</c>. The equivalent of two awaits in an asynchronous method, for other code.
    /// </summary>
    /// <param name="call">The first call; if it fails, the result fails with it and there is no second one.</param>
    /// <param name="next">Starts the second call.</param>
    public static async ValueTask<TNext> Then<TResult, TNext>(
        this ValueTask<TResult> call, Func<TResult, ValueTask<TNext>> next)
    {
        _ = next ?? throw new ArgumentNullException(nameof(next));
        return await next(await call.ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>The same after calls to many localities.</summary>
    /// <param name="calls">The result of <see cref="WhenAll"/>.</param>
    /// <param name="next">Starts the next call.</param>
    public static ValueTask<TNext> Then<TResult, TNext>(
        this Task<TResult[]> calls, Func<TResult[], ValueTask<TNext>> next) =>
        new ValueTask<TResult[]>(calls ?? throw new ArgumentNullException(nameof(calls))).Then(next);

    // A call that fails synchronously fails like the others, and doesn't prevent their start.
    private static async Task<TResult> Begin<TResult>(Locality locality, Func<Locality, ValueTask<TResult>> call) =>
        await call(locality).ConfigureAwait(false);

    private static AggregateException Failure<TResult>(List<Locality> asked, List<Task<TResult>> calls)
    {
        var failed = asked.Zip(calls, (locality, task) => (locality, task)).Where(c => c.task.IsFaulted)
            .Select(c => (c.locality, Cause: c.task.Exception!.InnerExceptions[0])).ToList();
        return new(
            $"ARG0876 {failed.Count} of {asked.Count} calls failed: "
            + $"{string.Join("; ", failed.Select(f => $"{f.locality}: {f.Cause.Message}"))}. "
            + "The inner exceptions say where and why.",
            failed.Select(f => f.Cause));
    }
}
