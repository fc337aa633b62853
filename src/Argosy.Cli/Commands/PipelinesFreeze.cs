using System.CommandLine;
using System.Text.Json;
using Argosy.Zuul.Freezing;

namespace Argosy.Cli.Commands;

/// <summary>`argosy pipelines freeze`: shows the jobs that Zuul would run, and the origin of each of their
/// attributes.</summary>
internal static class PipelinesFreeze
{
    internal static Command Command()
    {
        var project = new Argument<string>("project") { Description = "The project's name, such as openstack/nova." };
        var pipeline = new Argument<string>("pipeline") { Description = "The pipeline's name, such as check." };
        var source = new SourceOptions();
        var branch = new Option<string>("--branch")
        {
            Description = "The change's branch.",
            HelpName = "name",
            DefaultValueFactory = _ => "master"
        };
        var files = new Option<string?>("--files")
        {
            Description = "The files that the change touches, with commas between them. Without it matchers of files "
                + "aren't asked.",
            HelpName = "a,b"
        };
        var json = new Option<bool>("--json") { Description = "Print JSON for other programs." };
        var command = new Command("freeze", "Shows the jobs that would run, with every attribute's origin.")
        {
            project, pipeline, branch, files, json
        };
        source.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var request = new FreezeRequest(parsed.GetRequiredValue(project), parsed.GetRequiredValue(pipeline))
            {
                Path = source.FolderOf(parsed),
                TenantFile = parsed.GetValue(source.Tenant),
                TenantName = parsed.GetValue(source.TenantName),
                As = parsed.GetValue(source.As),
                OtherBranches = parsed.GetValue(source.OtherBranches) ?? [],
                Branch = parsed.GetValue(branch)!,
                Files = parsed.GetValue(files)
                    ?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            };
            // On another thread, so that an interrupt is handled.
            var frozen = await Task.Run(() => PipelineFreeze.Run(request, cancellation), cancellation);
            await parsed.InvocationConfiguration.Output.WriteAsync(parsed.GetValue(json)
                ? JsonSerializer.Serialize(new(frozen), CliJson.Default.FreezeDocument) + "\n"
                : FrozenText.Of(frozen));
        });
        return command;
    }
}
