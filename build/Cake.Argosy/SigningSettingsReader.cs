using Argosy.Images.SupplyChain;
using Argosy.Processes;
using Cake.Core;

namespace Cake.Argosy;

/// <summary>Reads how a run signs images.</summary>
internal static class SigningSettingsReader
{
    /// <summary>From the options <c>--sign-key</c> and <c>--sign-as</c>, or else the environment.</summary>
    public static SigningSettings Read(ICakeContext context, string root) => new(() => FindCommit(root))
    {
        KeyFile = context.Arguments.GetArguments("sign-key").LastOrDefault()
            ?? Variable(SigningSettings.KeyVariable),
        Password = Variable(SigningSettings.PasswordVariable),
        // What the images are pushed to, unless another name is given.
        Prefix = context.Arguments.GetArguments("sign-as").LastOrDefault()
            ?? context.Arguments.GetArguments("registry").LastOrDefault() ?? Variable("ARGOSY_REGISTRY"),
        Builder = Variable(SigningSettings.BuilderVariable),
    };

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    // A line "# branch.oid DIGITS" among those that begin with '#', then a line for each tracked file with changes. Git
    // would also write its index anew, which counts as a change of the project.
    private static SourceCommit? FindCommit(string root)
    {
        const string lead = "# branch.oid ";
        var status = new Command(
            "git", "--no-optional-locks", "-C", root, "status", "--porcelain=v2", "--branch", "--untracked-files=no")
        {
            Environment = new Dictionary<string, string?> { ["LC_ALL"] = "C" }
        };
        try
        {
            var said = CommandRunner.Silent.TryRunAsync(status, CancellationToken.None).GetAwaiter().GetResult();
            var lines = said.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var id = lines.FirstOrDefault(l => l.StartsWith(lead, StringComparison.Ordinal))?[lead.Length..];
            return said.Succeeded && id is { Length: 40 } ? new(id, lines.Any(l => l[0] != '#')) : null;
        }
        catch (global::Argosy.Platforms.Diagnostics.ArgosyException e) when (CommandRunner.IsMissingProgram(e))
        {
            return null;
        }
    }
}
