using System.Runtime.ExceptionServices;

namespace Argosy.Artifacts.Files;

/// <summary>The same work for many files, on all processors.</summary>
internal static class EachFile
{
    /// <summary>Does it for each; the first error ends it and is thrown as it was.</summary>
    internal static void Do<T>(IReadOnlyList<T> items, Action<T> work, CancellationToken cancellation)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation };
        try
        {
            // Small pieces, taken one after another: files differ by six orders of magnitude in size.
            Parallel.For(0, items.Count, options, i => work(items[i]));
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.Flatten().InnerExceptions[0]);
        }
    }
}
