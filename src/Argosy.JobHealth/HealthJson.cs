using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Argosy.Platforms.Diagnostics;

namespace Argosy.JobHealth;

/// <summary>The file of health figures: <c>argosy health show --json</c> writes it, the dashboard reads it.</summary>
public static class HealthJson
{
    /// <summary>Increases if a reader of the old schema would misread the new one.</summary>
    public const int SchemaVersion = 1;

    /// <summary>The whole document, on one line; the same figures give the same bytes.</summary>
    public static string Write(HealthFigures figures) => JsonSerializer.Serialize(
        new HealthDocument(SchemaVersion, figures.Report, [.. figures.Advice.Select(AdviceDocument.Of)]),
        HealthDocumentJson.Default.HealthDocument) + "\n";

    /// <summary>Reads a file; ARG0698 if it can't be opened, else as <see cref="Parse"/>.</summary>
    public static HealthFigures Load(string path)
    {
        try
        {
            return Parse(File.ReadAllBytes(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArgosyException(new Diagnostic("ARG0698", new(path),
                $"the health figures can't be read ({e.Message.TrimEnd('.')})",
                "Give a file that 'argosy health show --json' wrote."), e);
        }
    }

    /// <summary>Reads a document: ARG0695 for a malformed one, with its line; ARG0696 for one of another version;
    /// ARG0697 for inconsistent figures or advice.</summary>
    /// <param name="utf8">The document.</param>
    /// <param name="source">Its name in errors: its path.</param>
    public static HealthFigures Parse(ReadOnlySpan<byte> utf8, string source)
    {
        // Some editors write a byte order mark.
        if (utf8.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        var version = Deserialize<VersionDocument>(utf8, source, HealthDocumentJson.Default.VersionDocument)
            .SchemaVersion;
        if (version != SchemaVersion)
        {
            throw new ArgosyException(new Diagnostic("ARG0696", new(source),
                version is null
                    ? "the file has no 'schemaVersion'"
                    : $"its schema version is {version}, and this argosy reads {SchemaVersion}",
                "Write it again with the 'argosy health show --json' of this version."));
        }

        var document = Deserialize<HealthDocument>(utf8, source, HealthDocumentJson.Default.HealthDocument);
        RefuseNulls(document, source);
        var jobs = Index(document.Report.Jobs, JobKey.Of, source);
        var advice = Index(document.Advice, a => a.Key, source);
        var stray = advice.Keys.FirstOrDefault(key => !jobs.ContainsKey(key));
        return stray == default
            ? new(document.Report, [.. document.Advice.Select(a => a.For(jobs[a.Key]))])
            : throw Unfit(source, $"there is advice for {stray}, of which there are no figures");
    }

    private static T Deserialize<T>(ReadOnlySpan<byte> utf8, string source, JsonTypeInfo<T> shape)
    {
        try
        {
            return JsonSerializer.Deserialize(utf8, shape) ?? throw new JsonException("the document is null");
        }
        catch (JsonException e)
        {
            var line = e.LineNumber is { } known ? (int)known + 1 : (int?)null;
            var where = e.Path is { Length: > 1 } path ? $" at {path}" : "";
            throw new ArgosyException(new Diagnostic("ARG0695", new(source, line),
                $"this is no file of health figures: {Cause(e)}{where}",
                "Write it again with 'argosy health show --json'."), e);
        }
    }

    private static Dictionary<JobKey, T> Index<T>(IReadOnlyList<T> all, Func<T, JobKey> key, string source)
    {
        var index = new Dictionary<JobKey, T>();
        foreach (var item in all)
        {
            if (!index.TryAdd(key(item), item)) throw Unfit(source, $"duplicate {key(item)}");
        }

        return index;
    }

    // The serializer rejects nulls everywhere except in lists.
    private static void RefuseNulls(HealthDocument document, string source)
    {
        if (document.Report.Jobs.Any(j => j is null || j.Weeks.Any(w => w is null))
            || document.Advice.Any(a => a is null || a.Reasons.Concat(a.Blocking).Any(text => text is null)))
        {
            throw Unfit(source, "a list has a null");
        }
    }

    // The message's first sentence; the rest repeats the path and the position.
    private static string Cause(JsonException e) =>
        e.Message.Split(" Path: ")[0].Split(" LineNumber: ")[0].TrimEnd('.', ' ');

    private static ArgosyException Unfit(string source, string cause) =>
        new(new Diagnostic("ARG0697", new(source), cause, "Write the file again with 'argosy health show --json'."));
}
