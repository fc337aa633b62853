using System.Text;

namespace Argosy.Toolchains.Debian.Roots;

/// <summary>dpkg's record of a root's packages, as dpkg itself would have written it (dpkg(1), deb822(5)):
/// <c>status</c>, and each package's files and their MD5 sums in <c>info/</c>.</summary>
/// <remarks>Scanners, <c>dpkg -l</c>, <c>dpkg --verify</c> and apt read it.</remarks>
/// <param name="withLibraries">Also each package's <c>shlibs</c> and <c>symbols</c>, from which the dependencies of
/// what is compiled in the root are computed (deb-shlibs(5), deb-symbols(5)).</param>
internal sealed class PackageDatabase(bool withLibraries = false)
{
    private const string Folder = "var/lib/dpkg";
    private const UnixFileMode Executable = (UnixFileMode)0b111_101_101;
    private readonly SortedDictionary<string, Package> _packages = new(StringComparer.Ordinal);
    private Package? _current;

    /// <summary>Begins a package: its control files follow, then its files.</summary>
    public void Begin() => _current = new();

    /// <summary>Reads a control file.</summary>
    /// <param name="name">Its name: <c>control</c>, <c>md5sums</c>.</param>
    /// <param name="text">Its text.</param>
    public void AddControl(string name, string text)
    {
        var package = Current;
        switch (name)
        {
            case "control":
                package.Control = new(text.TrimEnd('\n'));
                _packages[package.InfoName] = package;
                break;
            case "md5sums":
                package.Sums = text;
                break;
            case "conffiles":
                foreach (var path in Conffiles(text)) package.Conffiles[path] = "";
                break;
            case "preinst" or "postinst" or "prerm" or "postrm" or "triggers":
            case "shlibs" or "symbols" when withLibraries:
                package.Scripts[name] = text;
                break;
            default:
                break;
        }
    }

    /// <summary>The paths of a list of configuration files.</summary>
    /// <remarks>A flag before a path, such as remove-on-upgrade, names a file that the package no longer
    /// has.</remarks>
    public static IEnumerable<string> Conffiles(string text) => text.Split('\n').Where(l => l.StartsWith('/'));

    /// <summary>Records that the package has a path.</summary>
    public void Add(DebEntry entry)
    {
        var name = AbsoluteName(entry.Name);
        Current.Files.Add(name);
        if (entry.Md5 is { } sum && Current.Conffiles.ContainsKey(name)) Current.Conffiles[name] = sum;
    }

    /// <summary>dpkg's name of an entry. The root itself is "/.".</summary>
    public static string AbsoluteName(string entry)
    {
        var name = entry.TrimEnd('/');
        if (name.StartsWith("./", StringComparison.Ordinal)) name = name[2..];
        return name is "" or "." ? "/." : $"/{name}";
    }

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
                yield return script is "triggers" or "shlibs" or "symbols" ? file : file with { Mode = Executable };
            }

            if (package.Conffiles.Count > 0)
                yield return TextFile($"info/{name}.conffiles", Lines(package.Conffiles.Keys));
        }
    }

    private Package Current => _current ?? throw new InvalidOperationException("no package has begun");

    private static RootEntry TextFile(string name, string text) =>
        RootEntry.File($"{Folder}/{name}", new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(l => $"{l}\n"));

    private sealed class Package
    {
        /// <summary>The paragraph of its control file.</summary>
        public ControlText Control { get; set; } = ControlText.None;

        public string? Sums { get; set; }

        /// <summary>Configuration files with their MD5 sums; empty for one that the package doesn't have.</summary>
        public Dictionary<string, string> Conffiles { get; } = new(StringComparer.Ordinal);

        public List<string> Files { get; } = [];

        /// <summary>Maintainer scripts, triggers and what is known of its libraries, by name.</summary>
        public SortedDictionary<string, string> Scripts { get; } = new(StringComparer.Ordinal);

        /// <summary>The start of its files' names in <c>info/</c>: several architectures of one package may be
        /// installed.</summary>
        public string InfoName => Control.Field("Multi-Arch") == "same"
            ? $"{Control.Package}:{Control.Field("Architecture")}"
            : Control.Package;

        public string Paragraph()
        {
            var text = new StringBuilder();
            foreach (var line in Control.Text.Split('\n'))
            {
                text.Append(line).Append('\n');
                if (line.StartsWith("Package:", StringComparison.OrdinalIgnoreCase))
                    text.Append("Status: install ok installed\n");
            }

            if (Conffiles.Values.Any(sum => sum.Length > 0)) text.Append("Conffiles:\n");
            foreach (var (path, sum) in Conffiles.Where(c => c.Value.Length > 0)) text.Append($" {path} {sum}\n");
            return text.Append('\n').ToString();
        }
    }
}
