using Argosy.Adoption.Writing;
using Argosy.Platforms;

namespace Argosy.Adoption.Bootstrap;

/// <summary>The files with which a project's build begins: those of the package of templates, except for argosy.yaml.
/// </summary>
internal static class BootstrapFiles
{
    private const string Folder = "Bootstrap";

    /// <summary>The files for a project, sorted by path.</summary>
    /// <param name="name">The project's name, for <c>@name@</c>.</param>
    /// <param name="version">The version of Argosy's packages, for <c>@version@</c>.</param>
    public static IReadOnlyList<PlannedFile> For(string name, string version) =>
    [
        .. from file in EmbeddedText.Below(Folder)
           let path = file[(Folder.Length + 1)..].Replace('\\', '/')
           where path != Model.FileName
           select new PlannedFile(path, Filled(EmbeddedText.Of(file), name, version),
               path.EndsWith(".sh", StringComparison.Ordinal)),
    ];

    private static string Filled(string text, string name, string version) => text
        .Replace("@name@", name, StringComparison.Ordinal).Replace("@version@", version, StringComparison.Ordinal);
}
