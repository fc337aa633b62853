namespace Argosy.Runtime.Tests.Archives;

/// <summary>Reads untrusted bytes and checks what the reader guarantees.</summary>
internal static class Hostile
{
    // The reader may allocate this much for each input byte: a reference, and an object's header and fields.
    private const int PerByte = 96;

    // The cost of a failure: the exception with its message and stack trace.
    private const int Fixed = 24 * 1024;

    /// <summary>Reads an archive as the golden's type. The reader must succeed or throw an
    /// <see cref="ArchiveException"/>.</summary>
    /// <returns>The reader's error; null if there is none.</returns>
    internal static string? Try(Golden golden, byte[] archive) =>
        // A pool allocates once for all blocks of a size; the second attempt excludes that allocation.
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

    /// <summary>Makes serializers, code and tables before anything is counted.</summary>
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
