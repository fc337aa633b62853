using System.Runtime.CompilerServices;
using Argosy.EndToEnd.Tests.Building;

namespace Argosy.EndToEnd.Tests.BadInput;

/// <summary>A clone on a file system of a limited size, which only root can mount.</summary>
[Trait("Category", "EndToEnd")]
public sealed class FullDiskTests : IDisposable
{
    private readonly string _disk = Directory.CreateTempSubdirectory("argosy-e2e-disk-").FullName;

    [RootFact]
    public void A_full_disk_is_named_and_with_more_room_the_next_run_goes_on()
    {
        // A clone with its compiled build and Cake takes some 95 MB, a sysroot over 100.
        Clone.Run("mount", "-t", "tmpfs", "-o", "size=160m", "argosy-e2e", _disk);
        using var clone = new Clone(_disk).Compiled();

        clone.Build(SharedClone.Small).ShouldFail("ARG0710 disk:", "No space left", "Free some space");
        clone.HalfWritten().ShouldBeEmpty();
        Directory.Exists(clone.At("artifacts/sysroots/debian-12-arm64")).ShouldBeFalse();

        Fill(clone.At("ballast"));
        clone.Build(SharedClone.Small).ShouldFail("ARG07");
        File.Delete(clone.At("ballast"));

        Clone.Run("mount", "-o", "remount,size=1g", _disk);
        clone.Build(SharedClone.Small).ShouldSucceed();
        clone.HalfWritten().ShouldBeEmpty();
    }

    public void Dispose()
    {
        Clone.Run("umount", "-l", _disk);
        Directory.Delete(_disk);
    }

    private static void Fill(string path)
    {
        using var file = File.Create(path);
        var block = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(block);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }
}

/// <summary>A fact that needs root.</summary>
internal sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line)
    {
        if (!Environment.IsPrivilegedProcess) Skip = "only root may mount";
    }
}
