using System.Buffers.Binary;
using System.Net;
using System.Text;
using Argosy.Runtime.Tests.Tcp;

namespace Argosy.Runtime.Tests.Security;

/// <summary>Errors of a trusted peer: it is disconnected with a reason, and no other peer is affected.</summary>
public sealed class MalformedParcelTests
{
    private static readonly PeerSession s_session = new(8, 9);

    public static TheoryData<string, string> Mistakes => new()
    {
        { "version", "it has version 77" },
        { "kind", "there is no parcel of kind 0" },
        { "flags", "it has unknown flags" },
        { "located", "it is of a kind that isn't sent over this connection" },
        { "fetched", "it is of a kind that isn't sent over this connection" },
        { "source", "another sender or session" },
        { "session", "another sender or session" },
        { "negative index", "it names -1 bytes" },
        { "long index", "its index data has 2147483647 bytes" },
        { "entries", "it names 0 bytes and 65537 chunks" },
        { "empty chunk", "a chunk of kind 1 has 0 bytes" },
        { "endless chunk", "a chunk of kind 1 has 4611686018427387903 bytes" },
        { "odd chunk", "a chunk of kind 3 has 5 bytes" },
        { "payload on the wrong connection", "it has payload, on the connection for parcels without" },
        { "more payload than allowed", "more than the 1000 bytes that are allowed" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_mistake_ends_its_connection_alone_with_its_reason(string mistake, string reason)
    {
        var bulk = mistake == "more payload than allowed";
        using var pair = new PortPair();
        pair.Right.Connect(2, "127.0.0.1:1"u8.ToArray(), s_session with { Limits = new(1 << 20, 1000) });
        var place = IPEndPoint.Parse(Encoding.UTF8.GetString(pair.Right.Address));
        var purpose = bulk ? Purpose.Bulk : Purpose.Small;
        using var wire = await Connection.OpenAsync(
            place, new(purpose, 2, 1, s_session.Incoming), Protection.None, Bound.s_wait);
        await wire.SendAsync(Make(mistake));
        (await HandshakeTests.ReasonAsync(wire)).ShouldContain(reason);
        wire.Dispose();
        var (locality, why) = await pair.AtRight.WhenLost;
        locality.ShouldBe(2);
        why.Message.ShouldContain(reason);
        (await Parcels.SendAsync(pair.Left, 1, Parcels.Make(pair.Left, 1, [7]))).ShouldBeNull();
        pair.AtRight._timesLost.ShouldBe(1);
    }

    [Fact]
    public async Task The_sender_learns_the_reason()
    {
        using var pair = new PortPair();
        pair.Right.Connect(
            0, pair.Left.Address, PortPair.s_sessionOfRight with { Limits = new(100, 1000) }); // not agreed
        pair.Left.Send(1, Parcels.Make(pair.Left, 1, new byte[101]));
        (await pair.AtLeft.WhenLost).Reason.Message.ShouldContain("its index data has 101 bytes of at most 100");
        (await pair.AtRight.WhenLost).Locality.ShouldBe(0);
    }

    [Fact]
    public async Task A_decoder_that_gives_up_ends_the_connection_too()
    {
        using var pair = new PortPair();
        pair.AtRight.OnReceive = (_, _) => throw ArchiveException.Malformed("there is no action 7");
        pair.Left.Send(1, Parcels.Make(pair.Left, 1, [1], new byte[10_000]));
        (await pair.AtLeft.WhenLost).Reason.Message.ShouldContain("there is no action 7");
    }

    [Fact]
    public async Task A_length_that_is_claimed_and_never_sent_takes_no_memory()
    {
        using var pair = new PortPair();
        pair.Right.Connect(2, "127.0.0.1:1"u8.ToArray(), s_session);
        var place = IPEndPoint.Parse(Encoding.UTF8.GetString(pair.Right.Address));
        using var wire = await Connection.OpenAsync(
            place, new(Purpose.Small, 2, 1, s_session.Incoming), Protection.None, Bound.s_wait);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await wire.SendAsync(Header(indexLength: 16 * 1024 * 1024));
        wire.EndSending();
        (await pair.AtRight.WhenLost).Reason.Message.ShouldContain("it ended in the middle of a parcel");
        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(4 * 1024 * 1024);
    }

    private static byte[] Make(string mistake) => mistake switch
    {
        "version" => With(0, 77),
        "kind" => With(1, 0),
        "flags" => With(2, 0x80),
        "located" => With(2, (byte)ParcelFlags.Located),
        "fetched" => With(1, (byte)ParcelKind.Fetched),
        "source" => With(4, 0),
        "session" => With(8, 0),
        "negative index" => Header(indexLength: -1),
        "long index" => Header(indexLength: int.MaxValue),
        "entries" => Header(entries: 65_537),
        "empty chunk" => WithChunk(1),
        "endless chunk" => WithChunk(ulong.MaxValue - 2),
        "odd chunk" => WithChunk((5 << 2) | 3),
        "payload on the wrong connection" => WithChunk((5 << 2) | 1),
        "more payload than allowed" => WithChunk((1001 << 2) | 1),
        _ => throw new ArgumentOutOfRangeException(nameof(mistake)),
    };

    internal static byte[] Header(int indexLength = 0, int entries = 0)
    {
        var bytes = new byte[ArchiveLayout.HeaderLength];
        new ParcelHeader(ParcelKind.Call, ParcelFlags.None, 2, s_session.Incoming, 1, 1, indexLength, entries, 0)
            .Encode(bytes);
        return bytes;
    }

    private static byte[] With(int offset, byte value)
    {
        var bytes = Header();
        bytes[offset] = value;
        return bytes;
    }

    private static byte[] WithChunk(ulong entry)
    {
        var bytes = new byte[ArchiveLayout.HeaderLength + 8];
        Header(entries: 1).CopyTo(bytes, 0);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(ArchiveLayout.HeaderLength), entry);
        return bytes;
    }
}
