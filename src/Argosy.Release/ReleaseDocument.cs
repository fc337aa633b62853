using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Argosy.Artifacts;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Release;

/// <summary><c>release.json</c>: everything that a publisher needs to know, described by
/// docs/schema/release.schema.json.</summary>
/// <param name="Version">The version, such as <c>1.2.3-rc.1</c>.</param>
/// <param name="Tag">The tag in git, such as <c>v1.2.3-rc.1</c>.</param>
/// <param name="Commit">The 40 digits of the commit.</param>
/// <param name="Prerelease">Whether the version has a label, such as <c>rc.1</c>.</param>
/// <param name="Files">The files beside this one, sorted by name (ordinal).</param>
public sealed record ReleaseDocument(
    string Version, string Tag, string Commit, bool Prerelease, IReadOnlyList<ReleaseFile> Files)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "release.json";

    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter<ReleaseFileKind>(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The images that belong to the release, sorted by name: the digests of their indexes.</summary>
    public IReadOnlyList<ReleaseImage> Images { get; init; } = [];

    /// <summary>The files of a kind.</summary>
    public IEnumerable<ReleaseFile> Of(ReleaseFileKind kind) => Files.Where(f => f.Kind == kind);

    /// <summary>The document in JSON, with a line's end.</summary>
    public byte[] Write() => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(this, s_options) + "\n");

    /// <summary>Reads the document of a release's folder. Error ARG0930 if it isn't there, isn't one, or names a file
    /// outside of the folder.</summary>
    /// <param name="folder">Such as <c>artifacts/release/1.2.3</c>.</param>
    public static ReleaseDocument Load(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var path = Path.Combine(folder, FileName);
        try
        {
            return Read(File.ReadAllBytes(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(path, $"it can't be read: {e.Message.TrimEnd('.')}", e);
        }
    }

    /// <summary>Reads a document. Error ARG0930.</summary>
    /// <param name="json">Its bytes.</param>
    /// <param name="place">Where it is, for errors.</param>
    public static ReleaseDocument Read(ReadOnlySpan<byte> json, string place)
    {
        try
        {
            var read = JsonSerializer.Deserialize<ReleaseDocument>(json, s_options)
                ?? throw Unusable(place, "it is empty");
            var foreign = read.Files.FirstOrDefault(f => !IsName(f.Name) || Digest.TryParse(f.Sha256) is null)
                ?? read.Files.GroupBy(f => f.Name).FirstOrDefault(g => g.Count() > 1)?.First();
            return foreign is null
                ? read
                : throw Unusable(place,
                    $"'{foreign.Name}' is no name of a file beside it, is there twice, or has no digest");
        }
        catch (JsonException e)
        {
            throw Unusable(place, $"it is no release: {e.Message.TrimEnd('.')}", e);
        }
    }

    private static bool IsName(string name) => name.Length > 0 && name[0] != '.' && !name.Contains('/');

    private static ArgosyException Unusable(string place, string cause, Exception? inner = null) => new(
        new Diagnostic("ARG0930", new(place), cause, "Run --target=Release again: it writes the folder whole."),
        inner);
}

/// <summary>A file of a release.</summary>
/// <param name="Name">Its name in the release's folder.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Sha256">The 64 digits of its SHA-256.</param>
/// <param name="Size">In bytes.</param>
/// <param name="MediaType">Such as <c>application/zip</c>.</param>
public sealed record ReleaseFile(string Name, ReleaseFileKind Kind, string Sha256, long Size, string MediaType)
{
    /// <summary>Argosy's name of the architecture; null for a file for all, or about others.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Architecture { get; init; }

    /// <summary>The file's digest.</summary>
    [JsonIgnore]
    public Digest Digest => Digest.TryParse(Sha256) ?? throw new JsonException($"'{Sha256}' is no SHA-256");
}

/// <summary>A multi-platform image of a release. The release's folder doesn't have it: a registry does.</summary>
/// <param name="Name">The image's name in <c>images/</c>.</param>
/// <param name="Digest">Of its index, written <c>sha256:…</c>.</param>
public sealed record ReleaseImage(string Name, string Digest);

/// <summary>What a file of a release is.</summary>
public enum ReleaseFileKind
{
    /// <summary>A NuGet package.</summary>
    Nuget,

    /// <summary>Symbols of a NuGet package (.snupkg).</summary>
    Symbols,

    /// <summary>A Debian package.</summary>
    Deb,

    /// <summary>A Python wheel.</summary>
    Wheel,

    /// <summary>A native item for an architecture (.tar.gz).</summary>
    Native,

    /// <summary>The sources of the commit (.tar.gz).</summary>
    Source,

    /// <summary>A bill of materials of another file.</summary>
    Sbom,

    /// <summary>The provenance of the files (DSSE envelopes, a line each).</summary>
    Provenance,

    /// <summary>The release notes.</summary>
    Notes,

    /// <summary>What a second build changed.</summary>
    Reproduction,

    /// <summary>SHA-256 of the files above.</summary>
    Checksums,

    /// <summary>The signature of the checksums.</summary>
    Signature,

    /// <summary>The public key of the signature.</summary>
    PublicKey,
}
