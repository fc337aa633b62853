using System.Diagnostics;
using System.Text;

namespace Argosy.Runtime.Tests;

public sealed unsafe class NeighbourMemoryTests
{
    [NativeFact]
    public void Shared_memory_says_whose_it_is()
    {
        using var port = FabricParcelport.Open(RdmaScope.Host, "shm");
        var memory = NeighbourMemory.Of(port.Address, port.Address).ShouldNotBeNull();
        var source = Ports.Bytes(1, 3_000_000);
        var target = new byte[source.Length];
        fixed (byte* from = source, to = target)
        {
            memory.TryRead(to, (ulong)from, source.Length).ShouldBeTrue();
            memory.TryRead(to, 8, 100).ShouldBeFalse();
        }
        target.ShouldBe(source);
        memory.IsOpen.ShouldBeTrue(); // only the address was wrong
    }

    [NativeFact]
    public void A_get_over_shared_memory_asks_the_kernel_and_stays_within_both_memories()
    {
        using var domain = RdmaDomain.Open(RdmaScope.Host, "shm");
        using var endpoint = domain.OpenEndpoint();
        using IDisposable first = domain.Allocate(8192, RemoteAccess.Read), second = domain.Allocate(8192);
        var (source, target) = ((RegisteredMemory)first, (RegisteredMemory)second);
        Ports.Bytes(1, source.Length).CopyTo(source.GetSpan());
        var self = endpoint.AddPeer(endpoint.Address);
        self.Memory.ShouldNotBeNull().IsOpen.ShouldBeTrue();
        endpoint.Read(self, target.Slice(100, 4000), source.Remote, 4192).ShouldBe(4000);
        target.GetSpan().Slice(100, 4000).SequenceEqual(source.GetSpan().Slice(4192)).ShouldBeTrue();
        target.GetSpan().Slice(4100).IndexOfAnyExcept((byte)0).ShouldBe(-1);
        Should.Throw<RdmaException>(() => endpoint.Read(self, target.Slice(), source.Remote, 1))
            .Code.ShouldBe(RdmaError.Range);
        Should.Throw<RdmaException>(() => endpoint.Read(self, target.Slice(), source.Remote, -1))
            .Code.ShouldBe(RdmaError.Range);
        second.Dispose();
        Should.Throw<RdmaException>(() => endpoint.Read(self, new RegisteredSlice(target, 0, 1), source.Remote))
            .Code.ShouldBe(RdmaError.Closed);
        endpoint.Dispose();
        Should.Throw<RdmaException>(() => endpoint.Read(self, default, source.Remote)).Code.ShouldBe(RdmaError.Closed);
    }

    [Theory]
    [InlineData("argosy.1.5.1", "argosy.2.5.1")] // another namespace's numbers say nothing here
    [InlineData("argosy.1.5.1", "other.1.5.1")]
    [InlineData("argosy.1.5.1", "argosy.1.x.1")]
    [InlineData("argosy.1.5.1", "argosy")]
    [InlineData("\u0002\0\u0001.2.3.4", "\u0002\0\u0001.2.3.4")]
    public void Any_other_address_is_left_to_the_provider(string own, string address) =>
        NeighbourMemory.Of(Encoding.ASCII.GetBytes(own), Encoding.ASCII.GetBytes(address)).ShouldBeNull();

    [Fact]
    public void A_process_that_is_gone_is_left_to_the_provider()
    {
        using var ended = Process.Start("true");
        ended.WaitForExit();
        var memory = NeighbourMemory.Of("argosy.1.5.1"u8, Encoding.ASCII.GetBytes($"argosy.1.{ended.Id}.1"))
            .ShouldNotBeNull();
        byte target;
        memory.TryRead(&target, 4096, 1).ShouldBeFalse();
        memory.IsOpen.ShouldBeFalse();
    }
}
