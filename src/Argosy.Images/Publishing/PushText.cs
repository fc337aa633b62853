using System.Globalization;
using Argosy.Oci.Registry;
using Argosy.Oci.Transfer;

namespace Argosy.Images.Publishing;

/// <summary>Describes transfers in words, for logs and terminals.</summary>
public static class PushText
{
    private const int ShortDigest = 19; // "sha256:" and 12 digits

    /// <summary>What a push did, or would do: the first line has the numbers.</summary>
    public static IReadOnlyList<string> Lines(PushReport report, bool dryRun)
    {
        ArgumentNullException.ThrowIfNull(report);
        var name = $"{report.Reference}:{string.Join(", :", report.Tags)}";
        if (report.Unchanged) return [$"{name} is unchanged: {report.Digest}"];
        var sent = $"{report.Count(BlobOutcome.Sent)} blobs of {Bytes(report.Bytes(BlobOutcome.Sent))}";
        var present = $"{report.Count(BlobOutcome.Present)} of {Bytes(report.Bytes(BlobOutcome.Present))}";
        if (dryRun) return [$"{name} would get {sent}; the registry has {present}", $"digest: {report.Digest}"];
        var mounted = report.Count(BlobOutcome.Mounted) is var count and > 0
            ? $", {count} of {Bytes(report.Bytes(BlobOutcome.Mounted))} taken from other repositories"
            : "";
        return [$"pushed {name}: sent {sent}; the registry had {present}{mounted}", $"digest: {report.Digest}"];
    }

    /// <summary>One blob's progress.</summary>
    public static string Line(BlobProgress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var blob = progress.Blob.Digest.ToString()[..ShortDigest];
        return progress.Outcome is { } outcome
            ? $"{Word(outcome)} {blob}, {Bytes(progress.Blob.Size)} ({progress.Done} of {progress.Count})"
            : $"{blob}: {Bytes(progress.Bytes)} of {Bytes(progress.Blob.Size)}";
    }

    /// <summary>A number of bytes with a decimal unit.</summary>
    public static string Bytes(long bytes)
    {
        var (value, unit) = bytes switch
        {
            >= 1_000_000_000 => (bytes / 1e9, "GB"),
            >= 1_000_000 => (bytes / 1e6, "MB"),
            >= 1_000 => (bytes / 1e3, "kB"),
            _ => (bytes, "B"),
        };
        return unit == "B" ? $"{bytes} B" : string.Create(CultureInfo.InvariantCulture, $"{value:0.0} {unit}");
    }

    private static string Word(BlobOutcome outcome) => outcome switch
    {
        BlobOutcome.Present => "present",
        BlobOutcome.Mounted => "mounted",
        _ => "transferred",
    };
}
