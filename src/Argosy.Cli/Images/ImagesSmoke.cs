using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Argosy.Artifacts.Files;
using Argosy.Images.Definition;
using Argosy.Images.Engines;
using Argosy.Images.Proof;
using Argosy.Oci.Layout;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;
using Argosy.Toolchains.Running;
using Command = System.CommandLine.Command;

namespace Argosy.Cli.Images;

/// <summary>`argosy images smoke`: runs an image's self-test on each architecture.</summary>
internal static class ImagesSmoke
{
    private const string OwnPodman = "podman of its own";

    internal static Command Command()
    {
        var layout = LayoutArgument.Declare();
        var path = new Option<string>("--path")
        {
            Description = "The project with images/<name>/image.yaml.",
            HelpName = "folder",
            DefaultValueFactory = _ => "."
        };
        var engine = EngineOptions.Engine();
        engine.Description = "docker, podman, containerd or auto, the first that listens; without it a podman is "
            + "started that neither sees nor changes your containers.";
        var inconclusive = new Option<bool>("--allow-inconclusive")
        {
            Description = "Succeed where a test says nothing, as without an emulator."
        };
        var verbose = new Option<bool>("--verbose") { Description = "Print what the tests print, to standard error." };
        var json = new Option<bool>("--json") { Description = "Print the results as JSON." };
        var command = new Command(
            "smoke", "Runs an image's self-test for each architecture: exit code 1 if one fails or says nothing.")
        {
            layout, path, engine, inconclusive, verbose, json
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var folder = LayoutArgument.FolderOf(parsed.GetRequiredValue(layout));
            var images = PlatformImage.All(await Task.Run(() => OciLayout.Verify(folder), cancellation));
            var test = TestOf(folder, Path.GetFullPath(parsed.GetValue(path)!));
            var error = parsed.InvocationConfiguration.Error;
            Action<string> log = parsed.GetValue(verbose)
                ? line => error.WriteLine(HarmlessText.OfLine(line))
                : static _ => { };
            using var opened = parsed.GetResult(engine) is null ? null : EngineOptions.Open(parsed.GetValue(engine));
            using var work = new TemporaryFolder("argosy-smoke-");
            var results = new List<SmokeResult>();
            foreach (var image in images)
                results.Add(await RunAsync(image, test, opened, new CommandRunner(log), work.Path, cancellation));
            var name = opened is null ? OwnPodman : await opened.DescribeAsync(cancellation);
            var passed = results.Count > 0 && results.All(r => r.Verdict == Word(Verdict.Passed)
                || (r.Verdict == Word(Verdict.Inconclusive) && parsed.GetValue(inconclusive)));
            var document = new SmokeDocument(folder, name, passed, results);
            await parsed.InvocationConfiguration.Output.WriteAsync(parsed.GetValue(json)
                ? JsonSerializer.Serialize(document, ImagesJson.Default.SmokeDocument) + "\n"
                : Text(document));
            return passed ? 0 : CommandLine.Failed;
        });
        return command;
    }

    private static SelfTest TestOf(string folder, string project)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        var known = ImageRoom.Load(project);
        var image = known.FirstOrDefault(d => d.Name == name)
            ?? throw UnknownName.In(Path.Combine(project, ImageRoom.Folder), "image", name, known.Select(d => d.Name));
        return image.SelfTest ?? throw new ArgosyException(new Diagnostic("ARG0484", image.PackagesPlace,
            $"the image '{name}' has no self-test, so that there is nothing to run",
            "Declare 'self-test' with a command."));
    }

    private static async Task<SmokeResult> RunAsync(PlatformImage image, SelfTest test, IContainerEngine? engine,
        CommandRunner runner, string work, CancellationToken cancellation)
    {
        var begin = TimeProvider.System.GetTimestamp();
        var architecture = image.FindArchitecture();
        var outcome = architecture is null
            ? new(Verdict.Inconclusive, null, "Argosy doesn't know this architecture.")
            : engine is null
                ? await new ImageProof(runner, work).RunAsync(image.Layout, architecture, test, cancellation)
                : await TimeLimit.By(engine.DescribeAsync, test.Timeout).RunAsync(
                    limit => new EngineProof(engine, Host.Detect(), runner.Log).RunAsync(
                        image, test, limit, cancellation),
                    cancellation);
        return new(architecture?.Name ?? image.Descriptor.Platform!.ToString(), image.Descriptor.Digest.ToString(),
            Word(outcome.Verdict), outcome.Reason, TimeProvider.System.GetElapsedTime(begin).TotalSeconds);
    }

    private static string Text(SmokeDocument document)
    {
        var lines = new List<string>();
        foreach (var result in document.Results)
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture,
                $"{result.Architecture,-8}  {result.Verdict,-12}  {result.Seconds,6:0.0} s  {result.Digest}"));
            if (result.Reason is { } reason)
                lines.AddRange(HarmlessText.Of(reason).Split('\n').Select(l => $"          {l}"));
        }

        lines.Add($"by {document.Engine}");
        return string.Join('\n', lines) + "\n";
    }

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Passed => "passed",
        Verdict.Failed => "failed",
        _ => "inconclusive",
    };
}
