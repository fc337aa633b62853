using System.Buffers.Binary;

namespace Argosy.Runtime.Tests;

/// <summary>Where a key is set, a stranger that reaches an endpoint, and even knows the session numbers, gets nothing:
/// no memory, no call, nobody cut off; and no message is accepted twice.</summary>
public sealed class StrangerTests
{
    private static readonly FabricOptions s_guarded = FabricOptions.Default with { GuardsMemory = true };
    private static readonly byte[] s_secret = [.. Enumerable.Range(0, 32).Select(one => (byte)one)];
    private static readonly SharedKey s_key = SharedKey.FromBytes("a shared key of tests"u8);
    private static readonly PeerSession s_leftToRight = new(0x1111, 0x2222)
    {
        Keys = SessionKeys.Derive(s_key, s_secret, 0, 1),
    };

    private static readonly PeerSession s_twoToLeft = new(0x3333, 0x4444)
    {
        Keys = SessionKeys.Derive(s_key, s_secret, 2, 0),
    };

    public static TheoryData<string> Providers => ["tcp", "net"];

    [NativeTheory]
    [MemberData(nameof(Providers))]
    public async Task Messages_without_the_key_are_dropped_and_cut_off_nobody(string provider)
    {
        using var ports = new Ports(provider, s_guarded, s_leftToRight);
        using var stranger = new Forger(ports.Right, provider);
        var wrong = new MessageSeal(SessionKeys.Derive(SharedKey.Generate(), s_secret, 0, 1));
        await stranger.SendAsync(Call());
        await stranger.SendAsync(Sealed(wrong, Call()));
        await stranger.SendAsync(Header(ParcelKind.Goodbye));
        await stranger.SendAsync(Sealed(wrong, Header(ParcelKind.Goodbye)));
        await stranger.SendAsync([]);
        await DisconnectTests.Eventually(() => ports.Right.Dropped == 5);
        await Ports.SendAsync(ports.Left, 1, Ports.Parcel(ports.Left, [7]));
        using var got = await ports.AtRight.NextAsync();
        got.Index.ShouldBe([7]);
        ports.AtRight.LostCount.ShouldBe(0);
    }

    [NativeTheory]
    [MemberData(nameof(Providers))]
    public async Task A_repeated_message_is_dropped(string provider)
    {
        using var ports = new Ports(provider, s_guarded, s_leftToRight);
        using var sender = new Forger(ports.Right, provider); // as who recorded what locality 0 sent
        var message = Sealed(new MessageSeal(s_leftToRight.Keys!), Call());
        await sender.SendAsync(message);
        using (var got = await ports.AtRight.NextAsync())
            got.From.ShouldBe(0);
        await sender.SendAsync(message);
        await DisconnectTests.Eventually(() => ports.Right.Dropped == 1);
        ports.AtRight.LostCount.ShouldBe(0);
    }

    [NativeTheory]
    [InlineData("tcp")]
    [InlineData("net")]
    public async Task A_stranger_reads_no_memory(string provider)
    {
        using var ports = new Ports(provider, s_guarded, s_leftToRight);
        var secret = Ports.Bytes(1, 100_000);
        await Ports.SendAsync(
            ports.Left, 1, Ports.Parcel(ports.Left, [1, 2], Ports.Pooled(ports.Left, secret)));
        for (ulong key = 0; key < 8; key++)
        {
            using var stranger = new Forger(ports.Left, provider); // a refused read ends its connection
            (await stranger.TryReadAsync(new RemoteMemory(0, key, 1 << 30), 0, 64)).ShouldBeNull($"key {key}");
        }
        using var got = await ports.AtRight.NextAsync();
        got.Payload(0).ShouldBe(secret);
        await Ports.SendAsync(ports.Left, 1, Ports.Parcel(ports.Left, [1, 2], Ports.Pooled(ports.Left, secret)));
        (ports.AtLeft.LostCount, ports.AtRight.LostCount).ShouldBe((0, 0));
    }

    [NativeTheory]
    [InlineData("tcp")]
    [InlineData("net")]
    public async Task A_key_opens_its_transfer_alone_and_only_until_that_was_fetched(string provider)
    {
        using var port = FabricParcelport.Open(RdmaScope.Host, provider, s_guarded);
        port.Start(0, new FakeReceiver());
        using var receiver = new Forger(port, provider);
        port.Connect(2, receiver.Address, Ports.Reverse(s_twoToLeft));
        var content = Ports.Bytes(2, 8000);
        var announced = receiver.ReceiveAsync();
        var sent = Ports.SendAsync(port, 2, Ports.Parcel(port, [1, 2], Ports.Pooled(port, content)));
        var message = await announced;
        var (place, ticket) = Parse(message);
        using (var thief = new Forger(port, provider)) // who overheard the announcement
            (await thief.TryReadAsync(place with { Length = 1 << 30 }, 8000, 64)).ShouldBeNull("beyond the transfer");
        (await receiver.TryReadAsync(place, 0, 4096)).ShouldBe(content[..4096]);
        await receiver.SendAsync(
            Sealed(new MessageSeal(s_twoToLeft.Keys!), Header(ParcelKind.Fetched, from: 2, session: 0x3333, ticket)));
        await sent;
        (await receiver.TryReadAsync(place, 0, 64)).ShouldBeNull("after the transfer");
    }

    [NativeTheory]
    [MemberData(nameof(Providers))]
    public async Task Sealed_parcels_of_every_size_arrive(string provider)
    {
        using var ports = new Ports(provider, s_guarded, s_leftToRight);
        foreach (var length in (int[])[0, 1, 16, 24, 100, 984, 1000, 3990, 4020, 4032, 4033, 4056, 4057, 9000, 100_000])
        {
            var index = Ports.Bytes(length, length);
            await Ports.SendAsync(ports.Left, 1, Ports.Parcel(ports.Left, index));
            using var small = await ports.AtRight.NextAsync();
            small.Index.ShouldBe(index);
            await Ports.SendAsync(
                ports.Left, 1, Ports.Parcel(ports.Left, index, Ports.Pooled(ports.Left, Ports.Bytes(1, 5000)),
                    Ports.Pointer(Ports.Bytes(2, 70_000))));
            using var large = await ports.AtRight.NextAsync();
            large.Index.ShouldBe(index);
            large.Payload(1).ShouldBe(Ports.Bytes(2, 70_000));
        }
    }

    [NativeFact]
    public async Task Many_threads_may_send_sealed_parcels()
    {
        using var ports = new Ports("tcp", s_guarded, s_leftToRight);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(async () =>
        {
            for (var i = 0; i < 200; i++)
                await Ports.SendAsync(ports.Left, 1, Ports.Parcel(ports.Left, Ports.Bytes(thread, 10 + (i % 200))));
        })));
        for (var i = 0; i < 1600; i++)
            (await ports.AtRight.NextAsync()).Dispose();
        ports.Right.Dropped.ShouldBe(0);
    }

    private static (RemoteMemory Place, ulong Ticket) Parse(byte[] message)
    {
        var header = ParcelHeader.Decode(message);
        var at = ArchiveLayout.HeaderLength + header.IndexLength;
        for (var i = 0; i < header.Entries; i++)
        {
            var entry = BinaryPrimitives.ReadUInt64LittleEndian(message.AsSpan(at));
            if ((entry & 3) == (ulong)ChunkKind.Index)
            {
                at += ArchiveLayout.EntryLength;
                continue;
            }
            var ticket = message.AsSpan(message.Length - MessageSeal.Length - EagerMessage.NumberLength);
            return (new RemoteMemory(
                BinaryPrimitives.ReadUInt64LittleEndian(message.AsSpan(at + 8)),
                BinaryPrimitives.ReadUInt64LittleEndian(message.AsSpan(at + 16)), entry >> ArchiveLayout.KindBits),
                BinaryPrimitives.ReadUInt64LittleEndian(ticket));
        }
        throw new InvalidOperationException("there is no payload");
    }

    private static unsafe byte[] Sealed(MessageSeal seal, byte[] message)
    {
        var whole = new byte[message.Length + MessageSeal.Length];
        message.CopyTo(whole, 0);
        fixed (byte* start = whole)
            seal.Seal(start, message.Length);
        return whole;
    }

    private static byte[] Call() => [.. Header(ParcelKind.Call, index: 8), .. new byte[8]];

    private static byte[] Header(
        ParcelKind kind, uint from = 0, ulong session = 0x1111, ulong call = 1, int index = 0)
    {
        var message = new byte[ArchiveLayout.HeaderLength];
        new ParcelHeader(kind, ParcelFlags.None, from, session, call, 1, index, 0, 0).Encode(message);
        return message;
    }
}
