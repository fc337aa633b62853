using Argosy.Packages.Apt;
using Cake.Core;

namespace Cake.Argosy;

/// <summary>Reads how a run signs the archive of Debian packages.</summary>
internal static class DebianKeyReader
{
    /// <summary>From the option <c>--debian-key</c>, or else the environment; null for no signature.</summary>
    public static ArchiveKey? Read(ICakeContext context) =>
        (context.Arguments.GetArguments("debian-key").LastOrDefault() ?? Variable(ArchiveKey.FileVariable)) is { } file
            ? new(file, Variable(ArchiveKey.PasswordVariable))
            : null;

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
