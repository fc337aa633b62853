using System.Text;
using Argosy.Images.SupplyChain.Contents;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Images.SupplyChain.Comparison;

/// <summary>Shows the differences of two images to people.</summary>
public static class DifferenceText
{
    /// <summary>The text: <c>+</c> for what is new, <c>-</c> for what is gone, <c>~</c> for what changed.</summary>
    public static string Of(IReadOnlyList<PlatformDifference> differences)
    {
        ArgumentNullException.ThrowIfNull(differences);
        var text = new StringBuilder();
        foreach (var difference in differences) Append(text, difference);
        return text.ToString();
    }

    private static void Append(StringBuilder text, PlatformDifference difference)
    {
        text.Append($"{difference.Platform}: ");
        if (difference.IsSame)
        {
            text.Append("the same\n");
            return;
        }

        text.Append($"{difference.DigestBefore ?? "absent"} -> {difference.DigestAfter ?? "absent"}\n");
        text.Append($"  layers {difference.CompressedBefore} -> {difference.CompressedAfter} bytes\n");
        Append(text, "packages", difference.Packages.Select(Line));
        Append(text, "configuration", difference.Config.Select(Line));
        Append(text, "files", difference.Files.Select(Line));
        Append(text, "size by folder", difference.Sizes.Select(
            s => $"~ {s.Folder}: {s.Before} -> {s.After} bytes ({s.After - s.Before:+0;-0})"));
    }

    private static void Append(StringBuilder text, string title, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0) return;
        text.Append($"  {title}\n");
        foreach (var line in all) text.Append($"    {HarmlessText.OfLine(line)}\n");
    }

    private static string Line(ValueChange change) => (change.Before, change.After) switch
    {
        (null, var after) => $"+ {change.Name} {after}",
        (var before, null) => $"- {change.Name} {before}",
        var (before, after) => $"~ {change.Name} {before} -> {after}",
    };

    private static string Line(FileChange change) => (change.Before, change.After) switch
    {
        (null, { } after) => $"+ /{change.Path} {Said(after)}",
        ({ } before, null) => $"- /{change.Path} {Said(before)}",
        ({ } before, { } after) => $"~ /{change.Path} {string.Join(", ", change.Properties.Select(
            p => $"{p} {Property(before, p)} -> {Property(after, p)}"))}",
        _ => "",
    };

    private static string Said(ImageFile file) =>
        file.Kind == "file" ? $"{Property(file, "mode")}, {file.Size} bytes" : file.Kind;

    private static string Property(ImageFile file, string name) => name switch
    {
        "kind" => file.Kind,
        "mode" => Convert.ToString((int)file.Mode, 8).PadLeft(4, '0'),
        "owner" => $"{file.Owner}:{file.Group}",
        "size" => $"{file.Size}",
        "digest" => file.Digest?.Hex[..12] ?? "none",
        _ => file.Target ?? "none",
    };
}
