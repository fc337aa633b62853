using System.CommandLine;
using Argosy.Packages.Mirrors.Publishing;
using Argosy.Processes;

namespace Argosy.Cli.Mirrors;

/// <summary>The options of commands that work on a target.</summary>
internal sealed class TargetOptions
{
    private readonly Option<string?> _target = new("--target")
    {
        Description = "Where the mirrors are: a folder, user@host:folder or ssh://user@host:port/folder; "
            + $"by default ${MirrorsDefinition.Variable}, or else that of {MirrorsDefinition.FileName}.",
        HelpName = "address",
    };

    private readonly Option<string?> _sshConfiguration = new("--ssh-config")
    {
        Description = "A file for ssh -F; by default the declared one, or the user's own.",
        HelpName = "file",
    };

    private readonly Option<int?> _wait = new("--wait")
    {
        Description = "Seconds to wait for another publisher; by default the declared ones.",
        HelpName = "seconds",
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print it as JSON." };

    internal void AddTo(System.CommandLine.Command command)
    {
        command.Add(_target);
        command.Add(_sshConfiguration);
        command.Add(_wait);
        command.Add(_json);
    }

    /// <summary>The argument that names a mirror.</summary>
    internal static Argument<string> Mirror()
    {
        var mirror = new Argument<string>("mirror") { Description = "The mirror, such as nuget." };
        mirror.CompletionSources.Add(_ => ProjectNames.Mirrors(Directory.GetCurrentDirectory()));
        return mirror;
    }

    internal bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    /// <summary>What the project in this folder declares, if there is one.</summary>
    internal static MirrorsDefinition Declared() => MirrorsDefinition.Load(Directory.GetCurrentDirectory());

    /// <summary>Opens the target. Errors ARG0590 and ARG0591.</summary>
    internal IMirrorTarget Open(ParseResult parsed)
    {
        var declared = Declared();
        var address = declared.TargetOr(parsed.GetValue(_target)
            ?? Environment.GetEnvironmentVariable(MirrorsDefinition.Variable));
        return address.Open(Directory.GetCurrentDirectory(),
            parsed.GetValue(_sshConfiguration) ?? declared.SshConfiguration, CommandRunner.Silent);
    }

    internal MirrorOperations Operations(ParseResult parsed) => new(Open(parsed), Patience(parsed));

    internal TimeSpan Patience(ParseResult parsed) =>
        TimeSpan.FromSeconds(parsed.GetValue(_wait) ?? Declared().WaitSeconds);
}
