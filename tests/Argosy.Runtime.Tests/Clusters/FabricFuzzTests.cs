using System.Buffers.Binary;
using Argosy.Runtime.Tests.Tcp;

namespace Argosy.Runtime.Tests.Clusters;

/// <summary>Sends random and mutated messages to a whole locality.</summary>
public sealed class FabricFuzzTests(ITestOutputHelper output)
{
    private const int Good = 0;
    private const int Victim = 1;
    private const int Bad = 2;
    private static readonly ParcelLimits s_limits = new(1 << 20, 1 << 20);
    private static readonly PeerSession s_session = new(0x1234_5678_9ABC, 0xCBA9_8765_4321) { Limits = s_limits };

    [NativeFact]
    public async Task Whatever_comes_the_locality_goes_on_serving_others()
    {
        var random = new Random(Fuzzing.Seed(output));
        using var limit = new CancellationTokenSource(Fuzzing.Time(seconds: 2));
        using var left = FabricParcelport.Open(RdmaScope.Host, "tcp");
        using var right = FabricParcelport.Open(RdmaScope.Host, "tcp");
        await using var good = Join(Good, left);
        await using var victim = Join(Victim, right);
        left.Connect(Victim, right.Address, new PeerSession(1, 2) { Limits = s_limits });
        right.Connect(Good, left.Address, new PeerSession(2, 1) { Limits = s_limits });
        var forger = new Forger(right, Bad, s_session);
        var (rounds, checks, resets) = (0, 0, 0);
        var dropped = 0L;
        victim.PostFailed += (_, _, _) => { };
        // On a busy machine the first contact may take the whole time limit.
        for (; !limit.IsCancellationRequested || checks < 4; rounds++)
        {
            var message = Message(forger.Place, random);
            if (random.Next(4) != 0)
                Mutate(message, random);
            try
            {
                await forger.SendAsync(message);
            }
            catch (RdmaException)
            {
                // The provider closed the connection, because a message led to a fetch of missing memory. A new forger
                // replaces this one.
                forger.Dispose();
                forger = new Forger(right, Bad, s_session);
                resets++;
            }
            if (right.Dropped != dropped)
                right.Connect(
                    Bad, forger.Address,
                    new PeerSession(s_session.Incoming, s_session.Outgoing)
                    {
                        Limits = s_limits,
                    }); // the port likely closed it
            dropped = right.Dropped;
            if (rounds % 64 != 0)
                continue;
            await Payloads.StormAsync(good[Victim], threads: 1, calls: 2, seed: rounds).WaitAsync(Bound.s_wait);
            checks++;
        }
        right.Disconnect(Bad, new IOException("the test is over"));
        forger.Dispose();
        output.WriteLine(
            $"{rounds} messages, {right.Dropped} dropped, {resets} connections cut, {victim.Pool.Statistics}");
        SpinWait.SpinUntil(() => victim.Pool.Statistics.Lent == 0, Bound.s_wait)
            .ShouldBeTrue($"{victim.Pool.Statistics}");
        victim.Pool.Statistics.Bytes.ShouldBeLessThan(64 << 20);
    }

    private static Cluster Join(int self, FabricParcelport port) =>
        new(self, 3, port, new LoopbackPort(new LoopbackNetwork(), port.Pool), new ClusterSettings());

    // Valid messages of a peer: calls with and without payload, answers, the port's own messages.
    private static byte[] Message(RemoteMemory place, Random random)
    {
        var (kind, action) = random.Next(6) switch
        {
            0 => (ParcelKind.Call, ClusterActions.s_double.Id),
            1 => (ParcelKind.Call, ClusterActions.s_echo.Id),
            2 => (ParcelKind.Call, ClusterActions.s_mirror.Id),
            3 => (ParcelKind.Result, 0u),
            4 => (ParcelKind.Fault, (uint)random.Next(4)),
            _ => ((ParcelKind)random.Next((int)ParcelKind.Cancel, (int)ParcelKind.Goodbye + 1), 0u),
        };
        var index = random.Next(2) == 0 ? 4 : random.Next(200);
        var flags = (ParcelFlags)random.Next(4);
        var located = (flags & ParcelFlags.Located) != 0 ? 1 : 0;
        var bytes = new List<byte>(new byte[ArchiveLayout.HeaderLength]);
        if ((flags & ParcelFlags.Deferred) != 0)
            Entry(bytes, place, random.Next(index, index + 48));
        else
        {
            for (var i = 0; i < index; i++)
                bytes.Add((byte)random.Next(i == 0 ? 4 : 256));
            if (located != 0)
                Entry(bytes, place, random.Next(1, (int)place.Length));
            if (located != 0 && index > 0)
                bytes.AddRange(BitConverter.GetBytes((ulong)index << ArchiveLayout.KindBits));
        }
        if (flags != 0)
            bytes.AddRange(BitConverter.GetBytes(random.NextInt64()));
        var message = bytes.ToArray();
        new ParcelHeader(
            kind, flags, Bad, s_session.Outgoing, (ulong)random.Next(3), action, index,
            located == 0 ? 0 : index > 0 ? 2 : 1, 0).Encode(message);
        return message;
    }

    private static void Entry(List<byte> bytes, RemoteMemory place, int length)
    {
        Span<byte> entry = stackalloc byte[ArchiveLayout.LocatedEntryLength];
        BinaryPrimitives.WriteUInt64LittleEndian(
            entry, ((ulong)length << ArchiveLayout.KindBits) | (ulong)ChunkKind.Rma);
        BinaryPrimitives.WriteUInt64LittleEndian(entry[8..], place.Address);
        BinaryPrimitives.WriteUInt64LittleEndian(entry[16..], place.Key);
        bytes.AddRange(entry.ToArray());
    }

    // Half of the mutations keep source and session: the port drops messages of unknown peers without further checks.
    private static void Mutate(byte[] bytes, Random random)
    {
        if (random.Next(8) == 0)
            random.NextBytes(bytes.AsSpan(random.Next(2) == 0 ? 0 : 16));
        for (var i = random.Next(4); i > 0; i--)
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
    }
}
