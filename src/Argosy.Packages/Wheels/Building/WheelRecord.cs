using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Argosy.Artifacts;

namespace Argosy.Packages.Wheels.Building;

/// <summary>How a wheel was built, or why it wasn't: <c>build.json</c>. It has no times, so that the same build writes
/// the same bytes.</summary>
/// <param name="Name">The project's normalised name.</param>
/// <param name="Version">The version, as the wheel's name says; null if there is no wheel.</param>
/// <param name="Platform">The platform's name.</param>
/// <param name="How">How it was built.</param>
/// <param name="Backend">The build backend, such as <c>meson-python</c>; null if it isn't known.</param>
/// <param name="Fallback">Why the cross-build failed, if the wheel was built by emulation after it.</param>
/// <param name="Error">Why there is no wheel.</param>
public sealed record WheelRecord(
    string Name, string? Version, string Platform, WheelBuilt How, string? Backend, string? Fallback, string? Error)
{
    /// <summary>The file next to a wheel.</summary>
    public const string FileName = "build.json";

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter<WheelBuilt>(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The record of a file; null if it is missing or unreadable.</summary>
    public static WheelRecord? TryLoad(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<WheelRecord>(File.ReadAllText(path), s_json) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes the file atomically.</summary>
    public void Save(string path) => AtomicFile.Write(path, JsonSerializer.Serialize(this, s_json) + "\n");
}

/// <summary>How a wheel was built.</summary>
public enum WheelBuilt
{
    /// <summary>By cross compilers, or without a compiler on the build machine.</summary>
    Cross,

    /// <summary>In a root of its platform, by the emulator.</summary>
    Emulated,

    /// <summary>It is the same file on every platform.</summary>
    Pure,

    /// <summary>There is no wheel: its build failed.</summary>
    Failed,

    /// <summary>There is no wheel: its build couldn't be run to its end here.</summary>
    Inconclusive,
}
