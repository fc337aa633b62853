using System.Collections.Concurrent;
using System.Diagnostics;

namespace Argosy.Runtime.Tests.Calls;

/// <summary>Calls in distributed traces, over every kind of parcelport.</summary>
public sealed class TracingTests : IDisposable
{
    private readonly ActivitySource _test = new("Argosy.Runtime.Tests");
    private readonly ConcurrentQueue<Activity> _stopped = [];
    private readonly ActivityListener _listener;
    private readonly Activity _root;

    public TracingTests()
    {
        ActivityTraceId? trace = null;
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Argosy.Runtime" or "Argosy.Runtime.Tests",
            // Only this test's: others run at the same time.
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.Source == _test || options.TraceId == trace
                    ? ActivitySamplingResult.AllDataAndRecorded
                    : ActivitySamplingResult.None,
            ActivityStopped = _stopped.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
        _root = _test.StartActivity("root")!;
        trace = _root.TraceId;
    }

    public void Dispose()
    {
        _root.Dispose();
        _listener.Dispose();
        _test.Dispose();
    }

    [Theory]
    [ClassData(typeof(Kinds))]
    public async Task An_action_is_a_child_of_its_call_wherever_it_runs(string kind)
    {
        await using var localities = new LocalCluster(kind, 2);
        (await localities.Second.CallAsync(TestActions.s_double, 4)).ShouldBe(8);
        Activity.Current.ShouldBe(_root);
        (await localities.Second.CallAsync(TestActions.s_doubleLater, 5)).ShouldBe(10);
        foreach (var action in (string[])["Tests.Double", "Tests.DoubleLater"])
        {
            var call = Stopped(action, ActivityKind.Client);
            var run = Stopped(action, ActivityKind.Server);
            call.ParentSpanId.ShouldBe(_root.SpanId);
            (run.TraceId, run.ParentSpanId, run.HasRemoteParent).ShouldBe((_root.TraceId, call.SpanId, true));
            call.GetTagItem("argosy.locality").ShouldBe(1);
            run.GetTagItem("argosy.caller").ShouldBe(0);
        }
    }

    [Fact]
    public async Task Calls_of_an_action_are_its_children()
    {
        await using var localities = new LocalCluster("tcp", 2);
        (await localities.Second.CallAsync(TestActions.s_bounce, 2)).ShouldBe(2);
        SpinWait.SpinUntil(() => OfAction("Tests.Bounce").Count == 6, Patience.Limit).ShouldBeTrue();
        var chain = new List<Activity>();
        for (var at = _root.SpanId; OfAction("Tests.Bounce").Find(a => a.ParentSpanId == at) is { } next;
            at = next.SpanId)
            chain.Add(next);
        chain.Select(a => a.Kind).ShouldBe(Enumerable.Repeat((ActivityKind[])
            [ActivityKind.Client, ActivityKind.Server], 3).SelectMany(pair => pair));
    }

    [Fact]
    public async Task A_failure_is_that_of_both_sides()
    {
        await using var localities = new LocalCluster("loopback", 2);
        await Should.ThrowAsync<Exception>(async () => await localities.Second.CallAsync(TestActions.s_throw, 3));
        foreach (var side in (ActivityKind[])[ActivityKind.Client, ActivityKind.Server])
        {
            var activity = Stopped("Tests.Throw", side);
            activity.Status.ShouldBe(ActivityStatusCode.Error);
            activity.StatusDescription!.ShouldContain("number 3 is ugly");
        }

        Stopped("Tests.Throw", ActivityKind.Server).GetTagItem("error.type")
            .ShouldBe("System.FormatException");
    }

    [Fact]
    public async Task A_post_has_a_producer_and_a_consumer()
    {
        await using var localities = new LocalCluster("tcp", 2);
        await localities.Second.PostAsync(TestActions.s_count, 1);
        var post = Stopped("Tests.Count", ActivityKind.Producer);
        Stopped("Tests.Count", ActivityKind.Consumer).ParentSpanId.ShouldBe(post.SpanId);
    }

    private List<Activity> OfAction(string action) => [.. _stopped.Where(a => a.OperationName == action)];

    private Activity Stopped(string action, ActivityKind kind)
    {
        Activity? found = null;
        SpinWait.SpinUntil(() => (found = OfAction(action).Find(a => a.Kind == kind)) is not null, Patience.Limit)
            .ShouldBeTrue($"{kind} {action}");
        return found!;
    }
}
