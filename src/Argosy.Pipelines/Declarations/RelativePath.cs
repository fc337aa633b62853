using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Pipelines.Declarations;

/// <summary>The path of a declared output, always inside the project.</summary>
internal static class RelativePath
{
    /// <summary>The path written here, or error ARG0615.</summary>
    public static string Read(YamlText text) =>
        text.Required().Split('/')
            .All(part => part is not ("" or "." or "..") && !part.Contains('\\', StringComparison.Ordinal))
            ? text.Value
            : throw new ArgosyException(new Diagnostic("ARG0615", text.Place,
                $"'{text.Value}' is no path inside the project",
                "Write folders and a file name with '/' between them."));
}
