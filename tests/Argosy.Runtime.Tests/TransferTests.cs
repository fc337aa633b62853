namespace Argosy.Runtime.Tests;

public sealed class TransferTests
{
    private static readonly TimeSpan s_limit = Patience.Limit;

    public static TheoryData<string> Providers => [.. Found()];

    private static IEnumerable<string> Found()
    {
        if (NativeLibraryPlace.Missing is not null)
            return ["none"];
        // The providers for production; udp and sockets are fallback emulations.
        return RdmaProvider.List(RdmaScope.Host).Select(provider => provider.Name).Distinct()
            .Where(name => name is "shm" or "net" || name.StartsWith("tcp", StringComparison.Ordinal)).Take(3);
    }

    [NativeTheory]
    [MemberData(nameof(Providers))]
    public async Task A_read_brings_every_byte(string provider)
    {
        using var pair = new Pair(provider);
        new Random(1).NextBytes(pair.RightMemory.GetSpan());
        var moved = await pair.Left.ReadAsync(pair.ToRight, pair.LeftMemory.Slice(), pair.RightMemory.Remote)
            .AsTask().WaitAsync(s_limit);
        moved.ShouldBe(pair.LeftMemory.Length);
        pair.LeftMemory.GetSpan().SequenceEqual(pair.RightMemory.GetSpan()).ShouldBeTrue();
    }

    [NativeTheory]
    [MemberData(nameof(Providers))]
    public async Task A_completed_write_is_in_the_peers_memory(string provider)
    {
        using var pair = new Pair(provider);
        new Random(2).NextBytes(pair.LeftMemory.GetSpan());
        await pair.Left.WriteAsync(pair.ToRight, pair.LeftMemory.Slice(100, 1000), pair.RightMemory.Remote, 5000)
            .AsTask().WaitAsync(s_limit);
        pair.RightMemory.GetSpan().Slice(5000, 1000)
            .SequenceEqual(pair.LeftMemory.GetSpan().Slice(100, 1000)).ShouldBeTrue();
        pair.RightMemory.GetSpan()[..5000].ContainsAnyExcept((byte)0).ShouldBeFalse();
        pair.RightMemory.GetSpan()[6000..].ContainsAnyExcept((byte)0).ShouldBeFalse();
    }

    [NativeTheory]
    [MemberData(nameof(Providers))]
    public async Task Messages_arrive_in_order_with_their_lengths(string provider)
    {
        using var pair = new Pair(provider);
        var receives = Enumerable.Range(0, 20)
            .Select(i => pair.Right.ReceiveAsync(pair.RightMemory.Slice(i * 64, 64)).AsTask()).ToArray();
        for (var i = 0; i < receives.Length; i++)
            pair.LeftMemory.GetSpan()[i] = (byte)(i + 1);
        for (var i = 0; i < receives.Length; i++)
            await pair.Left.SendAsync(pair.ToRight, pair.LeftMemory.Slice(0, i + 1)).AsTask().WaitAsync(s_limit);
        (await Task.WhenAll(receives).WaitAsync(s_limit)).ShouldBe(Enumerable.Range(1, 20));
        pair.RightMemory.GetSpan().Slice(19 * 64, 20).ToArray().ShouldBe(Enumerable.Range(1, 20).Select(i => (byte)i));
    }

    [NativeFact]
    public async Task More_operations_than_the_queue_holds_all_complete()
    {
        using var pair = new Pair("net");
        var depth = pair.Domain.Provider.QueueDepth;
        var reads = Enumerable.Range(0, 3 * depth)
            .Select(i => pair.Left
                .ReadAsync(pair.ToRight, pair.LeftMemory.Slice(i, 1), pair.RightMemory.Remote, i).AsTask());
        (await Task.WhenAll(reads).WaitAsync(s_limit)).ShouldAllBe(length => length == 1);
    }

    // Over shared memory the kernel copies between two processes of one user without checking the key.
    [NativeTheory]
    [InlineData("tcp")]
    [InlineData("net")]
    public async Task A_wrong_key_is_refused_and_moves_nothing(string provider)
    {
        using var pair = new Pair(provider);
        var forged = pair.RightMemory.Remote with { Key = pair.RightMemory.Remote.Key + 1000 };
        pair.RightMemory.GetSpan().Fill(7);
        var failure = await Should.ThrowAsync<RdmaException>(
            () => pair.Left.ReadAsync(pair.ToRight, pair.LeftMemory.Slice(), forged).AsTask().WaitAsync(s_limit));
        failure.Id.ShouldBe("ARG0811");
        pair.LeftMemory.GetSpan().ContainsAnyExcept((byte)0).ShouldBeFalse();
    }
}
