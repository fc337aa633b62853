using System.CommandLine;
using System.Text.Json;
using Argosy.Adoption.Doctor;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Cli.Commands;

/// <summary>`argosy doctor`: says what the machine lacks for a project's build, and installs it.</summary>
internal static class Doctor
{
    internal static Command Command()
    {
        var folder = new Option<string>("--folder")
        {
            Description = "The project's folder.",
            DefaultValueFactory = _ => Directory.GetCurrentDirectory(),
        };
        var json = new Option<bool>("--json") { Description = "Print it as JSON." };
        var install = new Option<bool>("--install")
        {
            Description = "Install missing Debian packages and register qemu, as root or by sudo.",
        };
        var quiet = new Option<bool>("--quiet") { Description = "Print only what is missing." };
        var target = new Option<string?>("--target")
        {
            Description = "Only what this target of the build needs.",
            HelpName = "name",
        };
        target.CompletionSources.Add(c => ProjectNames.Targets(Directory.GetCurrentDirectory()));
        var command = new Command("doctor",
            "Says what this machine has and lacks for the project's build, why it matters, and the command that "
                + "corrects it: exit code 1 if something is missing.")
        {
            folder, json, install, quiet, target
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var root = Path.GetFullPath(parsed.GetValue(folder)!);
            var needs = ProjectNeeds.Of(root, Model.Load(Path.Combine(root, Model.FileName)), parsed.GetValue(target));
            var probe = new MachineProbe(root);
            var machine = await probe.RunAsync(needs, cancellation);
            var checks = new Examination(needs, machine).Run();
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            if (parsed.GetValue(install) && !Examination.IsReady(checks))
            {
                await new Installation(machine, error.WriteLine, line => error.WriteLine(HarmlessText.OfLine(line)))
                    .RunAsync(checks, cancellation);
                machine = await probe.RunAsync(needs, cancellation);
                checks = new Examination(needs, machine).Run();
            }

            if (parsed.GetValue(json))
            {
                await output.WriteLineAsync(
                    JsonSerializer.Serialize(new(needs, machine, checks), CliJson.Default.DoctorDocument));
            }
            else await output.WriteAsync(DoctorTable.Of(checks, parsed.GetValue(quiet), HasColours(output)));
            return Examination.IsReady(checks) ? 0 : CommandLine.Failed;
        });
        return command;
    }

    private static bool HasColours(TextWriter output) =>
        ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected
        && Environment.GetEnvironmentVariable("NO_COLOR") is null or ""
        && Environment.GetEnvironmentVariable("TERM") is not (null or "dumb");
}
