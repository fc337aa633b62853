using Argosy.Runtime;
using Argosy.Runtime.SelfTest;

const string usage =
    """
    usage: argosy-runtime-selftest [--serve FOLDER | --connect FOLDER] [--provider NAME] [--bytes N]
    Writes an archive of known values; moves N bytes (1048576) by RMA read, RMA write and message; in two roles, has two
    localities call each other over managed sockets and over the provider. Checks every byte.
      --serve FOLDER, --connect FOLDER  the two roles, one process each, which meet in an empty folder;
                                        without a role both run in this process
      --provider NAME                   use this provider; otherwise the loopback interface's, else shared memory
    Exit code: 0 passed, 1 failed, 2 no usable provider, 124 out of time: after $ARGOSY_TEST_SECONDS, or 600 seconds.
    """;

if (args.Contains("--help"))
{
    Console.WriteLine(usage);
    return 0;
}
if (Options.TryParse(args) is not { } options)
{
    Console.Error.WriteLine(usage);
    return 1;
}

// Nothing here may hang, neither the protocol nor a provider. The time limit depends on the machine and its load, which
// only the caller knows.
const int outOfTime = 124;
var time = Options.TimeLimit();
using var limit = new CancellationTokenSource(time);
using var lastResort = new Timer(
    _ =>
    {
        Console.Error.WriteLine("argosy-runtime-selftest: OUT OF TIME: it hangs");
        Environment.Exit(outOfTime);
    },
    null, TimeSpan.FromTicks(time.Ticks / 20 * 21), Timeout.InfiniteTimeSpan);

try
{
    using var domain = ProviderChoice.Open(options.Provider);
#if NET
    // Not on mono: under emulation it sometimes crashes, even in programs without libfabric, and most often here; a
    // failure would prove nothing.
    SignalProbe.Check();
#endif
    ArchiveProof.Check();
    await Roles.RunAsync(domain, options, limit.Token);
    Console.WriteLine(
        $"argosy-runtime-selftest: PASS: {options.Role} with {domain.Provider.Name} on {domain.Provider.Interface}, " +
        $"{options.Bytes} bytes by read, write and message" +
        $"{(options.Role == Role.Both ? "" : ", calls over tcp and the provider")}, {RuntimeName.Current}");
    return 0;
}
catch (RdmaException exception) when (exception.Code is RdmaError.NoProvider or RdmaError.Library)
{
    Console.WriteLine($"argosy-runtime-selftest: NO PROVIDER: {exception.Message}");
    return 2;
}
catch (OperationCanceledException exception) when (limit.IsCancellationRequested)
{
    Console.WriteLine($"argosy-runtime-selftest: OUT OF TIME: {options.Role}: {exception.Message}");
    return outOfTime;
}
catch (ClusterException exception) when (exception.Id is "ARG0841" or "ARG0894")
{
    // The runtime's own limits: no locality connected, or introduced itself, in time.
    Console.WriteLine($"argosy-runtime-selftest: OUT OF TIME: {options.Role}: {exception.Message}");
    return outOfTime;
}
catch (Exception exception)
    when (exception is IOException or SelfTestFailure or OperationCanceledException
        or ClusterException or RemoteActionException or ArchiveException)
{
    Console.WriteLine($"argosy-runtime-selftest: FAIL: {options.Role}: {exception.Message}");
    return 1;
}
