namespace Argosy.Runtime.Tests;

/// <summary>When payload is admitted, and what its sender learns of that.</summary>
public sealed class AdmissionTests
{
    public static TheoryData<string> Providers => new("shm", "tcp");

    [NativeTheory]
    [MemberData(nameof(Providers))]
    public async Task Payload_beyond_a_peers_share_waits_its_turn_and_takes_no_memory_until_then(string provider)
    {
        const int count = 200, length = 50_000;
        using var ports = new Ports(provider, new FabricOptions { FetchingBytes = 2 * length });
        var (begun, most, left, bad) = (0, 0, count, 0);
        using var all = new ManualResetEventSlim();
        ports.AtRight.OnReceived = _ => most = Math.Max(most, ++begun); // both on the progress thread
        ports.AtRight.OnWhole = one =>
        {
            begun--;
            bad += one.Payload(0).AsSpan().SequenceEqual(Ports.Bytes(BitConverter.ToInt32(one.Index), length)) ? 0 : 1;
            one.Dispose();
            if (--left == 0)
                all.Set();
        };
        await Task.WhenAll(Enumerable.Range(0, count).Select(i => Ports.SendAsync(
            ports.Left, 1, Ports.Parcel(
                ports.Left, [.. BitConverter.GetBytes(i), .. new byte[i % 3 == 0 ? 5000 : 0]],
                Ports.Pooled(ports.Left, Ports.Bytes(i, length))))));
        all.Wait(Ports.s_limit).ShouldBeTrue();
        (bad, most is 1 or 2).ShouldBe((0, true), $"{most} at once");
        (ports.Left.Pool.Statistics.Lent, ports.Right.Pool.Statistics.Lent).ShouldBe((0, 0));
    }

    [NativeFact]
    public async Task A_stopped_peer_keeps_no_other_from_its_turn()
    {
        var options = new FabricOptions { FetchingBytes = 1 };
        using var ports = new Ports("tcp", options);
        using var still = FabricParcelport.Open(RdmaScope.Host, "tcp", options);
        var atStill = new FakeReceiver();
        still.Connect(1, ports.Right.Address, Ports.s_session);
        ports.Right.Connect(2, still.Address, new PeerSession(Ports.s_session.Incoming, Ports.s_session.Outgoing));
        still.Start(2, atStill);
        await Ports.SendAsync(still, 1, Ports.Parcel(still, [1])); // connects them
        (await ports.AtRight.NextAsync()).Dispose();
        using var entered = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        atStill.OnReceived = _ =>
        {
            entered.Set();
            go.Wait(Ports.s_limit);
        };
        await Ports.SendAsync(ports.Right, 2, Ports.Parcel(ports.Right, [2]));
        entered.Wait(Ports.s_limit).ShouldBeTrue();
        var first = 0;
        ports.AtRight.OnReceived = one => first += one.From == 2 ? 1 : 0;
        var waits = Enumerable.Range(0, 3)
            .Select(i => Ports.SendAsync(still, 1, Ports.Parcel(still, [3], Ports.Pooled(still, new byte[9000]))))
            .ToList();
        for (var i = 0; i < 20; i++)
            await Ports.SendAsync(
                ports.Left, 1, Ports.Parcel(ports.Left, [4], Ports.Pooled(ports.Left, new byte[9000])));
        waits.ShouldAllBe(one => !one.IsCompleted);
        first.ShouldBeLessThanOrEqualTo(1);
        go.Set();
        await Task.WhenAll(waits);
        first.ShouldBe(3);
    }

    [NativeFact]
    public async Task What_a_lost_peer_had_announced_is_forgotten()
    {
        using var ports = new Ports("tcp", new FabricOptions { FetchingBytes = 1 });
        using var received = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        var begun = 0;
        ports.AtRight.OnReceived = _ =>
        {
            begun++;
            received.Set();
            go.Wait(Ports.s_limit); // the others are announced meanwhile
        };
        var sends = Enumerable.Range(0, 5)
            .Select(i => Ports.SendAsync(
                ports.Left, 1, Ports.Parcel(ports.Left, [1], Ports.Pooled(ports.Left, new byte[9000]))))
            .ToList();
        received.Wait(Ports.s_limit).ShouldBeTrue();
        ports.Right.Disconnect(0, new InvalidOperationException("it was sent away"));
        go.Set();
        await DisconnectTests.Eventually(
            () => ports.Right.Pool.Statistics.Lent <= 1); // the receiver holds the first one's destination
        begun.ShouldBe(1);
        ports.Left.Disconnect(1, new InvalidOperationException("it was sent away"));
        foreach (var one in sends)
            await Should.ThrowAsync<InvalidOperationException>(() => one);
    }

    [NativeFact]
    public async Task An_answer_takes_the_word_along_that_the_payload_came()
    {
        const ulong ticket = 0x1_2345_6789;
        using var ports = new Ports("tcp");
        var session = new PeerSession(0xAAAA, 0xBBBB);
        using var forger = new Forger(ports.Right, 2, session);
        ports.AtRight.OnWhole = one =>
        {
            one.Dispose();
            ports.Right.Send(2, Ports.Parcel(ports.Right, [7, 8, 9]));
        };
        var message = new byte[
            ArchiveLayout.HeaderLength + ArchiveLayout.LocatedEntryLength + EagerMessage.NumberLength];
        new ParcelHeader(ParcelKind.Call, ParcelFlags.Located, 2, session.Outgoing, 1, 1, 0, 1, 0).Encode(message);
        EagerMessage.WriteDeferred(
            message.AsSpan(ArchiveLayout.HeaderLength), new RemoteMemory(forger.Place.Address, forger.Place.Key, 64));
        EagerMessage.WriteNumber(message.AsSpan(message.Length - EagerMessage.NumberLength), ticket);
        var answered = forger.ReceiveAsync();
        await forger.SendAsync(message);
        var answer = await answered;
        ParcelHeader.Decode(answer).Flags.ShouldBe(ParcelFlags.Fetched);
        answer[ArchiveLayout.HeaderLength..].ShouldBe([7, 8, 9, .. BitConverter.GetBytes(ticket)]);
    }
}
