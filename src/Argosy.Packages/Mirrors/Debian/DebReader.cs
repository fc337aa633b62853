using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Argosy.Packages.Debian;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Rules;
using Argosy.Processes;

namespace Argosy.Packages.Mirrors.Debian;

/// <summary>Reads debs for an archive, and leaves out what no archive may have.</summary>
/// <param name="runner">Runs dpkg-deb.</param>
/// <param name="architectures">Those of the archive.</param>
internal sealed partial class DebReader(CommandRunner runner, IReadOnlyList<Architecture> architectures)
{
    // What the archive itself says of a package.
    private static readonly string[] s_ours = ["Filename", "Size", "MD5sum", "SHA1", "SHA256", "SHA512"];

    /// <summary>The debs at these paths, in their order, without those refused: ARG0533 for a file that isn't a deb or
    /// breaks a rule, ARG0584 for one whose control fields contradict its name.</summary>
    public async Task<(IReadOnlyList<DebFile> Debs, IReadOnlyList<Diagnostic> Refused)> ReadAsync(
        IReadOnlyList<string> paths, CancellationToken cancellation)
    {
        var refused = new ConcurrentBag<Diagnostic>();
        var read = new DebFile?[paths.Count];
        await Parallel.ForAsync(0, paths.Count, cancellation, async (i, token) =>
        {
            try
            {
                read[i] = await ReadAsync(paths[i], token);
            }
            catch (ArgosyException e) when (!CommandRunner.IsMissingProgram(e))
            {
                foreach (var diagnostic in e.Diagnostics) refused.Add(diagnostic);
            }
        });
        return ([.. read.OfType<DebFile>()], [.. refused.OrderBy(d => $"{d}", StringComparer.Ordinal)]);
    }

    private async Task<DebFile> ReadAsync(string path, CancellationToken cancellation)
    {
        if (DebStructure.Fault(path) is { } fault) throw Unreadable(path, fault);
        try
        {
            var deb = await DebFile.ReadAsync(path, runner, cancellation);
            if (Contradiction(deb) is { } contradiction)
                throw new ArgosyException(new Diagnostic("ARG0584", new(Path.GetFileName(path)), contradiction,
                    "Build it again, and don't rename packages."));
            await CheckDataAsync(deb, cancellation);
            return deb;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or ArgumentException
            or FormatException)
        {
            throw Unreadable(path, e.Message.TrimEnd('.'), e);
        }
    }

    private static async Task CheckDataAsync(DebFile deb, CancellationToken cancellation)
    {
        try
        {
            await CommandRunner.ReadBytesAsync(new Command("dpkg-deb", "--fsys-tarfile", deb.Path),
                data => DebFiles.Check(data, deb.Size), cancellation);
        }
        catch (ArgosyException e) when (!CommandRunner.IsMissingProgram(e))
        {
            // A rule that its data breaks ends dpkg-deb early.
            throw Unreadable(deb.Path, e.InnerException is InvalidDataException broken
                ? broken.Message.TrimEnd('.')
                : "dpkg-deb can't read its data", e);
        }
    }

    private string? Contradiction(DebFile deb)
    {
        if (!TextRules.DebianPackage.Allows(deb.Package)) return $"'{deb.Package}' can't be a package's name";
        if (!Version().IsMatch(deb.Version)) return $"'{deb.Version}' can't be a package's version";
        if (deb.Architecture != "all" && architectures.All(a => a.DebianName != deb.Architecture))
            return $"it is for '{deb.Architecture}', and the archive is not";
        var version = deb.Version[(deb.Version.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var name = $"{deb.Package}_{version}_{deb.Architecture}.deb";
        if (name != Path.GetFileName(deb.Path)) return $"by its control fields it is {name}";
        var fields = deb.Control.Split('\n');
        return Array.Find(s_ours, f => Array.Exists(fields, l =>
            l.StartsWith($"{f}:", StringComparison.OrdinalIgnoreCase))) is { } field
            ? $"its control file has the field {field}, which only an archive has"
            : null;
    }

    private static ArgosyException Unreadable(string path, string cause, Exception? inner = null) =>
        new(new Diagnostic("ARG0533", new(Path.GetFileName(path)), cause, "Build it again."), inner);

    // deb-version(7)
    [GeneratedRegex(@"\A(?:[0-9]{1,9}:)?[0-9][A-Za-z0-9.+~-]{0,200}\z")]
    private static partial Regex Version();
}
