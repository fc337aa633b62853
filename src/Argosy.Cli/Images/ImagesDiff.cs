using System.CommandLine;
using System.Text.Json;
using Argosy.Images.SupplyChain.Comparison;

namespace Argosy.Cli.Images;

/// <summary>`argosy images diff`: shows how two images differ.</summary>
internal static class ImagesDiff
{
    internal static Command Command()
    {
        var before = ImageArgument.Declare("before", "The old image");
        var after = ImageArgument.Declare("after", "The new image");
        var json = new Option<bool>("--json") { Description = "Print it as JSON." };
        var command = new Command(
            "diff", "Shows how two images differ on each platform: packages, files, configuration, size by folder.")
        {
            before, after, json
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var old = await ImageArgument.OpenAsync(parsed.GetValue(before)!, cancellation);
            using var current = await ImageArgument.OpenAsync(parsed.GetValue(after)!, cancellation);
            var differences = await ImageComparison.CompareAsync(old.Source, current.Source, cancellation);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
                await output.WriteLineAsync(JsonSerializer.Serialize(new(differences), CliJson.Default.DiffDocument));
            else
                await output.WriteAsync(DifferenceText.Of(differences));
            return 0;
        });
        return command;
    }
}

/// <summary>The output of `argosy images diff --json`; file modes are decimal numbers.</summary>
internal sealed record DiffDocument(IReadOnlyList<PlatformDifference> Platforms);
