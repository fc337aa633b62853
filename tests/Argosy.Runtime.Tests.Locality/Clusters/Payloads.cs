using System.Buffers.Binary;
using System.Numerics;

namespace Argosy.Runtime.Tests.Clusters;

/// <summary>
/// Payloads of random sizes and contents that prove themselves: checksum (8 bytes) | seed of the answer (4) | random
/// bytes. The answer is the payload of that seed, so that the caller knows what it has to get.
/// </summary>
internal static class Payloads
{
    private const int Head = 12;
    private const int Longest = 300_000;

    /// <summary>So many calls from each of so many threads, one after the other, with arrays and vectors by
    /// turns.</summary>
    internal static Task StormAsync(Locality to, int threads, int calls, int seed) =>
        Task.WhenAll(Enumerable.Range(0, threads).Select(thread => Task.Run(async () =>
        {
            var random = new Random(seed + thread);
            for (var i = 0; i < calls; i++)
                await CallAsync(to, random.Next(), vector: random.Next(2) == 0);
        })));

    /// <summary>So many calls, 100 at a time: small ones, and every tenth with 8 KB there and back.</summary>
    internal static async Task DriveAsync(Locality to, int calls)
    {
        using var vector = new RmaVector<byte>(to.Cluster.Pool, 8192);
        var small = new Task<int>[90];
        var large = new Task<RmaVector<byte>?>[10];
        for (var done = 0; done < calls; done += small.Length + large.Length)
        {
            for (var i = 0; i < small.Length; i++)
                small[i] = to.CallAsync(ClusterActions.s_double, i).AsTask();
            for (var i = 0; i < large.Length; i++)
                large[i] = to.CallAsync(ClusterActions.s_echo, vector).AsTask();
            await Task.WhenAll(small);
            foreach (var one in await Task.WhenAll(large))
                one!.Dispose();
        }
    }

    internal static byte[] Answer(byte[] bytes) => Make(SeedIn(bytes));

    internal static RmaVector<byte> Answer(RmaPool pool, RmaVector<byte> bytes) =>
        ToVector(pool, Make(SeedIn(bytes.Span)));

    private static async Task CallAsync(Locality to, int seed, bool vector)
    {
        var bytes = Make(seed);
        var expected = Make(SeedIn(bytes));
        if (!vector)
        {
            Require(expected, await to.CallAsync(ClusterActions.s_mirror, bytes), seed);
            return;
        }
        using var argument = ToVector(to.Cluster.Pool, bytes);
        using var answer = await to.CallAsync(ClusterActions.s_mirrorVector, argument);
        Require(expected, answer!.Span, seed);
    }

    private static void Require(byte[] expected, ReadOnlySpan<byte> answer, int seed)
    {
        if (!answer.SequenceEqual(expected))
            throw new InvalidDataException(
                $"the answer to payload {seed} has {answer.Length} bytes, {expected.Length} are due, or they differ");
    }

    private static byte[] Make(int seed)
    {
        var random = new Random(seed);
        // As many short ones as long ones: all ways of travelling get their share.
        var bytes = new byte[Head + random.Next(random.Next(2) == 0 ? 6000 : Longest)];
        random.NextBytes(bytes.AsSpan(8));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Sum(bytes.AsSpan(8)));
        return bytes;
    }

    private static int SeedIn(ReadOnlySpan<byte> bytes)
    {
        var sum = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        if (Sum(bytes[8..]) != sum)
            throw new InvalidDataException(
                $"a payload of {bytes.Length} bytes doesn't have the checksum that it names");
        return BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
    }

    // Of words by place: swapped and repeated pieces show.
    private static ulong Sum(ReadOnlySpan<byte> bytes)
    {
        var sum = (ulong)bytes.Length;
        for (; bytes.Length >= 8; bytes = bytes[8..])
            sum = BitOperations.RotateLeft(
                (sum ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes)) * 0x9E3779B97F4A7C15, 29);
        foreach (var one in bytes)
            sum = (sum ^ one) * 0x100000001B3;
        return sum;
    }

    private static RmaVector<byte> ToVector(RmaPool pool, byte[] bytes)
    {
        var vector = new RmaVector<byte>(RmaVector<byte>.Rent(pool, bytes.Length), bytes.Length);
        bytes.CopyTo(vector.Span);
        return vector;
    }
}
