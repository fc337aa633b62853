using System.Net;
using System.Text;
using Argosy.Runtime.Tests.Tcp;

namespace Argosy.Runtime.Tests.Bootstrap;

/// <summary>Localities of one process that connected over the loopback interface.</summary>
internal sealed class TestCluster : IDisposable
{
    private TestCluster(IMembership[] members) => Members = members;

    internal IMembership[] Members { get; }

    internal static ClusterOptions Options(int count, SharedKey? key = null) =>
        new() { Count = count, Root = $"127.0.0.1:{ServerPort.Take()}", SharedKey = key, JoinTimeout = Bound.s_wait };

    internal static async Task<TestCluster> JoinAsync(int count, SharedKey? key = null)
    {
        var options = Options(count, key);
        // The root joins last: the others have to wait for it.
        var joining = Enumerable.Range(0, count).Reverse()
            .Select(n => Runtime.Bootstrap.JoinAsync(
                options with { Self = n }, Encoding.UTF8.GetBytes($"port {n}"), default));
        return new((await Task.WhenAll(joining).WaitAsync(Bound.s_wait)).OrderBy(m => m.Self).ToArray());
    }

    internal static async Task<Wire> RegisterAsync(ClusterOptions options, int number)
    {
        var introduction = new Introduction(Purpose.Control, number, 0, 0);
        var wire = await Connection.OpenAsync(
            IPEndPoint.Parse(options.Root!), introduction, Protection.None, Bound.s_wait);
        var registration = new MemberRegistration(new Announcement(options.Limits, [1]), []);
        await wire.SendAsync(
            new ControlMessage(ControlKind.Register, (uint)options.Count, registration.Encode()).Encode());
        return wire;
    }

    internal static Task<int> WhenLost(IMembership member)
    {
        var lost = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        member.OnLost((locality, _) => lost.TrySetResult(locality));
        return lost.Task;
    }

    public void Dispose()
    {
        foreach (var member in Members)
            member.Dispose();
    }
}
