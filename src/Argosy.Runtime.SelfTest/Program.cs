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
    Exit code: 0 passed, 1 failed, 2 no usable provider.
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

// Nothing here may hang: not the protocol, and not a provider either.
using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
using var lastResort = new Timer(
    _ =>
    {
        Console.Error.WriteLine("argosy-runtime-selftest: FAIL: time limit reached");
        Environment.Exit(1);
    },
    null, TimeSpan.FromSeconds(90), Timeout.InfiniteTimeSpan);

try
{
    using var domain = ProviderChoice.Open(options.Provider);
#if NET
    // Not on mono: under emulation it crashes now and then, in programs without libfabric too, and most often
    // here; a failure would say nothing.
    SignalProbe.Check();
#endif
    ArchiveProof.Check();
    await Roles.RunAsync(domain, options, limit.Token);
    Console.WriteLine(
        $"argosy-runtime-selftest: PASS: {options.Role} with {domain.Provider.Name} on {domain.Provider.Interface}, " +
        $"{options.Bytes} bytes by read, write and message{(options.Role == Role.Both ? "" : ", calls over tcp and the provider")}, {RuntimeName.Current}");
    return 0;
}
catch (RdmaException exception) when (exception.Code is RdmaError.NoProvider or RdmaError.Library)
{
    Console.WriteLine($"argosy-runtime-selftest: NO PROVIDER: {exception.Message}");
    return 2;
}
catch (Exception exception) when (exception is IOException or SelfTestFailure or OperationCanceledException or ClusterException or RemoteActionException or ArchiveException)
{
    Console.WriteLine($"argosy-runtime-selftest: FAIL: {options.Role}: {exception.Message}");
    return 1;
}
