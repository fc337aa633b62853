using System.CommandLine;
using System.Text.Json;
using Argosy.Artifacts.Trust;
using Argosy.Packages.Mirrors.Publishing;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Cli.Mirrors;

/// <summary>`argosy mirrors verify`: checks that a target has what was published.</summary>
internal static class MirrorsVerify
{
    internal static Command Command()
    {
        var mirrors = new Option<string[]>("--mirror")
        {
            Description = "Only this mirror; may be given several times.",
            HelpName = "name",
        };
        var key = new Option<string?>("--key")
        {
            Description = "The file of the public key that has to have signed each snapshot.",
            HelpName = "file",
        };
        var all = new Option<bool>("--all")
        {
            Description = "Read the files of each snapshot, not only the served one.",
        };
        var options = new TargetOptions();
        var command = new Command(
            "verify", "Checks each snapshot's manifest and signature, and reads all files that are served: exit code 1 "
                + "if one was changed, is missing or was added.")
        {
            mirrors, key, all
        };
        options.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var trusted = parsed.GetValue(key) is { } file ? PublicKey.Load(file) : null;
            var target = options.Open(parsed);
            await using var operations = new MirrorOperations(target, options.Patience(parsed));
            var chosen = new List<StoredMirror>();
            if (parsed.GetValue(mirrors) is not { Length: > 0 } names)
                chosen.AddRange(await operations.ListAsync(cancellation));
            else foreach (var name in names) chosen.Add(await operations.FindAsync(name, cancellation));
            var verifier = new MirrorVerifier(target, trusted, options.Patience(parsed));
            var results = new List<VerifiedMirror>();
            foreach (var mirror in chosen)
                results.Add(await verifier.VerifyAsync(mirror, parsed.GetValue(all), cancellation));
            var isVerified = results.All(r => r.Errors.Count == 0);
            var output = parsed.InvocationConfiguration;
            if (options.IsJson(parsed))
                await output.Output.WriteLineAsync(JsonSerializer.Serialize(
                    new(isVerified, [.. results.Select(Document)]), MirrorsJson.Default.MirrorsVerifyDocument));
            else foreach (var result in results) await output.Output.WriteLineAsync(Text(result));
            foreach (var error in results.SelectMany(r => r.Errors))
                await output.Error.WriteLineAsync(HarmlessText.OfLine(error.ToString()));
            return isVerified ? 0 : CommandLine.Failed;
        });
        return command;
    }

    private static VerifiedMirrorDocument Document(VerifiedMirror result) => new(
        result.Mirror, result.Snapshots, result.Files,
        [.. result.Errors.Select(e => new MirrorError(e.Id, e.Place.ToString(), e.Cause, e.Remedy))]);

    private static string Text(VerifiedMirror result) =>
        $"{result.Mirror}: {string.Join(", ", result.Snapshots)}: {result.Files} files, "
        + (result.Errors.Count == 0 ? "as published" : $"{result.Errors.Count} errors");
}
