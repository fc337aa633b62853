using System.Globalization;
using System.Text.RegularExpressions;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;

namespace Argosy.Packages.Mirrors.Publishing;

/// <summary>Where mirrors are published: a folder, or one on a server that is reached by ssh.</summary>
/// <param name="Path">The folder; on a server, relative to the user's home or absolute.</param>
/// <param name="Host"><c>host</c> or <c>user@host</c>; null for this machine.</param>
/// <param name="Port">The server's port; null for that of ssh's configuration.</param>
public sealed partial record MirrorAddress(string Path, string? Host = null, int? Port = null)
{
    /// <summary>Parses <c>/srv/mirror</c>, <c>folder</c>, <c>user@host:folder</c> or
    /// <c>ssh://user@host:port/srv/mirror</c>. Error ARG0591.</summary>
    public static MirrorAddress Parse(string text, SourceLocation place)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.StartsWith("rsync://", StringComparison.Ordinal) || text.Contains("::", StringComparison.Ordinal))
            throw Wrong(text, place, "an rsync daemon can't rename, so that readers would see half of a snapshot",
                "Write the server's ssh address: user@host:folder, or ssh://user@host:port/folder.");
        if (Url().Match(text) is { Success: true } url)
            return new(url.Groups["path"].Value, url.Groups["host"].Value,
                url.Groups["port"].Success ? int.Parse(url.Groups["port"].Value, CultureInfo.InvariantCulture) : null);
        if (!text.Contains("://", StringComparison.Ordinal) && Short().Match(text) is { Success: true } brief)
            return new(brief.Groups["path"].Value, brief.Groups["host"].Value);
        return text.Length > 0 && text[0] != '-' && (text[0] == '/' || !text.Contains(':'))
            && !text.Any(char.IsControl)
            ? new(text)
            : throw Wrong(text, place, "it is neither a folder nor a server's folder",
                "Write a folder, user@host:folder, or ssh://user@host:port/folder.");
    }

    /// <summary>The target. A relative folder of this machine is one of the project.</summary>
    /// <param name="root">The project's folder.</param>
    /// <param name="sshConfiguration">A file for <c>ssh -F</c>; null for the user's own.</param>
    /// <param name="runner">Starts ssh and rsync.</param>
    public IMirrorTarget Open(string root, string? sshConfiguration, CommandRunner runner) => Host is null
        ? new FolderTarget(System.IO.Path.GetFullPath(Path, root))
        : new SshTarget(this, sshConfiguration, runner);

    /// <inheritdoc />
    public override string ToString() => (Host, Port) switch
    {
        (null, _) => Path,
        (_, null) => $"{Host}:{Path}",
        _ => string.Create(CultureInfo.InvariantCulture, $"ssh://{Host}:{Port}{Path}"),
    };

    private static ArgosyException Wrong(string text, SourceLocation place, string cause, string remedy) =>
        new(new Diagnostic("ARG0591", place, $"'{text}' can't be a mirror's target: {cause}", remedy));

    [GeneratedRegex(@"^ssh://(?<host>(?:[A-Za-z0-9._]+@)?[A-Za-z0-9][A-Za-z0-9.-]*)"
        + @"(?::(?<port>[1-9][0-9]{0,4}))?(?<path>/\P{C}*)\z")]
    private static partial Regex Url();

    [GeneratedRegex(@"^(?<host>(?:[A-Za-z0-9._]+@)?[A-Za-z0-9][A-Za-z0-9.-]*):(?<path>[^\p{C}]+)\z")]
    private static partial Regex Short();
}
