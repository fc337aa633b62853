using System.CommandLine;

namespace Argosy.Cli.Commands;

/// <summary>`argosy completion`: prints a script that completes command lines in a shell.</summary>
internal static class CompletionCommand
{
    private static readonly string[] s_shells = ["bash", "zsh", "fish"];

    internal static Command Command()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong(s_shells);
        var command = new Command("completion",
            "Prints a script that completes commands, options and names of the project in a shell.") { shell };
        command.SetAction(async (parsed, cancellation) =>
            await parsed.InvocationConfiguration.Output.WriteAsync(
                await ScriptAsync(parsed.GetRequiredValue(shell), cancellation)));
        return command;
    }

    private static async Task<string> ScriptAsync(string shell, CancellationToken cancellation)
    {
        await using var stream = typeof(CompletionCommand).Assembly.GetManifestResourceStream(
            $"Completion/argosy.{shell}")!;
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(cancellation);
    }
}
