using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Runtime.Tests;

public sealed class EncodingTests
{
    [Fact]
    public void A_remote_memory_has_these_bytes()
    {
        var bytes = new byte[RemoteMemory.EncodedLength];
        new RemoteMemory(0x0102030405060708, 0x1112131415161718, 0x2122232425262728).Encode(bytes);
        Convert.ToHexString(bytes).ShouldBe("080706050403020118171615141312112827262524232221");
    }

    [Fact]
    public void A_remote_memory_survives_its_encoding() => Prop.ForAll<ulong, ulong, ulong>((address, key, length) =>
    {
        var bytes = new byte[RemoteMemory.EncodedLength];
        var remote = new RemoteMemory(address, key, length);
        remote.Encode(bytes);
        return RemoteMemory.Decode(bytes) == remote;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Addresses_are_equal_when_their_bytes_are()
    {
        new RdmaAddress([1, 2, 3]).ShouldBe(new RdmaAddress([1, 2, 3]));
        new RdmaAddress([1, 2, 3]).GetHashCode().ShouldBe(new RdmaAddress([1, 2, 3]).GetHashCode());
        new RdmaAddress([1, 2, 3]).ShouldNotBe(new RdmaAddress([1, 2]));
        new RdmaAddress([1, 2, 255]).ToString().ShouldBe("0102ff");
        Should.Throw<ArgumentException>(() => new RdmaAddress([]));
        Should.Throw<ArgumentException>(() => new RdmaAddress(new byte[513]));
    }
}
