using System.CommandLine;
using Argosy.Images.Engines;
using Argosy.Oci.Layout;

namespace Argosy.Cli.Images;

/// <summary>`argosy images run`: runs a container of a layout's image.</summary>
internal static class ImagesRun
{
    private const string None = "none";
    private const string OfHost = "host";
    private const int TimedOut = 124; // as in timeout(1)

    internal static Command Command()
    {
        var layout = LayoutArgument.Declare();
        var arguments = new Argument<string[]>("arguments")
        {
            Description = "After --: arguments instead of the image's own.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var architecture = EngineOptions.Architecture();
        var engine = EngineOptions.Engine();
        var program = new Option<string?>("--entrypoint")
        {
            Description = "The program instead of the image's own.",
            HelpName = "path"
        };
        var variables = new Option<string[]>("--env")
        {
            Description = "A variable; may be repeated.",
            HelpName = "NAME=VALUE"
        };
        variables.Validators.Add(written =>
        {
            foreach (var token in written.Tokens.Where(t => t.Value.IndexOf('=', StringComparison.Ordinal) < 1))
                written.AddError($"'{token.Value}' is not NAME=VALUE");
        });
        var memory = new Option<int>("--shm-size")
        {
            Description = "Size of /dev/shm in MiB.",
            HelpName = "MiB",
            DefaultValueFactory = _ => 64
        };
        memory.Validators.Add(written =>
        {
            if (written.GetValueOrDefault<int>() < 1) written.AddError("--shm-size is at least 1");
        });
        var network = new Option<string>("--network")
        {
            Description = "none, which has loopback only, or host, the machine's.",
            HelpName = "name",
            DefaultValueFactory = _ => None,
        };
        network.AcceptOnlyFromAmong(None, OfHost);
        var input = new Option<bool>("--stdin") { Description = "Pass standard input on." };
        var timeout = new Option<TimeSpan?>("--timeout")
        {
            Description = "End it after this time: 30s, 10m, 1h. The exit code is then 124.",
            HelpName = "time",
            CustomParser = r => OptionParsers.Parse(r, Duration.TryParse, "a time, such as 30s, 10m or 1h"),
        };
        var command = new Command(
            "run", "Runs a container of a layout's image and removes it; the exit code is the container's. "
                + "The image stays in the engine.")
        {
            layout, arguments, architecture, engine, program, variables, memory, network, input, timeout
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var folder = LayoutArgument.FolderOf(parsed.GetRequiredValue(layout));
            var chosen = parsed.GetValue(architecture)!;
            var image = PlatformImage.Of(await Task.Run(() => OciLayout.Verify(folder), cancellation), chosen);
            using var opened = EngineOptions.Open(parsed.GetValue(engine));
            var loaded = await opened.LoadAsync(image, $"{LayoutArgument.NameOf(folder)}:{chosen}", cancellation);
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var given = parsed.GetValue(arguments) ?? [];
            using var standardInput = parsed.GetValue(input) ? Console.OpenStandardInput() : null;
            var run = await opened.RunAsync(
                new(loaded)
                {
                    Entrypoint = parsed.GetValue(program) is { } path ? [path] : null,
                    Arguments = given.Length > 0 ? given : null,
                    Environment = (parsed.GetValue(variables) ?? []).Select(v => v.Split('=', 2))
                        .GroupBy(v => v[0]).ToDictionary(g => g.Key, g => g.Last()[1]),
                    SharedMemory = parsed.GetValue(memory),
                    HasHostNetwork = parsed.GetValue(network) == OfHost,
                    Input = standardInput,
                    Timeout = parsed.GetValue(timeout),
                    OutputLine = output.WriteLine,
                    ErrorLine = error.WriteLine,
                },
                cancellation);
            if (!run.TimedOut) return run.ExitCode;
            await error.WriteLineAsync("argosy: it was ended, since its time was up");
            return TimedOut;
        });
        return command;
    }
}
