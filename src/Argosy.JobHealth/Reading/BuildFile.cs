using System.Text.Json;
using Argosy.JobHealth.Store;
using Argosy.Platforms.Diagnostics;

namespace Argosy.JobHealth.Reading;

/// <summary>Reads builds from a file: a JSON array as Zuul returns it, a JSON value per line, or the table of Zuul's
/// page.</summary>
public static class BuildFile
{
    // Builds per transaction. The file is read to its end first: nothing is stored from a malformed one.
    private const int PageSize = 20_000;
    private const long MostBytes = 1L << 30;
    private const int MostBuilds = 2_000_000;

    /// <summary>Stores a file's builds; none from a malformed file. Error ARG0683 for a file that can't be read, and
    /// those of the database.</summary>
    public static async Task<ReadingSummary> ImportAsync(
        HealthDatabase database, string path, CancellationToken cancellation)
    {
        var page = await ReadAsync(path, cancellation);
        var sum = ReadingSummary.None.With(page, 0, requests: 0);
        // In the database's own order, so that neighbours are written together.
        foreach (var builds in page.Builds
            .OrderBy(b => b.Project, StringComparer.Ordinal)
            .ThenBy(b => b.Job, StringComparer.Ordinal)
            .ThenBy(b => b.Start)
            .Chunk(PageSize))
        {
            cancellation.ThrowIfCancellationRequested();
            sum = sum with { News = sum.News + database.Store(builds) };
        }

        return sum;
    }

    /// <summary>A file's builds, and the number of entries that are none.</summary>
    internal static async Task<ReadPage> ReadAsync(string path, CancellationToken cancellation)
    {
        try
        {
            await using var file = File.OpenRead(path);
            var first = FirstCharacter(file);
            var page = first is '[' or '{'
                ? await JsonAsync(new BoundedStream(file, MostBytes), first == '[', cancellation)
                : await TableAsync(new BoundedStream(file, MostBytes), cancellation);
            return page.Builds.Count > 0 || page.Skipped == 0 && first == '['
                ? page
                : throw Unreadable(path, "no entry of it is a build", null);
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or JsonException or InvalidDataException)
        {
            throw Unreadable(path, e.Message.TrimEnd('.'), e);
        }
    }

    private static async Task<ReadPage> JsonAsync(Stream stream, bool isArray, CancellationToken cancellation)
    {
        var (builds, skipped) = (new List<Build>(), 0);
        await foreach (var json in isArray
            ? BuildStream.ArrayAsync(stream, cancellation)
            : BuildStream.LinesAsync(stream, cancellation))
        {
            if (BuildJson.TryRead(json) is { } build) builds.Add(build);
            else skipped++;
            if (builds.Count > MostBuilds) throw new InvalidDataException($"it has more than {MostBuilds} builds");
        }

        return new(builds, skipped);
    }

    private static async Task<ReadPage> TableAsync(Stream stream, CancellationToken cancellation)
    {
        var (builds, skipped) = (new List<Build>(), 0);
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(cancellation) is { } line)
        {
            if (BuildTable.TryRead(line) is { } build) builds.Add(build);
            else if (!string.IsNullOrWhiteSpace(line) && !BuildTable.IsHead(line)) skipped++;
        }

        return new(builds, skipped);
    }

    private static char FirstCharacter(FileStream file)
    {
        int read;
        do
        {
            read = file.ReadByte();
        }
        while (read >= 0 && char.IsWhiteSpace((char)read));
        file.Position = 0;
        return (char)Math.Max(read, 0);
    }

    private static ArgosyException Unreadable(string path, string cause, Exception? e) =>
        new(new Diagnostic("ARG0683", new(path), $"its builds can't be read: {cause}",
            "Give a JSON array of builds, a JSON object a line, or the table copied from Zuul's page."), e);
}
