using System.Net;
using System.Text;
using Argosy.Runtime.Tests.Tcp;

namespace Argosy.Runtime.Tests.Bootstrap;

public sealed class JoinTests
{
    [Fact]
    public async Task A_locality_that_cant_use_what_it_was_told_is_lost_to_the_others()
    {
        var options = TestCluster.Options(2);
        var joining = Cluster.JoinAsync(options);
        using var other = await Runtime.Bootstrap
            .JoinAsync(options with { Self = 1 }, Encoding.UTF8.GetBytes("no address"), default)
            .WaitAsync(Bound.s_wait);
        var lost = TestCluster.WhenLost(other);
        await Should.ThrowAsync<ClusterException>(() => joining.WaitAsync(Bound.s_wait));
        (await lost.WaitAsync(Bound.s_wait)).ShouldBe(0);
    }

    [Fact]
    public async Task A_locality_whose_types_have_other_members_is_refused_and_told_which()
    {
        var options = TestCluster.Options(4);
        using var root = ControlRoot.Start(IPEndPoint.Parse(options.Root!), options, Protection.None);
        TypeShapes.Register("Program Cell", "X:int;Y:int");
        var registration = MemberRegistration.Make(new Announcement(options.Limits, [1]));
        (await AnswerAsync(options, 1, registration)).ShouldBeNull();
        var name = registration.Shapes.AsSpan(0, 8).ToArray();
        var answer = await AnswerAsync(options, 2, registration with { Shapes = [.. name, 1, 2, 3, 4, 5, 6, 7, 8] });
        answer.ShouldNotBeNull().ShouldContain("has other members");
        // What only one side knows isn't compared.
        (await AnswerAsync(options, 3, registration with { Shapes = [.. new byte[16]] })).ShouldBeNull();
    }

    // The reason of a refusal; null if the locality waits for others.
    private static async Task<string?> AnswerAsync(
        ClusterOptions options, int self, MemberRegistration registration)
    {
        var introduction = new Introduction(Purpose.Control, self, 0, 0);
        using var wire = await Connection.OpenAsync(
            IPEndPoint.Parse(options.Root!), introduction, Protection.None, Bound.s_wait);
        await wire.SendAsync(
            new ControlMessage(ControlKind.Register, (uint)options.Count, registration.Encode()).Encode());
        var answer = await ControlMessage.ReceiveAsync(wire).AsTask().WaitAsync(Bound.s_wait);
        return answer is { Kind: ControlKind.Refused } refusal ? refusal.Text : null;
    }

    [Fact]
    public async Task A_root_waits_for_longer_than_a_silent_locality_is_tolerated()
    {
        var options = TestCluster.Options(2) with { Heartbeat = TimeSpan.FromMilliseconds(20) };
        var first = JoinAsync(options);
        // 25 beats, of which six without an answer would have ended the connection.
        (await Task.WhenAny(first, Task.Delay(25 * options.Heartbeat))).ShouldNotBe(first);
        using var second = await JoinAsync(options with { Self = 1 });
        using var root = await first;
        await Task.WhenAll(root.BarrierAsync(default), second.BarrierAsync(default)).WaitAsync(Bound.s_wait);
    }

    [Fact]
    public async Task Those_who_wait_in_vain_are_told_for_whom()
    {
        var options = TestCluster.Options(4) with { JoinTimeout = TimeSpan.FromSeconds(2) };
        var root = JoinAsync(options);
        var other = JoinAsync(options with { Self = 2, JoinTimeout = TimeSpan.FromMilliseconds(1500) });
        foreach (var joining in new[] { other, root })
        {
            var failure = await Should.ThrowAsync<ClusterException>(joining);
            failure.Message.ShouldContain("locality 1");
            failure.Message.ShouldContain("3");
            failure.Id.ShouldBe("ARG0841");
        }
    }

    private static Task<IMembership> JoinAsync(ClusterOptions options) =>
        Runtime.Bootstrap.JoinAsync(options, Encoding.UTF8.GetBytes($"port {options.Self}"), default)
            .WaitAsync(Bound.s_wait);
}
