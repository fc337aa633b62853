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
}
