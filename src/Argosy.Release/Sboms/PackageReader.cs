using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Argosy.Artifacts;
using Argosy.Images.SupplyChain.Contents;
using Argosy.Packages.Debian;
using Argosy.Packages.Nuget;
using Argosy.Packages.Wheels;
using Argosy.Platforms.Building;
using Argosy.Processes;
using Argosy.Release.Contents;
using Argosy.Toolchains.Elf;

namespace Argosy.Release.Sboms;

/// <summary>Reads what is in a file of a release.</summary>
/// <param name="paths">The project.</param>
/// <param name="version">The release's version, which native items have.</param>
internal sealed class PackageReader(ProjectPaths paths, string version)
{
    /// <summary>The contents; null for a file of which no bill of materials is made.</summary>
    /// <param name="item">The file, as declared.</param>
    /// <param name="path">The file as released.</param>
    /// <param name="cancellation">Ends dpkg-deb.</param>
    public async Task<PackageContents?> ReadAsync(ReleaseItem item, string path, CancellationToken cancellation)
    {
        var contents = item.Kind switch
        {
            ReleaseFileKind.Nuget => Nuget(item.Source),
            ReleaseFileKind.Wheel => Wheel(item.Source),
            ReleaseFileKind.Deb => await DebAsync(item.Source, cancellation),
            ReleaseFileKind.Native => Native(item, path),
            _ => null,
        };
        return contents is null ? null : contents with
        {
            Needs = [.. contents.Needs.Distinct().OrderBy(n => n.Name, StringComparer.Ordinal)
                .ThenBy(n => n.Range, StringComparer.Ordinal)],
            Files = [.. contents.Files.OrderBy(f => f.Path, StringComparer.Ordinal)],
        };
    }

    private static PackageContents Nuget(string path)
    {
        var package = NugetPackage.Read(path);
        return new(package.Id, package.NormalVersion, PackageUrl.Nuget(package.Id, package.NormalVersion),
            package.Digest)
        {
            License = package.License.Length > 0 ? package.License : null,
            Needs = [.. package.Dependencies.SelectMany(g => g.Packages).Select(p =>
                new PackageNeed(p.Id, p.VersionRange.ToNormalizedString(), PackageUrl.Nuget(p.Id, null)))],
            Files = Zipped(path),
        };
    }

    private static PackageContents Wheel(string path)
    {
        var wheel = WheelFile.Read(path, out var metadata);
        var fields = Encoding.UTF8.GetString(metadata.Span).Split("\n\n")[0].Split('\n');
        return new(wheel.Name.Project, wheel.Name.Version, PackageUrl.Python(wheel.Name.Project, wheel.Name.Version),
            wheel.Digest)
        {
            License = Values("License-Expression").FirstOrDefault(),
            Needs = [.. Values("Requires-Dist").Select(Requirement)],
            Files = Zipped(path),
        };

        IEnumerable<string> Values(string field) => fields
            .Where(l => l.StartsWith($"{field}:", StringComparison.OrdinalIgnoreCase))
            .Select(l => l[(field.Length + 1)..].Trim());
    }

    // "numpy (>=1.20) ; extra == 'x'": a name, and the rest (PEP 508).
    private static PackageNeed Requirement(string text)
    {
        var name = new string([.. text.TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')]);
        var range = text[name.Length..].Trim();
        return new(name, range.Length > 0 ? range : null, PackageUrl.Python(name, null));
    }

    private async Task<PackageContents> DebAsync(string path, CancellationToken cancellation)
    {
        var deb = await DebFile.ReadAsync(path, CommandRunner.Silent, cancellation);
        // artifacts/debs/<platform>/…
        var platform = paths.Relative(path).Split('/')[2];
        var distribution = platform[..platform.LastIndexOf('-')];
        var files = new List<(string, Digest)>();
        await CommandRunner.ReadBytesAsync(new("dpkg-deb", "--fsys-tarfile", path), content =>
        {
            using var tar = new TarReader(content);
            while (tar.GetNextEntry() is { } entry)
            {
                if (entry.DataStream is { } data)
                    files.Add((entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name,
                        Digest.Of(data)));
            }
        }, cancellation);
        return new(deb.Package, deb.Version, Purl(deb.Package, deb.Version, deb.Architecture), deb.Digest)
        {
            Needs = [.. deb.Control.Split('\n').Where(l => l.StartsWith("Depends: ", StringComparison.Ordinal))
                .SelectMany(l => l["Depends: ".Length..].Split(',', StringSplitOptions.TrimEntries)).Select(Need)],
            Files = files,
        };

        PackageNeed Need(string relation)
        {
            var name = relation.Split(' ', 2);
            return new(name[0], name.Length > 1 ? name[1].Trim('(', ')') : null, null);
        }

        string Purl(string name, string version, string architecture) =>
            PackageUrl.Debian(distribution.Split('-')[0], name, version, architecture, distribution);
    }

    private PackageContents Native(ReleaseItem item, string path)
    {
        var name = Path.GetFileName(Path.GetDirectoryName(item.Source)!);
        var files = ReleaseContents.FilesOf(item.Source).Select(f => (Path: f, Full: Path.Combine(item.Source, f)))
            .Where(f => new FileInfo(f.Full).LinkTarget is null).ToList();
        var own = files.Select(f => Path.GetFileName(f.Path)).ToHashSet(StringComparer.Ordinal);
        return new(name, version, $"pkg:generic/{Uri.EscapeDataString(name)}@{Uri.EscapeDataString(version)}"
            + $"?arch={item.Architecture}", Digest.OfFile(path))
        {
            Needs = [.. files.SelectMany(f => ElfFile.TryRead(f.Full)?.Needed ?? [])
                .Where(n => !own.Contains(n)).Select(n => new PackageNeed(n, null, null))],
            Files = [.. files.Select(f => (f.Path, Digest.OfFile(f.Full)))],
        };
    }

    private static List<(string, Digest)> Zipped(string path)
    {
        using var archive = ZipFile.OpenRead(path);
        var files = new List<(string, Digest)>();
        foreach (var entry in archive.Entries.Where(e => !e.FullName.EndsWith('/')))
        {
            using var content = entry.Open();
            files.Add((entry.FullName, Digest.Of(content)));
        }

        return files;
    }
}
