using System.Text.Json;
using Argosy.Platforms;

namespace Argosy.Oci.Model;

/// <summary>A platform in an OCI index, with Go's names.</summary>
/// <param name="Os">The operating system.</param>
/// <param name="Architecture">GOARCH.</param>
/// <param name="Variant">The variant, if the architecture has one.</param>
public sealed record OciPlatform(string Os, string Architecture, string? Variant)
{
    /// <summary>The platform of an architecture, by the dialect table.</summary>
    public static OciPlatform Of(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return new("linux", architecture.OciArchitecture, architecture.OciVariant);
    }

    /// <summary>Without the variant that the dialect table gives the architecture: some tools leave it out.</summary>
    public OciPlatform Normalized =>
        Variant is not null
        && Platforms.Architecture.All.Any(a => a.OciArchitecture == Architecture && a.OciVariant == Variant)
            ? this with { Variant = null }
            : this;

    /// <inheritdoc />
    public override string ToString() => Variant is null ? $"{Os}/{Architecture}" : $"{Os}/{Architecture}/{Variant}";

    internal static OciPlatform Read(JsonElement json) => new(
        json.GetProperty("os").GetString()!,
        json.GetProperty("architecture").GetString()!,
        json.TryGetProperty("variant", out var variant) ? variant.GetString() : null);

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("platform");
        json.WriteString("architecture", Architecture);
        json.WriteString("os", Os);
        if (Variant is { } variant) json.WriteString("variant", variant);
        json.WriteEndObject();
    }
}
