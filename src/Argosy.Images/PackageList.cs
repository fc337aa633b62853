using System.Text.Json;
using Argosy.Artifacts;
using Argosy.Oci.Model;
using Argosy.Platforms.Diagnostics;
using Argosy.Toolchains.Debian;

namespace Argosy.Images;

/// <summary>The list of an image's packages on disk, for what is made of an image later.</summary>
internal static class PackageList
{
    /// <summary>Writes the list, in its order.</summary>
    public static void Write(string path, IReadOnlyList<InstalledPackage> packages)
    {
        var text = OciJson.Write(json =>
        {
            json.WriteStartArray("packages");
            foreach (var package in packages)
            {
                json.WriteStartObject();
                json.WriteString("name", package.Name);
                json.WriteString("version", package.Version);
                json.WriteString("architecture", package.Architecture);
                json.WriteString("source", package.Source);
                json.WriteString("sourceVersion", package.SourceVersion);
                json.WriteString("digest", package.Digest.ToString());
                json.WriteNumber("installedSize", package.InstalledSize);
                if (package.LicenceFile is { } licence) json.WriteString("licenceFile", licence);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
        AtomicFile.Write(path, stream => stream.Write(text));
    }

    /// <summary>Reads the list; error ARG0441 if it is missing or damaged.</summary>
    public static IReadOnlyList<InstalledPackage> Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return [.. document.RootElement.GetProperty("packages").EnumerateArray().Select(Package)];
        }
        catch (Exception e) when (e is IOException or JsonException or KeyNotFoundException or FormatException
            or InvalidOperationException)
        {
            throw new ArgosyException(new Diagnostic("ARG0441", new(path),
                $"the list of an image's packages can't be read: {e.Message.TrimEnd('.')}",
                "Build the image again."), e);
        }
    }

    private static InstalledPackage Package(JsonElement json) => new(
        Text(json, "name"), Text(json, "version"), Text(json, "architecture"), Text(json, "source"),
        Text(json, "sourceVersion"),
        Digest.TryParse(Text(json, "digest")) ?? throw new FormatException("a digest is wrong"))
    {
        InstalledSize = json.GetProperty("installedSize").GetInt64(),
        LicenceFile = json.TryGetProperty("licenceFile", out var licence) ? licence.GetString() : null,
    };

    private static string Text(JsonElement json, string name) =>
        json.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is no text");
}
