using System.Diagnostics;
using System.Runtime;

namespace Argosy.Bench.Runtime.Roles;

/// <summary>
/// Repeats a work until the just-in-time compilers of both sides have been idle for a while. They compile in the
/// background, on the core that the process is bound to, and used half of it for seconds.
/// </summary>
internal static class WarmUp
{
    private static readonly TimeSpan s_quiet = TimeSpan.FromMilliseconds(400);

    /// <summary>The number of compilations in this process, with recompilations.</summary>
    public static long Compiled => JitInfo.GetCompiledMethodCount();

    /// <param name="membership">Both sides.</param>
    /// <param name="order">A quick run limits the wait.</param>
    /// <param name="work">The work to warm up; takes far less than a second.</param>
    public static async Task RunAsync(Membership membership, RoleOrder order, Func<Task> work)
    {
        var limit = TimeSpan.FromMilliseconds(60 * order.Milliseconds);
        var (begin, quietSince, before) = (Stopwatch.GetTimestamp(), Stopwatch.GetTimestamp(), -1L);
        while (Stopwatch.GetElapsedTime(quietSince) < s_quiet && Stopwatch.GetElapsedTime(begin) < limit)
        {
            await work();
            var now = Compiled + await membership.Other.CallAsync(Actions.Compiled, 0);
            if (now != before) (before, quietSince) = (now, Stopwatch.GetTimestamp());
        }
    }
}
