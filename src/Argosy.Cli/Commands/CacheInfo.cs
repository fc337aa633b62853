using System.CommandLine;
using System.Text.Json;
using Argosy.Artifacts.Store;
using Argosy.Artifacts.Store.Collection;

namespace Argosy.Cli.Commands;

/// <summary>`argosy cache info`: shows the cache's contents.</summary>
internal static class CacheInfo
{
    internal static Command Command()
    {
        var json = new Option<bool>("--json") { Description = "Print it as JSON." };
        var command = new Command("info", "Says how much the cache holds, and since when.") { json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var summary = await Task.Run(
                () => new CacheCollector(CacheFolder.Default).Summarize(cancellation), cancellation);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                parsed.GetValue(json) ? JsonSerializer.Serialize(summary, CliJson.Default.CacheSummary) : Say(summary));
        });
        return command;
    }

    private static string Say(CacheSummary summary) => $"""
        {summary.Folder}
        results     {summary.Actions,8}  {new ByteSize(summary.ActionBytes),10}
        files       {summary.Blobs,8}  {new ByteSize(summary.BlobBytes),10}
        left-overs  {summary.Leftovers,8}  {new ByteSize(summary.LeftoverBytes),10}
        oldest use  {Said(summary.Oldest)}
        newest use  {Said(summary.Newest)}
        """;

    private static string Said(DateTime? time) => time is { } known ? $"{known:yyyy-MM-dd HH:mm:ss} UTC" : "none";
}
