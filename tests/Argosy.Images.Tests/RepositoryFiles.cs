namespace Argosy.Images.Tests;

/// <summary>Files of the repository that tests hold against the code.</summary>
internal static class RepositoryFiles
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    private static string FindRoot(string folder) => File.Exists(Path.Combine(folder, "argosy.yaml"))
        ? folder
        : FindRoot(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("no argosy.yaml above the tests"));
}
