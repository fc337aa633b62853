using System.CommandLine;
using System.Text.Json;

namespace Argosy.Cli.Mirrors;

/// <summary>`argosy mirrors rollback`: serves an earlier snapshot again.</summary>
internal static class MirrorsRollback
{
    internal static Command Command()
    {
        var mirror = TargetOptions.Mirror();
        var to = new Option<string?>("--to")
        {
            Description = "The snapshot: an id or its number; by default the one before the one that is served.",
            HelpName = "id",
        };
        var options = new TargetOptions();
        var command = new Command("rollback", "Serves an earlier snapshot of a mirror again, by one rename.")
        {
            mirror, to
        };
        options.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var name = parsed.GetValue(mirror)!;
            await using var operations = options.Operations(parsed);
            var (before, now) = await operations
                .RollBackAsync(name, parsed.GetValue(to), cancellation);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(options.IsJson(parsed)
                ? JsonSerializer.Serialize(new(name, before, now), MirrorsJson.Default.RollbackDocument)
                : $"{name}: {now} is served, {before ?? "nothing"} was");
            return 0;
        });
        return command;
    }
}
