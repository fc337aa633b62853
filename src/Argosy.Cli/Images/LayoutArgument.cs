using System.CommandLine;
using Argosy.Platforms.Building;

namespace Argosy.Cli.Images;

/// <summary>A layout that a command names: its folder, or the name of an image that the project here has
/// built.</summary>
internal static class LayoutArgument
{
    internal static Argument<string> Declare()
    {
        var layout = new Argument<string>("layout")
        {
            Description = "The folder of an OCI image layout, or the name of an image that was built in this folder.",
        };
        layout.CompletionSources.Add(_ => ProjectNames.Images(Directory.GetCurrentDirectory()));
        return layout;
    }

    /// <summary>The layout's folder, which may not exist.</summary>
    internal static string FolderOf(string text)
    {
        var built = new ProjectPaths(Directory.GetCurrentDirectory()).Image(text);
        return !Directory.Exists(text) && !text.Contains('/', StringComparison.Ordinal) && Directory.Exists(built)
            ? built
            : text;
    }

    /// <summary>The name that engines know its image by, without a tag.</summary>
    internal static string NameOf(string folder)
    {
        // Names of images have small letters, digits, and single separators between them.
        var name = string.Concat(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))
            .ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
        var parts = name.Split('-', StringSplitOptions.RemoveEmptyEntries);
        return $"localhost/{(parts.Length == 0 ? "image" : string.Join('-', parts))}";
    }
}
