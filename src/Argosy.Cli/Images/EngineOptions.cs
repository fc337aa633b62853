using System.CommandLine;
using System.CommandLine.Parsing;
using Argosy.Images.Engines;
using Argosy.Platforms;
using Argosy.Processes;

namespace Argosy.Cli.Images;

/// <summary>The options of the commands that use an engine.</summary>
internal static class EngineOptions
{
    private const string Auto = "auto";

    /// <summary>The engine; null is the first that listens.</summary>
    internal static Option<EngineKind?> Engine() => new("--engine")
    {
        Description = "docker, podman or containerd; default: auto, the first that listens here. DOCKER_HOST, "
            + "CONTAINER_HOST and CONTAINERD_ADDRESS name other sockets.",
        HelpName = "name",
        CustomParser = ParseEngine,
    };

    /// <summary>The architecture; this machine's by default.</summary>
    internal static Option<Architecture> Architecture() => new("--arch")
    {
        Description = "The image's architecture; default: this machine's. Others need qemu-user.",
        HelpName = "name",
        DefaultValueFactory = _ => Host.Detect().Architecture,
        CustomParser = ParseArchitecture,
    };

    /// <summary>Opens the chosen engine. Error ARG0480 if there is none.</summary>
    internal static IContainerEngine Open(EngineKind? kind) => EngineSocket.Find(kind).Open(CommandRunner.Silent);

    /// <summary>Parses an engine's name; <c>auto</c> is null.</summary>
    internal static EngineKind? ParseEngine(ArgumentResult written)
    {
        var text = written.Tokens is [var token] ? token.Value : "";
        if (text == Auto) return null;
        foreach (var kind in Enum.GetValues<EngineKind>())
            if (string.Equals($"{kind}", text, StringComparison.OrdinalIgnoreCase)) return kind;
        written.AddError($"'{text}' is not an engine: docker, podman, containerd or auto");
        return null;
    }

    internal static Architecture ParseArchitecture(ArgumentResult written)
    {
        var text = written.Tokens is [var token] ? token.Value : "";
        if (Platforms.Architecture.TryFind(text) is { } architecture) return architecture;
        written.AddError($"'{text}' is not an architecture: "
            + string.Join(", ", Platforms.Architecture.All.Select(a => a.Name)));
        return Platforms.Architecture.All[0];
    }
}
