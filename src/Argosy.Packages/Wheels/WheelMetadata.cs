using System.Text;
using Argosy.Packages.Wheels.Versions;

namespace Argosy.Packages.Wheels;

/// <summary>What an index needs of a wheel's <c>METADATA</c> (core metadata specification).</summary>
/// <param name="Name">The project's name.</param>
/// <param name="Version">Its version.</param>
/// <param name="RequiresPython">The versions of Python that it declares to run on, or null.</param>
internal sealed record WheelMetadata(string Name, string Version, string? RequiresPython)
{
    /// <summary>The most bytes of such a file: a description may be a whole manual.</summary>
    public const int Longest = 1 << 23;

    /// <summary>Reads the headers, as in a mail: the first empty line ends them and starts the description.</summary>
    /// <exception cref="InvalidDataException">A header is missing or there twice.</exception>
    public static WheelMetadata Read(ReadOnlyMemory<byte> bytes)
    {
        using var reader = new StreamReader(new MemoryStream(bytes.ToArray()), Encoding.UTF8);
        var headers = new MailHeaders(reader);
        return new(Get("Name"), Get("Version"), Find("Requires-Python"));

        string Get(string name) => Find(name) is { Length: > 0 } value
            ? value
            : throw new InvalidDataException($"its METADATA has no header {name}");

        string? Find(string name) => headers.All(name).ToList() switch
        {
            [] => null,
            [var only] => only,
            _ => throw new InvalidDataException($"its METADATA has the header {name} twice"),
        };
    }

    /// <summary>How it contradicts a wheel's file name; null if it doesn't.</summary>
    public string? Contradiction(WheelName file)
    {
        if (WheelName.Normalize(Name) != file.Normalized)
            return $"its METADATA is that of the project '{Name}', not of '{file.Project}'";
        return PythonVersion.IsSame(Version, file.Version)
            ? null
            : $"its METADATA has the version '{Version}', not '{file.Version}'";
    }
}
