using System.CommandLine;
using Argosy.Packages.Mirrors.Publishing;

namespace Argosy.Cli.Mirrors;

/// <summary>`argosy mirrors nginx`: prints the configuration with which nginx serves a target.</summary>
internal static class MirrorsNginx
{
    internal static Command Command()
    {
        var root = new Argument<string>("folder") { Description = "The target's folder on the server, absolute." };
        var listen = new Option<string>("--listen")
        {
            Description = "A port, or an address with a port.",
            HelpName = "address",
            DefaultValueFactory = _ => "80",
        };
        var name = new Option<string>("--server-name")
        {
            Description = "The server's host name.",
            HelpName = "name",
            DefaultValueFactory = _ => "_",
        };
        var command = new Command(
            "nginx", "Prints a server for nginx's http block: content negotiation, caching, packages of all kept "
                + "snapshots.")
        {
            root, listen, name
        };
        command.SetAction(async (parsed, _) =>
        {
            var text = new NginxConfiguration(
                Path.GetFullPath(parsed.GetValue(root)!), parsed.GetValue(listen)!, parsed.GetValue(name)!,
                HasFixedPackages: TargetOptions.Declared().Replace.Count == 0).Write();
            await parsed.InvocationConfiguration.Output.WriteAsync(text);
            return 0;
        });
        return command;
    }
}
