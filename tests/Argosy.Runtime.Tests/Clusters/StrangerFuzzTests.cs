using System.Buffers.Binary;
using Argosy.Runtime.Tests.Tcp;

namespace Argosy.Runtime.Tests.Clusters;

/// <summary>Sends what strangers without the key can send, in the name of a locality, and reads what they can
/// read.</summary>
public sealed class StrangerFuzzTests(ITestOutputHelper output)
{
    private const int MessagesBetweenChecks = 64;
    private static readonly SharedKey s_key = SharedKey.Generate();
    private static readonly byte[] s_secret = [.. Enumerable.Repeat((byte)3, 32)];

    [NativeFact]
    public async Task Strangers_change_nothing_and_read_nothing()
    {
        var random = new Random(Fuzzing.Seed(output));
        using var limit = new CancellationTokenSource(Fuzzing.Time(seconds: 2));
        using var left = FabricParcelport.Open(RdmaScope.Host, "tcp", Guarded);
        using var right = FabricParcelport.Open(RdmaScope.Host, "tcp", Guarded);
        await using var good = Join(0, left);
        await using var victim = Join(1, right);
        left.Connect(1, right.Address, Session(0, 1));
        right.Connect(0, left.Address, Session(1, 0));
        var lost = 0;
        good.LocalityLost += (_, _) => Interlocked.Increment(ref lost);
        victim.LocalityLost += (_, _) => Interlocked.Increment(ref lost);
        using var stranger = new Forger(right);
        var (messages, reads, checks) = (0, 0, 0);
        while (!limit.IsCancellationRequested || checks < 2)
        {
            for (var i = 0; i < MessagesBetweenChecks; i++, messages++)
                await stranger.SendAsync(Message(random));
            using (var reader = new Forger(right)) // a refused read ends its connection
            {
                var key = (ulong)random.NextInt64(random.Next(2) == 0 ? 100 : long.MaxValue);
                var place = new RemoteMemory(0, key, 1 << 30);
                (await reader.TryReadAsync(place, random.Next(1 << 21), 64)).ShouldBeNull($"{place}");
                reads++;
            }
            await Payloads.StormAsync(good[1], threads: 1, calls: 2, seed: messages).WaitAsync(Bound.s_wait);
            checks++;
        }
        output.WriteLine($"{messages} messages, {right.Dropped} dropped, {reads} reads refused");
        await DisconnectTests.Eventually(() => right.Dropped == messages);
        lost.ShouldBe(0);
    }

    private static FabricOptions Guarded => FabricOptions.Default with { GuardsMemory = true };

    private static PeerSession Session(int self, int other) => new((ulong)(10 + self), (ulong)(10 + other))
    {
        Keys = SessionKeys.Derive(s_key, s_secret, self, other),
    };

    private static Cluster Join(int self, FabricParcelport port) =>
        new(self, 2, port, new LoopbackPort(new LoopbackNetwork(), port.Pool), new ClusterSettings());

    // Right in everything but its seal: sender, session, kind; sometimes nothing is right.
    private static byte[] Message(Random random)
    {
        var message = new byte[random.Next(8) == 0 ? random.Next(40) : ArchiveLayout.HeaderLength + random.Next(200)];
        random.NextBytes(message);
        if (message.Length < ArchiveLayout.HeaderLength || random.Next(8) == 0)
            return message;
        var kind = (ParcelKind)random.Next((int)ParcelKind.Call, (int)ParcelKind.Goodbye + 1);
        new ParcelHeader(
            kind, (ParcelFlags)random.Next(4), 0, 10, (ulong)random.Next(3), ClusterActions.s_double.Id,
            random.Next(message.Length), 0, 0).Encode(message);
        if (message.Length >= ArchiveLayout.HeaderLength + MessageSeal.Length)
            BinaryPrimitives.WriteUInt64LittleEndian(
                message.AsSpan(message.Length - MessageSeal.Length), (ulong)random.Next(10_000));
        return message;
    }
}
