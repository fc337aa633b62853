using System.Net;
using System.Text;
using Argosy.Runtime.Tests.Tcp;

namespace Argosy.Runtime.Tests.Security;

/// <summary>Random and mutated bytes, before and after the handshake.</summary>
public sealed class ConnectionFuzzTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Whatever_comes_the_process_and_the_other_connections_stay_well()
    {
        var random = new Random(Fuzzing.Seed(output));
        using var limit = new CancellationTokenSource(Fuzzing.Time(seconds: 3));
        using var pair = new PortPair(
            new(), new() { HandshakeLimit = TimeSpan.FromSeconds(1) });
        var rounds = 0;
        for (; !limit.IsCancellationRequested || rounds < 32; rounds++)
        {
            await (random.Next(2) == 0
                ? BeforeAsync(pair.Right, random)
                : AfterAsync(pair.Right, 2 + (rounds % 8), random)).WaitAsync(Bound.s_wait);
            if (rounds % 16 != 0)
                continue;
            (await Parcels.SendAsync(pair.Left, 1, Parcels.Make(pair.Left, 77, [7]))).ShouldBeNull($"round {rounds}");
            while ((await pair.AtRight.NextAsync()) is { From: not 0 })
            {
            }
        }
        output.WriteLine($"{rounds} connections");
    }

    private static async Task BeforeAsync(TcpParcelport port, Random random)
    {
        using var wire = await HandshakeTests.DialAsync(port);
        var bytes = new Introduction(Purpose.Small, 0, 1, PortPair.s_sessionOfLeft.Outgoing).Encode(keyed: false);
        Mutate(bytes, random);
        await SendAndEndAsync(wire, bytes, random);
    }

    private static async Task AfterAsync(TcpParcelport port, int from, Random random)
    {
        port.Disconnect(from, new IOException("the round before is over"));
        port.Connect(from, "127.0.0.1:1"u8.ToArray(), new PeerSession(1, 9));
        var purpose = random.Next(2) == 0 ? Purpose.Small : Purpose.Bulk;
        using var wire = await Connection.OpenAsync(
            IPEndPoint.Parse(Encoding.UTF8.GetString(port.Address)), new(purpose, from, 1, 9), Protection.None,
            Bound.s_wait);
        var bytes = Stream(from, purpose, random);
        Mutate(bytes, random);
        await SendAndEndAsync(wire, bytes, random);
    }

    // A few valid parcels.
    private static byte[] Stream(int from, Purpose purpose, Random random)
    {
        var bytes = new MemoryStream();
        var head = new byte[ArchiveLayout.HeaderLength];
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            var index = random.Next(300);
            var chunks = purpose == Purpose.Bulk ? random.Next(1, 4) : 0;
            new ParcelHeader(
                ParcelKind.Call, ParcelFlags.None, (uint)from, 9, 1, 1, index, chunks == 0 ? 0 : chunks + 1, 0)
                .Encode(head);
            bytes.Write(head);
            bytes.Write(new byte[index]);
            if (chunks == 0)
                continue;
            bytes.Write(BitConverter.GetBytes((ulong)index << ArchiveLayout.KindBits));
            for (var chunk = 1; chunk <= chunks; chunk++)
                bytes.Write(BitConverter.GetBytes(((ulong)chunk * 100 << ArchiveLayout.KindBits) | 1));
            bytes.Write(new byte[chunks * (chunks + 1) * 50]);
        }
        return bytes.ToArray();
    }

    private static void Mutate(byte[] bytes, Random random)
    {
        if (random.Next(4) == 0)
            random.NextBytes(bytes);
        for (var i = random.Next(4); i > 0; i--)
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
    }

    private static async Task SendAndEndAsync(Wire wire, byte[] bytes, Random random)
    {
        try
        {
            await wire.SendAsync(bytes.AsMemory(0, random.Next(bytes.Length + 1)));
            wire.EndSending();
            var rest = new byte[1024];
            while (await wire.ReceiveAsync(rest) > 0)
            {
            }
        }
        catch (Exception exception) when (Wire.IsEnd(exception))
        {
            // The peer closed the connection in the middle, which is a valid end.
        }
    }
}
