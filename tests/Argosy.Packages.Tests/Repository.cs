namespace Argosy.Packages.Tests;

/// <summary>The repository these tests were compiled from.</summary>
internal static class Repository
{
    private static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string File(string path) => Path.Combine(Root, path);

    private static string Find(string folder) => System.IO.File.Exists(Path.Combine(folder, "Argosy.slnx"))
        ? folder
        : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("not inside the repository"));
}
