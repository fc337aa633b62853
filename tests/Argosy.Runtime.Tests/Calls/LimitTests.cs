using Argosy.Runtime.Tests.Clusters;
using Argosy.Runtime.Tests.Tcp;

namespace Argosy.Runtime.Tests.Calls;

/// <summary>A parcel beyond the agreed limits fails its own call, where it is sent, on every port alike.</summary>
public sealed class LimitTests
{
    private static readonly ParcelLimits s_limits = new(Index: 20_000, Payload: 50_000);

    [Theory]
    [ClassData(typeof(Kinds))]
    public async Task Text_beyond_the_limit_fails_its_call_and_no_other(string kind)
    {
        await using var cluster = new LocalCluster(kind, 2, limits: s_limits);
        var failure = await Should.ThrowAsync<ClusterException>(
            async () => await cluster.Second.CallAsync(PayloadActions.s_echoText, new string('x', 30_000)));
        failure.Id.ShouldBe("ARG0884");
        failure.Message.ShouldContain("20000");
        failure.Message.ShouldContain("MaximumIndexBytes");
        (await cluster.Second.CallAsync(PayloadActions.s_echoText, "Ada")).ShouldBe("Ada");
    }

    [Theory]
    [ClassData(typeof(Kinds))]
    public async Task Payload_beyond_the_limit_fails_its_call_and_no_other(string kind)
    {
        await using var cluster = new LocalCluster(kind, 2, limits: s_limits);
        using (var large = new RmaVector<byte>(cluster.First.Pool, 60_000))
        {
            var failure = await Should.ThrowAsync<ClusterException>(
                async () => await cluster.Second.CallAsync(ClusterActions.s_echo, large));
            failure.Id.ShouldBe("ARG0884");
            failure.Message.ShouldContain("MaximumPayloadBytes");
        }
        using var small = new RmaVector<byte>(cluster.First.Pool, 50_000);
        using var back = await cluster.Second.CallAsync(ClusterActions.s_echo, small);
        back!.Length.ShouldBe(50_000);
    }

    [Theory]
    [ClassData(typeof(Kinds))]
    public async Task A_result_beyond_the_limit_fails_its_call_and_no_other(string kind)
    {
        await using var cluster = new LocalCluster(kind, 2, limits: s_limits);
        var text = await Should.ThrowAsync<RemoteActionException>(
            () => cluster.Second.CallAsync(PayloadActions.s_makeText, 30_000).AsTask().WaitAsync(Bound.s_wait));
        text.RemoteMessage.ShouldContain("MaximumIndexBytes");
        var vector = await Should.ThrowAsync<RemoteActionException>(
            () => cluster.Second.CallAsync(PayloadActions.s_makeVector, 60_000).AsTask().WaitAsync(Bound.s_wait));
        vector.RemoteMessage.ShouldContain("MaximumPayloadBytes");
        (await cluster.Second.CallAsync(PayloadActions.s_makeText, 3)).ShouldBe("xxx");
    }

    [Theory]
    [ClassData(typeof(Kinds))]
    public async Task A_failure_with_more_text_than_the_limit_is_told_with_its_beginning(string kind)
    {
        await using var cluster = new LocalCluster(kind, 2, limits: new(ParcelLimits.MinimumIndex, 50_000));
        var failure = await Should.ThrowAsync<RemoteActionException>(
            () => cluster.Second.CallAsync(PayloadActions.s_failAtLength, 12_000).AsTask().WaitAsync(Bound.s_wait));
        failure.RemoteType.ShouldBe("System.InvalidOperationException");
        failure.RemoteMessage.ShouldStartWith("xxx");
        (await cluster.Second.CallAsync(PayloadActions.s_echoText, "Ada")).ShouldBe("Ada");
    }

    [Fact]
    public void The_smaller_limits_are_valid_for_a_pair() =>
        ParcelLimits.Between(new(10, 2000), new(20, 1000)).ShouldBe(new(10, 1000));

    [Fact]
    public void Limits_survive_the_wire_and_impossible_ones_are_refused()
    {
        ParcelLimits.TryDecode(s_limits.Encode()).ShouldBe(s_limits);
        ParcelLimits.TryDecode(new ParcelLimits(0, 1).Encode()).ShouldBeNull();
        ParcelLimits.TryDecode(new ParcelLimits(20_000, -1).Encode()).ShouldBeNull();
        ParcelLimits.TryDecode(s_limits.Encode().AsSpan(0, 11)).ShouldBeNull();
    }
}
