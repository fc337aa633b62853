using System.Buffers.Binary;

namespace Argosy.Runtime.Tests;

/// <summary>Messages are checked; a wrong one costs its sender the connection and affects no other peer.</summary>
public sealed class HostileTests
{
    private static readonly PeerSession s_session = new(0xAAAA, 0xBBBB);

    public static TheoryData<string, Func<byte[], byte[]>> Forgeries => new()
    {
        { "another version", message => With(message, 0, 9) },
        { "no such kind", message => With(message, 1, 99) },
        { "unknown flags", message => With(message, 3, 0x80) },
        { "more index data than came", message => With(message, 28, 200) },
        { "less index data than came", message => With(message, 28, 0) },
        { "chunks without a table", message => With(message, 32, 1) },
        { "too many chunks", message => With(message, 35, 0x7F) },
        { "an unfetched ticket", message => With(message, 1, (byte)ParcelKind.Fetched) },
        { "an unfetched ticket behind a parcel", message => [.. With(message, 2, 4), .. U64(0x1234)] },
        { "no ticket behind a parcel that should have one", message => With(message, 2, 4) },
        { "located without a ticket", message => With(message, 2, 1) },
        { "deferred without a place", message => With(message, 2, 2) },
        { "a header cut short", message => message[..30] },
        {
            "a deferred length beyond the limit",
            message => [.. With(message, 2, 2)[..40], .. U64((1UL << 60) + 2), .. new byte[24]]
        },
        {
            "a deferred length below its index data",
            message => [.. With(message, 2, 2)[..40], .. U64((3UL << 2) + 2), .. new byte[24]]
        },
        {
            "a chunk that ends beyond all memory",
            message =>
            [
                .. With(With(message, 2, 1), 32, 2)[..48], .. U64(8 << 2), .. U64((8 << 2) + 2),
                .. U64(ulong.MaxValue - 3), .. new byte[16]
            ]
        },
    };

    [NativeTheory]
    [MemberData(nameof(Forgeries))]
    public async Task A_malformed_parcel_costs_its_sender_the_connection(string what, Func<byte[], byte[]> forge)
    {
        using var ports = new Ports("tcp");
        using var forger = new Forger(ports.Right, 2, s_session);
        await forger.SendAsync(forge(Honest()));
        var (locality, reason) = ports.AtRight.NextLost();
        (locality, ((FabricException)reason).Id).ShouldBe((2, "ARG0882"), what);
        await forger.SendAsync(Honest());
        await DisconnectTests.Eventually(() => ports.Right.Dropped == 1);
        await Ports.SendAsync(ports.Left, 1, Ports.Parcel(ports.Left, [7])); // the others are not affected
        (await ports.AtRight.NextAsync()).From.ShouldBe(0);
        ports.AtRight.LostCount.ShouldBe(0);
    }

    [NativeFact]
    public async Task A_stranger_is_dropped_and_counted()
    {
        using var ports = new Ports("tcp");
        using var forger = new Forger(ports.Right, 2, s_session);
        await forger.SendAsync(With(Honest(), 8, 1)); // another session
        await forger.SendAsync(With(Honest(), 4, 77)); // no such locality
        await forger.SendAsync(With(Honest(), 4, 0)); // in another's name
        await forger.SendAsync([1, 2, 3]);
        await DisconnectTests.Eventually(() => ports.Right.Dropped == 4);
        await forger.SendAsync(Honest());
        using var got = await ports.AtRight.NextAsync();
        (got.From, got.Index.Length).ShouldBe((2, 8));
        ports.AtRight.LostCount.ShouldBe(0);
    }

    [NativeFact]
    public async Task A_place_that_cant_be_read_fails_the_delivery_and_loses_the_peer()
    {
        using var ports = new Ports("tcp");
        using var forger = new Forger(ports.Right, 2, s_session);
        byte[] located =
        [
            .. With(With(Honest(), 2, 1), 32, 2), .. U64(8 << 2), .. U64((9000 << 2) + 2), .. U64(4096), .. U64(0x7777),
            .. U64(1)
        ];
        await forger.SendAsync(located);
        var (locality, reason) = ports.AtRight.NextLost();
        (locality, ((FabricException)reason).Id).ShouldBe((2, "ARG0881"));
        await Should.ThrowAsync<FabricException>(ports.AtRight.NextAsync);
    }

    [NativeFact]
    public async Task A_goodbye_is_no_error_but_the_end()
    {
        using var ports = new Ports("tcp");
        using var forger = new Forger(ports.Right, 2, s_session);
        await forger.SendAsync(With(With(Honest(), 1, (byte)ParcelKind.Goodbye), 28, 0)[..40]);
        ((FabricException)ports.AtRight.NextLost().Reason).Id.ShouldBe("ARG0885");
    }

    private static byte[] Honest()
    {
        var message = new byte[ArchiveLayout.HeaderLength + 8];
        new ParcelHeader(ParcelKind.Call, ParcelFlags.None, 2, s_session.Outgoing, 1, 1, 8, 0, 0).Encode(message);
        return message;
    }

    private static byte[] With(byte[] message, int at, byte value)
    {
        var changed = (byte[])message.Clone();
        changed[at] = value;
        return changed;
    }

    private static byte[] U64(ulong value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return bytes;
    }
}
