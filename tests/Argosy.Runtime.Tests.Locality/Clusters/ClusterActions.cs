using System.Runtime.CompilerServices;

namespace Argosy.Runtime.Tests.Clusters;

/// <summary>What localities do for the tests of whole clusters, as generated code would make it. Compiled into both
/// sides.</summary>
internal static class ClusterActions
{
    private static readonly TaskCompletionSource s_forever = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private static readonly TaskCompletionSource s_gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private static readonly ManualResetEventSlim s_released = new();
    private static int s_counted;

    internal static int Counted => Volatile.Read(ref s_counted);

    /// <summary>Ends a serving process.</summary>
    internal static readonly TaskCompletionSource s_leaving = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal static readonly ActionDescriptor<int, int> s_double =
        Make<int, int>("Double", static (number, _) => new(2 * number));

    internal static readonly ActionDescriptor<RmaVector<byte>?, RmaVector<byte>?> s_echo =
        Make<RmaVector<byte>?, RmaVector<byte>?>("Echo", static (vector, _) => new(vector!.Share()));

    /// <summary>Says that it has its argument, and never answers.</summary>
    internal static readonly ActionDescriptor<RmaVector<byte>?, int> s_keep = Make<RmaVector<byte>?, int>(
        "Keep", static async (_, _) =>
        {
            Console.WriteLine("kept");
            await s_forever.Task;
            return 0;
        });

    /// <summary>That many bytes of the pool's current content.</summary>
    internal static readonly ActionDescriptor<int, RmaVector<byte>?> s_give = Make<int, RmaVector<byte>?>(
        "Give", static (length, context) => new(
            new RmaVector<byte>(RmaVector<byte>.Rent(context.Cluster.Pool, length), length)));

    /// <summary>Answers once <see cref="s_open"/> was called.</summary>
    internal static readonly ActionDescriptor<int, int> s_wait = Make<int, int>("Wait", static async (number, _) =>
    {
        await s_gate.Task;
        return number;
    });

    internal static readonly ActionDescriptor<int, int> s_open = Make<int, int>("Open", static (number, _) =>
    {
        s_gate.TrySetResult();
        return new(number);
    });

    /// <summary>Adds; the sum so far. Takes its bytes for nothing but their weight.</summary>
    internal static readonly ActionDescriptor<(int Number, byte[] Weight), int> s_count =
        Make<(int Number, byte[]), int>("Count", static (one, _) => new(Interlocked.Add(ref s_counted, one.Number)));

    /// <summary>See <see cref="Payloads"/>.</summary>
    internal static readonly ActionDescriptor<byte[], byte[]> s_mirror = Make<byte[], byte[]>(
        "Mirror", static (bytes, _) => new(Payloads.Answer(bytes)));

    /// <summary>The same over memory of the pool.</summary>
    internal static readonly ActionDescriptor<RmaVector<byte>?, RmaVector<byte>?> s_mirrorVector =
        Make<RmaVector<byte>?, RmaVector<byte>?>(
            "MirrorVector", static (bytes, context) => new(Payloads.Answer(context.Cluster.Pool, bytes!)));

    /// <summary>Calls another locality as <see cref="Payloads.StormAsync"/> does.</summary>
    internal static readonly ActionDescriptor<(int To, int Threads, int Calls, int Seed), int> s_storm =
        Make<(int, int, int, int), int>("Storm", static async (plan, context) =>
        {
            await Payloads.StormAsync(context.Cluster[plan.Item1], plan.Item2, plan.Item3, plan.Item4);
            return plan.Item3;
        });

    /// <summary>Calls another locality as <see cref="Payloads.DriveAsync"/> does.</summary>
    internal static readonly ActionDescriptor<(int To, int Calls), int> s_drive = Make<(int, int), int>(
        "Drive", static async (plan, context) =>
        {
            await Payloads.DriveAsync(context.Cluster[plan.Item1], plan.Item2);
            return plan.Item2;
        });

    /// <summary>What this process holds; see <see cref="Footprint"/>.</summary>
    internal static readonly ActionDescriptor<int, long[]> s_measure = Make<int, long[]>(
        "Measure", static (_, context) => new(Footprint.Now(context.Cluster).ToArray()));

    /// <summary>Comes to the next barrier.</summary>
    internal static readonly ActionDescriptor<int, int> s_pass = Make<int, int>(
        "Pass", static async (number, context) =>
        {
            await context.Cluster.BarrierAsync();
            return number;
        });

    /// <summary>Posts that many to its caller, and comes to the next barrier.</summary>
    internal static readonly ActionDescriptor<(int Posts, int Weight), int> s_postAndPass = Make<(int, int), int>(
        "PostAndPass", static async (plan, context) =>
        {
            await PostAsync(context.Caller, plan.Item1, plan.Item2);
            await context.Cluster.BarrierAsync();
            return plan.Item1;
        });

    /// <summary>Ends the process right after that many posts to its caller, and 20 with payload.</summary>
    internal static readonly ActionDescriptor<(int Posts, int Weight), int> s_postAndLeave = Make<(int, int), int>(
        "PostAndLeave", static async (plan, context) =>
        {
            await PostAsync(context.Caller, plan.Item1, plan.Item2);
            await PostAsync(context.Caller, 20, 300_000);
            s_leaving.TrySetResult();
            return plan.Item1;
        });

    /// <summary>Holds a thread of the pool until <see cref="s_release"/> was called.</summary>
    internal static readonly ActionDescriptor<int, int> s_block = Make<int, int>("Block", static (number, _) =>
    {
        s_released.Wait();
        return new(number);
    });

    /// <summary>Runs on the receiving thread.</summary>
    internal static readonly ActionDescriptor<int, int> s_release = new(
        "Clusters.Release", true, Serializers.For<int>(), Serializers.For<int>(), static (number, _) =>
        {
            s_released.Set();
            return new(number);
        });

    /// <summary>The same, for a sign of life.</summary>
    internal static readonly ActionDescriptor<int, int> s_ping = new(
        "Clusters.Ping", true, Serializers.For<int>(), Serializers.For<int>(), static (number, _) => new(number));

    internal static readonly ActionDescriptor<int, int> s_leave = Make<int, int>("Leave", static (number, _) =>
    {
        s_leaving.TrySetResult();
        return new(number);
    });

#pragma warning disable CA2255 // As generated code does it.
    [ModuleInitializer]
    internal static void Register()
    {
        foreach (var action in (ActionDescriptor[])
        [
            s_double, s_echo, s_keep, s_give, s_wait, s_open, s_count, s_mirror, s_mirrorVector, s_storm, s_drive,
            s_measure, s_pass, s_leave, s_postAndPass, s_postAndLeave, s_block, s_release, s_ping
        ])
            ActionRegistry.Register(action);
    }
#pragma warning restore CA2255

    private static async Task PostAsync(Locality to, int posts, int weight)
    {
        for (var i = 0; i < posts; i++)
            await to.PostAsync(s_count, (1, new byte[weight]));
    }

    private static ActionDescriptor<TArguments, TResult> Make<TArguments, TResult>(
        string name, Func<TArguments, ActionContext, ValueTask<TResult>> body) =>
        new($"Clusters.{name}", false, Serializers.For<TArguments>(), Serializers.For<TResult>(), body);
}
