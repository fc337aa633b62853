using Argosy.Artifacts.Files;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;
using Argosy.Toolchains.Running;

namespace Argosy.Packages.Debian;

/// <summary>Compiles a program with an installed development package, and runs it in a clean root with the installed
/// runtime package.</summary>
internal sealed class DebSmoke(CommandRunner runner, Platform platform, string sysroot)
{
    private const string Links = "int main(void) { return 0; }\n";

    /// <summary>Runs the program; exit code 0 passes.</summary>
    /// <param name="installed">The folder below which all packages are installed.</param>
    /// <param name="root">The clean root.</param>
    /// <param name="inside">The folder inside the root below which the runtime packages are installed.</param>
    /// <param name="source">The program's source; null for one that only links.</param>
    /// <param name="cancellation">Ends compiler and program.</param>
    public async Task<RunOutcome> RunAsync(
        string installed, string root, string inside, string? source, CancellationToken cancellation)
    {
        var triplet = platform.Architecture.GnuTriplet;
        var folder = $"{installed}/usr/lib/{triplet}";
        var file = source ?? $"{installed}/links.c";
        if (source is null) await File.WriteAllTextAsync(file, Links, cancellation);
        var program = $"{Path.GetFullPath(root)}{inside}/smoke";
        var libraries = FolderListing.Read(folder)
            .Where(f => f.Kind == FileKind.Link && f.Name.StartsWith("lib", StringComparison.Ordinal)
                && f.Name.EndsWith(".so", StringComparison.Ordinal))
            .Select(f => $"-l{f.Name[3..^3]}");
        try
        {
            var compiled = await runner.TryRunAsync(
                new Command($"{triplet}-{(file.EndsWith(".c", StringComparison.Ordinal) ? "gcc" : "g++")}",
                [
                    // Its own folders have another release's C library, perhaps.
                    $"--sysroot={Path.GetFullPath(sysroot)}", $"-B{Path.GetFullPath(sysroot)}/usr/lib/{triplet}",
                    $"-I{installed}/usr/include/{triplet}",
                    $"-I{installed}/usr/include", $"-L{folder}", $"-Wl,-rpath-link,{folder}", "-o", program, file,
                    "-Wl,--no-as-needed", .. libraries,
                ])
                { Timeout = TimeLimit.Most }, cancellation);
            if (!compiled.Succeeded)
                return new(Verdict.Failed, compiled, $"A program doesn't compile with it:\n{compiled.Tail()}");
        }
        catch (ArgosyException e) when (CommandRunner.IsMissingProgram(e))
        {
            return new(Verdict.Inconclusive, null, $"No program can be compiled with it: {e.Message}");
        }

        return await new RootRunner(runner).RunAsync(
            new ForeignProgram(platform.Architecture, root, $"{inside}/smoke")
            {
                Environment = new Dictionary<string, string?> { ["LD_LIBRARY_PATH"] = $"{inside}/usr/lib/{triplet}" },
            }, cancellation);
    }
}
