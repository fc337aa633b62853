using System.Diagnostics;

namespace Argosy.Runtime.Tests.Archives;

/// <summary>Feeds random and mutated archives to the reader.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    [Fact]
    public void No_bytes_make_the_reader_fail_or_allocate_beyond_its_bound()
    {
        Hostile.WarmUp();
        var seed = Fuzzing.Seed(output);
        var limit = Fuzzing.Time(seconds: 2);
        var random = new Random(seed);
        var watch = Stopwatch.StartNew();
        long tried = 0;
        do
        {
            // The requested type may differ from the type of the bytes.
            var (bytes, type) = (Pick(random), Pick(random));
            Hostile.Try(random.Next(4) == 0 ? type : bytes, Mutate(bytes, random))
                .ShouldBeNull($"ARGOSY_FUZZ_SEED={seed}");
            tried++;
        }
        while (watch.Elapsed < limit);
        output.WriteLine($"{tried} archives");
    }

    private static Golden Pick(Random random) => Goldens.All[random.Next(Goldens.All.Length)];

    private static byte[] Mutate(Golden golden, Random random)
    {
        var index = golden.ToArchive()[ArchiveLayout.HeaderLength..].ToList();
        for (var changes = random.Next(1, 6); changes > 0; changes--)
            Change(index, random);
        var archive = Golden.Around([.. index]);
        if (random.Next(8) == 0)
            archive[random.Next(archive.Length)] = (byte)random.Next(256);
        return archive;
    }

    private static void Change(List<byte> bytes, Random random)
    {
        var at = random.Next(bytes.Count + 1);
        switch (random.Next(5))
        {
            case 0 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 1 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 2:
                bytes.RemoveRange(at, random.Next(bytes.Count - at + 1));
                break;
            case 3:
                var noise = new byte[random.Next(1, 64)];
                random.NextBytes(noise);
                bytes.InsertRange(at, noise);
                break;
            default:
                bytes.InsertRange(at, bytes.GetRange(0, random.Next(at + 1)));
                break;
        }
    }
}
