namespace Argosy.Packages.Debian;

/// <summary>Control files of packages (deb-control(5)).</summary>
internal static class DebControl
{
    /// <summary>A package's.</summary>
    public static string Of(
        DebRequest request, BinaryPackage package, IReadOnlyList<string> depends, DebTree tree) => Text(
    [
        .. Head(request, package.Name),
        .. package.Role == DebRole.Programs ? (string[])[] : ["Multi-Arch: same"],
        $"Maintainer: {request.Definition.Maintainer}",
        $"Installed-Size: {tree.InstalledKibibytes}",
        .. depends.Count == 0 ? (string[])[] : [$"Depends: {string.Join(", ", depends)}"],
        $"Section: {Section(package.Role)}",
        "Priority: optional",
        $"Description: {DebTexts.Description(request, package)}",
    ]);

    /// <summary>Of the package with another's debug information, as debhelper makes it.</summary>
    public static string OfDebug(
        DebRequest request, BinaryPackage package, IEnumerable<string> buildIds, DebTree tree) => Text(
    [
        .. Head(request, $"{package.Name}-dbgsym"),
        "Auto-Built-Package: debug-symbols",
        .. package.Role == DebRole.Programs ? (string[])[] : ["Multi-Arch: same"],
        $"Maintainer: {request.Definition.Maintainer}",
        $"Installed-Size: {tree.InstalledKibibytes}",
        $"Depends: {package.Name} (= {request.FullVersion})",
        "Section: debug",
        "Priority: optional",
        $"Description: debug symbols for {package.Name}",
        $"Build-Ids: {string.Join(' ', buildIds)}",
    ]);

    private static string[] Head(DebRequest request, string name) =>
    [
        $"Package: {name}",
        .. DebTexts.Source(request) == name ? (string[])[] : [$"Source: {DebTexts.Source(request)}"],
        $"Version: {request.FullVersion}",
        $"Architecture: {request.Platform.Architecture.DebianName}",
    ];

    private static string Section(DebRole role) => role switch
    {
        DebRole.Runtime => "libs",
        DebRole.Development => "libdevel",
        _ => "utils",
    };

    private static string Text(string[] lines) => string.Join('\n', [.. lines, ""]);
}
