using System.Net;
using Argosy.Runtime;
using Argosy.Runtime.Tests.Clusters;

// Modes that the tests run in a separate process:
//   join           finds the others as its launcher says, greets them, passes a barrier, and leaves
//   idle           the same without a greeting, but stays after the barrier until it is ended
//   fail           as idle, but locality 1 ends with 3 while the others stay
//   call           joins a whole cluster, calls every other, and says on which of Slurm's nodes that was, if on any
//   serve          joins a whole cluster, and does what the tests' actions ask, until one of them has it leave
//   stop POINT AT  connects as locality 1 to a port, stops in the middle, and waits to be killed
switch (args[0])
{
    case "stop":
        await StopAsync(args[1], IPEndPoint.Parse(args[2]));
        return 0;
    case "call":
        return await CallAsync();
    case "serve":
        return await Serving.RunAsync();
    case var role:
        return await JoinAsync(role);
}

static async Task<int> CallAsync()
{
    await using var cluster = await Cluster.JoinAsync(ClusterOptions.FromEnvironment());
    foreach (var other in cluster.Others)
    {
        var answer = await other.CallAsync(ClusterActions.s_double, 21 + other.Id);
        var node = Environment.GetEnvironmentVariable("SLURMD_NODENAME") ?? "this machine";
        Console.WriteLine($"{cluster.Here.Id} of {cluster.All.Count} on {node}: {answer} from {other.Id}");
    }
    await cluster.BarrierAsync();
    return 0;
}

static async Task<int> JoinAsync(string role)
{
    var options = ClusterOptions.FromEnvironment();
    var protection = options.OpenProtection();
    using var greetings = new Greetings();
    using var port = new TcpParcelport(await TcpOptions.ForAsync(options, protection));
    using var membership = await Bootstrap.JoinAsync(options, port.Address, CancellationToken.None);
    if (role == "join")
        await GreetAsync(options, port, membership, greetings);
    membership.OnLost((locality, reason) => Console.WriteLine($"lost {locality}: {reason}"));
    await membership.BarrierAsync(CancellationToken.None);
    Console.WriteLine(
        $"locality {membership.Self} of {membership.Addresses.Count}, "
        + $"{(options.SharedKey is null ? "no key" : "a key")}");
    if (role == "fail" && membership.Self == 1)
        return 3;
    if (role is "idle" or "fail")
        await Task.Delay(2 * Patience.Limit);
    await membership.LeaveAsync(CancellationToken.None);
    return 0;
}

static async Task GreetAsync(ClusterOptions options, TcpParcelport port, IMembership membership, Greetings greetings)
{
    port.Start(membership.Self, greetings);
    for (var other = 0; other < options.Count; other++)
    {
        if (other != membership.Self)
            port.Connect(other, membership.Addresses[other], membership.SessionWith(other));
    }
    for (var other = 0; other < options.Count; other++)
    {
        if (other != membership.Self)
            port.Send(other, Greetings.Make(port));
    }
    await greetings.WaitAsync(options.Count - 1);
}

static async Task StopAsync(string point, IPEndPoint port)
{
    using var wire = point == "introduction" ? await HalfAsync(port) : await WholeAsync(port, point == "payload");
    Console.WriteLine("there");
    await Task.Delay(2 * Patience.Limit);
}

static async Task<Wire> HalfAsync(IPEndPoint port)
{
    var socket = new System.Net.Sockets.Socket(
        System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
    await socket.ConnectAsync(port);
    var wire = new SocketWire(socket, blocking: false);
    await wire.SendAsync(new Introduction(Purpose.Small, 1, 0, 5).Encode(keyed: false).AsMemory(0, 20));
    return wire;
}

static async Task<Wire> WholeAsync(IPEndPoint port, bool payload)
{
    var introduction = new Introduction(payload ? Purpose.Bulk : Purpose.Small, 1, 0, 5);
    var wire = await Connection.OpenAsync(port, introduction, Protection.None, Patience.Limit);
    var bytes = new byte[ArchiveLayout.HeaderLength + 8 + 1000];
    new ParcelHeader(ParcelKind.Call, ParcelFlags.None, 1, 5, 1, 1, 0, payload ? 1 : 0, 0).Encode(bytes);
    BitConverter.TryWriteBytes(
        bytes.AsSpan(ArchiveLayout.HeaderLength),
        (ulong)(100_000 << ArchiveLayout.KindBits) | (uint)ChunkKind.Pointer);
    await wire.SendAsync(payload ? bytes : bytes.AsMemory(0, 25));
    return wire;
}
