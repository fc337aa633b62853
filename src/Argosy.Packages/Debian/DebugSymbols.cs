using Argosy.Platforms.Diagnostics;
using Argosy.Processes;
using Argosy.Toolchains.Elf;

namespace Argosy.Packages.Debian;

/// <summary>Moves the debug information of a package's ELF files into files that debuggers find by build id, as
/// debhelper's dh_strip does.</summary>
/// <param name="runner">Runs objcopy and strip of the platform's cross tools.</param>
/// <param name="request">The set.</param>
/// <param name="tree">The package.</param>
/// <param name="debug">The package of its debug information.</param>
internal sealed class DebugSymbols(CommandRunner runner, DebRequest request, DebTree tree, DebTree debug)
{
    private readonly SortedSet<string> _buildIds = new(StringComparer.Ordinal);

    /// <summary>The build ids of the files with debug information, sorted.</summary>
    public IReadOnlyCollection<string> BuildIds => _buildIds;

    private string Prefix => request.Platform.Architecture.GnuTriplet;

    /// <summary>Strips a file that is in the package. Error ARG0524 if its debug information couldn't be found
    /// later.</summary>
    public async Task SeparateAsync(PackedFile file, CancellationToken cancellation)
    {
        var path = tree.PathOf(file.Target);
        if (request.Definition.HasDebug && ElfSymbols.Read(file.Source!).HasDebugInfo)
        {
            if (file.Elf!.BuildId is not { Length: > 2 } id) throw NoBuildId(file);
            var target = $"usr/lib/debug/.build-id/{id[..2]}/{id[2..]}.debug";
            if (_buildIds.Add(id))
            {
                var separate = debug.Place(target);
                await RunAsync("objcopy", "--only-keep-debug", "--compress-debug-sections", path, separate);
                debug.Count(target);
            }

            await StripAsync(path);
            // objcopy records the file's name alone, and a sum of its content.
            await RunAsync("objcopy", $"--add-gnu-debuglink={debug.PathOf(target)}", path);
        }
        else
        {
            await StripAsync(path);
        }

        Task StripAsync(string stripped) => RunAsync(
            "strip", "--remove-section=.comment", "--remove-section=.note", "--strip-unneeded", stripped);

        Task RunAsync(string tool, params string[] arguments) =>
            runner.RunAsync(new Command($"{Prefix}-{tool}", arguments), cancellation);
    }

    /// <summary>Strips the debug information of a static library: linkers would put it into programs.</summary>
    public Task StripArchiveAsync(PackedFile file, CancellationToken cancellation) => runner.RunAsync(
        new Command($"{Prefix}-strip", "--strip-debug", "--remove-section=.comment", "--remove-section=.note",
            "--enable-deterministic-archives", tree.PathOf(file.Target)), cancellation);

    private ArgosyException NoBuildId(PackedFile file) => new(new Diagnostic("ARG0524", request.Definition.Place,
        $"{file.Target} has no build id, by which debuggers find its debug information",
        "Link it with -Wl,--build-id, or write 'debug: false'."));
}
