namespace Argosy.Runtime.Tests.Archives;

/// <summary>Reads what an enemy sent, and holds the reader to its promises.</summary>
internal static class Hostile
{
    // What a reader may allocate for each byte that it was given: a reference and an object's header and fields for one byte.
    private const int PerByte = 96;

    // Its failure: the exception with its message and stack trace.
    private const int Fixed = 24 * 1024;

    /// <summary>Reads an archive as the golden's type: it is read, or refused by an <see cref="ArchiveException"/>.</summary>
    /// <returns>What is wrong with the reader; null for nothing.</returns>
    internal static string? Try(Golden golden, byte[] archive) =>
        // What a pool allocates once for all blocks of a size is no enemy's doing: the second time shows it.
        TryOnce(golden, archive) is null ? null : TryOnce(golden, archive);

    private static string? TryOnce(Golden golden, byte[] archive)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            golden.Read(archive);
        }
        catch (ArchiveException)
        {
        }
#pragma warning disable CA1031 // Any other exception is what this looks for.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return $"{golden.Name} {Convert.ToHexString(archive)}: {failure.GetType()} {failure.Message}";
        }
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return allocated <= Fixed + PerByte * (long)archive.Length
            ? null
            : $"{golden.Name} {Convert.ToHexString(archive)}: {allocated} bytes were allocated for {archive.Length}";
    }

    /// <summary>The first reads make serializers, code and tables: not to be counted.</summary>
    internal static void WarmUp()
    {
        foreach (var golden in Goldens.All)
        {
            golden.ReadsBack().ShouldBeTrue();
            Try(golden, []);
            Try(golden, golden.ToArchive()[..^1]);
        }
    }
}
