using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Argosy.Packages.Mirrors.Publishing;

namespace Argosy.Cli.Mirrors;

/// <summary>`argosy mirrors list`: shows the snapshots of a target.</summary>
internal static class MirrorsList
{
    internal static Command Command()
    {
        var options = new TargetOptions();
        var command = new Command("list", "Shows the mirrors of a target with their snapshots.");
        options.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var operations = options.Operations(parsed);
            var mirrors = (await operations.ListAsync(cancellation)).Select(Listed).ToList();
            var output = parsed.InvocationConfiguration.Output;
            if (options.IsJson(parsed))
                await output.WriteLineAsync(
                    JsonSerializer.Serialize(new(mirrors), MirrorsJson.Default.MirrorsDocument));
            else if (mirrors.Count == 0) await output.WriteLineAsync("no mirrors");
            else foreach (var mirror in mirrors) await output.WriteAsync(Text(mirror));
            return 0;
        });
        return command;
    }

    private static ListedMirror Listed(StoredMirror mirror) => new(mirror.Name, mirror.Current,
        [
            .. mirror.Snapshots.Select(s => new ListedSnapshot(
                s.Id, s.Id == mirror.Current, s.Content?.Date, s.Content?.Files, s.Content?.Bytes,
                s.Signature is not null)),
        ]);

    private static string Text(ListedMirror mirror) => $"{mirror.Name}\n" + string.Concat(mirror.Snapshots.Select(s =>
        $"{(s.Current ? '*' : ' ')} {s.Id}  "
        + $"{s.Date?.ToString("u", CultureInfo.InvariantCulture) ?? "damaged",-20}  "
        + string.Create(CultureInfo.InvariantCulture, $"{s.Files,6} files  {new ByteSize(s.Bytes ?? 0),10}")
        + $"{(s.Signed ? "  signed" : "")}\n"));
}
