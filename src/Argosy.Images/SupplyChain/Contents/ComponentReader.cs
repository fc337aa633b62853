using System.Text;
using System.Text.Json;
using System.Xml;
using Argosy.Artifacts.Files;
using Argosy.Images.Definition;

namespace Argosy.Images.SupplyChain.Contents;

/// <summary>Finds components in an image's files that Debian packages don't own: NuGet and Python packages by their
/// metadata or by the digests of their files, and programs and libraries.</summary>
internal sealed class ComponentReader(ImageFiles files, OwnPackages known)
{
    private const string FileLists = "var/lib/dpkg/info/";
    private const string DistInfo = ".dist-info/METADATA";
    private const string Dependencies = ".deps.json";
    private readonly Dictionary<(ComponentKind, string, string?), ImageComponent> _found = [];

    /// <summary>Whether the content of a file is needed.</summary>
    public static bool IsNeeded(string path) =>
        (path.StartsWith(FileLists, StringComparison.Ordinal) && path.EndsWith(".list", StringComparison.Ordinal))
        || path.EndsWith(DistInfo, StringComparison.Ordinal)
        || path.EndsWith(".dist-info/RECORD", StringComparison.Ordinal)
        || path.EndsWith(Dependencies, StringComparison.Ordinal) || path.EndsWith(".nuspec", StringComparison.Ordinal);

    /// <summary>The components, sorted.</summary>
    public IReadOnlyList<ImageComponent> Read()
    {
        var owned = Owned();
        var others = files.All.Where(f => f.Kind == "file" && !owned.Contains(f.Path)).ToList();
        var parts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in others)
        {
            if (files.FindContent(file.Path) is { } content) ReadMetadata(file.Path, content, parts);
            if (file.Digest is { } digest && known.Find(digest) is { } package)
            {
                Add(package, file.Path);
                parts.Add(file.Path);
            }
        }

        // Without dpkg's lists, nothing says which programs are a package's.
        var hasLists = owned.Count > 0;
        foreach (var file in others.Where(f => hasLists && f.Form != FileForm.Data && !parts.Contains(f.Path)))
            Add(new(ComponentKind.Binary, $"/{file.Path}", null, file.Digest), file.Path);
        return [.. _found.Values.OrderBy(c => c.Kind).ThenBy(c => c.Name, StringComparer.Ordinal)
            .ThenBy(c => c.Version, StringComparer.Ordinal)];
    }

    private void ReadMetadata(string path, byte[] content, HashSet<string> parts)
    {
        try
        {
            if (path.EndsWith(DistInfo, StringComparison.Ordinal))
            {
                Add(PythonMetadata.Read(Encoding.UTF8.GetString(content)), path);
                var folder = ImagePath.Parent(path);
                if (files.FindContent($"{folder}/RECORD") is not { } record) return;
                foreach (var line in Encoding.UTF8.GetString(record).Split('\n'))
                    parts.Add(ImagePath.Join(ImagePath.Parent(folder), line.Split(',')[0]));
            }
            else if (path.EndsWith(".nuspec", StringComparison.Ordinal))
            {
                Add(Nuspec.Read(new MemoryStream(content)), path);
            }
            else if (path.EndsWith(Dependencies, StringComparison.Ordinal))
            {
                foreach (var package in Libraries(content)) Add(package, path);
            }
        }
        catch (Exception e) when (e is FormatException or JsonException or XmlException)
        {
            // A file with such a name that isn't metadata is a file like any other.
        }
    }

    // .NET's deps.json: "libraries": {"Name/1.2.3": {"type": "package", …}}.
    private static List<ImageComponent> Libraries(byte[] content)
    {
        using var json = JsonDocument.Parse(content);
        if (json.RootElement.ValueKind != JsonValueKind.Object
            || !json.RootElement.TryGetProperty("libraries", out var libraries)
            || libraries.ValueKind != JsonValueKind.Object)
            return [];
        return [.. from library in libraries.EnumerateObject()
                   where library.Value.ValueKind == JsonValueKind.Object
                       && library.Value.TryGetProperty("type", out var type) && type.ValueEquals("package")
                   let name = library.Name.Split('/', 2)
                   select new ImageComponent(ComponentKind.Nuget, name[0], name.ElementAtOrDefault(1), null)];
    }

    private void Add(ImageComponent component, string path)
    {
        var key = (component.Kind, component.Name, component.Version);
        var before = _found.GetValueOrDefault(key);
        _found[key] = component with
        {
            Digest = before?.Digest ?? component.Digest,
            License = before?.License ?? component.License,
            Paths = [.. (before?.Paths ?? []).Append(path).Distinct().Order(StringComparer.Ordinal)],
        };
    }

    // Packages name files as they were before /usr was merged.
    private HashSet<string> Owned()
    {
        var lists = files.All.Select(f => f.Path)
            .Where(p => p.StartsWith(FileLists, StringComparison.Ordinal)
                && p.EndsWith(".list", StringComparison.Ordinal))
            .Select(files.FindContent).Where(c => c is not null);
        return [.. lists.SelectMany(l => Encoding.UTF8.GetString(l!).Split('\n'))
            .Select(l => l.Trim().Trim('/')).Where(l => l.Length > 0)
            .Select(l => ImagePath.Join(Resolve(ImagePath.Parent(l)), ImagePath.Name(l)))];
    }

    private string Resolve(string folder) =>
        LinkResolver.TryResolve(folder, p => files.Find(p)?.Target, followLast: true) ?? folder;
}
