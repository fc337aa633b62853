using System.CommandLine;
using System.Text.Json;
using Argosy.Artifacts.Store;
using Argosy.Artifacts.Trust;
using Argosy.Packages.Mirrors.Publishing;

namespace Argosy.Cli.Mirrors;

/// <summary>`argosy mirrors publish`: publishes a folder that a build made elsewhere.</summary>
internal static class MirrorsPublish
{
    internal static Command Command()
    {
        var mirror = TargetOptions.Mirror();
        var folder = new Argument<string>("folder") { Description = "Its static tree." };
        var key = new Option<string?>("--sign-key")
        {
            Description = "The file of the private key that signs the snapshot; its password is in "
                + "$ARGOSY_SIGN_PASSWORD.",
            HelpName = "file",
        };
        var replace = new Option<bool>("--replace")
        {
            Description = "Packages may have other bytes than were published under the same name.",
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only show what would be published." };
        var options = new TargetOptions();
        var command = new Command(
            "publish", "Publishes a folder as a snapshot, as the target Publish-Mirrors does with a build's mirrors.")
        {
            mirror, folder, key, replace, dryRun
        };
        options.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var declared = TargetOptions.Declared();
            var name = parsed.GetValue(mirror)!;
            await using var target = options.Open(parsed);
            var publisher = new MirrorPublisher(target, new()
            {
                Key = parsed.GetValue(key) is { } file
                    ? SigningKey.Load(file, Environment.GetEnvironmentVariable("ARGOSY_SIGN_PASSWORD"))
                    : null,
                Keep = declared.Keep,
                Replace = parsed.GetValue(replace) || declared.Replace.Contains(name),
                DryRun = parsed.GetValue(dryRun),
                Patience = options.Patience(parsed),
            }, Path.Combine(CacheFolder.Default, "mirrors"));
            var report = await publisher.PublishAsync(name, parsed.GetValue(folder)!, cancellation);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(options.IsJson(parsed)
                ? JsonSerializer.Serialize(report, MirrorsJson.Default.PublishReport)
                : $"{name}: {(report.IsChanged ? $"{report.Added.Count} files new or changed, "
                    + $"{report.Removed.Count} removed, {report.Sent} contents sent" : "up to date")}");
            return 0;
        });
        return command;
    }
}
