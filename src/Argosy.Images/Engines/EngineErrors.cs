using Argosy.Platforms.Diagnostics;

namespace Argosy.Images.Engines;

/// <summary>The errors that all engines have in common.</summary>
internal static class EngineErrors
{
    /// <summary>The id of <see cref="NoAnswer"/>.</summary>
    public const string Silent = "ARG0480";

    /// <summary>The id of <see cref="RefusedImage"/>.</summary>
    public const string Refused = "ARG0481";

    public static ArgosyException NoAnswer(string socket, string message, Exception? inner = null) =>
        new(new Diagnostic(Silent, new(socket), $"no container engine answers on this socket: {message.TrimEnd('.')}",
            "Start the engine, or choose another with --engine."), inner);

    public static ArgosyException RefusedImage(PlatformImage image, string message) => new(new Diagnostic(
        Refused, new(image.Layout),
        $"the engine refuses the image for {image.Descriptor.Platform}: {message.TrimEnd('.')}",
        "If the engine's disk is full, make room; otherwise verify the layout and build the image again."));

    public static ArgosyException Failed(string place, string message) => new(new Diagnostic(
        "ARG0482", new(place), $"the engine refuses a request: {message.TrimEnd('.')}",
        "Read the engine's message and its log. containerd's socket is root's, and so are its mounts: run the command "
        + "as root there."));

    /// <summary>Whether ctr couldn't connect, by its words.</summary>
    public static bool SaysNoConnection(string error) =>
        error.Contains("failed to dial", StringComparison.Ordinal)
        || error.Contains("connection error", StringComparison.Ordinal);
}
