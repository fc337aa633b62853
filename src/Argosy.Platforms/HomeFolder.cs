using Argosy.Platforms.Diagnostics;

namespace Argosy.Platforms;

/// <summary>The user's home: its files must never be written to the working directory instead.</summary>
public static class HomeFolder
{
    /// <summary>Its absolute path: <c>$HOME</c>, else from the user database. Error ARG0120 if there is none.</summary>
    public static string Path => Find(Environment.GetEnvironmentVariable("HOME"));

    internal static string Find(string? variable)
    {
        // Without the existence check, for which .NET returns an empty text, the user database is read.
        var home = string.IsNullOrEmpty(variable)
            ? Environment.GetFolderPath(
                Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify)
            : variable;
        return System.IO.Path.IsPathRooted(home)
            ? home
            : throw new ArgosyException(new Diagnostic("ARG0120", new("HOME"),
                $"the home folder '{home}' is no absolute path",
                "Set HOME to a folder of yours, or XDG_CACHE_HOME and XDG_DATA_HOME "
                + "to where caches and data may be kept."));
    }
}
