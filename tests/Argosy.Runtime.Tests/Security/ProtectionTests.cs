using System.Net;
using Argosy.Runtime.Tests.Bootstrap;

namespace Argosy.Runtime.Tests.Security;

public sealed class ProtectionTests
{
    [Fact]
    public void Off_the_loopback_interface_something_must_be_asked_for()
    {
        var open = new TcpOptions { Listen = new(IPAddress.Any, 0) };
        Should.Throw<ClusterException>(() => new TcpParcelport(open)).Id.ShouldBe("ARG0890");
        using var keyed = new TcpParcelport(open with { Protection = new(SharedKey.Generate()) });
        using var trusted = new TcpParcelport(open with
        {
            Protection = Protection.None with { AllowUnauthenticated = true }
        });
    }

    [Fact]
    public async Task Nor_is_another_machine_connected_to()
    {
        var options = new ClusterOptions { Self = 1, Count = 2, Root = "192.0.2.1:7000" };
        var failure = await Should.ThrowAsync<ClusterException>(Runtime.Bootstrap.JoinAsync(options, [1], default));
        failure.Message.ShouldStartWith("ARG0890 192.0.2.1:7000 can be reached from other machines");
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    public void A_key_file_that_others_may_use_is_refused(UnixFileMode others)
    {
        var file = Write(new byte[32]);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | others);
        Should.Throw<ClusterException>(() => SharedKey.FromFile(file)).Message.ShouldContain("chmod 600");
        File.Delete(file);
    }

    [Fact]
    public void A_key_file_is_read_without_its_line_end()
    {
        var file = Write("0123456789abcdef\r\n"u8);
        SharedKey.FromFile(file).Sign([1]).ShouldBe(SharedKey.FromBytes("0123456789abcdef"u8).Sign([1]));
        File.Delete(file);
    }

    [Fact]
    public void A_key_that_is_short_or_missing_is_refused_and_no_key_is_ever_printed()
    {
        var file = Write("too short"u8);
        Should.Throw<ClusterException>(() => SharedKey.FromFile(file)).Id.ShouldBe("ARG0891");
        File.Delete(file);
        Should.Throw<ClusterException>(() => SharedKey.FromFile(file)).Id.ShouldBe("ARG0891");
        new ClusterOptions { SharedKey = SharedKey.FromBytes("0123456789abcdef"u8) }
            .ToString().ShouldNotContain("0123");
    }

    [Fact]
    public async Task Certificates_of_one_authority_let_in_and_others_do_not()
    {
        using var ours = new TestAuthority();
        using var theirs = new TestAuthority();
        using var identity = TlsIdentity.Load(ours.Issue("one"));
        using var other = TlsIdentity.Load(ours.Issue("two"));
        using var stranger = TlsIdentity.Load(theirs.Issue("three"));
        foreach (var threads in (int[])[16, 0])
        {
            using var pair = new Tcp.PortPair(Secured(identity, threads), Secured(other, threads));
            var payload = Tcp.Parcels.Bytes(200_000, 1);
            (await Tcp.Parcels.SendAsync(pair.Left, 1, Tcp.Parcels.Make(pair.Left, 1, [7], payload))).ShouldBeNull();
            (await pair.AtRight.NextAsync()).Payload.ShouldBe([payload]);
        }
        using var apart = new Tcp.PortPair(Secured(identity, 16), Secured(stranger, 16));
        (await Tcp.Parcels.SendAsync(apart.Left, 1, Tcp.Parcels.Make(apart.Left, 1, [7])))
            .ShouldBeOfType<LocalityLostException>()
            .InnerException.ShouldBeOfType<ClusterException>().Id.ShouldBe("ARG0892");
    }

    [Fact]
    public async Task A_cluster_meets_by_certificates()
    {
        using var ours = new TestAuthority();
        var options = TestCluster.Options(2) with { Certificates = ours.Issue("both") };
        var joining = Runtime.Bootstrap.JoinAsync(options, [1], default);
        using var other = await Runtime.Bootstrap.JoinAsync(options with { Self = 1 }, [2], default)
            .WaitAsync(Tcp.Bound.s_wait);
        using var root = await joining.WaitAsync(Tcp.Bound.s_wait);
        await Task.WhenAll(root.BarrierAsync(default), other.BarrierAsync(default)).WaitAsync(Tcp.Bound.s_wait);
    }

    private static TcpOptions Secured(TlsIdentity identity, int threads) =>
        new() { Protection = Protection.None with { Tls = identity }, PeersWithThreads = threads };

    private static string Write(ReadOnlySpan<byte> content)
    {
        var file = Path.Combine(Path.GetTempPath(), $"argosy-{Guid.NewGuid():n}");
        File.WriteAllBytes(file, content.ToArray());
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return file;
    }
}
