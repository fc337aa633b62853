namespace Argosy.Build;

/// <summary>The .NET test projects, as <c>dotnet test</c> takes them.</summary>
internal static class TestProjects
{
    private const string EndToEnd = "Argosy.EndToEnd.Tests";

    // By their share of the time, so that none of these is the last; the others have no order.
    private static readonly string[] s_longest =
    [
        "Cake.Argosy.Module.Tests", "Argosy.Packages.Tests", "Argosy.Toolchains.Tests", "Argosy.Runtime.Tests", "Argosy.Images.Tests",
    ];

    /// <summary>The assemblies of all that need no result of the main job, those first that take long.</summary>
    internal static string[] Assemblies() =>
    [
        .. Directory.EnumerateDirectories("tests", "*.Tests").Select(folder => Path.GetFileName(folder)!)
            .Where(name => name != EndToEnd)
            .OrderBy(name => Array.IndexOf(s_longest, name) is var place && place < 0 ? s_longest.Length : place)
            .ThenBy(name => name, StringComparer.Ordinal)
            .Select(name => $"tests/{name}/bin/Release/net10.0/{name}.dll"),
    ];
}
