using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Argosy.Artifacts;
using Argosy.Platforms.Building;

namespace Argosy.Release.Reproduction;

/// <summary>What a second build of a commit changed: <c>reproduction.json</c>, described by
/// docs/schema/reproduction.schema.json.</summary>
/// <param name="Commit">The commit that was built.</param>
/// <param name="First">How the first build was made.</param>
/// <param name="Second">How the second one was made.</param>
/// <param name="Files">The files of a release, sorted by name.</param>
/// <param name="Differences">In what they differ.</param>
public sealed record ReproductionReport(
    string Commit, BuildCircumstances First, BuildCircumstances Second, IReadOnlyList<ReproducedFile> Files,
    IReadOnlyList<Difference> Differences)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "reproduction.json";

    /// <summary>The name of the same as text.</summary>
    public const string TextName = "reproduction.txt";

    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
        Converters = { new JsonStringEnumConverter<DifferenceKind>(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Whether both builds gave the same files.</summary>
    public bool IsSame => Differences.Count == 0;

    /// <summary>The folder of the last report, absolute.</summary>
    public static string FolderIn(ProjectPaths paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return Path.Combine(paths.Artifacts, "reproduction");
    }

    /// <summary>The bytes of the last report, if it is about a commit; null otherwise.</summary>
    public static byte[]? FindText(ProjectPaths paths, string commit)
    {
        var path = Path.Combine(FolderIn(paths), FileName);
        if (!File.Exists(path)) return null;
        var bytes = File.ReadAllBytes(path);
        try
        {
            using var json = JsonDocument.Parse(bytes);
            return json.RootElement.TryGetProperty("commit", out var of) && of.ValueEquals(commit) ? bytes : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes both forms to a folder, which is replaced.</summary>
    public void Save(string folder)
    {
        using var staged = new StagedFolder(folder);
        File.WriteAllText(Path.Combine(staged.Path, FileName), JsonSerializer.Serialize(this, s_options) + "\n");
        File.WriteAllText(Path.Combine(staged.Path, TextName), Text());
        staged.Publish();
    }

    /// <summary>The report for people.</summary>
    public string Text()
    {
        var text = new StringBuilder($"Commit {Commit} was built twice.\n  first:  {First}\n  second: {Second}\n");
        var same = Files.Count(f => f.First == f.Second);
        text.Append($"{same} of {Files.Count} files are the same, byte for byte.\n");
        foreach (var difference in Differences)
            text.Append($"{difference.Path}\n    {Word(difference.Kind)}: {difference.Detail}\n");
        return text.ToString();
    }

    private static string Word(DifferenceKind kind) => JsonNamingPolicy.CamelCase.ConvertName($"{kind}");
}

/// <summary>How a build was made.</summary>
/// <param name="Folder">The project's folder.</param>
/// <param name="User">The numeric user id; null for the user who ran the comparison.</param>
/// <param name="TimeZone">The variable TZ.</param>
/// <param name="Locale">The variable LC_ALL.</param>
/// <param name="Umask">In octal digits.</param>
/// <param name="FileOrder">The order in which folders list the sources.</param>
public sealed record BuildCircumstances(
    string Folder, int? User, string TimeZone, string Locale, string Umask, string FileOrder)
{
    /// <inheritdoc />
    public override string ToString() =>
        $"{Folder}, {(User is { } id ? $"user {id}" : "this user")}, TZ={TimeZone}, LC_ALL={Locale}, umask {Umask}, "
        + $"files {FileOrder}";
}

/// <summary>A file that both builds were to make.</summary>
/// <param name="Name">Its name.</param>
/// <param name="First">The digest in the first build; null if it has none.</param>
/// <param name="Second">The digest in the second build; null if it has none.</param>
public sealed record ReproducedFile(string Name, string? First, string? Second);
