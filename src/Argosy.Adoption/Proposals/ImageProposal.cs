using Argosy.Adoption.Sources;

namespace Argosy.Adoption.Proposals;

/// <summary>A container image.</summary>
/// <param name="Name">Its name.</param>
/// <param name="From">Its Dockerfile.</param>
internal sealed record ImageProposal(string Name, string From)
{
    /// <summary>Its Debian packages, each with its line.</summary>
    public IReadOnlyList<Guess> Packages { get; init; } = [];

    /// <summary>Files of the project.</summary>
    public IReadOnlyList<ImageFileProposal> Files { get; init; } = [];

    /// <summary>Users that its RUN lines add.</summary>
    public IReadOnlyList<ImageUserProposal> Users { get; init; } = [];

    /// <summary>The entrypoint; empty for none.</summary>
    public IReadOnlyList<string> Entrypoint { get; init; } = [];

    /// <summary>The command; empty for none.</summary>
    public IReadOnlyList<string> Cmd { get; init; } = [];

    /// <summary>Variables in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Env { get; init; } = [];

    /// <summary>Labels in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Labels { get; init; } = [];

    /// <summary>Ports.</summary>
    public IReadOnlyList<string> Ports { get; init; } = [];

    /// <summary>Volumes.</summary>
    public IReadOnlyList<string> Volumes { get; init; } = [];

    /// <summary>The user; null for root.</summary>
    public string? User { get; init; }

    /// <summary>The working folder; null for none.</summary>
    public string? Workdir { get; init; }

    /// <summary>The signal that ends it; null for none.</summary>
    public string? StopSignal { get; init; }

    /// <summary>The check of its health; null for none.</summary>
    public HealthProposal? Health { get; init; }

    /// <summary>The line of each key above, by the key's name in image.yaml.</summary>
    public IReadOnlyDictionary<string, int> Lines { get; init; } = new Dictionary<string, int>();

    /// <summary>Instructions that image.yaml can't express: each with its line, and why.</summary>
    public IReadOnlyList<string> NotExpressed { get; init; } = [];
}

/// <summary>A file of an image.</summary>
/// <param name="Line">Its line in the Dockerfile.</param>
/// <param name="Source">Its path in the project.</param>
/// <param name="Destination">Its path in the image.</param>
internal sealed record ImageFileProposal(int Line, string Source, string Destination)
{
    /// <summary>Its owner; null for root.</summary>
    public string? Owner { get; init; }

    /// <summary>Its group; null for root's.</summary>
    public string? Group { get; init; }

    /// <summary>Its octal mode; null for the file's own.</summary>
    public string? Mode { get; init; }

    /// <summary>Whether the project has it now.</summary>
    public bool IsThere { get; init; }
}

/// <summary>A user of an image.</summary>
/// <param name="Line">Its line in the Dockerfile.</param>
/// <param name="Name">Its name.</param>
internal sealed record ImageUserProposal(int Line, string Name)
{
    /// <summary>Its number; null for any.</summary>
    public int? Id { get; init; }

    /// <summary>Its home; null for none.</summary>
    public string? Home { get; init; }

    /// <summary>Its shell; null for none.</summary>
    public string? Shell { get; init; }
}

/// <summary>A check of an image's health; times are seconds, null for docker's own.</summary>
internal sealed record HealthProposal(IReadOnlyList<string> Command)
{
    /// <summary>Keys of image.yaml with their numbers.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> Numbers { get; init; } = [];
}
