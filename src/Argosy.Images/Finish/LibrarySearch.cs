using Argosy.Images.Definition;
using Argosy.Images.Layers;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Toolchains.Elf;

namespace Argosy.Images.Finish;

/// <summary>Finds the libraries of an image as ldconfig(8) does, in the folders of <c>/etc/ld.so.conf</c> and the
/// loader's own.</summary>
/// <param name="tree">The image's files.</param>
/// <param name="architecture">Its architecture; libraries of others are left out.</param>
internal sealed class LibrarySearch(FinishTree tree, Architecture architecture)
{
    /// <summary>The cache's path.</summary>
    public const string CachePath = "etc/ld.so.cache";

    private readonly Dictionary<FileContent, string?> _sonames = new(ReferenceEqualityComparer.Instance);
    private readonly List<(string Name, string Path)> _found = [];

    /// <summary>Adds links from sonames to their libraries, where there is none, and the cache.</summary>
    public async Task FinishAsync(CancellationToken cancellation)
    {
        var paths = tree.Paths.ToLookup(ImagePath.Parent, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var folder in Folders())
        {
            if (tree.Resolve(folder, followLast: true) is not { } real || tree.Find(real) is not FolderEntry
                || !seen.Add(real)) continue;
            var names = paths[real].Select(ImagePath.Name).Where(LibraryNames.IsLibrary).ToList();
            await ReadAsync(names.Select(n => tree.Target($"{real}/{n}")).OfType<FileEntry>(), cancellation);
            Search(folder, real, names);
        }

        tree.Write(CachePath, LibraryCache.Write(_found, architecture));
    }

    private IEnumerable<string> Folders() =>
    [
        .. Configured("etc/ld.so.conf", depth: 0),
        $"/lib/{architecture.GnuTriplet}", $"/usr/lib/{architecture.GnuTriplet}", "/lib", "/usr/lib",
    ];

    private IEnumerable<string> Configured(string file, int depth)
    {
        if (depth > 8 || tree.TryRead(file) is not { } text) yield break;
        foreach (var line in text.Split('\n').Select(l => l.Split('#')[0].Trim()).Where(l => l.Length > 0))
        {
            if (!line.StartsWith("include ", StringComparison.Ordinal)
                && !line.StartsWith("include\t", StringComparison.Ordinal))
            {
                // A type after '=' is of other libraries than glibc's.
                yield return line.Split('=')[0].TrimEnd().TrimEnd('/');
                continue;
            }

            foreach (var pattern in line[8..].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
            {
                var glob = new PathPattern(
                    pattern.StartsWith('/') ? pattern : $"{ImagePath.Parent(file)}/{pattern}");
                foreach (var below in tree.Paths.Where(glob.IsMatch).SelectMany(p => Configured(p, depth + 1)))
                    yield return below;
            }
        }
    }

    private void Search(string folder, string real, IReadOnlyList<string> names)
    {
        var libraries = new Dictionary<string, (string Name, bool IsLink)>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (tree.Target($"{real}/{name}") is not FileEntry file || !TryReadSoName(file, name, out var soname))
                continue;
            var isLink = tree.Find($"{real}/{name}") is LinkEntry;
            // A link under another name than the library's own is another library, but not the one for compilers.
            if (isLink && name != soname
                && !(name.EndsWith(".so", StringComparison.Ordinal)
                    && soname.StartsWith(name, StringComparison.Ordinal)))
                isLink = false;
            if (isLink) soname = name;
            if (!libraries.TryGetValue(soname, out var other) || (!isLink && other.IsLink)
                || (isLink == other.IsLink && LibraryNames.Comparer.Compare(other.Name, name) < 0))
                libraries[soname] = (name, isLink);
        }

        foreach (var (soname, library) in libraries.OrderBy(l => l.Key, StringComparer.Ordinal))
        {
            if (!library.IsLink && library.Name != soname
                && tree.Target($"{real}/{soname}") != tree.Target($"{real}/{library.Name}"))
                tree.Link($"{real}/{soname}", library.Name);
            _found.Add((soname, $"{folder}/{soname}"));
        }
    }

    private bool TryReadSoName(FileEntry file, string name, out string soname)
    {
        var known = _sonames.GetValueOrDefault(file.Content);
        soname = known is "" ? name : known ?? "";
        return known is not null;
    }

    private Task ReadAsync(IEnumerable<FileEntry> files, CancellationToken cancellation)
    {
        var names = new Dictionary<FileContent, string>(ReferenceEqualityComparer.Instance);
        foreach (var file in files)
        {
            if (!_sonames.ContainsKey(file.Content)) names.TryAdd(file.Content, file.Path);
        }

        return PackagedReading.ReadAsync(
            names.Keys, (content, bytes) => _sonames[content] = SoNameOf(content, bytes, names[content]), cancellation);
    }

    // Null for what is no library of the architecture, empty for one without a name.
    private string? SoNameOf(FileContent file, Stream bytes, string path)
    {
        if (file.Length > Array.MaxLength) return null;
        var head = new byte[4];
        if (bytes.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length
            || !head.AsSpan().SequenceEqual("\u007fELF"u8))
            return null;
        using var content = new MemoryStream((int)file.Length);
        content.Write(head);
        bytes.CopyTo(content);
        content.Position = 0;
        try
        {
            var elf = ElfFile.Read(content, path);
            return elf.Architecture == architecture && elf.Kind == ElfKind.Shared ? elf.SoName ?? "" : null;
        }
        catch (ArgosyException)
        {
            // The loader can't load it either.
            return null;
        }
    }
}
