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

    // "DIGITS" or "DIGITS-dirty", whatever the tags.
    private static SourceCommit? FindCommit(string root)
    {
        var describe = new Command(
            "git", "-C", root, "describe", "--always", "--abbrev=40", "--exclude=*", "--dirty=-dirty")
        {
            Environment = new Dictionary<string, string?> { ["LC_ALL"] = "C" }
        };
        try
        {
            var said = CommandRunner.Silent.TryRunAsync(describe, CancellationToken.None).GetAwaiter().GetResult();
            return said.Succeeded && said.Output.Trim().Split('-') is [{ Length: 40 } id, ..] parts
                ? new(id, parts.Length > 1)
                : null;
        }
        catch (global::Argosy.Platforms.Diagnostics.ArgosyException e) when (CommandRunner.IsMissingProgram(e))
        {
            return null;
        }
    }
}
