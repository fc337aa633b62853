using System.CommandLine;
using System.Text.Json;
using Argosy.DevStack;
using Argosy.Platforms;

namespace Argosy.Cli.Commands;

/// <summary><c>argosy devstack show PROFILE</c>: one machine's configuration, in the requested form. Names unknown to
/// DevStack give warnings on the error stream.</summary>
internal static class DevstackShow
{
    private const string LocalConf = "local.conf";
    private const string Variables = "vars";
    private const string Json = "json";

    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    internal static Command Command()
    {
        var profile = new Argument<string>("profile")
        {
            Description = "The profile: a file of devstack/ without its ending."
        };
        profile.CompletionSources.Add(_ => ProjectNames.Profiles(Directory.GetCurrentDirectory()));
        var arch = new Option<string?>("--arch")
        {
            Description = "The machine's architecture; the first one's without."
        };
        var node = new Option<string?>("--node")
        {
            Description = "The machine's name in a cloud; the controller without."
        };
        var release = new Option<string?>("--base")
        {
            Description = "The machine's distribution; the preferred one without."
        };
        var format = new Option<string>("--format")
        {
            Description = "local.conf, vars (a job's variables as YAML) or json (the same as JSON).",
            DefaultValueFactory = _ => LocalConf,
        };
        format.AcceptOnlyFromAmong(LocalConf, Variables, Json);
        var json = new Option<bool>("--json") { Description = "The same as --format json." };
        var folder = new Option<string>("--folder")
        {
            Description = "The project's folder.",
            DefaultValueFactory = _ => Directory.GetCurrentDirectory(),
        };
        var command = new Command("show", "A machine's DevStack configuration.")
        {
            profile, arch, node, release, format, folder, json
        };
        command.SetAction(parsed =>
        {
            var root = Path.GetFullPath(parsed.GetValue(folder)!);
            var profiles = DevstackProfiles.Load(root);
            foreach (var warning in profiles.Unknown)
                parsed.InvocationConfiguration.Error.WriteLine($"warning: {warning}");
            var all = DevstackGenerator.Configure(Model.Load(Path.Combine(root, Model.FileName)), profiles);
            var machine = DevstackConfiguration.Choose(all, parsed.GetRequiredValue(profile), parsed.GetValue(arch),
                parsed.GetValue(node), parsed.GetValue(release));
            parsed.InvocationConfiguration.Output.Write(Text(
                machine, parsed.GetValue(json) ? Json : parsed.GetValue(format)!));
            return 0;
        });
        return command;
    }

    private static string Text(DevstackConfiguration machine, string format) => format switch
    {
        Variables => machine.JobVariablesAsYaml,
        Json => machine.JobVariables.ToJsonString(s_indented) + "\n",
        _ => machine.LocalConf,
    };
}
