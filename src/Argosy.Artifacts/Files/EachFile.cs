using System.Runtime.ExceptionServices;

namespace Argosy.Artifacts.Files;

/// <summary>Does the same work for many files on all processors.</summary>
internal static class EachFile
{
    /// <summary>Does the work for each; the first error stops it and is rethrown unchanged.</summary>
    internal static void Do<T>(IReadOnlyList<T> items, Action<T> work, CancellationToken cancellation)
    {
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = Environment.ProcessorCount,
            CancellationToken = cancellation
        };
        try
        {
            // Small pieces, taken one by one: file sizes differ by six orders of magnitude.
            Parallel.For(0, items.Count, options, i => work(items[i]));
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.Flatten().InnerExceptions[0]);
        }
    }
}
