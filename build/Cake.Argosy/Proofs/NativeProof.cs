using Argosy.Artifacts;
using Argosy.Platforms;
using Argosy.Toolchains.Elf;
using Argosy.Toolchains.Running;

namespace Cake.Argosy.Proofs;

/// <summary>Proves cross-built libraries and programs: they fit their platform, and their own tests pass there.</summary>
/// <param name="session">The run.</param>
/// <param name="platform">What they are for.</param>
/// <param name="root">A root of that platform with what they need.</param>
public sealed class NativeProof(Session session, Platform platform, string root)
{
    /// <summary>Every ELF file of an install folder fits: machine, libraries, symbol versions.</summary>
    public void Fit(string folder)
    {
        var library = Path.Combine(folder, "lib");
        foreach (var file in Binaries(folder))
        {
            var fit = ElfFit.Check(ElfFile.Read(file), platform, root, library);
            var path = session.Paths.Relative(file);
            if (!fit.Fits) throw Evidence.Disproved(path, string.Join(' ', fit.Problems));
            Session.CurrentTask.Proved(new(path, ProofLevel.Fits, $"ELF machine and symbol versions on {platform}"));
        }
    }

    /// <summary>Every test program of an install folder passes, and so proves the libraries beside it.</summary>
    public async Task TestAsync(string folder, CancellationToken cancellation)
    {
        var runner = new ForeignRunner(Session.Commands);
        var binaries = Binaries(folder);
        var libraries = binaries.Where(f => Path.GetFileName(Path.GetDirectoryName(f)) == "lib").ToList();
        foreach (var test in binaries.Except(libraries))
        {
            var outcome = await runner.TestAsync(new(platform.Architecture, root, test), cancellation);
            foreach (var proven in libraries.Append(test))
                Evidence.Record(session.Paths.Relative(proven), ProofLevel.Runs, outcome, $"{Path.GetFileName(test)} {Where}");
        }
    }

    private string Where => platform.Architecture.IsBuildMachine ? "on this machine" : $"under emulation of {platform.Architecture}";

    private static List<string> Binaries(string folder) =>
    [
        .. new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories)
            .Where(f => f.LinkTarget is null && ElfFile.TryRead(f.FullName) is not null)
            .Select(f => f.FullName).Order(StringComparer.Ordinal),
    ];
}
