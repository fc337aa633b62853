using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Rules;
using Argosy.Platforms.Yaml;

namespace Argosy.Packages.Wheels.Definition;

/// <summary>A place that may have sdists.</summary>
public abstract record WheelSource
{
    private const string Id = "ARG0501";

    /// <summary>The word of pip's own index.</summary>
    public const string DefaultIndex = "default";

    private WheelSource()
    {
    }

    /// <summary>A folder of the project with sdists.</summary>
    /// <param name="Path">Relative to the project.</param>
    public sealed record Folder(string Path) : WheelSource
    {
        /// <inheritdoc />
        public override string ToString() => $"folder {Path}";
    }

    /// <summary>The <c>.orig</c> tarballs of Debian's source packages.</summary>
    /// <param name="Distributions">The releases to try, in this order; empty for the model's first.</param>
    public sealed record Debian(IReadOnlyList<Distribution> Distributions) : WheelSource
    {
        /// <inheritdoc />
        public bool Equals(Debian? other) =>
            other is not null && Distributions.SequenceEqual(other.Distributions);

        /// <inheritdoc />
        public override int GetHashCode() => Distributions.Count;

        /// <inheritdoc />
        public override string ToString() => $"debian {string.Join(',', Distributions)}".TrimEnd();
    }

    /// <summary>A Python index (PEP 503 or 691).</summary>
    /// <param name="Address">Its address; null for the one that pip is configured for.</param>
    public sealed record Index(Uri? Address) : WheelSource
    {
        /// <inheritdoc />
        public override string ToString() => $"index {Address?.AbsoluteUri ?? DefaultIndex}";
    }

    /// <summary>Reads an item of <c>sources:</c>.</summary>
    internal static WheelSource Read(YamlMap map)
    {
        var folder = map.Find("folder");
        var debian = map.Find("debian");
        var index = map.Find("index");
        map.Done();
        if (map.Entries.Count != 1)
            throw new ArgosyException(new Diagnostic(Id, map.Place,
                "a source has to be exactly one of folder, debian and index",
                "Write each source as an item of its own, such as '- debian: [debian-12]'."));
        if (folder is not null) return new Folder(TextRules.ProjectFolder.Check(folder.AsText(), Id));
        return debian is not null ? new Debian(Releases(debian.AsList())) : new Index(AddressOf(index!.AsText()));
    }

    // Former releases too: their source packages remain in archives for years.
    private static List<Distribution> Releases(YamlList list)
    {
        var known = Distribution.Former.Concat(Distribution.All).ToList();
        var releases = new List<Distribution>();
        foreach (var text in list.Texts())
        {
            var release = known.FirstOrDefault(d => d.Name == text.Value) ?? throw new ArgosyException(new Diagnostic(
                Id, text.Place, $"unknown distribution '{text.Value}'",
                Suggestion.For(text.Value, known.Select(d => d.Name))));
            if (releases.Contains(release))
                throw new ArgosyException(new Diagnostic(Id, text.Place, $"duplicate '{text.Value}'", "Remove one."));
            releases.Add(release);
        }

        return releases.Count > 0 ? releases : throw EmptyList.At(list.Place);
    }

    private static Uri? AddressOf(YamlText text) => text.Value == DefaultIndex
        ? null
        : new(TextRules.IndexAddress.Check(text, Id).TrimEnd('/') + "/");
}
