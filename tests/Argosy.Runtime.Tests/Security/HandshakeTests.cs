using System.Net;
using System.Net.Sockets;
using System.Text;
using Argosy.Runtime.Tests.Tcp;

namespace Argosy.Runtime.Tests.Security;

public sealed class HandshakeTests
{
    private static readonly SharedKey s_key = SharedKey.FromBytes("a key for nothing but tests"u8);

    private static TcpOptions Keyed => new() { Protection = new(s_key) };

    [Fact]
    public async Task Who_has_the_key_is_let_in()
    {
        using var pair = new PortPair(Keyed);
        (await Parcels.SendAsync(pair.Left, 1, Parcels.Make(pair.Left, 1, [7]))).ShouldBeNull();
        (await pair.AtRight.NextAsync()).Index.ShouldBe([7]);
    }

    [Fact]
    public async Task Who_has_another_key_is_not()
    {
        using var pair = new PortPair(Keyed, new() { Protection = new(SharedKey.Generate()) });
        var failure = await Parcels.SendAsync(pair.Left, 1, Parcels.Make(pair.Left, 1, [7]));
        failure.ShouldBeOfType<LocalityLostException>().Message.ShouldContain("it has another key");
        (await pair.AtLeft.WhenLost).Locality.ShouldBe(1);
        SpinWait.SpinUntil(() => pair.Right.Refused == 1, Bound.s_wait).ShouldBeTrue();
        pair.AtRight._timesLost.ShouldBe(0);
    }

    [Fact]
    public async Task A_key_on_one_side_alone_is_told_as_such()
    {
        using var pair = new PortPair(new(), Keyed);
        var failure = await Parcels.SendAsync(pair.Left, 1, Parcels.Make(pair.Left, 1, [7]));
        failure!.Message.ShouldContain("it refused: it has no shared key, and one is asked for here");
    }

    [Fact]
    public async Task A_connecting_side_without_the_key_can_not_prove_it()
    {
        using var pair = new PortPair(Keyed);
        using var wire = await DialAsync(pair.Right);
        await wire.SendAsync(Introduce(keyed: true));
        await wire.ReceiveAllAsync(new byte[1 + Introduction.Length + 32]);
        await wire.SendAsync(new byte[32]);
        (await ReasonAsync(wire)).ShouldBe("another key is asked for here");
    }

    [Fact]
    public async Task The_others_proof_sent_back_is_no_proof()
    {
        using var pair = new PortPair(Keyed);
        using var wire = await DialAsync(pair.Right);
        await wire.SendAsync(Introduce(keyed: true));
        var answer = new byte[1 + Introduction.Length + 32];
        await wire.ReceiveAllAsync(answer);
        await wire.SendAsync(answer.AsMemory(1 + Introduction.Length));
        (await ReasonAsync(wire)).ShouldBe("another key is asked for here");
    }

    [Fact]
    public async Task A_handshake_that_was_overheard_is_of_no_use()
    {
        using var pair = new PortPair(Keyed);
        var overheard = new OverheardWire(await DialAsync(pair.Right));
        var introduction = new Introduction(Purpose.Small, 0, 1, PortPair.s_sessionOfLeft.Outgoing);
        await Handshake.ConnectAsync(overheard, introduction, s_key, Bound.s_wait);
        using var again = await DialAsync(pair.Right);
        await again.SendAsync(overheard.Sent[0]);
        await again.ReceiveAllAsync(new byte[1 + Introduction.Length + 32]);
        await again.SendAsync(overheard.Sent[1]);
        (await ReasonAsync(again)).ShouldBe("another key is asked for here");
        overheard.Dispose();
    }

    [Theory]
    [InlineData(4, "it speaks version 99, and 2 is spoken here")]
    [InlineData(5, "there is no connection of kind 99")]
    [InlineData(6, "its introduction is malformed")]
    [InlineData(0, "it doesn't speak this protocol")]
    public async Task What_can_not_be_understood_is_sent_away_with_the_reason(int changed, string reason)
    {
        using var pair = new PortPair();
        using var wire = await DialAsync(pair.Right);
        var introduction = Introduce(keyed: false);
        introduction[changed] = 99;
        await wire.SendAsync(introduction);
        (await ReasonAsync(wire)).ShouldBe(reason);
    }

    [Fact]
    public async Task Another_session_or_a_second_connection_is_refused_and_the_first_stays_well()
    {
        using var pair = new PortPair();
        (await Parcels.SendAsync(pair.Left, 1, Parcels.Make(pair.Left, 1, [7]))).ShouldBeNull();
        var place = IPEndPoint.Parse(Encoding.UTF8.GetString(pair.Right.Address));
        foreach (var (session, reason) in new[]
        {
            (9ul, "its session is another's"), (101ul, "it is lost, or connected already")
        })
        {
            var failure = await Should.ThrowAsync<ClusterException>(
                Connection.OpenAsync(place, new(Purpose.Small, 0, 1, session), Protection.None, Bound.s_wait));
            failure.Message.ShouldContain(reason);
        }
        (await Parcels.SendAsync(pair.Left, 1, Parcels.Make(pair.Left, 2, [8]))).ShouldBeNull();
        (await pair.AtRight.NextAsync()).Index.ShouldBe([7]);
        (await pair.AtRight.NextAsync()).Index.ShouldBe([8]);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Who_says_nothing_or_one_byte_now_and_then_is_sent_away_in_time()
    {
        var options = new TcpOptions { HandshakeLimit = TimeSpan.FromSeconds(3) };
        using var pair = new PortPair(new(), options);
        using var silent = await DialAsync(pair.Right);
        using var slow = await DialAsync(pair.Right);
        var dripping = Task.Run(async () =>
        {
            using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            // All but the last byte, which is never sent.
            foreach (var one in Introduce(keyed: false)[..^1])
            {
                await slow.SendAsync(new[] { one });
                await pause.WaitForNextTickAsync();
            }
            (await slow.ReceiveAsync(new byte[1])).ShouldBe(0);
        });
        (await silent.ReceiveAsync(new byte[1]).AsTask().WaitAsync(Bound.s_wait)).ShouldBe(0);
        // Its send fails or its connection ends, whichever it detects first.
        await dripping.WaitAsync(Bound.s_wait).ContinueWith(static _ => { }, TaskScheduler.Default);
        dripping.IsCompleted.ShouldBeTrue();
        SpinWait.SpinUntil(() => pair.Right.Refused == 2, Bound.s_wait).ShouldBeTrue();
        (await Parcels.SendAsync(pair.Left, 1, Parcels.Make(pair.Left, 1, [7]))).ShouldBeNull();
    }

    internal static async Task<Wire> DialAsync(TcpParcelport port)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPEndPoint.Parse(Encoding.UTF8.GetString(port.Address)));
        return new SocketWire(socket, blocking: false);
    }

    private static byte[] Introduce(bool keyed) =>
        new Introduction(Purpose.Small, 0, 1, PortPair.s_sessionOfLeft.Outgoing).Encode(keyed);

    internal static async Task<string> ReasonAsync(Wire wire)
    {
        var verdict = new byte[1];
        await wire.ReceiveAllAsync(verdict).AsTask().WaitAsync(Bound.s_wait);
        verdict[0].ShouldBe((byte)1);
        var reason = await Handshake.ReceiveReasonAsync(wire).AsTask().WaitAsync(Bound.s_wait);
        (await wire.ReceiveAsync(verdict).AsTask().WaitAsync(Bound.s_wait)).ShouldBe(0);
        return reason;
    }

    /// <summary>Records what is sent.</summary>
    private sealed class OverheardWire(Wire inner) : Wire
    {
        internal List<byte[]> Sent { get; } = [];

        internal override string Peer => inner.Peer;

        internal override ValueTask<int> ReceiveAsync(Memory<byte> target) => inner.ReceiveAsync(target);

        internal override ValueTask SendAsync(ReadOnlyMemory<byte> source)
        {
            Sent.Add(source.ToArray());
            return inner.SendAsync(source);
        }

        internal override void EndSending() => inner.EndSending();

        public override void Dispose() => inner.Dispose();
    }
}
