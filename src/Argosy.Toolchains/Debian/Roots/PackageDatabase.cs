using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;

namespace Argosy.Toolchains.Debian.Roots;

/// <summary>dpkg's record of a root's packages, as dpkg itself would have written it (dpkg(1), deb822(5)):
/// <c>status</c>, and each package's files and their MD5 sums in <c>info/</c>.</summary>
/// <remarks>Scanners, <c>dpkg -l</c>, <c>dpkg --verify</c> and apt read it. None of the maintainer scripts that it has
/// was run: an image is finished from what they say.</remarks>
internal sealed class PackageDatabase
{
    private const string Folder = "var/lib/dpkg";
    private const UnixFileMode Executable = (UnixFileMode)0b111_101_101;
    private readonly SortedDictionary<string, Package> _packages = new(StringComparer.Ordinal);
    private Package? _current;

    /// <summary>Begins a package: its control files follow, then its files.</summary>
    public void Begin() => _current = new();

    /// <summary>Reads a control file.</summary>
    public void AddControl(TarEntry entry)
    {
        var package = Current;
        switch (entry.Name)
        {
            case "./control":
                package.Control = Read(entry).TrimEnd('\n');
                _packages[package.InfoName] = package;
                break;
            case "./md5sums":
                package.Sums = Read(entry);
                break;
            case "./conffiles":
                // A flag before the path, such as remove-on-upgrade, names a file that the package no longer has.
                foreach (var line in Read(entry).Split('\n').Where(l => l.StartsWith('/')))
                    package.Conffiles[line] = "";
                break;
            case "./preinst" or "./postinst" or "./prerm" or "./postrm" or "./triggers":
                package.Scripts[entry.Name[2..]] = Read(entry);
                break;
            default:
                break;
        }
    }

    /// <summary>A script of the package that has begun; null if it has none of that name.</summary>
    public string? FindScript(string name) => Current.Scripts.GetValueOrDefault(name);

    /// <summary>Records a file of the package; returns it with its bytes still unread.</summary>
    /// <param name="entry">As the package has it.</param>
    /// <param name="file">As it goes into the root.</param>
    public RootEntry Add(TarEntry entry, RootEntry file)
    {
        var name = AbsoluteName(entry);
        if (file.Content is null || !Current.Conffiles.ContainsKey(name)) return file;
        var content = new MemoryStream();
        file.Content.CopyTo(content);
#pragma warning disable CA5351 // dpkg's format, which protects nothing.
        Current.Conffiles[name] = Convert.ToHexStringLower(MD5.HashData(content.ToArray()));
#pragma warning restore CA5351
        content.Position = 0;
        return file with { Content = content };
    }

    /// <summary>Records that the package has a path.</summary>
    public void Name(TarEntry entry) => Current.Files.Add(AbsoluteName(entry));

    /// <summary>The database's files and folders.</summary>
    public IEnumerable<RootEntry> Entries()
    {
        yield return TextFile("status", string.Concat(_packages.Values.Select(p => p.Paragraph())));
        yield return TextFile("available", "");
        yield return TextFile("info/format", "1\n");
        yield return RootEntry.Folder($"{Folder}/triggers", (UnixFileMode)0b111_101_101);
        yield return RootEntry.Folder($"{Folder}/updates", (UnixFileMode)0b111_101_101);
        foreach (var (name, package) in _packages)
        {
            yield return TextFile($"info/{name}.list", Lines(package.Files));
            if (package.Sums is { } sums) yield return TextFile($"info/{name}.md5sums", sums);
            foreach (var (script, text) in package.Scripts)
            {
                var file = TextFile($"info/{name}.{script}", text);
                yield return script == "triggers" ? file : file with { Mode = Executable };
            }

            if (package.Conffiles.Count > 0)
                yield return TextFile($"info/{name}.conffiles", Lines(package.Conffiles.Keys));
        }
    }

    private Package Current => _current ?? throw new InvalidOperationException("no package has begun");

    private static RootEntry TextFile(string name, string text) =>
        RootEntry.File($"{Folder}/{name}", new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(l => $"{l}\n"));

    private static string Read(TarEntry entry)
    {
        using var reader = new StreamReader(entry.DataStream ?? Stream.Null);
        return reader.ReadToEnd();
    }

    // dpkg's name of the root itself is "/.".
    private static string AbsoluteName(TarEntry entry)
    {
        var name = entry.Name.TrimEnd('/');
        if (name.StartsWith("./", StringComparison.Ordinal)) name = name[2..];
        return name is "" or "." ? "/." : $"/{name}";
    }

    private sealed class Package
    {
        /// <summary>The paragraph of its control file.</summary>
        public string Control { get; set; } = "";

        public string? Sums { get; set; }

        /// <summary>Configuration files with their MD5 sums; empty for one that the package doesn't have.</summary>
        public Dictionary<string, string> Conffiles { get; } = new(StringComparer.Ordinal);

        public List<string> Files { get; } = [];

        /// <summary>Maintainer scripts and triggers, by name.</summary>
        public SortedDictionary<string, string> Scripts { get; } = new(StringComparer.Ordinal);

        /// <summary>The start of its files' names in <c>info/</c>: several architectures of one package may be
        /// installed.</summary>
        public string InfoName => Field("Multi-Arch") == "same"
            ? $"{Field("Package")}:{Field("Architecture")}"
            : Field("Package");

        public string Paragraph()
        {
            var text = new StringBuilder();
            foreach (var line in Control.Split('\n'))
            {
                text.Append(line).Append('\n');
                if (line.StartsWith("Package:", StringComparison.OrdinalIgnoreCase))
                    text.Append("Status: install ok installed\n");
            }

            if (Conffiles.Values.Any(sum => sum.Length > 0)) text.Append("Conffiles:\n");
            foreach (var (path, sum) in Conffiles.Where(c => c.Value.Length > 0)) text.Append($" {path} {sum}\n");
            return text.Append('\n').ToString();
        }

        private string Field(string name)
        {
            var line = Control.Split('\n')
                .FirstOrDefault(l => l.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase));
            return line?[(name.Length + 1)..].Trim() ?? "";
        }
    }
}
